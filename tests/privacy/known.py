"""What the test knows and an attacker wants: which words are whose."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from facilitator.domain.stage.stage import PollState
from facilitator.live.wall import text_id
from facilitator.store.questions import Asked
from facilitator.store.responses import Response

from .cast import Member
from .files import Cell, Table, words_of

# So many rows must be known for a table to count as one of people, or of answers.
SOME = 12
# Answers that are told together: a row has all of them, and is meant to. In the
# database a form is one row, with its written answers; where a code leads is sealed.
_TOGETHER = {"before": "before and after", "after": "before and after"}
_ROWS = {
    **_TOGETHER,
    "next_step": "before and after",
    **dict.fromkeys(("years", "improve"), "evaluation"),
}


def form_of(question: str, *, in_database: bool) -> str:
    """Return what a row that answers a question holds beside it."""
    return (_ROWS if in_database else _TOGETHER).get(question, question)


# Under it, the hash that a phone's answers are kept by is known as an answer is.
PHONE = "phone"


def _names(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what a row of an answer is called, as whoever has the program can tell."""
    phone = row["participant"]
    if "key" in row:
        yield "asked id", Asked(phone, row["key"], row["text"], row["change"]).id
    elif "round" in row:
        given = Response(phone, json.loads(row["answer"]), row["change"])
        if row["question"] == "wish":
            yield "card id", text_id(PollState("wish", row["round"]), given)
    if "asked" not in row:  # a vote is about what somebody else asked
        yield PHONE, phone


@dataclass
class Known:
    """The words that tell who somebody is, and those that tell whose an answer is.

    `answers` has the question of each with the letter of whoever gave it, `letters`
    the letter of each person by question. A letter is the person, or the first of
    those who all gave the same answer.
    """

    people: dict[str, int] = field(default_factory=dict)
    answers: dict[str, tuple[str, int]] = field(default_factory=dict)
    letters: dict[str, dict[int, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, cast: Iterable[Member]) -> "Known":
        """Know the cast, and what everybody says."""
        known = cls()
        for who in cast:
            known.people |= dict.fromkeys(words_of(who.name), who.number)
            for question, mark in who.marks.items():
                _, letter = known.answers.setdefault(mark, (question, who.number))
                known.letters.setdefault(question, {})[who.number] = letter
        return known

    def learn(self, tables: Iterable[Table]) -> None:
        """Know people and answers by what the database calls them, too."""
        kept = [table for table in tables if table.in_database]
        for table in kept:
            if "id" in table.head and "attendee_id" not in table.head:
                place = table.head.index("id")
                for row in table.rows:
                    who = self.person(row)
                    if who is not None:
                        self.people[str(row[place])] = who
        for table in kept:
            for values in table.rows if "participant" in table.head else ():
                named = dict(zip(table.head, values, strict=True))
                whose = {n for q, n in self.said(values).items() if self.is_own(q)}
                for who in whose if len(whose) == 1 else ():
                    for kind, name in _names(named):
                        self.answers[name] = (kind, who)
                        self.letters.setdefault(kind, {})[who] = who

    def person(self, row: Sequence[Cell]) -> int | None:
        """Return whose the row is, None where it names nobody or several."""
        words = (word for cell in row for word in words_of(cell))
        found = {self.people[word] for word in words if word in self.people}
        return found.pop() if len(found) == 1 else None

    def said(self, row: Sequence[Cell]) -> dict[str, int]:
        """Return the letter of each question that the row answers."""
        words = (word for cell in row for word in words_of(cell))
        return dict(self.answers[word] for word in words if word in self.answers)

    def is_own(self, question: str) -> bool:
        """Whether everybody has an answer of their own to it."""
        letters = self.letters[question]
        return len(set(letters.values())) == len(letters)


@dataclass(frozen=True)
class Read:
    """A table with what the test knows of each row: whose it is, and what it says."""

    table: Table
    people: tuple[int | None, ...]
    said: tuple[dict[str, int], ...]

    @classmethod
    def of(cls, table: Table, known: Known) -> "Read":
        """Return the table with what is known of its rows."""
        people = tuple(known.person(row) for row in table.rows)
        return cls(table, people, tuple(known.said(row) for row in table.rows))

    @property
    def of_people(self) -> bool:
        """Whether its rows are people's."""
        return len({one for one in self.people if one is not None}) >= SOME

    def questions(self) -> list[str]:
        """Return the questions that many of its rows answer."""
        asked = {question for said in self.said for question in said}
        return [q for q in sorted(asked) if sum(q in s for s in self.said) >= SOME]
