"""The keys of a question that can be edited one by one: which kind has which.

One table for the editor. A kind or a key that is not in it is kept as the file has it,
and shown as edited in the file alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from facilitator.domain.surveys.survey import SCALES
from facilitator.domain.text import LANGUAGES

Shape = Literal["text", "yes", "number", "word", "options", "rows", "areas", "rules"]


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
WITH_OPTIONS = CHOICES | {"ranking", "matrix"}
_RATING, _NUMERIC = frozenset({"rating"}), frozenset({"numeric"})
_TEXT, _DATE = frozenset({"text"}), frozenset({"date"})
_MATRIX, _POINT = frozenset({"matrix"}), frozenset({"point"})

# In the order in which a file has them.
FIELDS = (
    QuestionField("case", "word"),
    QuestionField("story", "text"),
    QuestionField("retrospective", "yes", _MATRIX | frozenset(SCALES)),
    QuestionField("required", "yes"),
    QuestionField("shortest", "number", _TEXT),
    QuestionField("fewest", "number", frozenset({"multiple"})),
    QuestionField("most", "number", frozenset({"multiple", "ranking", "words"})),
    QuestionField("longest", "number", _TEXT),
    QuestionField("earliest", "word", _DATE),
    QuestionField("latest", "word", _DATE),
    QuestionField("decline", "yes"),
    QuestionField("other", "yes", CHOICES),
    QuestionField("shuffle", "yes", CHOICES),
    QuestionField("seconds", "number"),
    QuestionField("results", "word"),
    QuestionField("points", "number", _RATING),
    QuestionField("low", "text", _RATING),
    QuestionField("high", "text", _RATING),
    QuestionField("unit", "text", _NUMERIC),
    QuestionField("least", "number", _NUMERIC),
    QuestionField("greatest", "number", _NUMERIC),
    QuestionField("decimals", "number", _NUMERIC),
    QuestionField("constraint_message", "text", _TEXT | _DATE | _NUMERIC),
    QuestionField("relevant", "rules"),
    QuestionField("section", "word"),
    QuestionField("label", "text"),
    QuestionField("help", "text"),
    QuestionField("picture", "word", _POINT),
    QuestionField("alt", "text", _POINT),
    QuestionField("areas", "areas", _POINT),
    QuestionField("rows", "rows", _MATRIX),
    QuestionField("scale", "word", _MATRIX),
    QuestionField("options", "options", WITH_OPTIONS),
    QuestionField("explanation", "text", CHOICES | _POINT),
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
    "ranking",
    "matrix",
    "numeric",
    "text",
    "words",
    "date",
    "point",
    "acknowledge",
)
_IN_POLLS_ONLY = frozenset({"words", "point"})
_NOT_IN: Mapping[str, frozenset[str]] = {
    "polls": frozenset({"date", "acknowledge"}),
    "worksheet": _IN_POLLS_ONLY | {"ranking", "matrix"},
}
OPTION_KEYS = frozenset({"name", "code", "label", "right", "fixed"})
ROW_KEYS = frozenset({"name", "label"})
SIDES = ("left", "top", "width", "height")
AREA_KEYS = frozenset({"name", "label", "right", *SIDES})
_PARTS: Mapping[str, frozenset[str]] = {
    "options": OPTION_KEYS,
    "rows": ROW_KEYS,
    "areas": AREA_KEYS,
}
_TEXT_KEYS = frozenset({*LANGUAGES, "translation"})
_ALWAYS = frozenset({"name", "kind"})


def kinds_in(survey_kind: object) -> tuple[str, ...]:
    """Return the kinds of question that a survey of a kind can have."""
    left_out = _NOT_IN.get(str(survey_kind), _IN_POLLS_ONLY)
    return tuple(kind for kind in KINDS if kind not in left_out)


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
    for part, keys in _PARTS.items():
        there = question.get(part)
        if isinstance(there, list):
            within = (key for one in there if isinstance(one, dict) for key in one)
            found += [key for key in within if key not in keys]
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
    if shape == "rules":
        return True  # what is no simple rule is left to the file, and the rest is not
    if shape == "text":
        return is_text(value)
    keys = _PARTS.get(shape)
    if keys is not None:
        return isinstance(value, list) and all(_is_part(one, keys) for one in value)
    return isinstance(value, str)


def _is_part(value: object, keys: frozenset[str]) -> bool:
    if not isinstance(value, dict) or not is_text(value.get("label", {})):
        return False
    return all(isinstance(value.get(key, ""), str) for key in keys - {"label"})
