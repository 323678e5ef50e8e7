"""Clicks still to be drawn: what the desk says, and what a power cut leaves."""

import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from deck_files import SlowLibreOffice, write_animated
from running import Held, Server

if sys.platform != "win32":
    import resource

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a shell script")


def until(fact: Callable[[], object]) -> None:
    end = time.monotonic() + 120
    while not fact():
        assert time.monotonic() < end
        time.sleep(0.05)


def newest(session: Held) -> dict[str, Any]:
    desk = f"{session.server.url}/desk/sessions/{session.id}/facts"
    found: dict[str, Any] = session.server.trainer.get(desk).json()["decks"][-1]
    return found


def page(session: Held, language: str) -> str:
    desk = f"{session.server.url}/desk/sessions/{session.id}"
    headers = {"Accept": "text/html", "Accept-Language": language}
    return session.server.trainer.get(desk, headers=headers).text


@pytest.fixture
def slow(tmp_path: Path) -> SlowLibreOffice:
    return SlowLibreOffice.made(tmp_path / "bin")


@pytest.fixture
def session(tmp_path: Path, slow: SlowLibreOffice) -> Iterator[Held]:
    """A session with a deck that is ready, and whose clicks are being drawn."""
    made = write_animated(tmp_path / "animated.pptx")
    server = Server(tmp_path / "data", ("--libreoffice", str(slow.program))).start()
    try:
        held = server.create_session()
        desk = f"{server.url}/desk/sessions/{held.id}"
        with made.open("rb") as file:
            server.trainer.post(f"{desk}/decks", files={"deck": (made.name, file)})
        until(lambda: newest(held)["used"])
        until(lambda: slow.waiting)
        yield held
    finally:
        server.stop()


def clicks(session: Held) -> list[int]:
    return [place["clicks"] for place in session.places()]


def test_clicks_are_taken_up_again_after_a_power_cut(
    session: Held, slow: SlowLibreOffice
) -> None:
    server, deck = session.server, newest(session)
    assert (deck["status"], deck["clicks_drawn"], deck["clicks"]) == ("ready", 0, 3)
    assert "Clicks are still being drawn: 0 of 3" in page(session, "en")
    assert "Todavía se dibujan los clics: 0 de 3" in page(session, "es")
    assert clicks(session) == [1, 1, 1]

    server.kill()
    until(lambda: not slow.waiting)
    server.start()
    slow.go()

    until(lambda: newest(session)["clicks_drawn"] == 3)
    assert "still being drawn" not in page(session, "en")
    until(lambda: clicks(session) == [3, 1, 2])
    until(lambda: not list((server.data / "uploads").iterdir()))


@pytest.mark.skipif(sys.platform != "linux", reason="limits another process")
def test_clicks_without_room_on_the_disk_are_said_once_there_is_some(
    session: Held, slow: SlowLibreOffice
) -> None:
    process = session.server.process
    assert process
    pictures = set((session.server.data / "pictures").iterdir())
    # No file of the program may grow: that is what a full disk looks like.
    whole = resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (0, -1))
    slow.go()
    until(lambda: not slow.waiting)
    until(lambda: not list((session.server.data / "uploads").iterdir()))
    assert newest(session)["status"] == "ready"
    assert clicks(session) == [1, 1, 1]

    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, whole)

    until(lambda: newest(session)["clicks"] == 0)
    assert "Its clicks were not drawn" in page(session, "en")
    assert clicks(session) == [1, 1, 1]
    assert set((session.server.data / "pictures").iterdir()) == pictures
