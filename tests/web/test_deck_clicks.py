"""Clicks still to be drawn: what the desk says, and what a power cut leaves."""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from deck_files import SlowLibreOffice, write_animated
from running import Held, Server

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a shell script")


def until(fact: Callable[[], object]) -> None:
    end = time.monotonic() + 60
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


def test_clicks_are_taken_up_again_after_a_power_cut(tmp_path: Path) -> None:
    slow = SlowLibreOffice.made(tmp_path / "bin")
    made = write_animated(tmp_path / "animated.pptx")
    server = Server(tmp_path / "data", ("--libreoffice", str(slow.program))).start()
    try:
        session = server.create_session()
        desk = f"{server.url}/desk/sessions/{session.id}"
        with made.open("rb") as file:
            server.trainer.post(f"{desk}/decks", files={"deck": (made.name, file)})
        until(lambda: newest(session)["used"])
        until(lambda: slow.waiting)
        deck = newest(session)
        assert (deck["status"], deck["clicks_drawn"], deck["clicks"]) == ("ready", 0, 3)
        assert "Clicks are still being drawn: 0 of 3" in page(session, "en")
        assert "Todavía se dibujan los clics: 0 de 3" in page(session, "es")
        assert [place["clicks"] for place in session.places()] == [1, 1, 1]

        server.kill()
        until(lambda: not slow.waiting)
        server.start()
        slow.go()

        until(lambda: newest(session)["clicks_drawn"] == 3)
        assert "still being drawn" not in page(session, "en")
        assert [place["clicks"] for place in session.places()] == [3, 1, 2]
        until(lambda: not list((server.data / "uploads").iterdir()))
    finally:
        server.stop()
