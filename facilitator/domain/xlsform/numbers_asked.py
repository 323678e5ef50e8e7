"""Numbers in a form: their decimals, and their unit behind the hint."""

import re
from dataclasses import replace
from typing import Any

from facilitator.domain.surveys.amounts import MOST_DECIMALS
from facilitator.domain.surveys.survey import Question
from facilitator.domain.text import LANGUAGES, NO_TEXT, Text
from facilitator.domain.xlsform.form import (
    DECIMALS,
    HINT,
    KINDS,
    PARAMETERS,
    UNIT,
    header,
)
from facilitator.domain.xlsform.lines import Line, shown

_PARAMETER = re.compile(r"\b(start|end|step) *= *([0-9]{1,9})\b")


def hint_of(question: Question) -> Text:
    """Return the help of a question with the unit of its number at the end.

    Other tools have no place for a unit, and somebody would write months for years.
    """
    if question.unit == NO_TEXT:
        return question.help
    helps, units = question.help.as_dict(), question.unit.as_dict()
    return Text(**{o: f"{helps[o]} {_ending(units[o])}".strip() for o in LANGUAGES})


def without_unit(line: Line) -> tuple[Line, Text]:
    """Return a row whose hint is the help alone, and the unit that it ended in."""
    unit = line.text(UNIT, required=False)
    if unit == NO_TEXT:
        return line, unit
    cells = dict(line.cells)
    for one, words in unit.as_dict().items():
        column = header(HINT, one)
        ending = _ending(words)
        if words and not line[column].endswith(ending):
            line.wrong(column, f"This hint has to end in “{ending}”, the unit.")
        cells[column] = line[column].removesuffix(ending).rstrip()
    kept = {column: words for column, words in cells.items() if words}
    return replace(line, cells=kept), unit


def range_of(line: Line) -> Any:  # noqa: ANN401  # keywords of a question
    """Return the ends of a range as those of a whole number."""
    written = line[PARAMETERS]
    found = {name: int(n) for name, n in _PARAMETER.findall(written)}
    is_plain = not _PARAMETER.sub("", written).strip(" ,;")
    is_known = found.keys() == {"start", "end", "step"} and found["step"] == 1
    if not is_plain or not is_known or found["start"] >= found["end"]:
        line.wrong(
            PARAMETERS,
            "A range here counts in ones: write such as `start=0 end=10 step=1`, not "
            f"{shown(written)}.",
        )
        return {}
    if line["constraint"]:
        line.wrong("constraint", "The ends of a range stand in `parameters` alone.")
    return {"least": found["start"], "greatest": found["end"]}


def decimals_of(line: Line, type_: str) -> int:
    """Return how many decimals there may be: where nothing is said, the most."""
    if type_ == KINDS["numeric"].fraction:
        written = line[DECIMALS]
        return line.number_in(DECIMALS, 1, MOST_DECIMALS) if written else MOST_DECIMALS
    if line[DECIMALS]:
        line.wrong(DECIMALS, "An integer has no decimals: write decimal as its type.")
    return 0


def _ending(unit: str) -> str:
    return f"({unit})"
