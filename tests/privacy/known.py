"""What the test knows and an attacker wants: which words are whose."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

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
# A vote names what somebody else asked.
_ABOUT_OTHERS = ("question_votes",)


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
    def of(
        cls, cast: Iterable[Member], shown: Mapping[str, Mapping[str, int]]
    ) -> "Known":
        """Know the cast, and the ids under which the console had what they wrote."""
        known = cls()
        for who in cast:
            known.people |= dict.fromkeys(words_of(who.name), who.number)
            for question, mark in who.marks.items():
                _, letter = known.answers.setdefault(mark, (question, who.number))
                known.letters.setdefault(question, {})[who.number] = letter
        for kind, ids in shown.items():
            known.letters[kind] = {number: number for number in ids.values()}
            known.answers |= {one: (kind, number) for one, number in ids.items()}
        return known

    def learn(self, tables: Iterable[Table]) -> None:
        """Know people and phones by what the database has for them, too."""
        kept = [table for table in tables if table.in_database]
        for table in kept:
            if "id" in table.head and "attendee_id" not in table.head:
                self._learn_ids(table, table.head.index("id"))
        for table in kept:
            if "participant" in table.head:
                self._learn_phones(table, table.head.index("participant"))

    def _learn_ids(self, table: Table, place: int) -> None:
        for row in table.rows:
            who = self.person(row)
            if who is not None:
                self.people[str(row[place])] = who

    def _learn_phones(self, table: Table, place: int) -> None:
        for row in table.rows:
            whose = {n for q, n in self.said(row).items() if self.is_own(q)}
            if len(whose) == 1 and table.name not in _ABOUT_OTHERS:
                (who,) = whose
                self.answers[str(row[place])] = (PHONE, who)
                self.letters.setdefault(PHONE, {})[who] = who

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
