"""Real sockets: nothing that a person typed reaches wall or phones unapproved."""

import json
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from running import Console, Held, Screen

TEXT = "first_step"
WORDS = "made_0123456789ab"
UNSEEN = "zzz-unseen"


class Ears(Screen):
    """A screen that remembers every word that it was ever sent."""

    def __init__(self, url: str, namespace: str) -> None:
        super().__init__(url, namespace)
        self.all_words = ""

    def _keep(self, event: str) -> Any:
        keep = super()._keep(event)

        def listen(payload: Any) -> None:
            self.all_words += json.dumps(payload, ensure_ascii=False)
            keep(payload)

        return listen


@pytest.fixture
def console(session: Held) -> Iterator[Console]:
    made = session.console()
    asked = {"kind": "words", "label": {"en": "In a word?"}, "choices": {}}
    session.server.trainer.post(
        f"{session.server.url}/console/{session.id}/polls",
        json={**asked, "key": WORDS.removeprefix("made_")},
        headers={"Origin": session.server.url},
    ).raise_for_status()
    yield made
    made.close()


@pytest.fixture
def room(session: Held, console: Console) -> Iterator[list[Ears]]:
    """Return the wall and a phone, both listening."""
    assert console
    wall, phone = Ears(session.server.url, "/projector"), session.phone()
    trainer = "trainer=" + session.server.trainer.cookies["trainer"]
    wall.connect({"session": session.id}, trainer)
    ear = Ears(session.server.url, "/phone")
    ear.connect({"code": session.code, "participant": phone.participant})
    yield [wall, ear]
    for screen in (wall, ear):
        screen.close()


def answered(session: Held, console: Console, poll: str, answers: list[Any]) -> None:
    """Answer from a phone each, and wait until the console lists all of it."""
    phones = [session.phone().join() for _ in answers]
    for phone, answer in zip(phones, answers, strict=True):
        assert phone.answer(poll, answer)["ok"]
    console.wait("results", lambda told: told["answered"] >= len(answers))


def ids(console: Console) -> dict[str, str]:
    return {one["text"]: one["id"] for one in console.newest["results"]["texts"]}


def settle(console: Console, room: list[Ears]) -> None:
    """Make a move that every screen hears of, and wait for it."""
    version = console.move("corner", on=False)["v"]
    for screen in (*room, console):
        screen.wait("state", lambda told: told["v"] >= version)


@pytest.mark.parametrize(
    ("poll", "said", "unseen"),
    [
        (TEXT, ["Kept", "Also kept"], UNSEEN),
        (WORDS, [["Kept"], ["kept", "Also kept"]], [UNSEEN]),
    ],
)
def test_unapproved_words_reach_nobody_by_any_way(
    session: Held,
    console: Console,
    room: list[Ears],
    poll: str,
    said: list[Any],
    unseen: Any,
) -> None:
    console.move("open_poll", poll=poll)
    answered(session, console, poll, [*said, unseen, unseen, unseen, unseen])
    known = ids(console)
    held = next(one for text, one in known.items() if text == UNSEEN)
    main = next(one for text, one in known.items() if text.casefold() == "kept")
    console.move("show_text", text=main)
    console.move("close_and_show", poll=poll)
    console.move("merge_texts", text=held, into=main)
    console.move("pin_text", text=main)
    console.move("separate_text", text=held)
    console.move("undo")
    console.move("freeze_wall")
    console.move("unfreeze_wall")
    console.move("hide_text", text=main)
    console.move("undo")
    settle(console, room)
    for screen in room:
        assert UNSEEN not in screen.all_words
        assert "ept" in screen.all_words
    console.move("ask_again", poll=poll)
    phone = session.phone().join()
    assert phone.answer(poll, unseen, round=2)["ok"]
    console.move("close_and_show", poll=poll)
    settle(console, room)
    late = session.phone().web
    pages = late.get(session.url("/state")).text + late.get(session.url()).text
    assert UNSEEN not in pages + room[0].all_words + room[1].all_words
    deck = session.server.trainer.get(
        f"{session.server.url}/desk/sessions/{session.id}/results.pptx"
    ).content
    with ZipFile(BytesIO(deck)) as parts:
        assert not any(UNSEEN.encode() in parts.read(one) for one in parts.namelist())
