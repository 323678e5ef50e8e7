"""The protocol document holds what the program does, and no more."""

import re
from pathlib import Path

import pytest
from werkzeug.routing import Map

from facilitator.app import create_app
from facilitator.library.curriculum import shipped_folder
from facilitator.live.moves import MOVES
from facilitator.live.practice import Practice
from facilitator.live.rooms import Rooms
from facilitator.store.database import open_database
from facilitator.web.access import Access

DOCUMENT = Path(__file__).parents[1] / "docs" / "protocol.md"
NAMES = {
    "code": "CODE",
    "session_id": "SID",
    "deck_id": "ID",
    "language": "LANG",
    "kind": "KIND",
    "name": "NAME",
}
METHODS = {"GET", "POST", "PUT", "DELETE", "PATCH"}


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory):  # type: ignore[no-untyped-def]  # noqa: ANN201
    folder = tmp_path_factory.mktemp("protocol")
    database = open_database(folder)
    rooms = Rooms(database, folder, shipped_folder(), lambda: None)  # type: ignore[arg-type, return-value]
    yield create_app(
        rooms, Access(b"x" * 32), Practice("http://127.0.0.1"), language="en", port=1
    )
    database.close()


def served(rules: Map) -> set[tuple[str, str]]:
    found = set()
    for rule in rules.iter_rules():
        path = re.sub(
            r"<(?:\w+:)?(\w+)>", lambda m: NAMES.get(m[1], m[1].upper()), rule.rule
        )
        found |= {(m, path) for m in (rule.methods or set()) & METHODS}
    return found


def documented() -> set[tuple[str, str]]:
    """Return every `METHOD /path` of the tables; a bare path repeats the method."""
    found: set[tuple[str, str]] = set()
    for line in DOCUMENT.read_text(encoding="utf-8").splitlines():
        if not line.startswith("| `"):
            continue
        first = line.split("|")[1]
        method, path = "", ""
        for code in re.findall(r"`([^`]+)`", first):
            words = code.split("?")[0].split()
            if words[0] in METHODS:
                method = words[0]
                path = words[1] if len(words) > 1 else path
            elif method and words[0].startswith("/"):
                path = words[0]
            else:
                continue
            found.add((method, path))
    return found


def test_every_route_is_documented_and_every_documented_route_is_served(
    program: object,
) -> None:
    app = program.app  # type: ignore[attr-defined]

    assert served(app.url_map) == documented()


def test_every_message_is_documented(program: object) -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    handlers = program.server.handlers  # type: ignore[attr-defined]

    messages = {
        name
        for events in handlers.values()
        for name in events
        if name not in ("connect", "disconnect")
    }

    assert set(handlers) == {"/phone", "/console", "/projector"}
    assert messages == {"answer", "mine", "move"}
    for name in messages | {"state", "results", "count"}:
        assert f"`{name}`" in text


def test_every_move_is_documented() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    table = text[text.index("| move | with |") :]
    table = table[: table.index("\n\n")]

    named = set()
    for line in table.splitlines()[2:]:
        named |= set(re.findall(r"`([a-z_]+)`", line.split("|")[1]))

    assert named == set(MOVES)
