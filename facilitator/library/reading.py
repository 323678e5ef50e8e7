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
    return _read(read_words(folder / file, report), report, reader)


def read_text(words: str, file: str, reader: Reader[T]) -> Reading[T]:
    """Read the words of a YAML file that is not written yet."""
    return _read(words, Report(file), reader)


def _read(words: str | None, report: Report, reader: Reader[T]) -> Reading[T]:
    root = None if words is None else read_tree(words, report)
    value = reader.blank if root is None else reader.read(root, report)
    return Reading(report.file, value, tuple(report.problems), root)
