"""Tables that a form spells out: a row with the heading, and rows below it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest

from facilitator.domain.text import LANGUAGES
from facilitator.domain.xlsform.form import (
    APPEARANCE,
    HEADED,
    HEADING,
    LABEL,
    ROW_OF_TABLE,
    TABLE,
    header,
)
from facilitator.domain.xlsform.lines import Line, shown
from facilitator.domain.xlsform.questions import type_words

_LABELS = tuple(header(LABEL, one) for one in LANGUAGES)
_HEADING = frozenset({"type", "name", APPEARANCE, *_LABELS})


def with_tables(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines of a form in which every table is a group that says so.

    Such a group is what other tools make of one that is drawn as a table: on one
    screen, with a row whose choices are the heading, and rows without such words.
    """
    group: Line | None = None
    heading: Line | None = None
    followed: Iterator[tuple[Line, Line | None]] = zip_longest(lines, lines[1:])
    for line, after in followed:
        if after and _begins(line, after):
            heading = after if after[APPEARANCE] == HEADING else None
            group = line
            yield _called(line, heading)
        elif line is heading and group:
            _verify_heading(line, group, after)
        elif group and line[APPEARANCE] == ROW_OF_TABLE:
            yield _with(line, {APPEARANCE: ""})
        else:
            group = None if type_words(line).type == "end_group" else group
            yield line


def _begins(line: Line, after: Line) -> bool:
    return (
        type_words(line).type == "begin_group"
        and line[APPEARANCE] == HEADED
        and after[APPEARANCE] in (HEADING, ROW_OF_TABLE)
    )


def _called(group: Line, heading: Line | None) -> Line:
    """Return a group as a table, with the heading's words where it has none."""
    words = heading if heading and not any(group[c] for c in _LABELS) else group
    return _with(group, {APPEARANCE: TABLE, **{c: words[c] for c in _LABELS}})


def _verify_heading(line: Line, group: Line, after: Line | None) -> None:
    """See that nothing is lost with the row that has the heading."""
    line.only(_HEADING)
    own, of_group = ([one[column] for column in _LABELS] for one in (line, group))
    if any(own) and any(of_group) and own != of_group:
        line.wrong(
            "",
            f"Two headings stand over this table: here, and in row {group.number}. "
            "Leave one of the two.",
        )
    listed = type_words(line).list
    if after and type_words(after).list not in ("", listed):
        line.wrong(
            "type",
            f"The heading has the list {shown(listed)}, and the row below another one.",
        )


def _with(line: Line, cells: Mapping[str, str]) -> Line:
    both = {**line.cells, **cells}
    return replace(
        line, cells={column: words for column, words in both.items() if words}
    )
