"""The program summary: how many people, by setting and by profession."""

from collections.abc import Iterator, Mapping

from facilitator.documents.workbooks.front_page import Line
from facilitator.documents.workbooks.sheets import Column, Tables, Value
from facilitator.domain.attendance.people import PROFESSIONS, SETTINGS
from facilitator.domain.credit.learner_categories import CATEGORIES
from facilitator.domain.credit.small_cells import NOT_SAID, people_counts
from facilitator.domain.reports import AttendanceReport
from facilitator.domain.text import Text

_SHEET = Text("Program summary", "Resumen del programa")
_ALL = Text("Everybody", "Todas las personas")
_SETTING, _PROFESSION = Text("Setting", "Ámbito"), Text("Profession", "Profesión")
_CATEGORY = Text("Category of PARS", "Categoría de PARS")
_UNSAID = Text("Not said", "Sin indicar")
_HIDDEN = Text(
    "Hidden: fewer than {least} people, or it would give such a number away",
    "Oculto: menos de {least} personas, o permitiría deducir un número así",
)
_PEOPLE = Text("People", "Personas")


def summary_lines(least: int) -> tuple[Line, ...]:
    """Return what the README says about the sheet."""
    said = Text(
        "How many people, by setting, by profession and by the categories in which "
        "PARS counts learners. Numbers below {least} are hidden, and so is each number "
        "by which one of them could be worked out: the sheet can be passed on without "
        "the others.",
        "Cuántas personas, por ámbito, por profesión y por las categorías con que PARS "
        "cuenta a participantes. Los números menores de {least} se ocultan, y también "
        "cada número con el que se podría deducir uno de ellos: la hoja se puede "
        "entregar sin las demás.",
    )
    filled = Text(said.en.format(least=least), said.es.format(least=least))
    return ((_SHEET, filled),)


def add_program_summary(
    book: Tables, report: AttendanceReport, least: int, language: str
) -> None:
    """Add a row per setting, profession and category; small numbers are hidden."""
    columns = (
        Column(Text("Counted by", "Contado por")[language], 22),
        Column(Text("Group", "Grupo")[language], 36),
        Column(_PEOPLE[language], 12),
        Column(Text("Note", "Nota")[language], 70),
    )
    rows = _rows(report, least, language)
    book.table("ProgramSummary", columns, rows, _SHEET[language])


def _rows(
    report: AttendanceReport, least: int, language: str
) -> Iterator[tuple[Value, ...]]:
    counts = people_counts((who.person for who in report.attendees), least)
    yield _row(_ALL, _ALL, counts.total, least, language)
    for what, numbers, labels in (
        (_SETTING, counts.settings, dict(SETTINGS)),
        (_PROFESSION, counts.professions, dict(PROFESSIONS)),
        (_CATEGORY, counts.categories, CATEGORIES),
    ):
        labelled: Mapping[str, Text] = {**labels, NOT_SAID: _UNSAID}
        for name, count in numbers.items():
            yield _row(what, labelled[name], count, least, language)


def _row(
    what: Text, group: Text, count: int | None, least: int, language: str
) -> tuple[Value, ...]:
    note = _HIDDEN[language].format(least=least) if count is None else None
    return what[language], group[language], count, note
