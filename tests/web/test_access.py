"""Only the holder of the trainer's key reaches what is the trainer's."""

import re
from collections.abc import Iterator

import pytest
import requests
from credited import Credited
from running import Held, Server

OWN_SERVER = True


def doors(session: Held) -> list[str]:
    one = f"/desk/sessions/{session.id}"
    return [
        "/desk",
        one,
        f"{one}/facts",
        f"{one}/attendance.xlsx",
        f"{one}/evaluation.xlsx",
        f"{one}/polls.xlsx",
        f"{one}/hand-off",
        f"{one}/hand-off.zip",
        f"{one}/results.pptx",
        f"{one}/starter.pptx",
        f"{one}/decks/0/with-codes.pptx",
        "/desk/sample.pptx",
        f"/console/{session.id}",
        f"/projector/{session.id}",
    ]


def stranger() -> requests.Session:
    visitor = requests.Session()
    visitor.trust_env = False
    return visitor


def test_every_trainer_page_is_shut_to_a_stranger(session: Held) -> None:
    opened = {
        path: stranger().get(session.server.url + path).status_code
        for path in doors(session)
    }

    assert opened == dict.fromkeys(doors(session), 403)


def test_every_trainer_page_is_shut_to_an_attendee(session: Held) -> None:
    phone = session.phone()
    phone.post("/me/sign-in", name="Ana")
    phone.web.cookies.set("trainer", "0" * 64)

    opened = {
        path: phone.web.get(session.server.url + path).status_code
        for path in doors(session)
    }

    assert opened == dict.fromkeys(doors(session), 403)


def test_a_stranger_changes_nothing(session: Held) -> None:
    one = f"{session.server.url}/desk/sessions"
    paths = ["", f"/{session.id}", f"/{session.id}/places", f"/{session.id}/network"]
    paths += [f"/{session.id}/wifi", f"/{session.id}/decks", f"/{session.id}/practice"]

    codes = {path: stranger().post(one + path).status_code for path in paths}

    assert codes == dict.fromkeys(paths, 403)


@pytest.mark.parametrize("key", ["", "x", "x" * 5000, "ñ"])
def test_a_wrong_key_opens_nothing(server: Server, key: str) -> None:
    answer = stranger().get(f"{server.url}/desk", params={"key": key})

    assert answer.status_code == 403
    assert "trainer" not in answer.cookies


def test_the_key_leaves_the_address_once_it_is_used(server: Server) -> None:
    visitor = stranger()

    answer = visitor.get(server.desk_url)

    assert answer.status_code == 200
    assert answer.url == f"{server.url}/desk"
    cookie = answer.history[0].headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie


def test_another_site_cannot_send_with_the_trainers_cookie(session: Held) -> None:
    answer = session.server.trainer.post(
        f"{session.server.url}/desk/sessions/{session.id}/wifi",
        data={"name": "evil", "password": "x"},
        headers={"Origin": "http://evil.example"},
    )

    assert answer.status_code == 403


@pytest.mark.parametrize("origin", ["null", "http://[::1", "http://127.0.0.1@evil"])
def test_an_origin_that_is_no_address_is_another_site(
    session: Held, origin: str
) -> None:
    answer = session.server.trainer.post(
        f"{session.server.url}/desk/sessions/{session.id}/wifi",
        headers={"Origin": origin},
    )

    assert answer.status_code == 403


def test_every_page_forbids_foreign_scripts(session: Held) -> None:
    for path in ("/", f"/s/{session.code}", "/desk", "/nowhere"):
        answer = session.server.trainer.get(session.server.url + path)
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    [
        "/pictures/../facilitator.sqlite3",
        "/pictures/..%2ffacilitator.sqlite3",
        "/static/../app.py",
        "/static/..%2f..%2fapp.py",
        "/static/vendor/../../web/access.py",
        "/static/vendor/../phone.js",
        "/static/./phone.js",
        "/static/%00",
        "/static/" + "x" * 300,
        "/strings/all/../es.json",
        "/strings/all/xx.json",
        "/strings/desk/es.json",
    ],
)
def test_no_path_leads_out_of_its_folder(server: Server, path: str) -> None:
    request = requests.Request("GET", server.url).prepare()
    request.url = server.url + path

    answer = stranger().send(request)

    assert answer.status_code == 404


def test_the_data_folder_is_private(server: Server) -> None:
    key = server.data / "trainer.key"

    assert key.stat().st_mode & 0o077 == 0
    assert len(key.read_bytes()) == 32


# What is for everybody in the room; whatever else there is, is not.
OPEN = {"phone", "remotes", "pictures", "assets"}


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Credited]:
    made = Credited(tmp_path_factory.mktemp("access"))
    yield made
    made.close()


def test_every_route_but_those_of_the_room_is_shut_to_whoever_is_in_it(
    program: Credited,
) -> None:
    room = program.hold()
    phone = program.phone()
    phone.get(f"/J/{room.session.code}", follow_redirects=True)
    opened = []
    for rule in program.app.url_map.iter_rules():
        if rule.endpoint.partition(".")[0] in OPEN:
            continue
        there = rule.rule.replace("<session_id>", room.session.id)
        there = re.sub(r"<int:\w+>", "1", re.sub(r"<\w+>", "x", there))
        opened += [
            (method, rule.rule)
            for method in (rule.methods or set()) - {"OPTIONS"}
            if phone.open(there, method=method).status_code != 403
        ]

    assert opened == []


def test_no_page_stays_in_a_cache_once_its_names_are_erased(program: Credited) -> None:
    room = program.hold()
    who = room.walk_up({"name": "Ana Ruiz", "profession": "nurse"}, "en").attendee
    desk = program.desk()
    one = f"/desk/sessions/{room.session.id}"

    for path in ("", "/people", f"/people/{who.id}", "/paper", "/settle", "/review"):
        page = desk.get(one + path)
        assert page.status_code == 200
        assert page.headers["Cache-Control"] == "no-store"
    refused = desk.post(f"{one}/people", data={"name": ""})
    assert refused.headers["Cache-Control"] == "no-store"
