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

from sqlalchemy import Connection, Table, delete, insert, select

from facilitator.store.erasing import ERASURES

_ANSWERS = tuple(
    erasure.table
    for erasure in ERASURES
    if erasure.step == "answers" and erasure.rewrite is None
)
# What is told side by side, a row for each phone: there it keeps one hash.
_TOGETHER: Mapping[tuple[str, str], str] = {
    ("forms", "pre"): "before and after",
    ("forms", "post"): "before and after",
}
_LENGTH = 32


@dataclass(frozen=True, slots=True)
class Parting:
    """How phones are called once the session has ended: by each answer otherwise.

    The secret is never kept. `ids` are the ids of the room's questions that are others
    with that, by what they were.
    """

    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    ids: Mapping[str, str] = field(default_factory=dict)

    def phone(self, table: Table, of: str, phone: str) -> str:
        """Return what a phone is called in a table, `of` a question or form of it."""
        place = _TOGETHER.get((table.name, of), f"{table.name}:{of}")
        said = f"{place}:{phone}".encode()
        return hmac.digest(self.secret, said, "sha256").hex()[:_LENGTH]

    def rows(self, table: Table, rows: Iterable[Sequence[Any]]) -> Iterator[list[Any]]:
        """Yield rows of answers as they are once the session has ended."""
        columns = table.c.keys()
        place = {name: columns.index(name) for name in columns}
        of = place.get("question", place.get("survey"))
        for row in rows:
            fresh = list(row)
            if "participant" in place:
                whose = place["participant"]
                kind = fresh[of] if of is not None else ""
                fresh[whose] = self.phone(table, kind, fresh[whose])
            if "asked" in place:
                about = place["asked"]
                fresh[about] = self.ids.get(fresh[about], fresh[about])
            yield fresh


def part(connection: Connection, session_id: str, parting: Parting) -> None:
    """Write every answer of a session anew, with other hashes, in the order of its key.

    The rounds of a question keep one hash for a phone, and so do the forms before and
    after, which are told side by side.

    A page of the file is read in the order of its rows' keys, but filled in the order
    in which they came: whoever takes it apart sees which of two answers was there
    first. Written again in one go, all that pages tell is the order of hashes.
    """
    for table in _ANSWERS:
        mine = table.c.session_id == session_id
        found = connection.execute(select(table).where(mine))
        rows = list(parting.rows(table, found))
        if rows:
            keys = [table.c.keys().index(column.name) for column in table.primary_key]
            rows.sort(key=itemgetter(*keys))
            connection.execute(delete(table).where(mine))
            # As text: a thousand phones gave some ten thousand rows.
            put = str(insert(table).compile(dialect=connection.dialect))
            connection.exec_driver_sql(put, list(map(tuple, rows)))
