"""The protocol document holds what the program does, and no more."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from werkzeug.routing import Map

from facilitator.app import Program, create_app
from facilitator.domain.session import SessionDetails
from facilitator.library.curriculum import shipped_folder
from facilitator.live.audience import Nobody
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
START = datetime(2026, 5, 14, 14, tzinfo=UTC)
METHODS = {"GET", "POST", "PUT", "DELETE", "PATCH"}


@pytest.fixture(scope="module")
def rooms(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rooms]:
    folder = tmp_path_factory.mktemp("protocol")
    database = open_database(folder)
    yield Rooms(database, folder, shipped_folder(), lambda: START)
    database.close()


@pytest.fixture
def program(rooms: Rooms) -> Program:
    practice = Practice("http://127.0.0.1")
    made = create_app(rooms, Access(b"x" * 32), practice, language="en", port=1)
    rooms.audience = Nobody()
    return made


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
    program: Program,
) -> None:
    app = program.app

    assert served(app.url_map) == documented()


def test_every_message_is_documented(program: Program) -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    handlers = program.server.handlers

    messages = {
        name
        for events in handlers.values()
        for name in events
        if name not in ("connect", "disconnect")
    }

    assert set(handlers) == {"/phone", "/console", "/projector"}
    assert messages == {
        "answer",
        "here",
        "mine",
        "more_time",
        "move",
        "now",
        "pace",
        "point",
        "questions",
        "vote",
    }
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


def keys(value: object) -> set[str]:
    """Return every name in a message, at any depth, but for languages."""
    if isinstance(value, dict):
        return set(value) | set().union(*map(keys, value.values()))
    if isinstance(value, list):
        return set().union(*map(keys, value))
    return set()


def test_every_name_in_a_snapshot_is_documented(rooms: Rooms) -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    details = SessionDetails(
        START, "America/Chicago", address="10.0.0.1:1", wifi_name="w"
    )
    room = rooms.room(rooms.create("organization", details).id)
    room.move("worksheet", {"open": True})
    given = {room.worksheet.questions[0].name: "1"} if room.worksheet else {}
    room.submit(room.join(), "worksheet", given)
    sent: set[str] = set()
    for move in ({"move": "next"}, {"move": "open_poll", "poll": "first_step"}):
        room.move(move["move"], move)
        sent |= keys(room.console_snapshot()) | keys(room.phone_snapshot())
    sent |= keys(room.results(everything=True)) | keys(room.counts())
    line = room.console_snapshot()["worksheets"][0]
    room.move("show_worksheet", {"worksheet": line["id"]})
    sent |= keys(room.projector_snapshot())

    documented_names = set(re.findall(r'"(\w+)"', text)) | {"en", "es"}

    assert len(sent) > 50
    assert sent - documented_names == set()
