"""The desk erases what is no longer needed: confirmed by the code, with a receipt."""

import re
import sqlite3
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import requests
from running import Held, Server

from facilitator.store.database import FILE_NAME
from facilitator.web.desk.time_zones import local

OWN_SERVER = True

PAGE = {"Accept": "text/html"}
JSON = {"Accept": "application/json"}
PEOPLE = 3


def url(held: Held, path: str = "") -> str:
    return f"{held.server.url}/desk/sessions/{held.id}{path}"


def page(held: Held, path: str, **query: str) -> str:
    answer = held.server.trainer.get(url(held, path), params=query)
    answer.raise_for_status()
    return " ".join(answer.text.split())


def purge(held: Held, step: str, code: str = "", **options: Any) -> requests.Response:
    data = {"code": code or held.code}
    headers = options.pop("headers", PAGE)
    there = url(held, f"/purge/{step}")
    return held.server.trainer.post(there, data=data, headers=headers, **options)


def hold(held: Held, people: int = PEOPLE) -> Held:
    """Let people come and answer, and end the session."""
    console = held.console()
    console.move("open_poll", poll="first_step")
    for number in range(people):
        phone = held.phone()
        given = {"name": f"Zuleika {held.code}", "email": f"z@{held.code}.org"}
        assert phone.post("/me/sign-in", **given).ok
        phone.join()
        assert phone.answer("first_step", f"Remark {number:03}")["ok"]
        phone.close()
    console.move("finish")
    console.close()
    return held


@pytest.fixture
def ended(session: Held) -> Held:
    return hold(session)


def holding(folder: Path, words: str) -> list[str]:
    return [
        path.name
        for path in folder.rglob("*")
        if path.is_file() and words.encode() in path.read_bytes()
    ]


def count(held: Held, table: str) -> int:
    connection = sqlite3.connect(held.server.data / FILE_NAME)
    query = f"SELECT count(*) FROM {table} WHERE session_id = ?"  # noqa: S608
    found = connection.execute(query, (held.id,)).fetchone()[0]
    connection.close()
    return int(found)


def test_nothing_is_offered_before_the_end_but_the_session_as_a_whole(
    session: Held,
) -> None:
    text = page(session, "/purge")

    assert text.count("Offered once the session is finished.") == 3
    assert re.findall(r"purge/(\w+)", text) == ["session"]
    refused = purge(session, "answers", headers=JSON)
    assert refused.json()["code"] == "not-finished"
    assert session.server.trainer.get(url(session, "/purge/dance")).status_code == 404


def test_a_page_says_in_numbers_what_goes_and_what_stays(ended: Held) -> None:
    text = page(ended, "/purge/answers")

    assert f"<dt>Answers to polls</dt><dd>{PEOPLE}</dd>" in text
    assert "3 people with their sign-ins and sign-outs" in text
    spanish = page(ended, "/purge/identities", lang="es")
    assert f"<dt>Personas que asistieron</dt><dd>{PEOPLE}</dd>" in spanish
    page(ended, "/purge/identities", lang="en")


def test_only_the_typed_code_erases(ended: Held) -> None:
    wrong = purge(ended, "answers", "AAAAAA")
    assert wrong.status_code == 422
    assert "That is not the code of this session." in wrong.text
    assert count(ended, "responses") == PEOPLE

    done = purge(ended, "answers", f" {ended.code.lower()} ")

    assert "Erased. The receipt is below" in done.text
    # The session's own time, said as such.
    assert re.search(r"[AP]M \(America/Chicago\)</td>", done.text)
    assert count(ended, "responses") == 0
    assert count(ended, "scans") == PEOPLE
    again = purge(ended, "answers", headers=JSON)
    assert again.json()["code"] == "nothing-to-erase"


def test_names_are_gone_from_the_data_folder_and_the_receipt_says_so(
    server: Server, ended: Held
) -> None:
    folder = server.data
    backup = folder / "facilitator-before-0001.sqlite3"
    backup.write_bytes(f"Zuleika {ended.code}".encode())
    words = (f"Zuleika {ended.code}", f"@{ended.code}.org")
    assert backup.name in holding(folder, words[0])
    assert holding(folder, words[1])

    done = purge(ended, "identities")

    assert [holding(folder, one) for one in words] == [[], []]
    [number] = set(re.findall(r"/desk/receipts/(\d+)\.txt", done.text))
    there = f"{server.url}/desk/receipts/{number}.txt"
    answer = server.trainer.get(there)
    receipt = answer.text
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert f"- People who came: {PEOPLE}" in receipt
    assert f"- Did not sign out: {PEOPLE}" in receipt
    assert re.search(r"SHA-256[^\n]*: [0-9a-f]{64}\n", receipt)
    assert "Zuleika" not in receipt
    after = page(ended, "")
    assert f"The names are erased; {PEOPLE} people had signed in." in after
    assert f"<dt>People who signed in</dt><dd>{PEOPLE}</dd>" in after


def test_nothing_is_made_of_what_was_erased(ended: Held) -> None:
    made = {
        "answers": ("polls.xlsx", "evaluation.xlsx", "evaluation-csv.zip", "glance"),
        "identities": ("attendance.xlsx", "records.zip", "hand-off.zip"),
    }
    trainer = ended.server.trainer
    assert trainer.get(url(ended, "/results.pptx")).ok
    for step, files in made.items():
        assert purge(ended, step).ok
        for file in files:
            refused = trainer.get(url(ended, f"/{file}"), headers=JSON)
            assert (refused.status_code, refused.json()["code"]) == (409, "erased")
            assert re.search(r"erased on .+ \(receipt \d+\)", refused.json()["message"])
    refused = trainer.get(url(ended, "/results.pptx"), headers=JSON)
    assert refused.json()["code"] == "erased"
    refused = trainer.post(url(ended, "/certificates"), headers=JSON)
    assert refused.json()["code"] == "erased"

    after, hand_off = page(ended, ""), page(ended, "/hand-off")

    assert "some of what was collected is erased" in after
    assert f"<dt>Did not sign out</dt><dd>{PEOPLE}</dd>" in after
    assert "evaluations came in" not in after
    assert re.findall(r"/desk/sessions/\w+/[\w-]+\.(?:xlsx|zip)", after) == []
    assert "nothing left to hand off" in hand_off
    assert "hand-off-zip" not in hand_off


def test_a_deleted_session_leaves_its_receipt(server: Server, ended: Held) -> None:
    done = purge(ended, "session")

    assert "The session is erased." in done.text
    assert ended.code in done.text
    assert server.trainer.get(url(ended)).status_code == 404
    assert server.trainer.get(ended.url()).status_code == 404
    sessions = server.trainer.get(f"{server.url}/desk").text
    assert ended.id not in sessions
    assert "/desk/receipts" in sessions
    assert server.trainer.get(f"{server.url}/desk/receipts/999.txt").status_code == 404


def test_what_was_noted_of_the_provider_stays_in_its_order(ended: Held) -> None:
    today = page(ended, "/handover").partition('name="day"')[2]
    [day] = re.findall(r'value="([0-9-]{10})"', today)[:1]
    trainer = ended.server.trainer
    for kind, note in (("handed", "by <mail>"), ("received", "")):
        given = {"kind": kind, "day": day, "note": note}
        assert trainer.post(url(ended, "/handover"), data=given, headers=PAGE).ok

    text = page(ended, "/handover")

    assert text.index("by &lt;mail&gt;") < text.index("<td>The provider confirmed")
    given = {"kind": "nothing", "day": day, "note": ""}
    refused = trainer.post(url(ended, "/handover"), data=given, headers=JSON)
    assert refused.json()["code"] == "why-nothing"


def test_killed_in_the_middle_everything_is_there_or_nothing(tmp_path: Path) -> None:
    server = Server(tmp_path / "data").start()
    held = hold(server.create_session())

    def send() -> None:
        with suppress(requests.RequestException):  # it is killed meanwhile
            purge(held, "identities", timeout=30)

    for seconds in (0.025, 0.05):
        thread = threading.Thread(target=send)
        thread.start()
        time.sleep(seconds)
        server.kill()
        thread.join()
        server.start()
        rows = (count(held, "attendees"), count(held, "scans"))
        named = holding(server.data, f"Zuleika {held.code}")
        receipts = server.trainer.get(f"{server.url}/desk/receipts").text
        erased = rows == (0, 0)
        assert erased or rows == (PEOPLE, PEOPLE)
        assert bool(named) != erased
        assert ("Names of people" in receipts) == erased
        assert not erased or f"({local().replace('_', ' ')})</td>" in receipts
        assert "The file is not clean yet" not in receipts
    server.stop()
