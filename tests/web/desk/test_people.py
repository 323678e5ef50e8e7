"""The trainer's list: search, taps, walk-ups and corrections with a reason."""

import io
import re
from typing import Any

import openpyxl
import pytest
import requests
from running import Held, Phone

PAGE = {"Accept": "text/html"}
JSON = {"Accept": "application/json"}


def desk(held: Held, path: str = "") -> str:
    return f"{held.server.url}/desk/sessions/{held.id}/people{path}"


def get(held: Held, path: str = "", **query: str) -> str:
    answer = held.server.trainer.get(desk(held, path), params=query)
    answer.raise_for_status()
    return answer.text


def post(
    held: Held, path: str = "", *, json: bool = False, **given: Any
) -> requests.Response:
    return held.server.trainer.post(
        desk(held, path), headers=JSON if json else PAGE, data=given
    )


def person_id(page: str, name: str) -> str:
    found = re.search(rf'people/([0-9a-f]{{32}})">{name}</a>', page)
    assert found, page
    return found[1]


def line(held: Held, who: str) -> str:
    """Return the number of the first line of somebody's log."""
    found = re.search(r'<th scope="row">(\d+)</th>', get(held, f"/{who}"))
    assert found
    return found[1]


def counted(held: Held) -> dict[str, int]:
    facts = held.server.trainer.get(
        f"{held.server.url}/desk/sessions/{held.id}/facts"
    ).json()
    return dict(facts["counts"])


def sheet(held: Held, name: str) -> list[dict[str, object]]:
    book = openpyxl.load_workbook(io.BytesIO(held.download("attendance")))
    headers, *rows = book[name].iter_rows(values_only=True)
    return [dict(zip(map(str, headers), row, strict=True)) for row in rows]


@pytest.fixture
def ana(session: Held) -> Phone:
    phone = session.phone()
    phone.post("/me/sign-in", name="Ana Ruiz", organization="County Health")
    return phone


def test_people_are_found_by_a_few_letters_without_accents(
    session: Held, ana: Phone
) -> None:
    assert ana
    session.phone().post("/me/sign-in", name="José Núñez")

    assert "Ana Ruiz" in get(session, q="ru")
    assert "Ana Ruiz" in get(session, q="coun an")
    assert "José Núñez" in get(session, q="nune")
    assert "Ana Ruiz" not in get(session, q="nune")
    assert "Nobody of this name." in get(session, q="zz")


def test_somebody_is_tapped_out_and_in_again(session: Held, ana: Phone) -> None:
    who = person_id(get(session), "Ana Ruiz")

    left = post(session, f"/{who}/tap", direction="out")

    assert "Ana Ruiz has left." in left.text
    assert ana.web.get(ana.held.url("/me"), headers=JSON).json()["out_at"]
    assert counted(session)["inside"] == 0
    post(session, f"/{who}/tap", direction="out")
    assert (
        "Ana Ruiz is in the room." in post(session, f"/{who}/tap", direction="in").text
    )
    assert [row["Kind"] for row in sheet(session, "Scans")] == ["In", "Out", "Back in"]
    # The form of a phone's own page, with scripts or without.
    methods = [row["Method"] for row in sheet(session, "Scans")]
    assert methods == ["Own phone", "Trainer", "Trainer"]


def test_a_walk_up_is_in_the_room_and_in_the_workbook(session: Held) -> None:
    (once,) = re.findall(r'name="once" value="(\w{32})"', get(session))
    for _ in range(2):
        done = post(
            session,
            name="Bo <Chen>",
            organization="Shelter",
            email="bo@x.org",
            once=once,
        )

    assert "Bo &lt;Chen&gt; is in the room." in done.text
    (row,) = sheet(session, "Roster")
    assert (row["Name"], row["Organization"]) == ("Bo <Chen>", "Shelter")
    again = post(session, name="", email="bo")
    assert again.status_code == 422
    assert "Please fill in: Name." in again.text


def test_a_missing_sign_out_is_settled_with_a_reason(session: Held, ana: Phone) -> None:
    assert ana
    who = person_id(get(session), "Ana Ruiz")
    late: dict[str, Any] = {
        "kind": "out",
        "supersedes": "0",
        "date": "2020-01-01",
        "time": "10:00",
    }
    console = session.console()
    console.move("finish")
    console.close()
    gaps = get(session, show="gaps")
    assert "The sign-out is missing" in gaps
    assert "<b>1</b> without a sign-out" in gaps
    refused = post(session, f"/{who}", json=True, **late, reason=" ")
    assert refused.json()["code"] == "reason-needed"

    # Signed in later than that: both lines are put right.
    post(session, f"/{who}", **late, reason="Left at ten, told me")
    first: dict[str, Any] = {
        **late,
        "kind": "in",
        "supersedes": line(session, who),
        "time": "09:00",
    }
    page = post(session, f"/{who}", **first, reason="Phone was late").text

    assert "The correction is in the record." in page
    assert "60 minutes present" in page
    (row,) = sheet(session, "Roster")
    assert row["Minutes present"] == 60
    log = sheet(session, "Scans")
    assert sorted(str(line["Reason"]) for line in log) == [
        "Left at ten, told me",
        "None",
        "Phone was late",
    ]
    assert "Nobody here." in get(session, show="gaps")
    assert counted(session)["inside"] == 0


def test_a_line_is_corrected_once(session: Held, ana: Phone) -> None:
    assert ana
    who = person_id(get(session), "Ana Ruiz")
    given: dict[str, Any] = {
        "kind": "void",
        "supersedes": "1",
        "date": "2020-01-01",
        "time": "10:00",
    }
    given["supersedes"] = line(session, who)

    assert post(session, f"/{who}", **given, reason="Not her").ok
    again = post(session, f"/{who}", json=True, **given, reason="Not her")

    assert again.json()["code"] == "no-such-scan"
    assert counted(session)["inside"] == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "dance"},
        {"date": "yesterday"},
        {"time": "25:00"},
        {"supersedes": "-1"},
        {"supersedes": "9" * 30},
        {"supersedes": "²"},
        {"date": "9999-12-31"},
        {"reason": "x" * 301},
        {"kind": "void"},
    ],
    ids=str,
)
def test_what_makes_no_sense_is_refused_and_nothing_is_written(
    session: Held, ana: Phone, wrong: dict[str, str]
) -> None:
    assert ana
    who = person_id(get(session), "Ana Ruiz")
    right = {"kind": "out", "supersedes": "0", "date": "2020-01-01", "time": "10:00"}

    refused = post(session, f"/{who}", json=True, **{**right, "reason": "a", **wrong})

    assert refused.status_code == 422, refused.text
    assert len(sheet(session, "Scans")) == 1


def test_nobody_of_another_session_is_touched(session: Held, ana: Phone) -> None:
    assert ana
    who = person_id(get(session), "Ana Ruiz")
    other = session.server.create_session()

    for path in (f"/{who}", f"/{who}/tap"):
        refused = post(
            other,
            path,
            json=True,
            direction="out",
            kind="out",
            reason="a",
            supersedes="0",
            date="2020-01-01",
            time="10:00",
        )
        assert refused.json()["code"] == "no-such-person"
    assert requests.get(desk(session), timeout=30).status_code == 403


def test_the_awaited_are_tapped_in(session: Held) -> None:
    roster = f"{session.server.url}/desk/sessions/{session.id}/roster"
    trainer = session.server.trainer
    trainer.post(roster, files={"list": ("a.csv", b"Full name\nAna Ruiz\nBo Chen\n")})
    trainer.post(f"{roster}/list", data={"do": "import", "column-0": "name"})
    page = get(session, show="awaited")
    found = re.search(r"awaited/([0-9a-f]{32})", page)
    assert found
    assert "Ana Ruiz" in page

    come = f"{session.server.url}/desk/sessions/{session.id}/awaited/{found[1]}"
    assert "Ana Ruiz is in the room." in trainer.post(come).text
    assert trainer.post(come, headers=JSON).json()["code"] == "no-such-person"
    assert counted(session)["awaited"] == 1


def put_right(held: Held, who: str, **given: Any) -> requests.Response:
    return post(held, f"/{who}/details", **given)


def test_details_are_put_right_at_the_desk_and_the_log_keeps_what_they_were(
    session: Held, ana: Phone
) -> None:
    assert ana
    who = person_id(get(session), "Ana Ruiz")
    right = {"name": "Ana Ruiz Díaz", "email": "ana@x.org", "profession": "physician"}

    page = put_right(session, who, **right, language="es").text

    assert "The details are saved." in page
    assert '<td dir="auto">Physician</td>' in page
    assert '<td dir="auto">Spanish</td>' in page
    (row,) = sheet(session, "Roster")
    assert (row["Name"], row["Email"]) == ("Ana Ruiz Díaz", "ana@x.org")
    assert row["Organization"] == "County Health"


def test_wrong_details_are_refused_whole_and_stay_to_be_seen(
    session: Held, ana: Phone
) -> None:
    assert ana
    who = person_id(get(session), "Ana Ruiz")

    refused = put_right(session, who, name="", email="ana@x", organization="Clinic")

    assert refused.status_code == 422
    assert "That email address is not complete." in refused.text
    assert "Please fill in: Name." in refused.text
    assert 'value="Clinic"' in refused.text
    assert put_right(session, who, language="tlh").status_code == 422
    assert put_right(session, who, profession="king").status_code == 422
    (row,) = sheet(session, "Roster")
    assert (row["Name"], row["Organization"]) == ("Ana Ruiz", "County Health")


def test_closed_claims_do_not_stop_the_trainer(session: Held, ana: Phone) -> None:
    assert ana
    who = person_id(get(session), "Ana Ruiz")
    books = f"{session.server.url}/desk/sessions/{session.id}/books"
    session.server.trainer.post(books, data={"books": "close"}).raise_for_status()

    assert "you can still put details right" in get(session, f"/{who}")
    assert "are saved" in put_right(session, who, name="Ana R. Ruiz").text


def test_nobody_without_a_name_gets_one_from_the_desk(session: Held) -> None:
    session.phone().post("/me/sign-in", anonymous="1")
    who = person_id(get(session), "No name given")

    refused = post(session, f"/{who}/details", json=True, name="Somebody")

    assert refused.json()["code"] == "name-needed"
