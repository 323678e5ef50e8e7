"""The lists of a form's sheet `choices`, and the options that they are here."""

from collections.abc import Sequence
from typing import Any

from facilitator.domain.surveys.instrument import TextStatus
from facilitator.domain.surveys.limits import LARGEST_CODE, MOST_OPTIONS, is_name
from facilitator.domain.surveys.survey import OTHER_NAME, SCALES, Option
from facilitator.domain.text import LANGUAGES
from facilitator.domain.xlsform.form import CHOICES, LABEL, Form, header, status_header
from facilitator.domain.xlsform.lines import Line, Problems, lines_of, shown
from facilitator.domain.xlsform.points import points_in

FEWEST_OPTIONS = 2

_TEXTS = tuple(header(LABEL, one) for one in LANGUAGES)
_KNOWN = (
    "list_name",
    "name",
    *_TEXTS,
    "code",
    *(status_header(LABEL, one) for one in LANGUAGES),
)


class Lists:
    """The lists of a form, by name; each is read when a question asks for it."""

    def __init__(self, form: Form, problems: Problems) -> None:
        self.statuses: list[TextStatus] = []
        self._lists: dict[str, list[Line]] = {}
        self._read: dict[str, tuple[Option, ...]] = {}
        self._points: dict[str, Any] = {}
        if CHOICES not in form:
            return
        needed = ("list_name", "name", *_TEXTS)
        for line in lines_of(form[CHOICES], _KNOWN, needed, problems):
            if line["list_name"]:
                self._lists.setdefault(line["list_name"], []).append(line)
            else:
                line.wrong("list_name", "Write the name of the list here.")

    def options(self, name: str, asking: Line) -> tuple[Option, ...]:
        """Return the options of a list that a question names."""
        lines = self._asked_for(name, asking)
        if lines and name not in self._read:
            self._read[name] = self._options(name, lines)
        return self._read.get(name, ())

    def points(self, name: str, asking: Line) -> Any:  # noqa: ANN401  # keywords of a question
        """Return `points`, `low` and `high` of a rating that names this list."""
        lines = self._asked_for(name, asking)
        if lines and name not in self._points:
            self._points[name], statuses = points_in(lines)
            self.statuses += statuses
        return self._points.get(name, {})

    def _asked_for(self, name: str, asking: Line) -> Sequence[Line]:
        if name not in self._lists:
            message = f"There is no list {shown(name)} in the sheet {CHOICES}."
            asking.wrong("type", message)
        return self._lists.get(name, ())

    def scale(self, name: str, asking: Line) -> None:
        """See that a list named as one of the program's scales is that scale."""
        read = self.options(name, asking)
        if not read:
            return
        for line, option, ours in zip(
            self._lists[name], read, SCALES[name], strict=False
        ):
            if option != ours:
                line.wrong("", _not_the_scale(name))
                return
        if len(read) != len(SCALES[name]):
            self._lists[name][-1].wrong("", _not_the_scale(name))

    def pass_over(self, name: str) -> None:
        """Take a list as used by a question that is refused for another reason."""
        self._read.setdefault(name, ())

    def refuse_unused(self) -> None:
        """Note the lists that no question names, which would be lost."""
        for name in self._lists.keys() - self._read.keys() - self._points.keys():
            line = self._lists[name][0]
            line.wrong("list_name", f"No question uses the list {shown(name)}.")

    def _options(self, name: str, lines: Sequence[Line]) -> tuple[Option, ...]:
        if len(lines) < FEWEST_OPTIONS:
            message = f"The list {shown(name)} needs {FEWEST_OPTIONS} options or more."
            lines[0].wrong("list_name", message)
        # "Other" stands behind as many as there can be.
        most = MOST_OPTIONS + (lines[-1]["name"] == OTHER_NAME)
        if len(lines) > most:
            lines[most].wrong(
                "list_name",
                f"The list {shown(name)} has {len(lines)} options, "
                f"at most {MOST_OPTIONS}.",
            )
            lines = lines[:most]
        options: list[Option] = []
        for position, line in enumerate(lines, start=1):
            option = self._option(line, position)
            _refuse_double(line, option, options)
            options.append(option)
        return tuple(options)

    def _option(self, line: Line, position: int) -> Option:
        if not is_name(line["name"]):
            line.wrong(
                "name",
                f"{shown(line['name'])} is no name here: begin with a letter and use "
                "a-z, 0-9 and _. A number belongs into the column `code`.",
            )
        code = line.number_in("code", 1, LARGEST_CODE) if line["code"] else position
        label = line.text(LABEL)
        self.statuses += line.statuses(LABEL, label)
        return Option(line["name"], code, label)


def _refuse_double(line: Line, option: Option, before: Sequence[Option]) -> None:
    if any(one.name == option.name for one in before):
        line.wrong("name", f"The name {shown(option.name)} is in this list twice.")
    if any(one.code == option.code for one in before):
        line.wrong("code", f"The code {option.code} is in this list twice.")


def _not_the_scale(name: str) -> str:
    return (
        f"The list `{name}` is a scale of the program, with other words or codes. "
        "Give this list another name."
    )
