"""Pre-work in the roster's sheet: a column of days for each online module."""

from collections.abc import Callable

from facilitator.documents.workbooks.sheets import DAY, Column, Value
from facilitator.domain.reports import AttendanceReport
from facilitator.domain.text import Text

_DONE = Text("Online module done", "Módulo en línea terminado")
# Beyond these a sheet is no roster any more; a list of pre-work has one or two.
_MOST_MODULES = 12

Days = Callable[[str], tuple[Value, ...]]


def prework_columns(
    report: AttendanceReport, language: str
) -> tuple[tuple[Column, ...], Days]:
    """Return a column for each module, and a person's days in them by their id.

    Both are empty where no list was taken over. Of one module done twice the first day
    counts.
    """
    done: dict[str, dict[str, Value]] = {}
    modules: dict[str, None] = {}
    for who, completions in report.prework.items():
        for one in sorted(completions, key=lambda one: one.done_on):
            done.setdefault(who, {}).setdefault(one.module, one.done_on)
            modules[one.module] = None
    shown = sorted(modules)[:_MOST_MODULES]
    columns = tuple(_column(module, language) for module in shown)

    def days(who: str) -> tuple[Value, ...]:
        mine = done.get(who, {})
        return tuple(mine.get(module) for module in shown)

    return columns, days


def _column(module: str, language: str) -> Column:
    called = f"{_DONE[language]}: {module}" if module else _DONE[language]
    return Column(called, 18, DAY)
