"""The order in which answers lie in the file: that of their hashes, and no other."""

from sqlalchemy import Connection, delete, insert, select

from facilitator.store.erasing import ERASURES

_ANSWERS = tuple(
    erasure.table
    for erasure in ERASURES
    if erasure.step == "answers" and erasure.rewrite is None
)


def lay_in_order(connection: Connection, session_id: str) -> None:
    """Write every answer of a session anew, in the order of its key.

    A page of the file is read in the order of its rows' keys, but filled in the order
    in which they came: whoever takes it apart sees which of two answers was there
    first. Written again in one go, all pages tell is the order of hashes.
    """
    if connection.dialect.name != "sqlite":
        return
    for table in _ANSWERS:
        mine = table.c.session_id == session_id
        query = select(table).where(mine).order_by(*table.primary_key)
        rows = [tuple(row) for row in connection.execute(query)]
        if rows:
            connection.execute(delete(table).where(mine))
            # As text: a thousand phones gave some ten thousand rows.
            put = str(insert(table).compile(dialect=connection.dialect))
            connection.exec_driver_sql(put, rows)
