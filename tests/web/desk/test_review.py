"""One person or two, decided side by side at the desk; and phones that were shared."""

import io
import re
from html import unescape
from typing import Any

import openpyxl
import pytest
import requests
from running import Held, Phone

PAGE = {"Accept": "text/html"}
JSON = {"Accept": "application/json"}


def get(held: Held, path: str, **query: str) -> str:
    answer = held.server.trainer.get(
        f"{held.server.url}/desk/sessions/{held.id}{path}", params=query
    )
    answer.raise_for_status()
    return unescape(answer.text)


def post(
    held: Held, path: str, *, json: bool = False, **given: Any
) -> requests.Response:
    return held.server.trainer.post(
        f"{held.server.url}/desk/sessions/{held.id}{path}",
        headers=JSON if json else PAGE,
        data=given,
    )


def both(held: Held) -> dict[str, Any]:
    """Return the ids of the first pair that waits."""
    found = re.search(r"pair\?one=(\w+)&other=(\w+)", get(held, "/review"))
    assert found
    return {"one": found[1], "other": found[2]}


def roster(held: Held) -> list[dict[str, object]]:
    book = openpyxl.load_workbook(io.BytesIO(held.download("attendance")))
    headers, *rows = book["Roster"].iter_rows(values_only=True)
    return [dict(zip(map(str, headers), row, strict=True)) for row in rows]


@pytest.fixture
def ana(session: Held) -> Phone:
    """Somebody who signed in on a phone, and was written down by the trainer too."""
    phone = session.phone()
    phone.post("/me/sign-in", name="Ana Ruiz", organization="County <Health>")
    post(session, "/people", name="Ruiz, Ana", email="ana@x.org", organization="CH")
    return phone


def test_the_reason_is_said_and_the_two_are_seen_side_by_side(
    session: Held, ana: Phone
) -> None:
    assert ana
    assert "1 thing to decide" in get(session, "/people")
    page = get(session, "/review")
    assert "The name is the same but for order, accents or capitals." in page
    assert "One signed in themselves, one was entered by a trainer." in page

    side = get(session, "/pair", **both(session))

    assert "County <Health>" in side
    assert 'name="organization" value="other"' in side
    assert 'name="email" value="other"' not in side, "only one gave it"


def test_the_same_person_is_one_and_two_again(session: Held, ana: Phone) -> None:
    wanted = both(session)

    done = post(session, "/pair", do="same", organization="other", **wanted)

    assert "They are one person now" in done.text
    (row,) = roster(session)
    assert (row["Name"], row["Email"]) == ("Ana Ruiz", "ana@x.org")
    assert row["Organization"] == "CH"
    assert ana.post("/me/sign-out").json()["name"] == "Ana Ruiz"
    assert "thing to decide" not in get(session, "/people")
    found = re.search(r'name="merge" value="(\d+)"', get(session, "/review"))
    assert found
    undone = post(session, "/pair/undo", merge=found[1])
    assert "They are two again, each as before." in undone.text
    assert [row["Name"] for row in roster(session)] == ["Ana Ruiz", "Ruiz, Ana"]
    gone = post(session, "/pair/undo", merge=found[1], json=True)
    assert gone.json()["code"] == "not-merged"


def test_two_people_are_remembered(session: Held, ana: Phone) -> None:
    assert ana
    done = post(session, "/pair", do="two", **both(session))

    assert "They stay two people." in done.text
    assert "No two entries look like one person." in get(session, "/review")
    assert len(roster(session)) == 2


@pytest.mark.parametrize(
    ("given", "status", "code"),
    [
        ({"do": "dance"}, 422, "bad-input"),
        ({"do": "same", "other": "0" * 32}, 404, "no-such-person"),
        ({"do": "same", "reason": "x" * 301}, 422, "reason-too-long"),
    ],
)
def test_what_makes_no_sense_is_refused_and_the_two_stay_two(
    session: Held, ana: Phone, given: dict[str, str], status: int, code: str
) -> None:
    assert ana
    wanted: dict[str, Any] = {**both(session), **given}

    refused = post(session, "/pair", json=True, **wanted)

    assert (refused.status_code, refused.json()["code"]) == (status, code)
    assert post(session, "/pair", **wanted).status_code == status
    assert len(roster(session)) == 2
    for number in ("", "x", "-1", "9" * 40):
        assert not post(session, "/pair/undo", merge=number).ok


def test_nobody_of_another_session_is_merged(session: Held, ana: Phone) -> None:
    assert ana
    other = session.server.create_session()

    refused = post(other, "/pair", json=True, do="same", **both(session))

    assert refused.json()["code"] == "no-such-person"
    for path in ("/review", "/pair", "/prework"):
        address = f"{session.server.url}/desk/sessions/{session.id}{path}"
        assert requests.get(address, timeout=30).status_code == 403


def test_a_shared_phone_is_pointed_out_until_somebody_has_looked(
    session: Held,
) -> None:
    phone = session.phone()
    phone.post("/me/sign-in", name="Ana Ruiz")
    phone.post("/me/sign-in", name="Bo Chen", another="1")
    page = get(session, "/review")
    found = re.search(r'name="phone" value="([0-9a-f]{32})"', page)
    assert found
    assert "1 thing to decide" in get(session, "/people")
    assert post(session, "/phones", phone=found[1], by=" ").status_code == 422

    done = post(session, "/phones", phone=found[1], by="Lee <Park>")

    assert "Seen by Lee <Park>" in unescape(done.text)
    assert "thing to decide" not in get(session, "/people")
    missing = post(session, "/phones", json=True, phone="x", by="Lee")
    assert missing.json()["code"] == "no-such-phone"
