"""Numbers in a form: their decimals, and their unit behind the hint."""

from dataclasses import replace

from facilitator.domain.surveys.amounts import MOST_DECIMALS
from facilitator.domain.surveys.survey import Question
from facilitator.domain.text import LANGUAGES, NO_TEXT, Text
from facilitator.domain.xlsform.form import DECIMALS, HINT, KINDS, UNIT, header
from facilitator.domain.xlsform.lines import Line


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
