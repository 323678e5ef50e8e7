"""Polls made on the spot, from the console to the phones and the workbook."""

import io
from collections.abc import Iterator
from typing import Any

import openpyxl
import pytest
from running import Console, Held

JSON = {"Accept": "application/json"}
LUNCH = {
    "key": "0123456789ab",
    "kind": "single",
    "label": {"en": "Lunch now?", "es": "¿Almorzamos ya?"},
    "choices": {"en": "Yes\n\n Not yet ", "es": "Sí\nTodavía no"},
}


@pytest.fixture
def trainer(session: Held) -> Iterator[Console]:
    console = session.console()
    yield console
    console.close()


def make(held: Held, written: dict[str, Any]) -> dict[str, Any]:
    address = f"{held.server.url}/console/{held.id}/polls"
    answer = held.server.trainer.post(address, json=written, headers=JSON)
    told: dict[str, Any] = answer.json()
    return told


def line(state: dict[str, Any], name: str) -> dict[str, Any] | None:
    return next((poll for poll in state["polls"] if poll["name"] == name), None)


def test_a_poll_typed_at_the_console_is_asked_and_comes_to_the_workbook(
    session: Held, trainer: Console
) -> None:
    phone = session.phone("es").join()
    before = phone.wait("state", lambda _: True)["v"]

    made = make(session, LUNCH)

    assert made == {"ok": True, "poll": "made_0123456789ab"}
    kept = trainer.wait("state", lambda state: line(state, made["poll"]))
    assert line(kept, made["poll"]) == {
        "name": made["poll"],
        "label": LUNCH["label"],
        "kind": "single",
        "choices": [{"en": "Yes", "es": "Sí"}, {"en": "Not yet", "es": "Todavía no"}],
        "round": 1,
        "phase": "ready",
        "results_shown": False,
        "compared": 0,
        "begun_at": None,
        "closes_at": None,
        "longer_until": None,
        "seconds": 0,
        "results": "after",
        "placed": False,
        "answered": 0,
    }
    assert kept["v"] == before  # no phone was told anything
    trainer.move("open_poll", poll=made["poll"])
    phone.wait("state", lambda state: state["poll"])
    assert phone.answer(made["poll"], "option_2")["ok"]
    trainer.move("undo")
    assert line(trainer.wait("state", lambda s: s["made_by"] == ""), made["poll"])
    phone.close()
    book = openpyxl.load_workbook(io.BytesIO(session.download("polls")))
    cells = [
        cell
        for sheet in book
        for row in sheet.iter_rows(values_only=True)
        for cell in row
    ]
    assert "Lunch now?" in cells


def test_the_same_form_sent_twice_is_one_poll(session: Held, trainer: Console) -> None:
    assert make(session, LUNCH) == make(session, LUNCH)

    state = trainer.wait("state", lambda state: line(state, "made_0123456789ab"))
    names = [poll["name"] for poll in state["polls"]]
    assert names.count("made_0123456789ab") == 1


def test_a_poll_made_on_the_spot_outlives_a_restart(session: Held) -> None:
    made = make(session, LUNCH)["poll"]

    session.server.kill()
    session.server.start()

    console = session.console()
    assert line(console.wait("state", lambda _: True), made)
    console.close()


def test_a_copy_in_one_language_keeps_what_was_not_typed(
    session: Held, trainer: Console
) -> None:
    state = trainer.wait("state", lambda _: True)
    original = next(poll for poll in state["polls"] if poll["kind"] == "text")
    spanish = {"en": "", "es": "¿Qué necesita?"}

    copy = make(
        session,
        {
            "key": "00000000000c",
            "kind": "text",
            "label": spanish,
            "copy_of": original["name"],
        },
    )

    trainer.move("open_poll", poll=copy["poll"])
    shown = trainer.wait("state", lambda s: s["poll"] and s["poll"]["phase"] == "open")
    assert shown["poll"]["question"]["label"] == spanish
    trainer.move("choose_poll", poll=original["name"])
    shown = trainer.wait("state", lambda s: s["poll"]["name"] == original["name"])
    assert shown["poll"]["question"]["label"] == original["label"]


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"label": {}, "choices": {}}, ["choices_en", "label_en"]),
        ({"choices": {"en": "Only one", "es": "Una\nDos"}}, ["choices_en"]),
        ({"choices": {"en": "A\na", "es": "Una\nDos"}}, ["choices_en"]),
        ({"choices": {"en": "A\nB\nC", "es": "Una\nDos"}}, ["choices_es"]),
        ({"label": {"en": "Only English"}}, ["choices_es"]),
        ({"label": {"en": "x" * 201, "es": "y"}}, ["label_en"]),
        ({"choices": {"en": "A\n" + "b" * 141, "es": "1\n2"}}, ["choices_en"]),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    session: Held, change: dict[str, Any], wrong: list[str]
) -> None:
    told = make(session, {**LUNCH, **change})

    assert told["code"] == "not-a-poll"
    assert sorted(told["wrong"]) == wrong


@pytest.mark.parametrize(
    "change",
    [
        {"key": "no key"},
        {"kind": "date"},
        {"kind": ["single"]},
        {"label": "words"},
        {"choices": {"en": 3}},
        {"label": {"en": "x" * 4_001}},
    ],
)
def test_a_form_that_is_not_ours_is_refused(
    session: Held, change: dict[str, Any]
) -> None:
    assert make(session, {**LUNCH, **change})["code"] == "bad-input"


def test_after_the_end_no_poll_is_made(session: Held, trainer: Console) -> None:
    trainer.move("finish")

    assert make(session, LUNCH)["code"] == "session-closed"
