"""Who is in the room at the console, tapped in and out, and counted."""

import io
from typing import Any

import openpyxl
import requests
from running import Held

JSON = {"Accept": "application/json"}


def ask(held: Held, path: str = "/people", **given: Any) -> dict[str, Any]:
    """Post a form to the console, or get where there is none; return the answer."""
    address = f"{held.server.url}/console/{held.id}{path}"
    method = "GET" if path == "/people" else "POST"
    answer = held.server.trainer.request(method, address, headers=JSON, data=given)
    told: dict[str, Any] = answer.json()
    return told


def names(people: dict[str, Any]) -> dict[str, list[str]]:
    lists = ("inside", "out", "awaited")
    return {kind: [one["name"] for one in people[kind]] for kind in lists}


def test_people_are_tapped_in_and_out_and_every_answer_is_the_whole_room(
    session: Held,
) -> None:
    roster = f"{session.server.url}/desk/sessions/{session.id}/roster"
    trainer = session.server.trainer
    trainer.post(roster, files={"list": ("a.csv", b"Full name\nAna Ruiz\nBo Chen\n")})
    trainer.post(f"{roster}/list", data={"do": "import", "column-0": "name"})
    session.phone().post("/me/sign-in", name="Ana Ruiz", organization="County")
    room = ask(session)
    assert names(room) == {"inside": ["Ana Ruiz"], "out": [], "awaited": ["Bo Chen"]}
    assert [(one["name"], one["came"]) for one in room["expected"]] == [
        ("Ana Ruiz", True),
        ("Bo Chen", False),
    ]
    assert room["last_count"] is None
    assert room["inside"][0]["organization"] == "County"

    ask(session, f"/awaited/{room['awaited'][0]['id']}")
    ana = room["inside"][0]["id"]
    room = ask(session, f"/people/{ana}/tap", direction="out")

    assert names(room) == {"inside": ["Bo Chen"], "out": ["Ana Ruiz"], "awaited": []}
    assert ask(session, f"/people/{ana}/tap", direction="up")["code"] == "bad-input"
    missing = ask(session, f"/people/{'0' * 32}/tap", direction="out")
    assert missing["code"] == "no-such-person"


def test_a_count_is_kept_and_comes_to_the_workbook(session: Held) -> None:
    session.phone().post("/me/sign-in", name="Ana Ruiz")

    room = ask(session, "/count", counted="3", note="=Two in the hallway")
    session.server.trainer.post(
        f"{session.server.url}/desk/sessions/{session.id}/people/count",
        data={"counted": "1"},
    ).raise_for_status()

    last = room["last_count"]
    assert (last["counted"], last["listed"]) == (3, 1)
    assert ask(session, "/count", counted="x")["code"] == "not-a-count"
    book = openpyxl.load_workbook(io.BytesIO(session.download("attendance")))
    _, first, second = book["Head counts"].iter_rows(values_only=True)
    assert first[1:] == (3, 1, 2, "=Two in the hallway")
    assert second[1:] == (1, 1, 0, None)


def test_without_a_count_there_is_no_sheet(session: Held) -> None:
    book = openpyxl.load_workbook(io.BytesIO(session.download("attendance")))

    assert "Head counts" not in book.sheetnames


def test_a_count_is_compared_at_the_desk_before_it_is_kept(session: Held) -> None:
    session.phone().post("/me/sign-in", name="Ana Ruiz")
    people = f"{session.server.url}/desk/sessions/{session.id}/people"

    page = session.server.trainer.get(people, params={"counted": "0"}).text

    assert (
        "1 fewer than on the list: somebody may have left without signing out, or"
        in page
    )
    assert ask(session)["last_count"] is None
    wrong = session.server.trainer.post(
        f"{people}/count", data={"counted": "-1"}, headers={"Accept": "text/html"}
    )
    assert wrong.status_code == 422
    assert "as a number from 0 to 9999" in wrong.text


def test_names_are_for_the_trainer_alone(session: Held) -> None:
    session.phone().post("/me/sign-in", name="Ana Ruiz")
    console = session.console()
    told = str(console.newest)
    console.close()
    address = f"{session.server.url}/console/{session.id}/people"
    invited = session.server.trainer.post(
        f"{session.server.url}/console/{session.id}/remotes"
    ).json()["url"]
    remote = requests.Session()
    remote.post(invited.replace("/R/", "/r/"), data={"key": "0" * 32})

    assert "Ana Ruiz" not in told
    wall = f"{session.server.url}/projector/{session.id}"
    assert "Ana Ruiz" not in session.server.trainer.get(wall).text
    there = remote.get(f"{session.server.url}/console/{session.id}", timeout=30)
    assert there.status_code == 200
    assert remote.get(address, headers=JSON, timeout=30).status_code == 403
    assert requests.get(address, timeout=30).status_code == 403
