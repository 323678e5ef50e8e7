"""A poll that the trainer types while the room waits."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal, get_args

from facilitator.domain.surveys.survey import SCALES, Option, Question
from facilitator.domain.text import LANGUAGES, Text, is_blank, is_kept
from facilitator.errors import BadInputError, FacilitatorError

WrittenKind = Literal[
    "single", "multiple", "agreement", "confidence", "quality", "text"
]
KINDS: tuple[str, ...] = get_args(WrittenKind)
FEWEST_CHOICES, MOST_CHOICES = 2, 8
LONGEST_QUESTION, LONGEST_CHOICE = 200, 140
# Far more than fits; what is longer is no poll that somebody typed.
_LONGEST_FIELD = 4_000


class NoQuestionError(BadInputError):
    """A poll has no words."""

    code = "no-question"
    sentence = "Write the question, in English or in Spanish."


class QuestionTooLongError(BadInputError):
    """A question does not read from afar."""

    code = "question-too-long"
    sentence = "The question is too long: {length} characters, at most {longest}."


class NumberOfChoicesError(BadInputError):
    """There are too few or too many choices."""

    code = "number-of-choices"
    sentence = "Write {fewest} to {most} choices, one on each line."


class ChoiceTooLongError(BadInputError):
    """A choice does not fit its line."""

    code = "choice-too-long"
    sentence = "A choice is too long: {length} characters, at most {longest}."


class EqualChoicesError(BadInputError):
    """Two choices cannot be told apart."""

    code = "equal-choices"
    sentence = "Two choices are the same: {choice}."


class UnequalChoicesError(BadInputError):
    """The two languages do not offer the same choices."""

    code = "unequal-choices"
    sentence = (
        "Write as many choices in Spanish as in English, in the same order, "
        "or leave one language out, its question and its choices."
    )


class NotAPollError(BadInputError):
    """What was typed is no poll yet; `wrong` says why at each field."""

    code = "not-a-poll"
    sentence = "The poll is not kept yet. See what is missing."

    def __init__(self, wrong: Mapping[str, FacilitatorError]) -> None:
        super().__init__()
        self.wrong = wrong


@dataclass(frozen=True, slots=True)
class Written:
    """A poll as typed: its kind, and in each language a question and its choices."""

    kind: WrittenKind
    label: Mapping[str, str]
    choices: Mapping[str, tuple[str, ...]]


def read_poll(given: Mapping[str, object], name: str) -> Question:
    """Return what was typed as a question called `name`.

    `given` holds `kind`, and `label` and `choices` by language; choices come one on
    each line. One language is enough.

    Raises:
        NotAPollError: something is missing or too long, told at each field:
            `label_en`, `label_es`, `choices_en`, `choices_es`.
        BadInputError: it is no form of ours.
    """
    written = _written(given)
    wrong = {**_wrong_labels(written), **_wrong_choices(written)}
    if wrong:
        raise NotAPollError(wrong)
    return Question(
        name=name,
        kind=written.kind,
        label=Text.of(written.label),
        options=tuple(
            Option(f"option_{code}", code, label)
            for code, label in enumerate(_labels(written), 1)
        ),
    )


def as_copy(question: Question, original: Question) -> Question:
    """Return a question with what its original says beside the words typed.

    A choice left as it was stays the right one.
    """
    before = {_pair(option.label): option for option in original.options}
    marked = tuple(_marked(o, before.get(_pair(o.label))) for o in question.options)
    copy = replace(
        question, options=marked, seconds=original.seconds, results=original.results
    )
    if question.kind != original.kind:
        return copy
    fits = max(original.most, original.fewest) <= len(marked)
    return replace(
        copy,
        most=original.most if fits else 0,
        fewest=original.fewest if fits else 0,
        shuffle=original.shuffle,
        longest=original.longest,
    )


def _marked(option: Option, original: Option | None) -> Option:
    if original is None:
        return option
    return replace(option, right=original.right, fixed=original.fixed)


def _pair(label: Text) -> tuple[str, str]:
    return label.en, label.es


def _written(given: Mapping[str, object]) -> Written:
    kind = given.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        raise BadInputError(what="kind")
    label, choices = _words(given, "label"), _words(given, "choices")
    has_choices = kind in ("single", "multiple")
    return Written(
        kind=kind,  # type: ignore[arg-type]
        label={one: _line(words) for one, words in label.items()},
        choices={
            one: _lines(words) if has_choices else () for one, words in choices.items()
        },
    )


def _words(given: Mapping[str, object], name: str) -> dict[str, str]:
    words = given.get(name, {})
    if not isinstance(words, dict):
        raise BadInputError(what=name)
    found = {language: words.get(language, "") for language in LANGUAGES}
    for one in found.values():
        if not isinstance(one, str) or len(one) > _LONGEST_FIELD:
            raise BadInputError(what=name)
    return found


def _line(words: str) -> str:
    kept = "".join(c if is_kept(c) else " " for c in words)
    return "" if is_blank(kept) else " ".join(kept.split())


def _lines(words: str) -> tuple[str, ...]:
    return tuple(line for line in map(_line, words.splitlines()) if line)


def _wrong_labels(written: Written) -> dict[str, FacilitatorError]:
    wrong: dict[str, FacilitatorError] = {}
    for language, words in written.label.items():
        if len(words) > LONGEST_QUESTION:
            wrong[f"label_{language}"] = QuestionTooLongError(
                length=len(words), longest=LONGEST_QUESTION
            )
    if not any(written.label.values()):
        wrong["label_en"] = NoQuestionError()
    return wrong


def _wrong_choices(written: Written) -> dict[str, FacilitatorError]:
    if written.kind in SCALES or written.kind == "text":
        return {}
    asked = [one for one in LANGUAGES if written.label[one] or written.choices[one]]
    found = {one: _wrong_list(written.choices[one]) for one in asked or ["en"]}
    wrong = {f"choices_{one}": error for one, error in found.items() if error}
    counts = {len(written.choices[one]) for one in asked}
    is_half = any(not written.label[one] for one in asked) and len(asked) > 1
    if not wrong and (len(counts) > 1 or is_half):
        wrong["choices_es"] = UnequalChoicesError()
    return wrong


def _wrong_list(choices: tuple[str, ...]) -> FacilitatorError | None:
    if not FEWEST_CHOICES <= len(choices) <= MOST_CHOICES:
        return NumberOfChoicesError(fewest=FEWEST_CHOICES, most=MOST_CHOICES)
    longest = max(map(len, choices))
    if longest > LONGEST_CHOICE:
        return ChoiceTooLongError(length=longest, longest=LONGEST_CHOICE)
    seen: set[str] = set()
    for choice in choices:
        if choice.casefold() in seen:
            return EqualChoicesError(choice=choice)
        seen.add(choice.casefold())
    return None


def _labels(written: Written) -> tuple[Text, ...]:
    english, spanish = written.choices["en"], written.choices["es"]
    pairs = zip(
        english or [""] * len(spanish), spanish or [""] * len(english), strict=True
    )
    return tuple(Text(en, es) for en, es in pairs)
