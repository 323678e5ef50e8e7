"""The desk against a running server: what it keeps, and what it turns away."""

import io
import json
import resource
import shutil
import socket
import time
from pathlib import Path
from typing import Any

import pytest
import requests
from PIL import Image
from running import Held, Server

ROOT = Path(__file__).parents[3]
OWN_SERVER = True

JSON = {"Accept": "application/json"}
PAGE = {"Accept": "text/html"}
DETAILS = {
    "plan": "conference-2h",
    "date": "2026-05-14",
    "time": "09:00",
    "time_zone": "America/Chicago",
    "place": "Library, <Room 2>",
    "host": "County Health",
    "trainers": "Ana Ruiz\n\nLee Park",
    "languages": ["en", "es"],
    "address": "192.168.1.5:8765",
}


def desk(session: Held, path: str = "") -> str:
    return f"{session.server.url}/desk/sessions/{session.id}{path}"


def facts(session: Held) -> dict[str, Any]:
    answer = session.server.trainer.get(desk(session, "/facts"))
    return dict(answer.json())


def post(
    session: Held, path: str, headers: dict[str, str] = JSON, **given: Any
) -> requests.Response:
    return session.server.trainer.post(
        desk(session, path), headers=headers, allow_redirects=False, **given
    )


def make(server: Server, **changed: Any) -> requests.Response:
    return server.trainer.post(
        f"{server.url}/desk/sessions",
        data=DETAILS | changed,
        headers=PAGE,
        allow_redirects=False,
    )


def count_sessions(server: Server) -> int:
    return server.trainer.get(f"{server.url}/desk").text.count('scope="row"')


def leftovers(server: Server) -> list[str]:
    return [path.name for path in (server.data / "uploads").glob("*")]


def settled(session: Held) -> list[dict[str, Any]]:
    """Return the decks once none is being read any more."""
    until = time.monotonic() + 120
    while time.monotonic() < until:
        decks: list[dict[str, Any]] = facts(session)["decks"]
        if all(deck["status"] in ("ready", "failed") for deck in decks):
            return decks
        time.sleep(0.2)
    raise AssertionError(decks)


class TestMakingASession:
    def test_what_was_typed_is_on_the_page(self, server: Server) -> None:
        there = make(server).headers["Location"]
        page = server.trainer.get(server.url + there).text

        assert "Library, &lt;Room 2&gt;" in page
        assert "Ana Ruiz\nLee Park</textarea>" in page
        assert "192.168.1.5:8765" in page

    @pytest.mark.parametrize(
        ("changed", "sentence"),
        [
            ({"date": "soon"}, "Choose the date"),
            ({"date": "0001-01-01"}, "Choose the date"),
            ({"time": "25:00"}, "Choose the time"),
            ({"time_zone": "Mars/Olympus"}, "No time zone has this name"),
            ({"languages": []}, "Choose at least one language."),
            ({"languages": ["fr"]}, "Choose at least one language."),
            ({"place": "x" * 161}, "This is too long. Use at most 160 characters."),
            ({"trainers": "x\n" * 13}, "at most 12 trainers"),
            ({"address": "http://evil"}, "not an address with a port"),
            ({"address": "10.0.0.1:99999"}, "not an address with a port"),
            ({"date": "2026-03-08", "time": "02:30"}, "put forward on this day"),
        ],
    )
    def test_a_mistake_is_told_and_nothing_typed_is_lost(
        self, server: Server, changed: dict[str, Any], sentence: str
    ) -> None:
        before = count_sessions(server)
        answer = make(server, **{"host": "Kept & typed", **changed})

        assert answer.status_code == 422
        assert sentence in answer.text
        assert 'value="Kept &amp; typed"' in answer.text
        assert count_sessions(server) == before

    def test_a_city_alone_is_a_time_zone(self, server: Server) -> None:
        there = make(server, time_zone="los angeles").headers["Location"]

        page = server.trainer.get(server.url + there).text
        assert 'value="America/Los_Angeles"' in page

    def test_an_unknown_plan_is_a_sentence(self, server: Server) -> None:
        answer = make(server, plan="../secret")

        assert answer.status_code == 404
        assert "There is no session plan called ../secret." in answer.text

    def test_a_session_that_does_not_exist_is_a_sentence(self, server: Server) -> None:
        answer = server.trainer.get(f"{server.url}/desk/sessions/{'0' * 32}")

        assert answer.status_code == 404

    def test_the_desk_is_closed_to_everybody_else(self, session: Held) -> None:
        for path in ("", "/facts"):
            assert requests.get(desk(session, path), timeout=30).status_code == 403


class TestChangingASession:
    def test_a_mistake_keeps_the_details_that_were_saved(self, session: Held) -> None:
        answer = post(session, "", PAGE, data=DETAILS | {"date": ""})

        assert answer.status_code == 422
        page = session.server.trainer.get(desk(session)).text
        assert 'value="Room 2"' in page

    def test_after_the_start_only_the_network_changes(self, session: Held) -> None:
        console = session.console()
        console.move("next")
        console.close()

        refused = post(session, "", PAGE, data=DETAILS)
        moved = post(session, "/network", PAGE, data={"address": "10.1.1.1:8765"})

        assert refused.status_code == 409
        assert "The session has started." in refused.text
        assert moved.status_code == 303
        page = session.server.trainer.get(desk(session)).text
        assert "Save details" not in page
        assert "10.1.1.1:8765" in page

    @pytest.mark.parametrize("address", ["", "nonsense", "1.2.3.4", "a b:80", "h:0"])
    def test_an_address_that_is_none_is_refused(
        self, session: Held, address: str
    ) -> None:
        answer = post(session, "/network", data={"address": address})

        assert answer.status_code == 422
        assert answer.json()["code"] == "bad-input"

    @pytest.mark.parametrize(
        ("name", "password", "code"),
        [
            ("x" * 33, "12345678", "wifi-name"),
            ("ñ" * 17, "12345678", "wifi-name"),
            ("Room", "1234567", "wifi-password"),
            ("Room", "x" * 64, "wifi-password"),
        ],
    )
    def test_a_wifi_that_cannot_be_is_refused(
        self, session: Held, name: str, password: str, code: str
    ) -> None:
        given = {"name": name, "password": password}
        answer = post(session, "/wifi", data=given)
        page = post(session, "/wifi", PAGE, data=given)

        assert (answer.status_code, answer.json()["code"]) == (422, code)
        assert f'value="{name}"' in page.text

    @pytest.mark.parametrize("phones", ["", "-1", "201", "many", "1.5", "٣"])
    def test_a_number_of_practice_phones_that_is_none_is_refused(
        self, session: Held, phones: str
    ) -> None:
        answer = post(session, "/practice", data={"phones": phones})

        assert answer.status_code == 422
        assert facts(session)["practice"] == 0

    def test_practice_phones_are_not_sent_to_a_door_whose_code_they_cannot_read(
        self, session: Held
    ) -> None:
        post(session, "/door", data={"door": "codes"})

        answer = post(session, "/practice", data={"phones": "3"})

        assert (answer.status_code, answer.json()["code"]) == (409, "practice-guarded")
        assert facts(session)["practice"] == 0
        assert post(session, "/practice", data={"phones": "0"}).ok


class TestPlacingPolls:
    def test_a_script_places_all_at_once(self, session: Held) -> None:
        [poll, *_] = (p["name"] for p in facts(session)["polls"])

        answer = post(session, "/places", json={"places": [[2, poll]]})

        assert answer.json() == {"ok": True}
        assert facts(session)["places"] == [[2, poll]]

    @pytest.mark.parametrize(
        "places",
        [
            None,
            {},
            [["work_setting"]],
            [[1, 2]],
            [["1", "x"]],
            [[True, "x"]],
            [[0, "no such poll"]],
            [[0, "x"]] * 501,
        ],
    )
    def test_places_that_are_none_change_nothing(
        self, session: Held, places: object
    ) -> None:
        answer = post(session, "/places", json={"places": places})

        assert answer.status_code == 422
        assert facts(session)["places"] == []

    def test_a_poll_stands_in_one_place_only(self, session: Held) -> None:
        [poll, *_] = (p["name"] for p in facts(session)["polls"])

        answer = post(session, "/places", json={"places": [[1, poll], [2, poll]]})

        assert answer.status_code == 422

    def test_a_place_beyond_the_last_slide_is_refused(self, session: Held) -> None:
        [poll, *_] = (p["name"] for p in facts(session)["polls"])

        answer = post(session, "/places", json={"places": [[9999, poll]]})

        assert answer.status_code == 422

    def test_what_the_notes_place_cannot_be_moved(self, session: Held) -> None:
        fixed = next(p["name"] for p in facts(session)["polls"] if p["fixed"])

        answer = post(session, "/places", data={"poll": fixed, "move": "up"})

        assert answer.status_code == 422


class TestAddingADeck:
    def upload(
        self, session: Held, content: bytes, name: str = "deck.pptx"
    ) -> requests.Response:
        return post(session, "/decks", files={"deck": (name, content)})

    @pytest.mark.parametrize(
        ("content", "name", "code"),
        [
            (b"", "deck.pptx", "empty-file"),
            (b"hello", "deck.pptx", "not-a-deck"),
            (b"x" * 165, "~$deck.pptx", "lock-file"),
            (b"PK\x03\x04 cut off", "deck.pptx", "damaged-deck"),
        ],
    )
    def test_what_is_no_deck_is_turned_away_at_the_door(
        self, session: Held, content: bytes, name: str, code: str
    ) -> None:
        answer = self.upload(session, content, name)

        assert answer.json()["code"] == code
        assert name in answer.json()["message"]
        assert [d["source"] for d in facts(session)["decks"]] == ["starter"]
        assert leftovers(session.server) == []

    @pytest.mark.parametrize(
        ("name", "code"),
        [
            ("aspose_encrypted.pptx", "protected-deck"),
            ("bad_truncated_divino.pptx", "damaged-deck"),
        ],
    )
    def test_a_real_deck_that_cannot_be_opened_is_a_sentence(
        self, session: Held, shared_decks: Path, name: str, code: str
    ) -> None:
        answer = self.upload(session, (shared_decks / name).read_bytes(), name)

        assert answer.json()["code"] == code
        assert leftovers(session.server) == []

    def test_a_fuzzed_deck_leaves_the_session_usable(
        self, session: Held, shared_decks: Path
    ) -> None:
        content = (shared_decks / "bad_fuzz1.pptx").read_bytes()
        self.upload(session, content)

        settled(session)
        assert session.server.trainer.get(desk(session)).status_code == 200
        assert leftovers(session.server) == []

    def test_the_name_is_shown_without_folders_and_control_signs(
        self, session: Held, shared_decks: Path
    ) -> None:
        content = (shared_decks / "ppsx_testppt.ppsx").read_bytes()

        answer = self.upload(session, content, "..\\..\\a/<b>\u202edeck.ppsx")

        assert answer.json()["ok"]
        assert settled(session)[-1]["filename"] == "<b>deck.ppsx"
        assert "<b>deck" not in session.server.trainer.get(desk(session)).text
        assert leftovers(session.server) == []

    @pytest.mark.skipif(
        not hasattr(resource, "prlimit"), reason="Needs Linux, to fill a disk."
    )
    @pytest.mark.parametrize("size", [4, 2_000_000])
    def test_a_deck_that_the_full_disk_does_not_take_leaves_nothing(
        self, session: Held, size: int
    ) -> None:
        process = session.server.process
        assert process
        limit, everything = resource.RLIMIT_FSIZE, (-1, -1)
        resource.prlimit(process.pid, limit, (0, -1))

        answer = self.upload(session, b"PK\x03\x04" * (size // 4))
        resource.prlimit(process.pid, limit, everything)

        assert answer.json()["code"] == "storage-full"
        assert leftovers(session.server) == []
        assert [d["source"] for d in facts(session)["decks"]] == ["starter"]

    def test_300_megabytes_are_refused_before_they_arrive(self, session: Held) -> None:
        status, body = self.announce(session, 300 * 1024**2)

        assert status == 413
        assert json.loads(body)["code"] == "file-too-large"
        assert "This file is larger than 200 MB." in json.loads(body)["message"]
        assert leftovers(session.server) == []

    def announce(self, session: Held, size: int) -> tuple[int, bytes]:
        """Say how large the upload is, send its beginning only, return the answer."""
        cookie = session.server.trainer.cookies["trainer"]
        lines = [
            f"POST /desk/sessions/{session.id}/decks HTTP/1.1",
            f"Host: 127.0.0.1:{session.server.port}",
            f"Cookie: trainer={cookie}",
            "Accept: application/json",
            "Content-Type: multipart/form-data; boundary=x",
            f"Content-Length: {size}",
            "Connection: close",
        ]
        head = "\r\n".join([*lines, "", ""]).encode()
        begin = b'--x\r\nContent-Disposition: form-data; name="deck"; filename="a.pptx"'
        with socket.create_connection(("127.0.0.1", session.server.port), 10) as door:
            door.sendall(head + begin + b"\r\n\r\n" + b"x" * 4096)
            door.shutdown(socket.SHUT_WR)
            received = b"".join(iter(lambda: door.recv(65536), b""))
        head, _, body = received.partition(b"\r\n\r\n")
        return int(head.split()[1]), body

    def test_an_upload_that_breaks_off_leaves_nothing(self, session: Held) -> None:
        self.announce(session, 100_000)

        assert leftovers(session.server) == []
        assert [d["source"] for d in facts(session)["decks"]] == ["starter"]

    def test_a_form_without_a_file_is_a_sentence(self, session: Held) -> None:
        answer = post(session, "/decks", data={"deck": "x"})
        page = post(session, "/decks", PAGE, files={"other": ("a.pptx", b"x")})

        assert answer.json()["code"] == "no-deck"
        assert "No file arrived." in page.text
        assert leftovers(session.server) == []

    def test_a_deck_removed_while_it_is_read_does_not_come_back(
        self, session: Held, shared_decks: Path
    ) -> None:
        with (shared_decks / "unstr_table.pptx").open("rb") as file:
            sent = post(session, "/decks", files={"deck": file}).json()
        before = facts(session)["decks"][0]

        post(session, f"/decks/{sent['deck']}/remove")
        until = time.monotonic() + 120
        while leftovers(session.server) and time.monotonic() < until:
            time.sleep(0.1)

        assert leftovers(session.server) == []
        assert facts(session)["decks"] == [before]

    def test_a_deck_without_trouble_has_no_sentence_in_any_language(
        self, session: Held
    ) -> None:
        spanish = {"Accept-Language": "es"}
        told = session.server.trainer.get(desk(session, "/facts"), headers=spanish)

        assert [deck["sentence"] for deck in told.json()["decks"]] == [""]

    def test_the_deck_in_use_cannot_be_removed_nor_an_unknown_one_used(
        self, session: Held
    ) -> None:
        used = facts(session)["decks"][0]["id"]

        assert post(session, f"/decks/{used}/remove").status_code == 409
        assert post(session, "/decks/nonsense/use").status_code == 404


def test_a_broken_plan_shows_file_and_line_and_the_others_work(tmp_path: Path) -> None:
    curriculum = tmp_path / "curriculum"
    for folder in ("sessions", "slides", "surveys", "handouts"):
        if (ROOT / folder).is_dir():
            shutil.copytree(ROOT / folder, curriculum / folder)
    plan = curriculum / "sessions" / "organization.yaml"
    words = plan.read_text(encoding="utf-8")
    plan.write_text(words.replace("minutes:", "minutes: many #", 1), encoding="utf-8")
    line = 1 + words[: words.index("minutes:")].count("\n")
    options = ("--curriculum", str(curriculum))
    server = Server(tmp_path / "data", options).start()
    try:
        page = server.trainer.get(f"{server.url}/desk").text
        refused = make(server, plan="organization")

        assert f"sessions/organization.yaml:{line}" in page
        assert "plan=conference-2h" in page
        assert "plan=organization" not in page
        assert refused.status_code == 409
        assert make(server).status_code == 303
    finally:
        server.stop()


def test_where_no_plan_works_none_is_promised(tmp_path: Path) -> None:
    curriculum = tmp_path / "curriculum"
    for folder in ("sessions", "slides", "surveys", "handouts"):
        if (ROOT / folder).is_dir():
            shutil.copytree(ROOT / folder, curriculum / folder)
    for plan in (curriculum / "sessions").glob("*.yaml"):
        words = plan.read_text(encoding="utf-8")
        broken = words.replace("  - name:", "  - nom:", 1)
        plan.write_text(broken, encoding="utf-8")
    options = ("--curriculum", str(curriculum))
    server = Server(tmp_path / "data", options).start()
    try:
        page = server.trainer.get(f"{server.url}/desk").text
    finally:
        server.stop()

    assert "This plan has mistakes in its files" in page
    assert "The other plans work" not in page
    assert "plan-minutes" not in page
    assert "A rehearsal needs a plan without mistakes" in page


def test_people_before_the_start_are_in_workbooks_that_are_not_called_empty(
    session: Held,
) -> None:
    address = f"{session.server.url}/desk/sessions/{session.id}"
    empty = session.server.trainer.get(address).text
    assert session.phone().post("/me/sign-in", anonymous="1").ok

    page = session.server.trainer.get(address).text

    assert "still empty" in empty
    assert "still empty" not in page
    assert "1 person signed in." in page


def test_only_a_plan_with_a_worksheet_says_that_it_is_in_the_polls(
    server: Server,
) -> None:
    with_one = server.create_session("organization")
    without = server.create_session()

    pages = [
        server.trainer.get(f"{server.url}/desk/sessions/{held.id}").text
        for held in (with_one, without)
    ]

    sentence = "The worksheets of the tables (Action plan) are in it."
    assert [sentence in page for page in pages] == [True, False]


def test_the_starter_deck_is_called_by_its_title(session: Held) -> None:
    page = session.server.trainer.get(
        f"{session.server.url}/desk/sessions/{session.id}"
    ).text

    assert "slides/conference-2h" not in page


def test_a_deck_that_was_read_keeps_its_file_until_it_is_removed(
    session: Held,
) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (160, 90)).save(picture, "PDF")
    content = picture.getvalue()
    sent = {"deck": ("a.pdf", content, "application/pdf")}
    deck = post(session, "/decks", files=sent).json()["deck"]
    starter, read = settled(session)
    kept = session.server.data / "decks" / deck
    assert (read["id"], read["status"], read["way"]) == (deck, "ready", "pdf")
    assert kept.read_bytes() == content

    post(session, f"/decks/{starter['id']}/use")
    post(session, f"/decks/{deck}/remove")

    assert not kept.exists()
