"""What stands behind "Other" in a form: the text of whoever chose it."""

from collections.abc import Sequence
from dataclasses import replace

from facilitator.domain.surveys.relevance import Condition, Rule
from facilitator.domain.surveys.survey import (
    OTHER,
    OTHER_CODE,
    OTHER_NAME,
    OTHER_TEXT,
    Option,
    Question,
)
from facilitator.domain.text import LANGUAGES
from facilitator.domain.xlsform.conditions import expression_of
from facilitator.domain.xlsform.form import (
    CONSTRAINT,
    LABEL,
    OTHER_ENDING,
    OTHER_WORDS,
    RELEVANT,
    Cells,
    header,
)
from facilitator.domain.xlsform.lines import Line, shown

_COLUMNS = frozenset(
    {"type", "name", RELEVANT, CONSTRAINT, *(header(LABEL, one) for one in LANGUAGES)}
)
# As a list brings it: that it stays last is said nowhere in a form.
_LISTED = replace(OTHER, fixed="")
_FEWEST_OPTIONS = 2
_KINDS = ("single", "multiple")


def other_row(question: Question) -> Cells:
    """Return the row that asks for the words behind "Other"."""
    cells = {
        "type": "text",
        "name": f"{question.name}{OTHER_ENDING}",
        RELEVANT: expression_of(_chosen(question), {question.name: question}),
        CONSTRAINT: _constraint(),
    }
    return cells | {header(LABEL, one): OTHER_WORDS[one] for one in LANGUAGES}


def with_other(line: Line, asked: Question | None) -> Question | None:
    """Return the question of which a row is the text behind "Other".

    Args:
        line: a row whose name ends as such a text's does.
        asked: the question of the row before, None where there is none.
    """
    line.only(_COLUMNS)
    name = line["name"].removesuffix(OTHER_ENDING)
    if asked is None or asked.name != name:
        line.wrong("name", f"The row `{name}` has to come right before this one.")
        return None
    _verify_row(line, asked)
    kept = without_other(line, asked.options)
    if kept == asked.options or asked.kind not in _KINDS:
        line.wrong(
            "name",
            f"The list of `{name}` has no choice that this text could stand behind: "
            f"give it a last one called `{OTHER_NAME}`, with the code {OTHER_CODE}.",
        )
    if len(kept) < _FEWEST_OPTIONS:
        line.wrong("name", f"`{name}` needs two choices or more beside `{OTHER_NAME}`.")
    return replace(asked, options=kept, other=True)


def without_other(line: Line, options: Sequence[Option]) -> tuple[Option, ...]:
    """Return the options of a list without the one that "Other" brings, if it is so."""
    *kept, last = options or (_LISTED,)
    ours = last.name == OTHER_NAME
    if ours and last != _LISTED:
        line.wrong(
            "name",
            f"The choice `{OTHER_NAME}` with a text behind it has the code "
            f"{OTHER_CODE}, the labels {OTHER.label.en} and {OTHER.label.es}, and is "
            "not right or wrong.",
        )
    if any(option.name == OTHER_NAME or option.code == OTHER_CODE for option in kept):
        line.wrong(
            "name",
            f"The name `{OTHER_NAME}` and the code {OTHER_CODE} belong to the last "
            "choice of this list, the one with a text behind it.",
        )
    return tuple(kept) if ours else tuple(options)


def _verify_row(line: Line, asked: Question) -> None:
    """See that a row says what every text behind "Other" does."""
    wanted = expression_of(_chosen(asked), {asked.name: asked})
    if _squeezed(line[RELEVANT]) != _squeezed(wanted):
        found = shown(line[RELEVANT])
        line.wrong(RELEVANT, f"Behind “Other” stands `{wanted}`, not {found}.")
    if _squeezed(line[CONSTRAINT]) != _squeezed(_constraint()):
        found = shown(line[CONSTRAINT])
        line.wrong(CONSTRAINT, f"Behind “Other” stands `{_constraint()}`, not {found}.")
    for one in LANGUAGES:
        column, words = header(LABEL, one), OTHER_WORDS[one]
        if line[column] != words:
            line.wrong(
                column,
                f"These words are the program's own: write “{words}”, or give this "
                "text a name of its own.",
            )


def _chosen(question: Question) -> tuple[Rule, ...]:
    return (Rule((Condition(question.name, "is", (OTHER_NAME,)),)),)


def _constraint() -> str:
    return f"string-length(.) <= {OTHER_TEXT}"


def _squeezed(expression: str) -> str:
    return "".join(expression.split())
