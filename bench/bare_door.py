"""A plain form on the same server to measure beside: one POST stores one row.

    python bench/bare_door.py FILE [--port N]

Flask on the product's server, and the product's own writer: what is answered is on the
disk in FILE, with `synchronous=FULL`. There is no code, no ticket, nobody to find and
nobody to tell. The port is printed once it listens.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from facilitator import server  # isort: skip

import argparse

import flask
from sqlalchemy import Column, Integer, MetaData, String, Table, insert

from facilitator.store.engine import open_engine
from facilitator.store.group_commit import GroupCommit

ROWS = Table(
    "rows",
    MetaData(),
    Column("number", Integer, primary_key=True),
    Column("name", String(120), nullable=False),
)
KEEP = insert(ROWS)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("file", type=Path)
    options.add_argument("--port", type=int, default=0)
    chosen = options.parse_args()
    engine = open_engine(chosen.file)
    ROWS.metadata.create_all(engine)
    writer = GroupCommit(engine)
    app = flask.Flask(__name__)

    @app.post("/row")
    def keep() -> flask.Response:
        writer.add(KEEP, {"name": flask.request.form["name"][:120]})
        return flask.jsonify(ok=True)

    @app.get("/")
    def page() -> str:
        return "here"

    server.raise_descriptor_limit()
    listener = server.open_listener("127.0.0.1", chosen.port)
    server.run(app, listener, lambda: print(listener.getsockname()[1], flush=True))
    writer.close()


if __name__ == "__main__":
    main()
