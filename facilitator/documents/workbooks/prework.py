"""Pre-work in the roster's sheet: a column of days for each online module."""

from collections.abc import Iterator, Mapping
from functools import partial

from facilitator.documents.workbooks.credit import Extra
from facilitator.documents.workbooks.sheets import DAY, Column, Value
from facilitator.domain.attendance.people import Attendee
from facilitator.domain.reports import AttendanceReport
from facilitator.domain.text import Text

_DONE = Text("Online module done", "Módulo en línea terminado")
# Beyond these a sheet is no roster any more; a list of pre-work has one or two.
_MOST_MODULES = 12


def prework_columns(report: AttendanceReport, language: str) -> Iterator[Extra]:
    """Yield a column for each module, with a person's day in it.

    None where no list was taken over. Of one module done twice the first day counts.
    """
    done: dict[tuple[str, str], Value] = {}
    for who, completions in report.prework.items():
        for one in sorted(completions, key=lambda one: one.done_on):
            done.setdefault((who, one.module), one.done_on)
    for module in sorted({module for _, module in done})[:_MOST_MODULES]:
        yield _column(module, language), partial(_day, done, module)


def _day(
    done: Mapping[tuple[str, str], Value], module: str, attendee: Attendee
) -> Value:
    return done.get((attendee.id, module))


def _column(module: str, language: str) -> Column:
    called = f"{_DONE[language]}: {module}" if module else _DONE[language]
    return Column(called, 18, DAY)
