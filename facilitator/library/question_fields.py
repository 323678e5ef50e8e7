"""The keys of a question that can be edited one by one: which kind has which.

One table for the editor. A kind or a key that is not in it is kept as the file has it,
and shown as edited in the file alone.
"""

from dataclasses import dataclass
from typing import Any, Literal

from facilitator.domain.surveys.survey import SCALES
from facilitator.domain.text import LANGUAGES

Shape = Literal["text", "yes", "number", "word", "options"]


@dataclass(frozen=True, slots=True)
class QuestionField:
    """One key: what its value is, and the kinds that have it (none: every kind)."""

    key: str
    shape: Shape
    kinds: frozenset[str] = frozenset()

    def belongs_to(self, kind: str) -> bool:
        """Whether a question of this kind may have the key."""
        return not self.kinds or kind in self.kinds


CHOICES = frozenset({"single", "multiple"})
_RATING, _NUMERIC = frozenset({"rating"}), frozenset({"numeric"})

# In the order in which a file has them.
FIELDS = (
    QuestionField("retrospective", "yes", frozenset(SCALES)),
    QuestionField("required", "yes"),
    QuestionField("fewest", "number", frozenset({"multiple"})),
    QuestionField("most", "number", frozenset({"multiple"})),
    QuestionField("longest", "number", frozenset({"text"})),
    QuestionField("decline", "yes"),
    QuestionField("shuffle", "yes", CHOICES),
    QuestionField("seconds", "number"),
    QuestionField("points", "number", _RATING),
    QuestionField("low", "text", _RATING),
    QuestionField("high", "text", _RATING),
    QuestionField("unit", "text", _NUMERIC),
    QuestionField("least", "number", _NUMERIC),
    QuestionField("greatest", "number", _NUMERIC),
    QuestionField("decimals", "number", _NUMERIC),
    QuestionField("section", "word"),
    QuestionField("label", "text"),
    QuestionField("help", "text"),
    QuestionField("options", "options", CHOICES),
    QuestionField("explanation", "text", CHOICES),
    QuestionField("objective", "word"),
    QuestionField("level", "word"),
    QuestionField("outcome", "word"),
)
# The kinds that can be chosen; a newer one has its line here and in the table above.
KINDS = (
    "single",
    "multiple",
    *SCALES,
    "rating",
    "numeric",
    "text",
    "date",
    "acknowledge",
)
NOT_IN_POLLS = frozenset({"date", "acknowledge"})
OPTION_KEYS = frozenset({"name", "code", "label", "right"})
_TEXT_KEYS = frozenset({*LANGUAGES, "translation"})
_ALWAYS = frozenset({"name", "kind"})


def fields_of(kind: str) -> tuple[QuestionField, ...]:
    """Return what can be edited of a question of a kind."""
    return tuple(field for field in FIELDS if field.belongs_to(kind))


def can_edit(question: dict[str, Any]) -> bool:
    """Whether the editor has a field for the kind of a question, and for its values.

    A value of another shape than the table's is left to whoever wrote the file.
    """
    kind = question.get("kind")
    if kind not in KINDS or not isinstance(question.get("name", ""), str):
        return False
    return all(
        _fits(field.shape, question[field.key])
        for field in FIELDS
        if field.key in question
    )


def other_keys(question: dict[str, Any]) -> tuple[str, ...]:
    """Return the keys of a question, and of its options, that only the file changes."""
    known = {field.key for field in FIELDS} | _ALWAYS
    found = [key for key in question if key not in known]
    options = question.get("options")
    if isinstance(options, list):
        within = (key for one in options if isinstance(one, dict) for key in one)
        found += [key for key in within if key not in OPTION_KEYS]
    return tuple(dict.fromkeys(found))


def is_text(value: object) -> bool:
    """Whether a value is words in two languages, perhaps with how far they are."""
    if not isinstance(value, dict) or not value.keys() <= _TEXT_KEYS:
        return False
    said = value.get("translation", {})
    words = [*said.values()] if isinstance(said, dict) else [said]
    words += [value[code] for code in LANGUAGES if code in value]
    return all(isinstance(word, str) for word in words) and isinstance(said, dict)


def _fits(shape: Shape, value: object) -> bool:
    if shape == "text":
        return is_text(value)
    if shape == "options":
        return isinstance(value, list) and all(map(_is_option, value))
    return isinstance(value, str)


def _is_option(value: object) -> bool:
    if not isinstance(value, dict) or not is_text(value.get("label", {})):
        return False
    return all(isinstance(value.get(key, ""), str) for key in ("name", "code", "right"))
