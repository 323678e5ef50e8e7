"""The desk's door for slides that the browser draws."""

import io
import struct
import time
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import requests
from PIL import Image, ImageDraw
from pptx import Presentation
from running import Held, Screen, Server, soon

JSON = {"Accept": "application/json"}
PAGE = {"Accept": "text/html"}
# One each, as equal pictures are kept once.
COLOURS = {"PNG": "teal", "WEBP": "olive", "JPEG": "plum"}
TITLES = ("Stop", "Observe", "Ask")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A laptop without LibreOffice."""
    data = tmp_path_factory.mktemp("server") / "data"
    running = Server(data, ("--libreoffice", "none")).start()
    yield running
    running.stop()


def made_deck(folder: Path) -> Path:
    deck = Presentation()
    for title in TITLES:
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = title
    table = deck.slides[2].shapes.add_table(2, 2, 0, 0, 4_000_000, 1_000_000)
    table.table.cell(0, 0).text = "A cell"
    run = deck.slides[0].placeholders[1].text_frame.paragraphs[0].add_run()
    run.text = "A link"
    run.hyperlink.address = "http://elsewhere.example/"
    path = folder / "deck.pptx"
    deck.save(str(path))
    return path


def desk(session: Held, path: str = "") -> str:
    return f"{session.server.url}/desk/sessions/{session.id}{path}"


def decks(session: Held) -> list[dict[str, Any]]:
    answer = session.server.trainer.get(desk(session, "/facts"))
    found: list[dict[str, Any]] = answer.json()["decks"]
    return found


def upload(session: Held, name: str, content: bytes) -> str:
    """Add a deck, wait until it is read and in use, and return its id."""
    sent = session.server.trainer.post(
        desk(session, "/decks"), files={"deck": (name, content)}, headers=JSON
    ).json()
    until = time.monotonic() + 120
    while not decks(session)[-1]["used"]:
        assert time.monotonic() < until
        time.sleep(0.1)
    return str(sent["deck"])


@pytest.fixture
def deck(session: Held, tmp_path: Path) -> str:
    """A deck of three slides, the last with a table, none with a picture."""
    return upload(session, "deck.pptx", made_deck(tmp_path).read_bytes())


def picture(colour: str = "navy", kind: str = "PNG") -> bytes:
    image = Image.new("RGB", (1920, 1440), "white")
    ImageDraw.Draw(image).rectangle((300, 300, 900, 900), fill=colour)
    target = io.BytesIO()
    image.save(target, kind)
    return target.getvalue()


def claim(width: int, height: int) -> bytes:
    """Return a PNG of a few bytes that claims to be this large."""
    size = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = b""
    for name, body in ((b"IHDR", size), (b"IDAT", zlib.compress(b"")), (b"IEND", b"")):
        check = struct.pack(">I", zlib.crc32(name + body))
        chunks += struct.pack(">I", len(body)) + name + body + check
    return b"\x89PNG\r\n\x1a\n" + chunks


def draw(
    session: Held, deck: str, content: bytes, slide: object = 0, flags: str = ""
) -> requests.Response:
    return session.server.trainer.post(
        desk(session, f"/decks/{deck}/drafts"),
        params={"slide": str(slide), "flags": flags},
        data=content,
        headers=JSON,
    )


def to_draw(session: Held, deck: str, query: str = "") -> list[dict[str, Any]]:
    answer = session.server.trainer.get(desk(session, f"/decks/{deck}/drafts{query}"))
    found: list[dict[str, Any]] = answer.json()["slides"]
    return found


def drafts(session: Held) -> dict[int, str]:
    """Return the names of the drafts on the desk's page by their slide's number."""
    page = session.server.trainer.get(desk(session)).text
    names = {part.split('"')[0] for part in page.split('name="draft" value="')[1:]}
    return {int(name.partition("-")[0]) + 1: name for name in names}


def choose(
    session: Held, deck: str, choice: str, *names: str, headers: dict[str, str] = JSON
) -> requests.Response:
    return session.server.trainer.post(
        desk(session, f"/decks/{deck}/drafts/choice"),
        data={"choice": choice, "draft": names},
        headers=headers,
        allow_redirects=False,
    )


def words_of(state: dict[str, Any]) -> str:
    (text,) = state["slide"]["texts"].values()
    return str(text["title"])


def draw_in_background(session: Held, deck: str, content: bytes) -> Thread:
    sending = Thread(target=draw, args=(session, deck, content))
    sending.start()
    return sending


def projector_of(session: Held) -> Screen:
    screen = Screen(session.server.url, "/projector")
    cookie = "trainer=" + session.server.trainer.cookies["trainer"]
    screen.connect({"session": session.id}, cookie)
    return screen


def pictures(session: Held) -> list[str]:
    return sorted(p.name for p in (session.server.data / "pictures").glob("*"))


class TestWhatTheBrowserDraws:
    def test_slides_without_a_picture_are_listed_with_their_words(
        self, session: Held, deck: str
    ) -> None:
        assert to_draw(session, deck) == [
            {"slide": 0, "part": "ppt/slides/slide1.xml", "words": ["Stop", "A link"]},
            {"slide": 1, "part": "ppt/slides/slide2.xml", "words": ["Observe"]},
            {"slide": 2, "part": "ppt/slides/slide3.xml", "words": ["Ask", "A cell"]},
        ]
        draw(session, deck, picture()).raise_for_status()

        assert [one["slide"] for one in to_draw(session, deck)] == [1, 2]
        assert [one["slide"] for one in to_draw(session, deck, "?again=1")] == [0, 1, 2]

    def test_the_copy_of_the_deck_reaches_for_nothing(
        self, session: Held, deck: str
    ) -> None:
        answer = session.server.trainer.get(desk(session, f"/decks/{deck}/copy.pptx"))

        assert answer.headers["Content-Type"].endswith("presentationml.presentation")
        assert answer.headers["Cache-Control"] == "no-store"
        with zipfile.ZipFile(io.BytesIO(answer.content)) as copy:
            assert "ppt/slides/slide3.xml" in copy.namelist()
            linked = copy.read("ppt/slides/_rels/slide1.xml.rels")
        assert b"elsewhere" not in linked
        assert b"External" not in linked
        # The deck is in use a moment before its reading has tidied up.
        uploads = session.server.data / "uploads"
        soon(lambda: not list(uploads.glob("*")))

    def test_a_show_is_copied_as_a_presentation(
        self, session: Held, shared_decks: Path
    ) -> None:
        content = (shared_decks / "ppsx_testppt.ppsx").read_bytes()
        deck = upload(session, "show.ppsx", content)

        answer = session.server.trainer.get(desk(session, f"/decks/{deck}/copy.pptx"))
        with zipfile.ZipFile(io.BytesIO(answer.content)) as copy:
            types = copy.read("[Content_Types].xml")

        assert b"presentation.main+xml" in types
        assert b"slideshow.main+xml" not in types

    def test_the_page_that_draws_reaches_nothing(
        self, session: Held, deck: str
    ) -> None:
        trainer = session.server.trainer
        drawing = trainer.get(desk(session, f"/decks/{deck}/drawing"))
        page = trainer.get(desk(session))

        policy = drawing.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'; ")
        assert "connect-src blob:;" in policy
        assert "frame-src 'self'" in page.headers["Content-Security-Policy"]
        for answer in (drawing, page, trainer.get(f"{session.server.url}/desk")):
            assert "unsafe" not in answer.headers["Content-Security-Policy"]

    def test_only_the_trainer_comes_near(self, session: Held, deck: str) -> None:
        for path in ("drafts", "copy.pptx", "drawing"):
            address = desk(session, f"/decks/{deck}/{path}")
            assert requests.get(address, timeout=30).status_code == 403
        for path in ("drafts?slide=0", "drafts/choice"):
            address = desk(session, f"/decks/{deck}/{path}")
            sent = requests.post(address, data=picture(), timeout=30)
            assert sent.status_code == 403


class TestWhatComesIn:
    @pytest.mark.parametrize("kind", ["PNG", "WEBP", "JPEG"])
    def test_a_picture_is_kept_as_a_draft(
        self, session: Held, deck: str, kind: str
    ) -> None:
        before = set(pictures(session))
        answer = draw(session, deck, picture(COLOURS[kind], kind))

        assert answer.json() == {"ok": True, "flags": []}
        (digest,) = {name[:32] for name in set(pictures(session)) - before}
        assert drafts(session) == {1: f"0-{digest}"}
        for width in (960, 1920):
            address = f"{session.server.url}/pictures/{digest}-{width}.webp"
            with Image.open(io.BytesIO(requests.get(address, timeout=30).content)) as p:
                assert (p.format, p.size) == ("WEBP", (width, width * 3 // 4))

    def test_its_flags_are_what_was_seen_and_what_was_read(
        self, session: Held, deck: str
    ) -> None:
        answer = draw(session, deck, picture(), 2, "tiny-text,cut-text")

        assert answer.json()["flags"] == ["table", "tiny-text", "cut-text"]
        page = session.server.trainer.get(desk(session)).text
        assert "Has a table: check that every row is there" in page

    def test_an_empty_picture_of_a_slide_with_words_is_flagged(
        self, session: Held, deck: str
    ) -> None:
        blank = io.BytesIO()
        Image.new("RGB", (960, 540), "white").save(blank, "PNG")

        assert draw(session, deck, blank.getvalue()).json()["flags"] == ["empty"]

    @pytest.mark.parametrize(
        ("content", "status", "code"),
        [
            (b"", 415, "not-a-picture"),
            (b"hello", 415, "not-a-picture"),
            (b"<svg xmlns='http://www.w3.org/2000/svg'/>", 415, "not-a-picture"),
            (b"GIF89a" + b"\0" * 100, 415, "not-a-picture"),
            (picture()[:2000], 415, "not-a-picture"),
            (claim(20, 20), 415, "not-a-picture"),
            (claim(30_000, 30_000), 413, "picture-too-large"),
            (claim(5_000, 300), 413, "picture-too-large"),
            (b"\x89PNG" + b"\0" * 8 * 1024**2, 413, "picture-too-large"),
        ],
        ids=["none", "words", "svg", "gif", "cut", "dot", "bomb", "wide", "heavy"],
    )
    def test_what_is_no_picture_of_a_slide_leaves_nothing(
        self, session: Held, deck: str, content: bytes, status: int, code: str
    ) -> None:
        before = pictures(session)
        answer = draw(session, deck, content)

        assert (answer.status_code, answer.json()["code"]) == (status, code)
        assert drafts(session) == {}
        assert pictures(session) == before
        assert list((session.server.data / "uploads").glob("*")) == []

    @pytest.mark.parametrize("slide", ["", "-1", "x", "1.5", "٣", "99999"])
    def test_a_slide_that_is_no_number_is_refused(
        self, session: Held, deck: str, slide: str
    ) -> None:
        assert draw(session, deck, picture(), slide).status_code == 422

    def test_a_slide_beyond_the_last_is_refused(self, session: Held, deck: str) -> None:
        answer = draw(session, deck, picture(), 3)

        assert (answer.status_code, answer.json()["code"]) == (404, "no-such-slide")

    @pytest.mark.parametrize("flags", ["chart", "empty", "nonsense", "tiny-text;x"])
    def test_the_browser_says_only_what_a_browser_can_see(
        self, session: Held, deck: str, flags: str
    ) -> None:
        assert draw(session, deck, picture(), flags=flags).status_code == 422

    def test_only_a_deck_of_this_session_takes_drafts(
        self, session: Held, deck: str
    ) -> None:
        other = session.server.create_session()

        for wrong in (deck, "nonsense"):
            answer = draw(other, wrong, picture())
            assert (answer.status_code, answer.json()["code"]) == (404, "no-such-deck")
            assert choose(other, wrong, "use", f"0-{'a' * 32}").status_code == 404

    def test_only_a_powerpoint_file_is_drawn(self, session: Held) -> None:
        starter = decks(session)[0]["id"]

        for path in ("drafts", "copy.pptx", "drawing"):
            address = desk(session, f"/decks/{starter}/{path}")
            answer = session.server.trainer.get(address, headers=JSON)
            assert (answer.status_code, answer.json()["code"]) == (
                409,
                "no-presentation",
            )
        assert draw(session, starter, picture()).status_code == 409

    def test_phones_are_answered_while_pictures_are_encoded(
        self, session: Held, deck: str
    ) -> None:
        noise = Image.effect_noise((1920, 1440), 90).convert("RGB")
        target = io.BytesIO()
        noise.save(target, "JPEG", quality=95)

        def longest_share() -> float:
            """Return which share of the time of an encoding one answer took."""
            waits: list[float] = []
            began = time.monotonic()
            sent = draw_in_background(session, deck, target.getvalue())
            while sent.is_alive():
                asked = time.monotonic()
                phone.get(session.url("/state"), timeout=30)
                waits.append(time.monotonic() - asked)
            assert len(waits) > 2
            return max(waits) / (time.monotonic() - began)

        with requests.Session() as phone:
            phone.get(session.url("/state"), timeout=30)
            # A machine with much else to do may keep one of them waiting.
            assert any(longest_share() < 1 / 2 for _ in range(4))
        assert drafts(session)


class TestDeciding:
    def test_nobody_sees_a_draft_before_it_is_confirmed(
        self, session: Held, deck: str
    ) -> None:
        console, phone = session.console(), session.phone().join()
        projector = projector_of(session)
        console.move("go_to", step=0)
        draw(session, deck, picture()).raise_for_status()
        name = drafts(session)[1]
        digest = name.partition("-")[2]
        screens = (console, phone, projector)
        version = console.newest["state"]["v"]

        for screen in screens:
            state = screen.wait("state", lambda s: s["v"] >= version)
            assert state["slide"]["picture"] == {}
            assert words_of(state) == "Stop"
            assert digest not in str(state)

        assert choose(session, deck, "use", name).json() == {"ok": True}
        for screen in screens:
            state = screen.wait("state", lambda s: s["slide"]["picture"])
            assert state["slide"]["picture"] == {"": digest}
            assert words_of(state) == "Stop"

        for choice in ("wait", "text"):
            choose(session, deck, "use", name).raise_for_status()
            choose(session, deck, choice, name).raise_for_status()
            for screen in screens:
                state = screen.wait("state", lambda s: not s["slide"]["picture"])
                assert digest not in str(state)
        for screen in screens:
            screen.close()

    def test_all_without_flags_are_used_in_one_go(
        self, session: Held, deck: str
    ) -> None:
        for slide, colour in enumerate(("red", "green", "blue")):
            draw(session, deck, picture(colour), slide).raise_for_status()
        page = session.server.trainer.get(desk(session)).text
        names = drafts(session)

        assert "Use all 2 pictures" in page
        assert page.index("Look closely at these") < page.index("Nothing suspicious")
        assert choose(session, deck, "use", names[1], names[2]).json() == {"ok": True}
        assert decks(session)[-1]["way"] == "draft"
        page = session.server.trainer.get(desk(session)).text
        assert "Nothing suspicious" not in page
        assert "1 draft waits for you" in page
        assert "How the slides are shown" in page

    def test_a_form_without_scripts_comes_back_to_the_page(
        self, session: Held, deck: str
    ) -> None:
        draw(session, deck, picture()).raise_for_status()
        name = drafts(session)[1]

        answer = choose(session, deck, "use", name, headers=PAGE)
        refused = choose(session, deck, "use", f"0-{'a' * 32}", headers=PAGE)

        assert answer.status_code == 303
        assert answer.headers["Location"].endswith("done=draft-use#deck")
        assert refused.status_code == 409
        assert "This slide was drawn again meanwhile." in refused.text

    @pytest.mark.parametrize(
        ("choice", "draft"),
        [
            ("burn", "0-{digest}"),
            ("", "0-{digest}"),
            ("use", ""),
            ("use", "0"),
            ("use", "0-xyz"),
            ("use", "-1-{digest}"),
            ("use", "00000-{digest}"),
        ],
    )
    def test_a_decision_that_is_none_changes_nothing(
        self, session: Held, deck: str, choice: str, draft: str
    ) -> None:
        draw(session, deck, picture()).raise_for_status()
        name = drafts(session)[1]

        given = draft.format(digest=name.partition("-")[2])
        answer = choose(session, deck, choice, *([given] if given else []))

        assert answer.status_code == 422
        assert decks(session)[-1]["way"] == "text"

    def test_what_was_drawn_again_must_be_looked_at_again(
        self, session: Held, deck: str
    ) -> None:
        draw(session, deck, picture("red")).raise_for_status()
        seen = drafts(session)[1]
        draw(session, deck, picture("green")).raise_for_status()

        answer = choose(session, deck, "use", seen)

        assert (answer.status_code, answer.json()["code"]) == (409, "draft-changed")
        assert drafts(session)[1] != seen
