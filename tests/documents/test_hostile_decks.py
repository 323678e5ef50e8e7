"""Files that mean harm, and decks that are odd: each ends well, within limits."""

import json
import os
import socket
import subprocess
import sys
import threading
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from pptx.util import Inches

from facilitator.documents.deck_worker import read_deck
from facilitator.documents.powerpoint import read_presentation
from facilitator.domain.decks.deck import Deck

from .conftest import Rewrite
from .deck_writing import listed_slide, marked, new_deck, saved
from .pdf_writing import write_pdf

linux = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="memory is measured as Linux tells it"
)
MOST_KILOBYTES = 500 * 1024
SLIDE = "ppt/slides/slide1.xml"
MAIN = "ppt/presentation.xml"
NOTES = "ppt/notesSlides/notesSlide1.xml"
CHILD = Path(__file__).with_name("measured_child.py")


@dataclass(frozen=True)
class Ended:
    """How a run of `facilitator deck inspect --json` ended."""

    code: int
    told: str
    sentence: str
    kilobytes: int


def inspected(path: Path) -> Ended:
    """Inspect a file in a process of its own, and measure it."""
    done = subprocess.run(
        [sys.executable, CHILD, "deck", "inspect", path, "--json"],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    *sentence, kilobytes = done.stderr.splitlines()
    return Ended(done.returncode, done.stdout, "\n".join(sentence), int(kilobytes))


def refused(path: Path) -> str:
    """Return the one sentence with which a file is refused, within limits."""
    ended = inspected(path)
    assert (ended.code, ended.told) == (1, "")
    assert ended.sentence.startswith(path.name)
    assert "\n" not in ended.sentence
    assert ended.kilobytes < MOST_KILOBYTES
    return ended.sentence


def slides(path: Path) -> list[dict[str, Any]]:
    """Return the slides of a deck that is read, within limits."""
    ended = inspected(path)
    assert (ended.code, ended.sentence) == (0, "")
    assert ended.kilobytes < MOST_KILOBYTES
    read: list[dict[str, Any]] = json.loads(ended.told)["slides"]
    return read


def _packed(
    source: Path, target: Path, parts: dict[str, Callable[[Any], None]]
) -> Path:
    """Write a deck again, packed, with parts that are written piece by piece."""
    with (
        zipfile.ZipFile(source) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, write in parts.items():
            with new.open(name, "w", force_zip64=True) as part:
                write(part)
    return target


def _zeros(mebibytes: int) -> Callable[[Any], None]:
    def write(part: Any) -> None:
        for _ in range(mebibytes):
            part.write(bytes(1024**2))

    return write


def _bytes(content: bytes) -> Callable[[Any], None]:
    def write(part: Any) -> None:
        part.write(content)

    return write


def _slide(inside: bytes) -> bytes:
    return (
        b'<p:sld xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
        b'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        b"<p:cSld><p:spTree>%s</p:spTree></p:cSld></p:sld>"
    ) % inside


def _words(inside: bytes) -> bytes:
    return _slide(
        b'<p:sp><p:nvSpPr><p:cNvPr id="4" name="w"/><p:nvPr/></p:nvSpPr>'
        b"<p:txBody>%s</p:txBody></p:sp>" % inside
    )


@linux
@pytest.mark.parametrize(
    "part", [SLIDE, "ppt/media/extra.bin", "docProps/thumbnail.jpeg"]
)
def test_a_gigabyte_of_zeros_is_refused(
    small_deck: Path, tmp_path: Path, part: str
) -> None:
    bomb = _packed(small_deck, tmp_path / "bomb.pptx", {part: _zeros(1024)})
    assert bomb.stat().st_size < 2 * 1024**2
    assert "unpacks to far more" in refused(bomb)


@linux
def test_parts_that_unpack_a_hundredfold_together_are_refused(
    small_deck: Path, tmp_path: Path
) -> None:
    parts = {f"ppt/media/{number}.bin": _zeros(2) for number in range(100)}
    bomb = _packed(small_deck, tmp_path / "bomb.pptx", parts)
    assert "unpacks to far more" in refused(bomb)


@linux
def test_a_page_of_a_pdf_that_unpacks_without_end_is_given_up(tmp_path: Path) -> None:
    packed = zlib.compressobj(9)
    piece = b"BT /F1 30 Tf 60 450 Td (aaaa) Tj ET\n" * 30_000
    content = b"".join([*(packed.compress(piece) for _ in range(300)), packed.flush()])
    bomb = write_pdf(tmp_path / "bomb.pdf", [["Stop"]])
    plain = bomb.read_bytes()
    start, end = plain.index(b"<< /Length"), plain.index(b"\nendstream")
    stream = b"<< /Filter /FlateDecode /Length %d >>\nstream\n" % len(content)
    bomb.write_bytes(plain[:start] + stream + content + plain[end:])
    ended = inspected(bomb)
    assert (ended.code, ended.told) == (1, "")
    assert ended.sentence.startswith("bomb.pdf could not be read")
    assert ended.kilobytes < 1024**2


@linux
def test_5001_parts_are_refused(small_deck: Path, tmp_path: Path) -> None:
    parts = {f"ppt/media/{number}.bin": _bytes(b"") for number in range(5_001)}
    many = _packed(small_deck, tmp_path / "many.pptx", parts)
    assert "unpacks to far more" in refused(many)


@linux
@pytest.mark.parametrize(
    "content",
    [
        _words(b"<a:p/>" * 3_000_000),
        _words(b"<a:p><a:r><a:t>a</a:t></a:r></a:p>" * 160_000),
        _words(b'<a:p><a:pPr a="" b="" c="" d="" e="" f="" g=""/></a:p>' * 300_000),
        _words(b"<a:p><a:r><a:t>%s</a:t></a:r></a:p>" % (b"a" * 9_000_000)),
        _words(b"<a:p><a:r><a:t>%s</a:t></a:r></a:p>" % (b"[[" * 4_000_000)),
        _slide(b"<p:grpSp>" * 240 + b"</p:grpSp>" * 240),
        _slide(b"<p:grpSp>" * 5_000 + b"</p:grpSp>" * 5_000),
    ],
    ids=["elements", "words", "attributes", "letters", "brackets", "groups", "deep"],
)
def test_a_slide_made_to_be_large_once_it_is_read_costs_only_itself(
    small_deck: Path, tmp_path: Path, content: bytes
) -> None:
    swollen = _packed(small_deck, tmp_path / "d.pptx", {SLIDE: _bytes(content)})
    read = slides(swollen)
    assert [slide["title"] for slide in read] == ["", "Observe", "Ask"]
    assert len(read[0]["text"]) <= 100_000


@linux
def test_one_large_slide_listed_a_hundred_times_is_refused(
    small_deck: Path, tmp_path: Path
) -> None:
    with zipfile.ZipFile(small_deck) as deck:
        main = etree.fromstring(deck.read(MAIN))
    (listed,) = main.iterfind("{*}sldIdLst")
    for _ in range(100):
        listed.append(etree.fromstring(etree.tostring(listed[0])))
    letters = b"<a:p><a:r><a:t>%s</a:t></a:r></a:p>" % (b"a" * 9_000_000)
    parts = {SLIDE: _bytes(_words(letters)), MAIN: _bytes(etree.tostring(main))}
    assert "unpacks to far more" in refused(
        _packed(small_deck, tmp_path / "d.pptx", parts)
    )


@linux
@pytest.mark.parametrize("part", [SLIDE, MAIN, NOTES, "_rels/.rels"])
def test_entities_that_multiply_are_not_expanded(
    small_deck: Path, tmp_path: Path, part: str
) -> None:
    levels = "".join(
        f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' if n else '<!ENTITY e0 "boom">'
        for n in range(12)
    )
    with zipfile.ZipFile(small_deck) as deck:
        content = deck.read(part).decode()
    _, declared, rest = content.rpartition("?>")
    name = rest.strip().removeprefix("<").partition(" ")[0]
    head, opened, tail = rest.partition(">")
    laughing = f"<!DOCTYPE {name} [{levels}]>{head}{opened}&e11;{tail}".encode()
    assert declared
    ended = inspected(
        _packed(small_deck, tmp_path / "laughs.pptx", {part: _bytes(laughing)})
    )
    assert ended.code in (0, 1)
    assert "boom" not in ended.told
    assert ended.kilobytes < MOST_KILOBYTES


@linux
def test_parts_whose_names_lead_elsewhere_are_read_nowhere(
    small_deck: Path, tmp_path: Path
) -> None:
    outside = tmp_path / "outside.xml"
    names = ["../outside.xml", "ppt/../../outside.xml", str(outside), "C:\\outside.xml"]
    climbing = _packed(
        small_deck,
        tmp_path / "inner.pptx",
        {name: _bytes(b"<secret/>") for name in names},
    )
    assert len(slides(climbing)) == 3
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "inner.pptx",
        "small.pptx",
    ]


@linux
def test_references_to_other_files_of_this_laptop_are_not_followed(
    small_deck: Path, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_bytes(_words(b"<a:p><a:r><a:t>zebra</a:t></a:r></a:p>"))
    rels = "ppt/_rels/presentation.xml.rels"
    with zipfile.ZipFile(small_deck) as deck:
        told = deck.read(rels).decode()
    for target in (secret.as_uri(), f"../../../../../../..{secret}"):
        lured = told.replace("slides/slide1.xml", target).encode()
        read = slides(_packed(small_deck, tmp_path / "d.pptx", {rels: _bytes(lured)}))
        assert [slide["title"] for slide in read] == ["", "Observe", "Ask"]
        assert "zebra" not in str(read)


@pytest.fixture
def listener() -> Iterator[tuple[int, list[bytes]]]:
    """A web server that notes what it is asked for."""
    asked: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        over = threading.Event()

        def listen() -> None:
            while not over.is_set():
                try:
                    connection, _ = server.accept()
                except TimeoutError:
                    continue
                with connection:
                    asked.append(connection.recv(200))

        thread = threading.Thread(target=listen)
        thread.start()
        yield server.getsockname()[1], asked
        over.set()
        thread.join()


def test_pictures_elsewhere_are_never_fetched(
    soffice: Path,
    small_deck: Path,
    tmp_path: Path,
    rewritten: Rewrite,
    listener: tuple[int, list[bytes]],
) -> None:
    assert soffice
    port, asked = listener
    address = f"http://127.0.0.1:{port}/a.png".encode()
    picture = (
        b'<p:pic><p:nvPicPr><p:cNvPr id="9" name="p"/><p:cNvPicPr/><p:nvPr/>'
        b'</p:nvPicPr><p:blipFill><a:blip xmlns:r="http://schemas.openxmlformats.org/'
        b'officeDocument/2006/relationships" r:link="out"/><a:stretch><a:fillRect/>'
        b'</a:stretch></p:blipFill><p:spPr><a:xfrm><a:off x="0" y="0"/>'
        b'<a:ext cx="999999" cy="999999"/></a:xfrm><a:prstGeom prst="rect"/></p:spPr>'
        b"</p:pic></p:spTree>"
    )
    link = (
        b'<Relationship Id="out" TargetMode="External" Target="%s" Type="http://schemas.'
        b'openxmlformats.org/officeDocument/2006/relationships/image"/></Relationships>'
    ) % address
    deck = rewritten(
        small_deck,
        tmp_path / "linked.pptx",
        {
            SLIDE: lambda content: content.replace(b"</p:spTree>", picture),
            "ppt/slides/_rels/slide1.xml.rels": lambda content: content.replace(
                b"</Relationships>", link
            ),
        },
    )
    folder = tmp_path / "out"
    folder.mkdir()
    read = read_deck(deck, "linked.pptx", folder, lambda *_: None)
    assert read.way == "libreoffice"
    assert "picture-linked" in {f.kind for f in read.slides[0].findings}
    assert asked == []


def _read(deck: Any, path: Path) -> Deck:
    return read_presentation(saved(deck, path / "d.pptx"), "d.pptx")


@linux
def test_a_deck_without_slides_is_refused(tmp_path: Path) -> None:
    empty = saved(new_deck(), tmp_path / "empty.pptx")
    assert refused(empty) == (
        "empty.pptx has no slides. Check that it is the right file."
    )


def test_a_deck_of_hidden_slides_is_read_and_shows_none(tmp_path: Path) -> None:
    deck = new_deck()
    for title in ("One", "Two"):
        slide = listed_slide(deck, title, ["a", "b"])
        slide._element.set("show", "0")  # noqa: SLF001 - no public way
    read = _read(deck, tmp_path)
    assert [slide.hidden for slide in read.slides] == [True, True]
    assert read.shown() == ()


@linux
def test_400_slides_are_read(tmp_path: Path) -> None:
    deck = new_deck()
    for number in range(1, 401):
        listed_slide(deck, f"Slide {number}", ["One", "Two"])
    read = slides(saved(deck, tmp_path / "long.pptx"))
    assert [slide["title"] for slide in read[::399]] == ["Slide 1", "Slide 400"]


def test_slides_of_the_old_shape_keep_it(tmp_path: Path) -> None:
    deck = new_deck()
    deck.slide_width, deck.slide_height = Inches(10), Inches(7.5)
    listed_slide(deck, "Old", ["a"])
    assert _read(deck, tmp_path).aspect == pytest.approx(4 / 3, abs=0.001)


@pytest.mark.parametrize(
    ("title", "point", "language"),
    [
        ("الوقاية والاستجابة", "اسأل بهدوء", "ar"),
        ("מניעה ותגובה", "שאל בשקט", "he"),
        ("予防と対応", "静かに尋ねる", "ja"),
    ],
)
def test_words_of_other_scripts_stay_as_they_are(
    tmp_path: Path, title: str, point: str, language: str
) -> None:
    deck = new_deck()
    marked(listed_slide(deck, title, [point, point]), f"{language}-XX")
    text = _read(deck, tmp_path).slides[0].texts[0]
    assert (text.title, text.language) == (title, language)
    assert [block.text for block in text.blocks] == [point, point]
