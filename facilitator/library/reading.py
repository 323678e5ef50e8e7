"""One curriculum file, read: its value, and everything wrong with it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from facilitator.library.problems import Problem, Report, errors
from facilitator.library.schema import Reader
from facilitator.library.text_file import read_words
from facilitator.library.yaml_source import Node, line_of, read_tree

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Reading(Generic[T]):
    """A file as read: its value (blanks where it is wrong) and its problems."""

    file: str
    value: T
    problems: tuple[Problem, ...]
    root: Node | None = None

    @property
    def sound(self) -> bool:
        """Whether the value may be used."""
        return not errors(self.problems)

    def line(self, *path: str | int) -> int:
        """Return the line of a key or list item, for a problem found later."""
        return line_of(self.root, *path)


def read_file(folder: Path, file: str, reader: Reader[T]) -> Reading[T]:
    """Read one YAML file of a curriculum folder."""
    report = Report(file)
    text = read_words(folder / file, report)
    root = None if text is None else read_tree(text, report)
    value = reader.blank if root is None else reader.read(root, report)
    return Reading(file, value, tuple(report.problems), root)
