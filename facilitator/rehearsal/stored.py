"""What the workbooks hold in the end, read back from the files."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from openpyxl import load_workbook

NO_NAME = "No name given"

Cell = str | int | float | None
Row = dict[str, Cell]
Written = tuple[str, ...]
# What one phone filled in before and after: variables and codes, and which forms.
Filled = frozenset[tuple[str, int | str]]
_FIGURES = ("summary", "paired", "knowledge")


@dataclass(frozen=True, slots=True)
class Stored:
    """Everything that was kept, without the order in which it is kept.

    `answers` by "poll:round" counts each answer as its labels or its text; `answered`
    is what the results sheet says. `people` counts (name, whether signed out);
    `evaluations` are rows of (variable, code), `texts` the written evaluation
    answers, `worksheets` the rows of the tables' plans. `forms` are the rows of the
    forms before and after, which also say "forms"; `figures` by (sheet, variable) are
    the rows of what was compared. `formulas` names every cell
    that a spreadsheet would calculate.
    """

    answers: Mapping[str, Counter[Written]]
    answered: Mapping[str, int]
    people: Counter[tuple[str, bool]]
    evaluations: Counter[frozenset[tuple[str, int]]]
    texts: Counter[tuple[str, str]]
    worksheets: Counter[Written]
    forms: Counter[Filled] = field(default_factory=Counter)
    figures: Mapping[tuple[str, str], Row] = field(default_factory=dict)
    formulas: tuple[str, ...] = ()


def read_stored(files: Mapping[str, Path]) -> Stored:
    """Read the workbooks of attendance, evaluation and polls."""
    attendance, evaluation, polls = (
        _read(files[kind]) for kind in ("attendance", "evaluation", "polls")
    )
    return Stored(
        answers=_answers(polls),
        answered=_answered(polls),
        people=Counter(_person(row) for row in attendance["Roster"]),
        evaluations=Counter(_evaluation(r) for r in evaluation["responses_codes"]),
        texts=Counter(
            (str(row["Variable"]), str(row["Text"])) for row in evaluation["open_text"]
        ),
        worksheets=Counter(
            tuple("" if cell is None else str(cell) for cell in row.values())
            for row in polls.get("action_plans", [])
        ),
        forms=Counter(_filled(row) for row in evaluation.get("pre_post_codes", [])),
        figures={
            (sheet, str(row["Variable"])): row
            for sheet in _FIGURES
            for row in evaluation.get(sheet, [])
        },
        formulas=tuple(found for path in files.values() for found in _formulas(path)),
    )


def _read(path: Path) -> dict[str, list[Row]]:
    """Return the tables of a workbook, by sheet, as rows by header."""
    book = load_workbook(path, read_only=True)
    try:
        sheets = {}
        for sheet in book.worksheets:
            rows = sheet.iter_rows(values_only=True)
            headers = [str(header) for header in next(rows, ())]
            sheets[sheet.title] = [
                {h: _plain(v) for h, v in zip(headers, row, strict=False)}
                for row in rows
                if any(value is not None for value in row)
            ]
    finally:
        book.close()
    return sheets


def _plain(value: object) -> Cell:
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value if isinstance(value, str | int | float) else None


def _formulas(path: Path) -> Iterator[str]:
    book = load_workbook(path, read_only=True)
    try:
        for sheet in book.worksheets:
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.data_type == "f":
                        yield f"{path.name} {sheet.title}!{cell.coordinate}"
    finally:
        book.close()


def _key(row: Row) -> str:
    # The options of a ranking are variables of one question.
    return f"{str(row['Variable']).partition('___')[0]}:{row['Round']}"


def _answers(polls: dict[str, list[Row]]) -> dict[str, Counter[Written]]:
    picked: dict[tuple[str, Cell], list[str]] = defaultdict(list)
    for row in polls["responses"]:
        picked[_key(row), row["response_id"]].append(str(row["Answer"]))
    answers: dict[str, Counter[Written]] = defaultdict(Counter)
    for (key, _), labels in picked.items():
        answers[key][tuple(sorted(labels))] += 1
    for row in polls["open_text"]:
        answers[_key(row)][str(row["Text"]),] += 1
    return dict(answers)


def _answered(polls: dict[str, list[Row]]) -> dict[str, int]:
    return {_key(row): int(row["Answered"] or 0) for row in polls["results"]}


def _person(row: Row) -> tuple[str, bool]:
    out = next(value for header, value in row.items() if header.startswith("Out"))
    return str(row["Name"]), out is not None


def _evaluation(row: Row) -> frozenset[tuple[str, int]]:
    return frozenset(
        (name, int(code))
        for name, code in row.items()
        if name != "response_id" and isinstance(code, int | float)
    )


def _filled(row: Row) -> Filled:
    return frozenset({("forms", str(row["forms"])), *_evaluation(row)})
