"""YAML with line numbers, and only the plain part of YAML.

Every scalar is taken as the words that are written: `no`, `988` and `2025-08-31`
stay text until a reader asks for a number or a date. Aliases and tags are refused:
a curriculum needs neither, and a few of them can fill the memory.
"""

from dataclasses import dataclass, field

import yaml

from facilitator.library.problems import Report

DEEPEST = 12

# The C parser is ten times as fast; it is in every wheel, not in every build.
_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Leaf:
    """Words, as written."""

    line: int
    words: str


@dataclass(frozen=True, slots=True)
class Series:
    """A list."""

    line: int
    items: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """Keys with their values, and the line of each key."""

    line: int
    entries: dict[str, "Node"]
    lines: dict[str, int]


Node = Leaf | Series | Branch


class _StopError(Exception):
    """The rest of the file is not worth reading; the report says why."""


def read_tree(words: str, report: Report) -> Node | None:
    """Return the tree of one YAML document, or None where it is not one."""
    if _tabs(words, report):
        return None
    tree = _Tree(report)
    try:
        for event in yaml.parse(words, Loader=_Loader):
            mark = event.start_mark
            tree.take(event, mark.line + 1 if mark else 1)
    except yaml.MarkedYAMLError as wrong:
        mark = wrong.problem_mark or wrong.context_mark
        line = mark.line + 1 if mark else 1
        report.error(line, f"This is not valid YAML: {wrong.problem or wrong}.")
        return None
    except yaml.YAMLError:
        report.error(1, "This is not valid YAML: it has characters YAML forbids.")
        return None
    except _StopError:
        return None
    if tree.root is None:
        report.error(1, "The file is empty.")
    return tree.root


def composed(words: str) -> yaml.Node | None:
    """Return the marked nodes of a file that `read_tree` takes, to change its words."""
    return yaml.compose(words, Loader=_Loader)


def line_of(node: Node | None, *path: str | int) -> int:
    """Return the line of the key or list item that `path` leads to, or the nearest."""
    line = node.line if node else 1
    for step in path:
        if isinstance(node, Branch) and isinstance(step, str) and step in node.entries:
            line, node = node.lines[step], node.entries[step]
        elif isinstance(node, Series) and isinstance(step, int):
            if not 0 <= step < len(node.items):
                break
            node = node.items[step]
            line = node.line
        else:
            break
    return line


def _tabs(words: str, report: Report) -> bool:
    found = False
    for number, line in enumerate(words.split("\n"), start=1):
        if "\t" in line[: len(line) - len(line.lstrip())]:
            report.error(number, "A tab cannot indent. Use spaces.")
            found = True
    return found


class _Tree:
    """Grows from events, without recursion, so that depth cannot hurt."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.root: Node | None = None
        self.documents = 0
        self.opened: list[_Open] = []

    def take(self, event: yaml.Event, line: int) -> None:
        """Add what one event says."""
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self._stop(line, "There is a second document. Keep one in a file.")
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            self._refuse_tag(event.tag, line)
            self.opened.append(_Open(line, isinstance(event, yaml.MappingStartEvent)))
            if len(self.opened) > DEEPEST:
                self._stop(line, f"The file nests deeper than {DEEPEST} levels.")
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self._add(self.opened.pop().closed(self.report))
        elif isinstance(event, yaml.ScalarEvent):
            self._refuse_tag(event.tag, line)
            self._add(Leaf(line, event.value))
        elif isinstance(event, yaml.AliasEvent):
            self.report.error(line, "An alias (*name) is not used here. Write it out.")
            self._add(Leaf(line, ""))

    def _stop(self, line: int, why: str) -> None:
        self.report.error(line, why)
        raise _StopError

    def _refuse_tag(self, tag: str | None, line: int) -> None:
        # "!" alone is what the parser gives a quoted scalar.
        if tag not in (None, "!"):
            self.report.error(line, f"A tag ({tag}) is not used here. Remove it.")

    def _add(self, node: Node) -> None:
        if self.opened:
            self.opened[-1].parts.append(node)
        else:
            self.root = node


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not come yet."""

    line: int
    mapping: bool
    parts: list[Node] = field(default_factory=list)

    def closed(self, report: Report) -> Node:
        if not self.mapping:
            return Series(self.line, tuple(self.parts))
        entries: dict[str, Node] = {}
        lines: dict[str, int] = {}
        for key, value in zip(self.parts[::2], self.parts[1::2], strict=True):
            if not isinstance(key, Leaf):
                report.error(key.line, "A key must be one word.")
            elif key.words in entries:
                report.error(key.line, f"`{key.words}` is here twice.")
            else:
                entries[key.words] = value
                lines[key.words] = key.line
        return Branch(self.line, entries, lines)
