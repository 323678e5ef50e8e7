"""The forms before and after, as the workbook is to have what the phones sent."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from math import isclose

from facilitator.domain.surveys.survey import FormName
from facilitator.rehearsal.changes import Forms, changes
from facilitator.rehearsal.ledger import Ledger
from facilitator.rehearsal.stored import Cell, Filled, Stored

_WHICH = {(True, True): "both", (True, False): "pre", (False, True): "post"}
# What follows the name of the form, as it follows that of a question.
_ENDS = ("before", "now", "other")
# What the name of a question ends in where both of its answers are compared.
_BOTH = "_pre_post"
_CLOSE = 1e-9


def filled_in(ledger: Ledger) -> Filled:
    """Return the row of a phone that filled a form in: which of them, and its codes."""
    codes = (
        (variable(name, form), code)
        for form, sent in ledger.forms.items()
        for name, code in sent.items()
        if isinstance(code, int)
    )
    which = _WHICH["pre" in ledger.forms, "post" in ledger.forms]
    return frozenset({("forms", which), *codes})


def written_in(ledger: Ledger) -> Iterator[tuple[str, str]]:
    """Yield what a phone wrote into the forms, by its variable."""
    for form, sent in ledger.forms.items():
        for name, said in sent.items():
            if said and isinstance(said, str):
                yield variable(name, form), said


def variable(name: str, form: FormName) -> str:
    """Return what a field of a form is called where both forms stand in one row."""
    stem, box, number = name.partition("___")
    *parts, last = stem.split(".")
    end = f"_{last}" if parts and last in _ENDS else ""
    words = "_".join(parts if end else (*parts, last))
    return f"{words}_{form}{end}{box}{number}"


def compare_forms(
    forms: Forms, ledgers: Iterable[Ledger], stored: Stored
) -> Iterator[str]:
    """Yield a sentence for each figure of what changed that is not as it was sent."""
    wanted = changes(forms, [ledger.forms for ledger in ledgers])
    twice = [name for sheet, name in stored.figures if sheet == "knowledge"]
    if not all(name.endswith(_BOTH) for name in twice):
        # A poll that was asked twice is in the pool as well.
        wanted = {place: row for place, row in wanted.items() if place[0] != "summary"}
    for (sheet, name), figures in wanted.items():
        row = stored.figures.get((sheet, name), {})
        for figure, value in figures.items():
            if not _agree(row.get(figure), value):
                yield f"{sheet} {name}: {figure} is {row.get(figure)}, not {value}."
    for sheet, name in stored.figures:
        if name.endswith(_BOTH) and (sheet, name) not in wanted:
            yield f"{sheet} {name}: nobody was asked that twice."


def _agree(said: Cell, counted: Cell) -> bool:
    if isinstance(said, int | float) and isinstance(counted, int | float):
        return isclose(said, counted, rel_tol=_CLOSE, abs_tol=_CLOSE)
    return said == counted


def told(rows: Sequence[Filled]) -> str:
    """Return in words how many phones filled in which form."""
    if not rows:
        return "none"
    which = Counter(dict(row)["forms"] for row in rows)
    return f"{which['both']} both, {which['pre']} only pre, {which['post']} only post"
