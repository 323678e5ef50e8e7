"""The codebook: what each variable asks and what each number stands for."""

from collections.abc import Iterator

from facilitator.documents.workbooks.sheets import Column, Tables, Value
from facilitator.documents.workbooks.variables import (
    NOT_PUT,
    PREFER_NOT,
    PREFERRED_NOT,
    SKIPPED,
    Variable,
    other_variable,
    variables_of,
)
from facilitator.domain.reports import EvaluationReport

_COLUMNS = (
    Column("variable", 26),
    Column("label_en", 48),
    Column("label_es", 48),
    Column("type", 14),
    Column("codes_en", 44),
    Column("codes_es", 44),
    Column("missing_codes", 24),
    Column("right_codes", 12),
    Column("sheet", 20),
    Column("objective", 16),
    Column("level", 12),
    Column("outcome", 16),
    Column("version", 10),
)


def add_codebook(book: Tables, report: EvaluationReport) -> None:
    """Add a row per variable, the same in both languages."""
    rows = list(_rows(report, "responses_codes"))
    for pair in report.pairs:
        rows += _rows(report.of_pair(pair), f"{pair.ends.joined}_codes")
    book.table("codebook", _COLUMNS, rows)


def _rows(report: EvaluationReport, sheet: str) -> Iterator[tuple[Value, ...]]:
    for variable in _variables(report):
        question = variable.question
        written = question.kind == "text"
        yield (
            variable.name,
            variable.label("en"),
            variable.label("es"),
            question.kind,
            variable.codes("en") or None,
            variable.codes("es") or None,
            None if written else _missing(variable),
            _right(variable),
            "open_text" if written else sheet,
            question.objective or None,
            question.level or None,
            question.outcome or None,
            report.survey.version,
        )


def _variables(report: EvaluationReport) -> Iterator[Variable]:
    """Yield each variable, and behind a question's own the one of its "Other"."""
    for question in report.survey.questions:
        yield from variables_of(question)
        if other := other_variable(question):
            yield other


def _right(variable: Variable) -> Value:
    """Return the code of a right answer, several in words, None without any."""
    right = [o.code for o in variable.question.options if o.right]
    if not right:
        return None
    if variable.option:
        return int(variable.option.right)
    return right[0] if len(right) == 1 else "; ".join(map(str, right))


def _missing(variable: Variable) -> str:
    skipped = f"{SKIPPED}=skipped"
    if variable.question.relevant:
        skipped += f"; {NOT_PUT}=not applicable"
    if variable.question.decline:
        return f"{skipped}; {PREFERRED_NOT}=prefer not to answer"
    if variable.option or PREFER_NOT not in {o.name for o in variable.question.choices}:
        return skipped
    return f"{skipped}; {PREFERRED_NOT}=prefer not to answer"
