"""PDFs beside decks, pages and pictures at the desk of a running server."""

import io
import json
import os
import resource
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import requests
from deck_files import broken_libreoffice, write_export, write_pptx
from documents.pdf_writing import write_pdf
from PIL import Image
from running import Held, Server

JSON = {"Accept": "application/json"}
PAGE = {"Accept": "text/html"}
WAIT_SECONDS = 120


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose LibreOffice draws nothing."""
    folder = tmp_path_factory.mktemp("server")
    broken_libreoffice(folder / "bin")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}")
        running = Server(folder / "data").start()
    yield running
    running.stop()


@pytest.fixture
def pptx(tmp_path: Path) -> Path:
    return write_pptx(tmp_path / "session.pptx")


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    return write_export(tmp_path / "export.pdf")


@pytest.fixture
def long(tmp_path: Path) -> Path:
    """A PDF that takes a few seconds."""
    return write_pdf(tmp_path / "long.pdf", [[f"Page {n}"] for n in range(60)])


def desk(session: Held, path: str = "") -> str:
    return f"{session.server.url}/desk/sessions/{session.id}{path}"


def decks(session: Held) -> list[dict[str, Any]]:
    """Return the decks that came in, as the desk's scripts are told."""
    answer = session.server.trainer.get(desk(session, "/facts"))
    return [deck for deck in answer.json()["decks"] if deck["source"] == "file"]


def until(fact: Callable[[], Any]) -> Any:
    end = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < end:
        found = fact()
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError


def settled(session: Held) -> list[dict[str, Any]]:
    def done() -> list[dict[str, Any]] | None:
        there = decks(session)
        ended = all(deck["status"] in ("ready", "failed") for deck in there)
        return there if there and ended else None

    return list(until(done))


def post(
    session: Held, path: str, headers: dict[str, str] = JSON, **given: Any
) -> requests.Response:
    return session.server.trainer.post(
        desk(session, path), headers=headers, allow_redirects=False, **given
    )


def send(session: Held, path: Path, where: str = "/decks") -> requests.Response:
    with path.open("rb") as file:
        return post(session, where, files={"deck": (path.name, file)})


def leftovers(session: Held) -> list[str]:
    return [path.name for path in (session.server.data / "uploads").glob("*")]


def picture(kind: str = "PNG") -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (320, 180), "navy").save(made, kind)
    return made.getvalue()


def first_slide(session: Held) -> dict[str, Any]:
    """Return the first slide as the console has it."""
    console = session.console()
    shown: dict[str, Any] = console.newest["state"]["next_slide"]
    console.close()
    return shown


def paired(session: Held, pptx: Path, pdf: Path) -> tuple[str, str]:
    """Bring a deck and its PDF in; return the ids of both."""
    deck, export = (send(session, path).json()["deck"] for path in (pptx, pdf))
    settled(session)
    until(lambda: first_slide(session)["picture"])
    return deck, export


def test_a_deck_and_its_pdf_arrive_in_one_form_in_any_order(
    session: Held, pptx: Path, pdf: Path
) -> None:
    files = [("deck", (path.name, path.read_bytes())) for path in (pdf, pptx)]

    answer = post(session, "/decks", PAGE, files=files)

    assert answer.status_code == 303
    deck, export = settled(session)
    assert (deck["filename"], deck["way"]) == ("session.pptx", "pdf")
    assert (export["filename"], export["beside"]) == ("export.pdf", deck["id"])
    page = session.server.trainer.get(desk(session)).text
    assert "Its PDF export: export.pdf" in page
    assert "Make it a deck of its own" in page
    assert leftovers(session) == []


def test_one_file_that_is_no_deck_turns_the_whole_form_away(
    session: Held, pptx: Path
) -> None:
    files = [("deck", ("a.pptx", pptx.read_bytes())), ("deck", ("b.pdf", b"hello"))]

    answer = post(session, "/decks", files=files)

    assert answer.json()["code"] == "not-a-deck"
    assert "b.pdf" in answer.json()["message"]
    assert decks(session) == []
    assert leftovers(session) == []


def test_a_deck_takes_a_pdf_and_nothing_else(
    session: Held, pptx: Path, tmp_path: Path
) -> None:
    deck = send(session, pptx).json()["deck"]
    settled(session)
    cut = tmp_path / "cut.pdf"
    cut.write_bytes(b"%PDF-1.7 cut off")

    wrong = send(session, pptx, f"/decks/{deck}/pdf")
    missing = post(session, f"/decks/{deck}/pdf", PAGE, files={"x": ("a.pdf", b"%PDF")})
    nowhere = send(session, cut, f"/decks/{'0' * 32}/pdf")
    taken = send(session, cut, f"/decks/{deck}/pdf")

    assert (wrong.status_code, wrong.json()["code"]) == (415, "not-a-pdf")
    assert "No file arrived." in missing.text
    assert nowhere.json()["code"] == "no-such-deck"
    assert taken.json()["ok"]
    kept, failed = settled(session)
    assert (kept["status"], failed["status"]) == ("ready", "failed")
    page = session.server.trainer.get(desk(session)).text
    assert "cut.pdf is damaged" in page
    assert leftovers(session) == []


def test_a_page_is_chosen_and_everybody_sees_it(
    session: Held, pptx: Path, pdf: Path
) -> None:
    deck, _ = paired(session, pptx, pdf)
    before = first_slide(session)["picture"]
    where = f"/decks/{deck}/slides/0/page"

    answer = post(session, where, PAGE, data={"page": "3"})

    assert answer.status_code == 303
    assert answer.headers["Location"].endswith("?done=page-chosen&slide=0#picture-1")
    assert first_slide(session)["picture"] != before
    there = session.server.url + answer.headers["Location"]
    assert "The page is saved." in session.server.trainer.get(there).text
    assert post(session, where, data={"page": "0"}).json() == {"ok": True}
    assert first_slide(session)["picture"] == {}


@pytest.mark.parametrize(
    ("path", "given"),
    [
        ("slides/0/page", {"page": page})
        for page in ("", "5", "-1", "1.0", "٣", "99999", "x" * 5000)
    ]
    + [("slides/0/page", {}), ("slides/4/page", {"page": "1"})]
    + [("slides/0/way", {"way": way}) for way in ("own", "draft", "nonsense", "Text")]
    + [("slides/4/way", {"way": "text"}), ("slides/4/picture/remove", {})],
)
def test_what_cannot_be_chosen_changes_nothing(
    session: Held, pptx: Path, pdf: Path, path: str, given: dict[str, str]
) -> None:
    deck, _ = paired(session, pptx, pdf)
    before = first_slide(session)

    answer = post(session, f"/decks/{deck}/{path}", data=given)
    elsewhere = post(session, f"/decks/{'0' * 32}/{path}", data={"page": "1"})

    assert (answer.status_code, answer.json()["code"]) == (422, "bad-input")
    assert elsewhere.status_code in (404, 422)
    assert first_slide(session) == before


def test_a_slide_is_shown_as_text_and_as_the_best_there_is_again(
    session: Held, pptx: Path, pdf: Path
) -> None:
    deck, _ = paired(session, pptx, pdf)
    where = f"/decks/{deck}/slides/0/way"

    post(session, where, data={"way": "text"})
    page = session.server.trainer.get(desk(session)).text
    assert "3 as pages of your PDF, 1 as text." in page
    assert first_slide(session)["picture"] == {}

    post(session, where, data={"way": ""})
    assert first_slide(session)["picture"] != {}


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_picture_of_ones_own_is_shown_and_taken_away(
    session: Held, pptx: Path, kind: str
) -> None:
    deck = send(session, pptx).json()["deck"]
    settled(session)
    where = f"/decks/{deck}/slides/0/picture"
    sent = {"picture": (f"a.{kind.lower()}", picture(kind))}

    assert post(session, where, files=sent).json() == {"ok": True}

    digest = first_slide(session)["picture"][""]
    url = f"{session.server.url}/pictures/{digest}-1920.webp"
    served = requests.get(url, timeout=30)
    assert Image.open(io.BytesIO(served.content)).format == "WEBP"
    post(session, f"{where}/remove")
    assert first_slide(session)["picture"] == {}
    assert requests.get(url, timeout=30).status_code == 404
    assert leftovers(session) == []


@pytest.mark.parametrize(
    ("sent", "status", "code"),
    [
        ({"picture": ("a.png", b"hello")}, 415, "not-a-picture"),
        ({"picture": ("a.png", b"")}, 415, "not-a-picture"),
        ({"picture": ("a.gif", picture("GIF"))}, 415, "not-a-picture"),
        ({"other": ("a.png", picture())}, 422, "no-picture"),
        ({"picture": ("a.png", b"x" * (20 * 1024**2 + 1))}, 413, "large-picture"),
        ({"picture": ("a.png", b"x" * (21 * 1024**2))}, 413, "large-picture"),
    ],
)
def test_what_is_no_picture_is_turned_away(
    session: Held, sent: dict[str, Any], status: int, code: str
) -> None:
    starter = session.server.trainer.get(desk(session, "/facts")).json()["decks"][0]

    answer = post(session, f"/decks/{starter['id']}/slides/0/picture", files=sent)

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert first_slide(session)["picture"] == {}
    assert leftovers(session) == []


def test_a_pdf_goes_its_own_way_and_comes_back(
    session: Held, pptx: Path, pdf: Path
) -> None:
    deck, export = paired(session, pptx, pdf)

    assert post(session, f"/decks/{export}/beside", PAGE).status_code == 303
    assert [one["beside"] for one in decks(session)] == ["", ""]
    assert decks(session)[0]["way"] == "text"
    assert post(session, f"/decks/{export}/beside").status_code == 404

    post(session, f"/decks/{export}/beside", PAGE, data={"deck": deck})
    assert [one["beside"] for one in decks(session)] == ["", deck]
    assert post(session, f"/decks/{export}/use").status_code == 404


def test_pictures_are_seen_while_the_later_ones_are_drawn_by_the_trainer_alone(
    session: Held, long: Path
) -> None:
    deck = send(session, long).json()["deck"]
    digest = until(lambda: decks(session)[0]["drawn"])[0]
    where = desk(session, f"/decks/{deck}/drawn/{digest}-960.webp")

    served = session.server.trainer.get(where)

    assert decks(session)[0]["status"] in ("reading", "pictures")
    assert Image.open(io.BytesIO(served.content)).width == 960
    assert f"{digest}-960.webp" in session.server.trainer.get(desk(session)).text
    assert requests.get(where, timeout=30).status_code == 403
    for name in ("deck.json", "..%2Fx.webp", f"{'0' * 32}-960.webp"):
        wrong = desk(session, f"/decks/{deck}/drawn/{name}")
        assert session.server.trainer.get(wrong).status_code == 404
    assert settled(session)[0]["drawn"] == []
    assert session.server.trainer.get(where).status_code == 404


def test_a_reading_is_cancelled_and_leaves_nothing(session: Held, long: Path) -> None:
    deck = send(session, long).json()["deck"]
    until(lambda: decks(session)[0]["status"] == "pictures")

    answer = post(session, f"/decks/{deck}/remove", PAGE)

    there = session.server.trainer.get(session.server.url + answer.headers["Location"])
    assert "The reading was cancelled" in there.text
    assert decks(session) == []
    until(lambda: leftovers(session) == [])
    assert deck not in {path.name for path in (session.server.data / "decks").glob("*")}


def kept(server: Server) -> list[str]:
    """Return the states of all decks, as they are on the disk."""
    with closing(sqlite3.connect(server.data / "facilitator.sqlite3")) as database:
        rows = database.execute("SELECT record FROM decks").fetchall()
    return [json.loads(record)["status"] for (record,) in rows]


@pytest.mark.skipif(
    not hasattr(resource, "prlimit"), reason="Needs Linux, to fill a disk."
)
def test_a_disk_full_at_the_very_end_is_told_at_once_and_kept_once_there_is_room(
    tmp_path: Path, long: Path
) -> None:
    server = Server(tmp_path / "data").start()
    session = server.create_session()
    assert server.process
    try:
        send(session, long)
        until(lambda: decks(session)[0]["status"] == "pictures")
        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (0, -1))

        (failed,) = settled(session)

        assert failed["status"] == "failed"
        assert "This could not be saved" in failed["sentence"]
        until(lambda: leftovers(session) == [])
        assert list((server.data / "pictures").glob("*")) == []

        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (-1, -1))
        until(lambda: "failed" in kept(server))
        server.kill()
        server.start()
        assert decks(session) == [failed]
        assert post(session, f"/decks/{failed['id']}/remove").status_code == 303
    finally:
        server.stop()
