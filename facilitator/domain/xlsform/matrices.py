"""A group of a form that is drawn as a table, and the matrix that it is here."""

from collections.abc import Iterator, Sequence
from typing import Any, get_args

from facilitator.domain.surveys.instrument import TextStatus
from facilitator.domain.surveys.limits import is_name
from facilitator.domain.surveys.matrix import (
    HALF,
    LONGEST_PART,
    MOST_POINTS,
    MOST_STATEMENTS,
)
from facilitator.domain.surveys.survey import Option, Question, ScaleName, Statement
from facilitator.domain.text import LANGUAGES, Text
from facilitator.domain.xlsform.choices import Lists
from facilitator.domain.xlsform.form import (
    APPEARANCE,
    CODE,
    DECLINE,
    DECLINES,
    HALVES,
    HINT,
    KINDS,
    LABEL,
    MESSAGE,
    OF_MATRIX,
    RELEVANT,
    TABLE,
    TAGS,
    header,
    status_header,
)
from facilitator.domain.xlsform.lines import Line, shown
from facilitator.domain.xlsform.pairs import label_without, statuses_said
from facilitator.domain.xlsform.questions import (
    TypeWords,
    is_required,
    relevance,
    tags,
    verify_name,
)

_STATED = tuple(
    named(column, one)
    for column in (LABEL, HINT, MESSAGE)
    for one in LANGUAGES
    for named in (header, status_header)
)
_GROUP = frozenset({"type", "name", APPEARANCE, RELEVANT, DECLINE, *TAGS, *_STATED})
_ROW = frozenset(
    {
        *("type", "name", "required"),
        *(named(LABEL, one) for one in LANGUAGES for named in (header, status_header)),
    }
)
_BEFORE, _NOW = (ending for ending, _ in HALVES.values())


def is_table(line: Line) -> bool:
    """Whether the row of a group says that it is drawn as a table."""
    return line[APPEARANCE].casefold() == TABLE


class Table:
    """Gathers the rows of one such group until it ends."""

    def __init__(self, line: Line) -> None:
        line.only(_GROUP)
        self.line = line
        self.statuses: list[TextStatus] = []
        self._rows: list[tuple[Line, TypeWords]] = []

    def take(self, line: Line, words: TypeWords) -> bool:
        """Take a row as a statement, and return whether it can be one."""
        if words.type != KINDS["matrix"].type or words.more:
            line.wrong(
                "type",
                f"In a group drawn as a table ({TABLE}, row {self.line.number}) only "
                f"`{KINDS['matrix'].type}` rows stand, all with one list.",
            )
            return False
        line.only(_ROW)
        self._rows.append((line, words))
        return True

    @property
    def names(self) -> tuple[str, ...]:
        """What the rows are called in the form."""
        return tuple(line["name"] for line, _ in self._rows)

    def question(self, lists: Lists) -> Question | None:
        """Return the matrix, or None where no statement is in the group."""
        line = self.line
        if not self._rows:
            line.wrong("", "No statement stands in this table.")
            return None
        verify_name(line)
        label = line.text(LABEL)
        help_, message = (line.text(c, required=False) for c in (HINT, MESSAGE))
        for column, text in ((LABEL, label), (HINT, help_), (MESSAGE, message)):
            self.statuses += line.statuses(column, text)
        return Question(
            name=line["name"],
            kind="matrix",
            label=label,
            help=help_,
            required=self._required(),
            retrospective=self._is_twice,
            rows=tuple(self._statements()),
            relevant=relevance(line),
            constraint_message=message,
            decline=bool(line.one_of(DECLINE, DECLINES)),
            **self._scale(lists),
            **tags(line),
        )

    @property
    def _is_twice(self) -> bool:
        return any(self._halves(line)[1] for line, _ in self._rows)

    def _required(self) -> bool:
        first, *others = [is_required(line) for line, _ in self._rows]
        for (line, _), one in zip(self._rows[1:], others, strict=True):
            if one != first:
                line.wrong(
                    "required",
                    "Every statement of a table has to be answered, or none has: "
                    f"row {self._rows[0][0].number} says it otherwise.",
                )
        return first or self.line[DECLINE] == DECLINES[True]

    def _scale(self, lists: Lists) -> Any:  # noqa: ANN401  # keywords of a question
        """Return the one scale of all rows: one of the program's, or its own."""
        first, words = self._rows[0]
        for line, others in self._rows[1:]:
            if others.list != words.list:
                line.wrong(
                    "type",
                    f"The list here is {shown(others.list)}, and {shown(words.list)} "
                    f"in row {first.number}. All statements of a table share one.",
                )
                lists.pass_over(others.list)
        scales: tuple[ScaleName, ...] = get_args(ScaleName)
        if scale := next((one for one in scales if one == words.list), None):
            lists.scale(words.list, first)
            return {"scale": scale}
        options = lists.options(words.list, first)
        _verify_points(first, options)
        return {"options": options}

    def _statements(self) -> Iterator[Statement]:
        """Yield the statements; of one that is asked twice, both rows at once."""
        known: set[str] = set()
        rows = iter(self._rows)
        for line, _ in rows:
            name, half = self._halves(line)
            label = line.text(LABEL)
            if self._is_twice:
                second = next(rows, (None, None))[0]
                label = self._twice(line, label, half, second)
            if not is_name(name) or name in known:
                line.wrong("name", f"{shown(name)} is no name for a statement here.")
            known.add(name)
            self._verify_length(line, name)
            self.statuses += line.statuses(LABEL, label)
            yield Statement(name, label)
        if len(known) > MOST_STATEMENTS:
            message = f"A table has at most {MOST_STATEMENTS} statements."
            self.line.wrong("", message)

    def _verify_length(self, line: Line, name: str) -> None:
        called = f"{self.line['name']}_{name}"
        longest = LONGEST_PART - HALF * self._is_twice
        if len(called) > longest:
            line.wrong(
                "name",
                f"`{called}`, as workbooks call it, is longer than {longest} "
                "characters: shorten the name of the table or of this statement.",
            )

    def _halves(self, line: Line) -> tuple[str, str]:
        """Return the statement's own name, and which half of a pair a row is."""
        name = line["name"].removeprefix(f"{self.line['name']}{OF_MATRIX}")
        for ending in (_BEFORE, _NOW):
            if name.endswith(ending):
                return name.removesuffix(ending), ending
        return name, ""

    def _twice(self, line: Line, label: Text, half: str, second: Line | None) -> Text:
        """Return the label of a statement that is asked before and now."""
        name = line["name"].removesuffix(half)
        if half != _BEFORE or second is None or second["name"] != f"{name}{_NOW}":
            line.wrong(
                "name",
                f"Statements asked twice stand as two rows, `{name}{_BEFORE}` and then "
                f"`{name}{_NOW}`.",
            )
            return label
        before, now = (said for _, said in HALVES.values())
        first = label_without(line, label, before)
        again = label_without(second, second.text(LABEL), now)
        if first != again or statuses_said(line) != statuses_said(second):
            second.wrong(
                "",
                f"This row and row {line.number} are one statement, and differ in "
                "more than the ends of their names and labels.",
            )
        return first


def _verify_points(asking: Line, options: Sequence[Option]) -> None:
    if len(options) > MOST_POINTS:
        message = f"The scale of a table has at most {MOST_POINTS} points."
        asking.wrong("type", message)
    if any(option.code != place for place, option in enumerate(options, start=1)):
        asking.wrong(
            "type",
            f"The points of a table's scale count 1, 2, 3: empty the column `{CODE}` "
            "of this list.",
        )
