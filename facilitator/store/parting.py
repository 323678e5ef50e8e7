"""Answers parted at the end: nothing in the file tells that two are one phone's.

While a session runs a phone has one hash, so that it finds its own answers. Afterwards
nobody needs it, and it would tell too much: who alone left before the last question is
the one phone that did not answer it, with all that this phone ever said.
"""

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, RowMapping, Table, delete, insert, select

from facilitator.domain.surveys.follow_up import ENDS
from facilitator.store.erasing import ERASURES
from facilitator.store.schema import follow_up_codes, forms

_ANSWERS = tuple(
    erasure.table
    for erasure in ERASURES
    if erasure.step == "answers"
    and erasure.rewrite is None
    and "participant" in erasure.table.c
)
# Forms that are told side by side, a row for each phone.
_TOLD_TOGETHER = frozenset({"pre", "post"})
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
        if of in _TOLD_TOGETHER:
            of = "pre and post"
        said = f"{table.name}:{of}:{phone}".encode()
        return hmac.new(self.secret, said, sha256).hexdigest()[:_LENGTH]

    def row(self, table: Table, row: RowMapping) -> dict[str, Any]:
        """Return a row of answers as it is called once the session has ended."""
        if table is follow_up_codes:
            return {**row, "participant": "", "seal": self._sealed(row)}
        of = row.get("question") or row.get("survey") or ""
        named = {"participant": self.phone(table, of, row["participant"])}
        if "asked" in table.c:
            named["asked"] = self.ids.get(row["asked"], row["asked"])
        return {**row, **named}

    def _sealed(self, row: RowMapping) -> str:
        """Return the way from a code to the forms of the end, sealed by that code."""
        names = (self.phone(forms, end, row["participant"]) for end in ENDS)
        way = bytes.fromhex("".join(names))
        pad = bytes.fromhex(row["seal"])
        return bytes(a ^ b for a, b in zip(way, pad, strict=True)).hex()


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
        found = connection.execute(select(table).where(mine)).mappings()
        rows = [parting.row(table, row) for row in found]
        if rows:
            keys = [column.name for column in table.primary_key]
            rows.sort(key=lambda row: [row[key] for key in keys])
            connection.execute(delete(table).where(mine))
            # As text: a thousand phones gave some ten thousand rows.
            put = str(insert(table).compile(dialect=connection.dialect))
            connection.exec_driver_sql(put, [tuple(row.values()) for row in rows])
