"""The provider's own headings and ids, from `handouts/hand-off.yaml`."""

import re
from pathlib import Path

from facilitator.domain.credit.hand_off import (
    CPE_FIELDS,
    MEASURED,
    MODULE_DIGITS,
    ORGANIZATION_DIGITS,
    OUTCOMES,
    PARS_FIELDS,
    Accreditor,
    Activity,
    HandOff,
    MappedColumn,
)
from facilitator.domain.session import CODE_ALPHABET, CODE_LENGTH, read_code
from facilitator.library.problems import CurriculumError, Report
from facilitator.library.reading import Reading, read_file
from facilitator.library.schema import (
    Key,
    Reader,
    list_of,
    one_of,
    optional,
    record,
    words,
)
from facilitator.library.yaml_source import Branch, Node, line_of

FILE = "handouts/hand-off.yaml"
LONGEST_HEADING = 120
LONGEST_FACT = 200
MOST_COLUMNS = 60
MOST_ACTIVITIES = 500
LIMITS = {"5": 5, "11": 11}


def hand_off(folder: Path) -> HandOff:
    """Return what the provider wants; nothing of its own where there is no file.

    Raises:
        CurriculumError: the file has mistakes.
    """
    if not (folder / FILE).exists():
        return HandOff()
    reading = read_hand_off(folder)
    if not reading.sound:
        raise CurriculumError(reading.problems)
    return reading.value


def read_hand_off(folder: Path) -> Reading[HandOff]:
    """Read the file, with every problem in it."""
    return read_file(folder, FILE, _HAND_OFF)


def _digits(count: int) -> Reader[str]:
    def read(node: Node, report: Report) -> str:
        text = words(LONGEST_FACT).read(node, report)
        if text and not re.fullmatch(rf"[0-9]{{{count}}}", text):
            report.wrong_value(
                node.line, f"Write {count} digits, zeros in front included."
            )
        return text

    return Reader(read, "")


def _code(node: Node, report: Report) -> str:
    code = read_code(words(LONGEST_FACT).read(node, report))
    if len(code) != CODE_LENGTH or set(code) - set(CODE_ALPHABET):
        report.wrong_value(node.line, "Write the session's join code, such as ABC234.")
    return code


def _columns(fields: tuple[str, ...]) -> Reader[tuple[MappedColumn, ...]]:
    column = record(
        MappedColumn,
        {
            "column": Key(words(LONGEST_HEADING)),
            "field": optional(one_of(*fields), ""),
            "fixed": optional(words(LONGEST_FACT)),
        },
        _verify_column,
    )
    plain = list_of(column, least=0, most=MOST_COLUMNS)

    def read(node: Node, report: Report) -> tuple[MappedColumn, ...]:
        columns = plain.read(node, report)
        seen: set[str] = set()
        for index, one in enumerate(columns):
            if one.column and one.column.casefold() in seen:
                line = line_of(node, index, "column")
                report.error(line, f"The column `{one.column}` is here twice.")
            seen.add(one.column.casefold())
        return columns

    return Reader(read, ())


def _verify_column(column: MappedColumn, node: Branch, report: Report) -> None:
    given = [key for key in ("field", "fixed") if key in node.entries]
    if len(given) != 1:
        report.error(
            node.line,
            f"The column `{column.column}` needs either `field` or `fixed`"
            f"{', not both' if given else ''}.",
        )


def _only_once(activities: tuple[Activity, ...], node: Node, report: Report) -> None:
    seen: set[str] = set()
    for index, activity in enumerate(activities):
        if activity.session in seen:
            line = line_of(node, index, "session")
            report.error(line, f"The session `{activity.session}` is here twice.")
        seen.add(activity.session)


def _read_activities(node: Node, report: Report) -> tuple[Activity, ...]:
    found = list_of(_ACTIVITY, least=0, most=MOST_ACTIVITIES).read(node, report)
    _only_once(found, node, report)
    return found


def _made(*, provider: Accreditor, smallest_count: str, **lists: object) -> HandOff:
    return HandOff(provider, least=LIMITS[smallest_count], **lists)  # type: ignore[arg-type]  # each is read as its own type


_FACT = optional(words(LONGEST_FACT))
_ACCREDITOR = record(
    Accreditor,
    {
        "organization_id": optional(_digits(ORGANIZATION_DIGITS)),
        "module_id": optional(_digits(MODULE_DIGITS)),
        "reporting_organization": _FACT,
        "activity_name": _FACT,
        "activity_number": _FACT,
        "certification": optional(words(LONGEST_FACT), Accreditor().certification),
        "joint_provider": _FACT,
        "outcome": optional(one_of(*OUTCOMES), ""),
        "measured": optional(one_of(*MEASURED), ""),
        "commercial_support": optional(one_of("yes", "no"), ""),
    },
)
_ACTIVITY = record(
    Activity,
    {
        "session": Key(Reader(_code, "")),
        "module_id": optional(_digits(MODULE_DIGITS)),
        "activity_name": _FACT,
        "activity_number": _FACT,
    },
)
_ACTIVITIES: Reader[tuple[Activity, ...]] = Reader(_read_activities, ())
_HAND_OFF = record(
    _made,
    {
        "smallest_count": optional(one_of(*LIMITS), "5"),
        "provider": optional(_ACCREDITOR, Accreditor()),
        "activities": optional(_ACTIVITIES),
        "pars": optional(_columns(PARS_FIELDS)),
        "cpe": optional(_columns(CPE_FIELDS)),
    },
)
