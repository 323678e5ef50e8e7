"""The sheet of scales by group, on which few people cannot be told."""

from collections.abc import Iterator

from facilitator.documents.workbooks.sheets import SHARE, Column, Value
from facilitator.documents.workbooks.summary import QUESTION, VARIABLE
from facilitator.documents.workbooks.variables import half
from facilitator.domain.reports import EvaluationReport
from facilitator.domain.surveys.by_group import GroupFigures, by_group
from facilitator.domain.text import Text

Row = tuple[Value, ...]

_UNSAID = Text("Not said", "Sin indicar")
_HIDDEN = Text(
    "Hidden: fewer than {least}, or it would give such a number away",
    "Oculto: menos de {least}, o permitiría deducir un número así",
)


def group_columns(language: str) -> tuple[Column, ...]:
    """Return the columns that `group_rows` fills."""
    return (
        Column(Text("Counted by", "Contado por")[language], 30),
        Column(Text("Group", "Grupo")[language], 30),
        Column(VARIABLE[language], 26),
        Column(QUESTION[language], 46),
        Column("n", 8),
        Column(Text("Top-2-box n", "Dos más altas, n")[language], 12),
        Column(Text("Top-2-box %", "Dos más altas, %")[language], 12, SHARE),
        Column(Text("Note", "Nota")[language], 44),
    )


def group_rows(report: EvaluationReport, least: int, language: str) -> Iterator[Row]:
    """Yield a row per scale and group."""
    for one in by_group(report, least):
        yield _row(one, least, language)


def _row(one: GroupFigures, least: int, language: str) -> Row:
    variable = half(one.scale, one.when)
    hidden = one.n is None or one.top is None
    return (
        one.by.label[language],
        (one.group.label if one.group else _UNSAID)[language],
        variable.name,
        variable.label(language),
        one.n,
        one.top,
        one.top / one.n if one.n and one.top is not None else None,
        _HIDDEN[language].format(least=least) if hidden else None,
    )
