"""Mistakes in the curriculum, as values: collected, then shown all at once."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

from facilitator.domain.text import LANGUAGES
from facilitator.errors import FacilitatorError

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake: the file (relative to the curriculum folder) and line, from 1.

    An error keeps what names the file from opening; a warning does not.
    """

    file: str
    line: int
    severity: Severity
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.severity}: {self.message}"


class Report:
    """Gathers the problems of one file while it is read."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self._keys: list[str] = []

    def error(self, line: int, message: str) -> None:
        """Note a mistake that keeps the file from being used."""
        self.problems.append(Problem(self.file, line, "error", message))

    def warn(self, line: int, message: str) -> None:
        """Note something odd that can be left as it is."""
        self.problems.append(Problem(self.file, line, "warning", message))

    @contextmanager
    def reading(self, key: str) -> Iterator[None]:
        """Say that the value of `key` is read meanwhile."""
        self._keys.append(key)
        try:
            yield
        finally:
            self._keys.pop()

    def wrong_value(self, line: int, message: str) -> None:
        """Note a mistake in the value that is being read, with the name of its key."""
        self.error(line, self._of_key(message))

    def _of_key(self, message: str) -> str:
        if not self._keys:
            return message
        # `es` alone would not say of what.
        key = ".".join(self._keys[-2 if self._keys[-1] in LANGUAGES else -1 :])
        return f"{key}: {message[0].lower()}{message[1:]}"


def errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return those problems that stop, each once, in the order of files and lines."""
    return tuple(sorted({p for p in problems if p.severity == "error"}))


class CurriculumError(FacilitatorError):
    """A plan, or a file that it names, has mistakes in it.

    `facts` has `count`, and `file`, `line` and `message` of the first, and all of
    them as `problems`, a tuple of `Problem`.
    """

    code = "curriculum"
    status = 409
    sentence = (
        "The curriculum files have mistakes to correct ({count}). "
        "The first is in {file}, line {line}: {message}"
    )

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = errors(problems)
        first = self.problems[0]
        super().__init__(
            count=len(self.problems),
            file=first.file,
            line=first.line,
            message=first.message,
            problems=self.problems,
        )
