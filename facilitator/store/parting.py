"""Answers parted at the end: nothing in the file tells that two are one phone's.

While a session runs a phone has one hash, so that it finds its own answers. Afterwards
nobody needs it, and it would tell too much: who alone left before the last question is
the one phone that did not answer it, with all that this phone ever said.
"""

import hmac
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Result, Table, delete, insert, select

from facilitator.domain.surveys.follow_up import ENDS
from facilitator.store.erasing import ERASURES
from facilitator.store.schema import follow_up_codes, forms

_ANSWERS = tuple(
    erasure.table
    for erasure in ERASURES
    if erasure.step == "answers" and erasure.rewrite is None
)
# Told side by side, a row for each phone.
_TOGETHER = frozenset({"pre", "post"})
_LENGTH = 32


@dataclass(frozen=True, slots=True)
class Parting:
    """How phones are called once the session has ended: by each answer otherwise.

    The secret is never kept. `ids` are the ids of the room's questions that are others
    with that, by what they were.
    """

    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    ids: Mapping[str, str] = field(default_factory=dict)

    def phone(self, place: str, phone: str) -> str:
        """Return what a phone is called in one of the places of `place_of`."""
        said = f"{place}:{phone}".encode()
        return hmac.digest(self.secret, said, "sha256").hex()[:_LENGTH]

    def rows(self, table: Table, rows: Iterable[Sequence[Any]]) -> Iterator[list[Any]]:
        """Yield rows of answers as they are once the session has ended."""
        columns = table.c.keys()
        place = {name: columns.index(name) for name in columns}
        of = place.get("question", place.get("survey"))
        for row in rows:
            fresh = list(row)
            if table is follow_up_codes:
                whose, seal = place["participant"], place["seal"]
                fresh[seal] = self._sealed(fresh[whose], fresh[seal])
                fresh[whose] = ""
            elif "participant" in place:
                whose = place["participant"]
                there = place_of(table, fresh[of] if of is not None else "")
                fresh[whose] = self.phone(there, fresh[whose])
            if "asked" in place:
                about = place["asked"]
                fresh[about] = self.ids.get(fresh[about], fresh[about])
            yield fresh

    def _sealed(self, phone: str, pad: str) -> str:
        """Return the way from a code to the forms of the end, sealed by that code."""
        names = (self.phone(place_of(forms, end), phone) for end in ENDS)
        way, key = bytes.fromhex("".join(names)), bytes.fromhex(pad)
        return bytes(a ^ b for a, b in zip(way, key, strict=True)).hex()


def place_of(table: Table, of: str = "") -> str:
    """Return where a phone keeps one hash: for a question or form of a table.

    The forms before and after are told side by side, a row for each phone.
    """
    if table is forms and of in _TOGETHER:
        return "before and after"
    return f"{table.name}:{of}"


def part(connection: Connection, session_id: str, parting: Parting) -> None:
    """Give a session's phones other hashes, and write every answer anew.

    What is told together keeps one hash of a phone: see `place_of`. Of the phones that
    were given a code nothing is left but where the code leads, sealed by it.
    """
    for table in _ANSWERS:
        found = _of(connection, table, session_id)
        _write_anew(connection, table, session_id, list(parting.rows(table, found)))


def lay_in_order(connection: Connection, session_id: str) -> None:
    """Write every answer anew as it is."""
    for table in _ANSWERS:
        rows = [list(row) for row in _of(connection, table, session_id)]
        _write_anew(connection, table, session_id, rows)


def _of(connection: Connection, table: Table, session_id: str) -> Result[Any]:
    return connection.execute(select(table).where(table.c.session_id == session_id))


def _write_anew(
    connection: Connection, table: Table, session_id: str, rows: list[list[Any]]
) -> None:
    """Put rows where those of a session were, in the order of their key.

    A page of the file is read in the order of its rows' keys, but filled in the order
    in which they came: whoever takes it apart sees which of two answers was there
    first. Written again in one go, all that pages tell is the order of hashes.
    """
    if not rows:
        return
    keys = [table.c.keys().index(column.name) for column in table.primary_key]
    rows.sort(key=itemgetter(*keys))
    connection.execute(delete(table).where(table.c.session_id == session_id))
    # As text: a thousand phones gave some ten thousand rows.
    put = str(insert(table).compile(dialect=connection.dialect))
    connection.exec_driver_sql(put, list(map(tuple, rows)))
