"""What somebody who has every file can try, to learn whose an answer is."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from itertools import combinations, product

from .cast import PEOPLE
from .files import Cell, Table, parts, words_of
from .known import PHONE, SOME, Known, Read, form_of
from .likeness import alike, better_than_chance

# Under these the test knows ids and hashes, which are no answers.
_NAMES = (PHONE, "card id", "asked id")
# What fewer people share is a lead, as in every file that goes out.
FEW = 5
_SMALL = re.compile(r"-?\d{1,3}(\.0)?")
_TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d|\b\d\d?:\d\d\b")
_DRAWN = (".pdf", ".webp", ".png", ".svg", ".key")


@dataclass(frozen=True)
class Rows:
    """The letters of one question's answers, in an order in which a file has them."""

    where: str
    question: str
    letters: tuple[int, ...]
    in_database: bool

    @property
    def order(self) -> tuple[int, ...]:
        """Each letter once, where it comes first."""
        return tuple(dict.fromkeys(self.letters))


class Attacker:
    """Has every file, and the order in which people did what they are seen doing."""

    def __init__(self, known: Known, orders: Mapping[str, Sequence[int]]) -> None:
        self.known = known
        self.seen = {tuple(order): name for name, order in orders.items()}

    def try_everything(
        self, files: Mapping[str, bytes], tables: Sequence[Table]
    ) -> list[str]:
        """Return every way from a person to an answer, or from answer to answer."""
        read = [Read.of(table, self.known) for table in tables]
        found = [*_row_orders(read, self.known), *byte_orders(files, self.known)]
        rows = list({replace(one, where=""): one for one in found}.values())
        return [
            *side_by_side(read),
            *self.in_one_file(files),
            *self.by_value(read),
            *self.by_digest(read),
            *beside_a_time(read),
            *self.by_order(read, rows),
            *self.among_answers(rows),
            *self.by_shared_id(read),
            *_phones(read),
        ]

    def in_one_file(self, files: Mapping[str, bytes]) -> Iterator[str]:
        """A file to be passed on that names people and has answers of single people."""
        for name, content in files.items():
            if ".sqlite3" in name:
                continue
            inside = parts({name: content})
            read = (part for one, part in inside if not one.endswith(_DRAWN))
            words = {word for part in read for word in words_of(part)}
            answers = words & self.known.answers.keys()
            asked = {self.known.answers[word][0] for word in answers} - {"place"}
            if words & self.known.people.keys() and any(map(self.known.is_own, asked)):
                yield f"file: {name} has people and answers"

    def by_value(self, read: Sequence[Read]) -> Iterator[str]:
        """A value beside few people and beside few answers."""
        of_people = _columns(
            read, lambda one: list(one.people) if one.of_people else []
        )
        of_answers = _columns(read, self._whose)
        holders: dict[str, list[tuple[str, set[int]]]] = defaultdict(list)
        for where, values in of_people.items():
            for value, people in values.items():
                if len(set(people)) < FEW:
                    holders[value].append((where, set(people)))
        for where, values in of_answers.items():
            hits: dict[str, int] = defaultdict(int)
            chances: dict[str, float] = defaultdict(float)
            for value, whose in values.items():
                if len(whose) >= FEW:
                    continue
                for place, owners in holders.get(value, ()):
                    if not _SMALL.fullmatch(value):
                        yield f"value: {value!r} is in {place} and in {where}"
                    hits[place] += len(owners & set(whose))
                    chances[place] += len(owners) * len(whose) / PEOPLE
            yield from (
                f"value: {where} has {hits[place]} people's numbers of {place}"
                for place in hits
                if better_than_chance(hits[place], chances[place], PEOPLE)
            )

    def _whose(self, read: Read) -> list[int | None]:
        """Return whose answer each row is, where it is one person's."""
        whose: list[int | None] = []
        for said in read.said:
            own = {n for q, n in said.items() if self.known.is_own(q)}
            whose.append(own.pop() if len(own) == 1 else None)
        return whose if read.questions() else []

    def by_digest(self, read: Sequence[Read]) -> Iterator[str]:
        """A value of a person, hashed without a secret, beside an answer."""
        texts = {
            value
            for one in read
            if one.of_people
            for who, row in zip(one.people, one.table.rows, strict=True)
            if who is not None
            for value in map(_plain, row)
            if 3 < len(value) < 80 and not _SMALL.fullmatch(value)
        }
        made = {
            digest[:length]: text
            for text in texts
            for name in ("md5", "sha1", "sha256")
            for digest in [hashlib.new(name, text.encode()).hexdigest()]
            for length in (8, 12, 16, 32, len(digest))
        }
        for one in read:
            for row, whose in zip(one.table.rows, self._whose(one), strict=False):
                found = [made[v] for v in map(_plain, row) if v in made]
                if whose is not None and found:
                    yield f"digest: of {found[0]!r} in {one.table}"

    def by_order(self, read: Sequence[Read], rows: Iterable[Rows]) -> Iterator[str]:
        """Answers that lie in an order in which people are known to have been."""
        orders = {**dict(_orders_of_people(read, self.known)), **self.seen}
        for there in rows:
            letters = self.known.letters[there.question]
            for order, name in orders.items():
                if how := alike(order, letters, there.letters):
                    said = f"{there.question} in {there.where}"
                    yield f"order: {said} is as {name}: {how}"

    def among_answers(self, rows: Sequence[Rows]) -> Iterator[str]:
        """Answers of two forms that lie in one order: a row of each is one person's."""
        answers = [one for one in rows if one.question != PHONE]
        own = [one for one in answers if self.known.is_own(one.question)]
        for one, other in product(own, answers):
            kept = one.in_database or other.in_database
            if form_of(one.question, in_database=kept) == form_of(
                other.question, in_database=kept
            ):
                continue
            letters = self.known.letters[other.question]
            if how := alike(one.order, letters, other.letters):
                there = f"{one.question} in {one.where}"
                yield f"answers: {other.question} in {other.where} is as {there}: {how}"

    def by_shared_id(self, read: Sequence[Read]) -> Iterator[str]:
        """An id that rows of two forms have in common."""
        hits: dict[tuple[str, str], int] = defaultdict(int)
        chances: dict[tuple[str, str], float] = defaultdict(float)
        beside = [
            *self._beside(one for one in read if one.table.in_database),
            *self._beside(one for one in read if not one.table.in_database),
        ]
        for forms in beside:
            few = sorted((form, who) for form, who in forms.items() if len(who) < FEW)
            for (one, who), (other, others) in combinations(few, 2):
                hits[one, other] += len(who & others)
                chances[one, other] += len(who) * len(others) / PEOPLE
        for pair, found in hits.items():
            if better_than_chance(min(found, PEOPLE), chances[pair], PEOPLE):
                yield f"ids: {pair[0]} and {pair[1]} have values in common"

    def _beside(self, read: Iterable[Read]) -> Iterable[dict[str, set[int]]]:
        """Return by form beside whose answers a value stands, for each value."""
        there: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
        for one in read:
            for question in filter(self.known.is_own, one.questions()):
                form = form_of(question, in_database=one.table.in_database)
                for said, row in zip(one.said, one.table.rows, strict=True):
                    is_told = question in said and question not in _NAMES
                    for value in set(map(_plain, row)) if is_told else ():
                        there[value][form].add(said[question])
        there.pop("", None)
        return there.values()


def _phones(read: Sequence[Read]) -> Iterator[str]:
    """The hash of a phone, outside the database."""
    for one in read:
        if not one.table.in_database and any(PHONE in said for said in one.said):
            yield f"phone: {one.table} has the hash of one"


def _plain(cell: Cell) -> str:
    return "" if cell is None else str(cell).strip().lower()


def _columns(
    read: Sequence[Read], whose: Callable[[Read], list[int | None]]
) -> dict[str, dict[str, list[int]]]:
    """Return by table and column whose each value is."""
    found: dict[str, dict[str, list[int]]] = {}
    for one in read:
        for person, row in zip(whose(one), one.table.rows, strict=False):
            for head, cell in zip(one.table.head, row, strict=True):
                value = _plain(cell)
                if person is not None and value:
                    values = found.setdefault(f"{one.table}: {head}", {})
                    values.setdefault(value, []).append(person)
    return found


def side_by_side(read: Sequence[Read]) -> Iterator[str]:
    """Somebody and an answer in one row."""
    for one in read:
        for person, said in zip(one.people, one.said, strict=True):
            if person is not None and said:
                yield f"row: {one.table} names somebody beside {sorted(said)}"


def beside_a_time(read: Sequence[Read]) -> Iterator[str]:
    """A time of day in a row of an answer."""
    for one in read:
        if one.questions():
            for said, row in zip(one.said, one.table.rows, strict=True):
                for cell in row if said else ():
                    of_day = isinstance(cell, (datetime, time))
                    if of_day or (isinstance(cell, str) and _TIME.search(cell)):
                        yield f"time: {cell} in {one.table}"


def _sorts(
    table: Table, rows: Sequence[int], known: Known
) -> Iterator[tuple[str, list[int]]]:
    """Yield the rows as they come, and sorted by each column that tells them apart.

    Sorted by the answers themselves they tell nothing but the answers.
    """
    yield str(table), list(rows)
    for place, head in enumerate(table.head):
        values = {row: table.rows[row][place] for row in rows}
        if known.said([values[rows[0]]]):
            continue
        if len({_plain(value) for value in values.values()}) >= SOME:
            ordered = sorted(rows, key=lambda row: _sortable(values[row]))
            yield f"{table} by {head}", ordered


def _sortable(value: Cell) -> tuple[str, float, str]:
    number = float(value) if isinstance(value, (int, float)) else 0.0
    return type(value).__name__, number, str(value)


def _orders_of_people(
    read: Sequence[Read], known: Known
) -> Iterator[tuple[tuple[int, ...], str]]:
    for one in read:
        if one.of_people:
            rows = [n for n, who in enumerate(one.people) if who is not None]
            for name, ordered in _sorts(one.table, rows, known):
                for way in (ordered, ordered[::-1]):  # first and last lines of each
                    people = [one.people[row] for row in way]
                    kept = dict.fromkeys(who for who in people if who is not None)
                    yield tuple(kept), name


def _row_orders(read: Sequence[Read], known: Known) -> Iterator[Rows]:
    for one in read:
        for question in one.questions():
            rows = [n for n, said in enumerate(one.said) if question in said]
            for name, ordered in _sorts(one.table, rows, known):
                letters = tuple(one.said[row][question] for row in ordered)
                yield Rows(name, question, letters, one.table.in_database)


def byte_orders(files: Mapping[str, bytes], known: Known) -> Iterator[Rows]:
    """Yield answers as they lie in a file, by the first and the last place of each."""
    for name, content in parts(files):
        if name.endswith(_DRAWN) or content.startswith(b"PK"):
            continue
        found: dict[str, list[int]] = defaultdict(list)
        for word in words_of(content):
            if word in known.answers:
                question, letter = known.answers[word]
                found[question].append(letter)
        for question, letters in found.items():
            if known.is_own(question) and len(set(letters)) >= SOME:
                for way in (letters, letters[::-1]):
                    ordered = tuple(dict.fromkeys(way))
                    where = f"the bytes of {name}"
                    yield Rows(where, question, ordered, ".sqlite3" in name)
