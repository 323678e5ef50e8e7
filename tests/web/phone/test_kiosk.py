"""A tablet at the door: invited, narrow in what it may do, and sent away at once."""

import io
import re
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import openpyxl
import pytest
import requests
from running import Held, Server

PAGE = {"Accept": "text/html"}
JSON = {"Accept": "application/json"}
CSV = "Name,Email,Organization\nAna Ruiz,ana@x.org,Shelter\nJosé Núñez,jose@x.org,\n"


@pytest.fixture
def expecting(session: Held) -> Held:
    """A session that expects two people."""
    desk = f"{session.server.url}/desk/sessions/{session.id}"
    web = session.server.trainer
    web.post(f"{desk}/roster", files={"list": ("a.csv", CSV.encode())})
    columns = {"column-0": "name", "column-1": "email", "column-2": "organization"}
    web.post(f"{desk}/roster/list", data={"do": "import", **columns})
    return session


def invitation(held: Held) -> str:
    """Return the path of a new invitation for a kiosk."""
    desk = f"{held.server.url}/desk/sessions/{held.id}/kiosks"
    page = held.server.trainer.post(desk, headers=PAGE).text
    found = re.search(r"http://[^/]+(/R/[A-Z2-7]+)", page)
    assert found
    return found[1]


def take(held: Held, path: str) -> requests.Session:
    """Let a tablet open an invitation and press its button."""
    tablet = requests.Session()
    tablet.trust_env = False
    page = tablet.get(held.server.url + path)
    key = re.search(r'name="key" value="([0-9a-f]{32})"', page.text)
    assert key
    answer = tablet.post(held.server.url + path.lower(), data={"key": key[1]})
    assert answer.url == f"{held.server.url}/kiosk/{held.id}"
    assert answer.headers["Cache-Control"] == "no-store"
    return tablet


@pytest.fixture
def tablet(expecting: Held) -> Iterator[requests.Session]:
    with take(expecting, invitation(expecting)) as tablet:
        yield tablet


def send(
    held: Held, web: requests.Session, path: str, **given: Any
) -> requests.Response:
    body = {"language": "en", **given}
    address = f"{held.server.url}/kiosk/{held.id}/{path}"
    return web.post(address, json=body, headers=JSON)


def inside(held: Held) -> int:
    facts = f"{held.server.url}/desk/sessions/{held.id}/facts"
    return int(held.server.trainer.get(facts).json()["counts"]["inside"])


def test_only_the_name_that_was_typed_is_shown(
    expecting: Held, tablet: requests.Session
) -> None:
    page = tablet.get(f"{expecting.server.url}/kiosk/{expecting.id}").text
    found = send(expecting, tablet, "find", letters="nune", direction="in").json()

    assert [one["name"] for one in found["people"]] == ["José Núñez"]
    assert set(found["people"][0]) == {"id", "name"}
    assert "Ana" not in page
    assert "@x.org" not in page
    nobody = send(expecting, tablet, "find", letters="zzz", direction="in").json()
    assert (nobody["outcome"], nobody["people"]) == ("nobody", [])


def test_a_person_signs_in_and_out_and_the_log_says_kiosk(
    expecting: Held, tablet: requests.Session
) -> None:
    found = send(expecting, tablet, "find", letters="ana", direction="in").json()
    person = found["people"][0]["id"]

    came = send(expecting, tablet, "sign-in", person=person).json()
    again = send(expecting, tablet, "sign-in", person=person).json()

    assert (came["name"], came["changed"]) == ("Ana Ruiz", True)
    assert again["changed"] is False
    assert inside(expecting) == 1
    left = send(expecting, tablet, "sign-out", person=person).json()
    assert (left["ok"], inside(expecting)) == (True, 0)
    book = openpyxl.load_workbook(io.BytesIO(expecting.download("attendance")))
    _, *rows = book["Scans"].iter_rows(values_only=True)
    assert [row[2] for row in rows] == ["In", "Out"]
    assert all("Kiosk at the door" in row for row in rows)


def test_an_unlisted_person_is_told_in_their_language_what_is_missing(
    expecting: Held, tablet: requests.Session
) -> None:
    once = uuid4().hex
    no_name = send(expecting, tablet, "sign-in", once=once, language="es", name=" ")
    assert no_name.status_code == 422
    assert no_name.json()["message"] == "Por favor, complete este dato: Nombre."
    assert "Set-Cookie" not in no_name.headers
    long = send(expecting, tablet, "sign-in", once=once, name="x" * 200)
    assert long.json()["code"] == "field-too-long"

    for _ in range(2):
        send(expecting, tablet, "sign-in", once=once, name="שרה O’Hara")

    assert inside(expecting) == 1


@pytest.mark.parametrize(
    "given",
    [
        {"language": "fr"},
        {"language": 7},
        {"once": "short"},
        {"person": ["a"]},
        {"person": "f" * 4000},
        {"name": "x" * 70_000},
    ],
)
def test_what_is_no_sign_in_is_refused(
    expecting: Held, tablet: requests.Session, given: dict[str, Any]
) -> None:
    refused = send(expecting, tablet, "sign-in", **given)

    assert refused.status_code in (404, 413, 422)
    assert refused.json()["ok"] is False


def test_the_tablet_opens_its_kiosk_and_nothing_else(
    expecting: Held, tablet: requests.Session
) -> None:
    server, other = expecting.server, expecting.server.create_session()
    for path in (
        "/desk",
        f"/desk/sessions/{expecting.id}/people",
        f"/desk/sessions/{expecting.id}/camera",
        f"/desk/sessions/{expecting.id}/attendance.xlsx",
        f"/console/{expecting.id}",
        f"/projector/{expecting.id}",
        f"/kiosk/{other.id}",
    ):
        assert tablet.get(server.url + path, headers=JSON).status_code == 403, path
    # Its cookie is worth nothing where a remote's would be asked for.
    kept = {c.name: str(c.value) for c in tablet.cookies if c.name.startswith("kiosk")}
    (value,) = kept.values()
    forged = {f"remote-{expecting.id[:8]}": value, f"kiosk-{other.id[:8]}": value}
    for path in (f"/console/{expecting.id}", f"/kiosk/{other.id}"):
        there = server.url + path
        answer = requests.get(there, cookies=forged, headers=JSON, timeout=30)
        assert answer.status_code == 403
    here = f"{server.url}/kiosk/{expecting.id}"
    stranger = requests.get(here, headers=JSON, timeout=30)
    assert stranger.status_code == 403


def test_a_removed_tablet_is_refused_at_once(
    expecting: Held, tablet: requests.Session
) -> None:
    desk = f"{expecting.server.url}/desk/sessions/{expecting.id}/kiosks"
    page = expecting.server.trainer.get(desk).text
    (kiosk,) = re.findall(r"kiosks/([0-9a-f]{32})/remove", page)

    expecting.server.trainer.post(f"{desk}/{kiosk}/remove").raise_for_status()

    refused = send(expecting, tablet, "find", letters="ana", direction="in")
    assert (refused.status_code, refused.json()["code"]) == (403, "kiosk-gone")


def test_an_invitation_is_for_one_tablet(
    expecting: Held, tablet: requests.Session
) -> None:
    assert tablet
    path = invitation(expecting)
    take(expecting, path)

    gone = requests.get(expecting.server.url + path, headers=JSON, timeout=30)
    assert gone.status_code == 410
    remotes = f"{expecting.server.url}/console/{expecting.id}/remotes"
    trainer = expecting.server.trainer
    assert trainer.post(remotes, headers=JSON).json()["ok"]


def test_killed_after_the_commit_a_resend_is_one_person(
    server: Server, expecting: Held, tablet: requests.Session
) -> None:
    found = send(expecting, tablet, "find", letters="ana", direction="in").json()
    person = found["people"][0]["id"]
    send(expecting, tablet, "sign-in", person=person)
    once = uuid4().hex
    send(expecting, tablet, "sign-in", once=once, name="Walk Up")

    server.kill()
    server.start()

    assert send(expecting, tablet, "sign-in", person=person).json()["name"]
    again = send(expecting, tablet, "sign-in", once=once, name="Walk Up")
    assert again.json()["name"] == "Walk Up"
    assert inside(expecting) == 2


def test_a_kiosk_signs_people_out_after_the_end_and_nobody_in(
    expecting: Held, tablet: requests.Session
) -> None:
    once = uuid4().hex
    assert send(expecting, tablet, "sign-in", name="Bo Li", once=once).ok
    console = expecting.console()
    console.move("finish")
    console.close()

    refused = send(expecting, tablet, "sign-in", name="Cy", once=uuid4().hex)
    [found] = send(expecting, tablet, "find", letters="bo l", direction="out").json()[
        "people"
    ]
    done = send(expecting, tablet, "sign-out", person=found["id"])

    assert refused.json()["code"] == "session-closed"
    assert done.json()["changed"]
