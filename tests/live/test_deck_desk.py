"""Decks and their PDFs coming in: side by side, one beside the other, and cut short."""

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from deck_files import SLIDES, broken_libreoffice, write_export, write_pptx
from documents.pdf_writing import write_pdf
from PIL import Image

from facilitator.domain.decks.deck import Deck, DeckFacts
from facilitator.domain.decks.pages import page_of
from facilitator.errors import BadInputError
from facilitator.live.illustrating import NotAnExportError
from facilitator.live.leading import NoSuchDeckError
from facilitator.live.room import Room
from facilitator.live.rooms import Rooms

WAIT_SECONDS = 120


def until(fact: Callable[[], object]) -> None:
    end = time.monotonic() + WAIT_SECONDS
    while not fact():
        assert time.monotonic() < end
        time.sleep(0.05)


def settled(room: Room) -> list[DeckFacts]:
    """Return the decks that came in, once none is being read any more."""
    until(lambda: not any(deck.is_reading for deck in room.decks()))
    desk = room._deck_desk  # noqa: SLF001 - nobody else knows when it has tidied
    until(lambda: not desk._readings)  # noqa: SLF001
    return [deck for deck in room.decks() if deck.source == "file"]


def send(room: Room, path: Path, beside: str = "") -> str:
    """Bring a copy of a file in, as an upload does."""
    uploads = room._deck_desk.uploads  # noqa: SLF001 - where the door puts files
    uploads.mkdir(parents=True, exist_ok=True)
    arrived = uploads / f"{path.stem}-{time.monotonic_ns()}"
    shutil.copy(path, arrived)
    if beside:
        return room.add_pdf(beside, arrived, path.name)
    return room.add_deck(arrived, path.name)


@pytest.fixture(autouse=True)
def libreoffice_draws_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a LibreOffice first that fails at once: this is about everything else."""
    broken_libreoffice(tmp_path / "bin")
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture
def pptx(tmp_path: Path) -> Path:
    return write_pptx(tmp_path / "session.pptx", hidden=(1,))


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    return write_export(tmp_path / "export.pdf", without=(1,))


def pages(room: Room, deck_id: str) -> list[int | None]:
    """Return the page that each slide shows."""
    deck = room.sessions.deck(deck_id)
    assert deck
    found = [page_of(slide) for slide in deck.slides]
    return [picture.page if picture else None for picture in found]


def files(room: Room) -> set[str]:
    """Return what lies in the folders of uploads, decks and pictures."""
    desk = room._deck_desk  # noqa: SLF001 - the folders are its own
    folders = (desk.uploads, desk.files, desk.pictures)
    return {path.name for folder in folders for path in folder.glob("*")}


def names(deck: Deck) -> set[str]:
    return {f"{d}-{width}.webp" for d in deck.digests for width in (960, 1920)}


def test_a_pdf_that_says_the_same_comes_beside_its_deck_by_itself(
    room: Room, pptx: Path, pdf: Path
) -> None:
    deck_id = send(room, pptx)
    pdf_id = send(room, pdf)

    deck, export = settled(room)

    assert (deck.id, deck.way, deck.slides) == (deck_id, "pdf", 4)
    assert (export.id, export.beside, export.kept) == (pdf_id, deck_id, "pdf")
    assert pages(room, deck_id) == [0, None, 1, 2]
    assert room.session.deck == deck_id
    assert room.deck
    assert room.deck.ways == {"pdf": 3, "text": 1}
    assert room.outline()["places"][0]["picture"][""] == room.deck.pages[0]


def test_a_pdf_of_the_same_name_comes_beside_its_deck_whatever_it_says(
    room: Room, pptx: Path, tmp_path: Path
) -> None:
    deck_id = send(room, pptx)
    few = write_pdf(tmp_path / "Session (1).pdf", [[SLIDES[2][0], SLIDES[2][1]]])

    send(room, few)

    assert settled(room)[1].beside == deck_id
    assert pages(room, deck_id) == [None, None, 0, None]


def test_a_pdf_about_something_else_is_a_deck_of_its_own(
    room: Room, pptx: Path, tmp_path: Path
) -> None:
    send(room, pptx)
    other = write_pdf(tmp_path / "bread.pdf", [["Prices of bread"], ["In four towns"]])

    pdf_id = send(room, other)

    deck, alone = settled(room)
    assert (deck.way, alone.beside, alone.way) == ("text", "", "pdf")
    assert room.session.deck == pdf_id


def test_what_was_taken_is_a_deck_of_its_own_when_the_trainer_says_so(
    room: Room, pptx: Path, pdf: Path
) -> None:
    deck_id, pdf_id = send(room, pptx), send(room, pdf)
    settled(room)

    room.set_apart(pdf_id)

    assert [(d.way, d.beside) for d in settled(room)] == [("text", ""), ("pdf", "")]
    assert pages(room, deck_id) == [None] * 4
    assert room.deck
    assert room.deck.ways == {"text": 4}
    room.use_deck(pdf_id)
    assert len(room.order) >= 3

    room.take_as_pdf(pdf_id, deck_id)

    assert room.session.deck == deck_id
    assert pages(room, deck_id) == [0, None, 1, 2]


def test_only_a_pdf_is_taken_and_only_beside_a_presentation(
    room: Room, pptx: Path, tmp_path: Path
) -> None:
    deck_id = send(room, pptx)
    pdf_id = send(room, write_pdf(tmp_path / "bread.pdf", [["Bread"]]))
    settled(room)
    starter = room.decks()[0].id

    with pytest.raises(NotAnExportError):
        room.take_as_pdf(deck_id, deck_id)
    for other in (starter, pdf_id, "nonsense"):
        with pytest.raises(NoSuchDeckError):
            room.take_as_pdf(pdf_id, other)
        with pytest.raises(NoSuchDeckError):
            room.add_pdf(other, tmp_path / "bread.pdf", "bread.pdf")
    with pytest.raises(NoSuchDeckError):
        room.set_apart(pdf_id)
    with pytest.raises(NoSuchDeckError):
        room.set_apart(starter)


def test_a_pdf_added_to_a_deck_is_taken_though_no_page_says_the_same(
    room: Room, pptx: Path, tmp_path: Path
) -> None:
    deck_id = send(room, pptx)
    settled(room)
    spanish = write_pdf(tmp_path / "otro.pdf", [["Alto", "Respire despacio una vez"]])

    pdf_id = send(room, spanish, beside=deck_id)

    assert settled(room)[1].beside == deck_id
    assert pages(room, deck_id) == [None] * 4
    room.choose_page(deck_id, 0, 0)
    assert pages(room, deck_id) == [0, None, None, None]
    with pytest.raises(NoSuchDeckError):
        room.use_deck(pdf_id)


def test_a_pdf_that_cannot_be_read_leaves_the_deck_as_it_was(
    room: Room, pptx: Path, pdf: Path, tmp_path: Path
) -> None:
    deck_id, good = send(room, pptx), send(room, pdf)
    settled(room)
    before = room.sessions.deck(deck_id)
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 cut off")

    send(room, broken, beside=deck_id)

    deck, kept, failed = settled(room)
    assert room.sessions.deck(deck_id) == before
    assert (kept.id, kept.status) == (good, "ready")
    assert (failed.status, failed.beside) == ("failed", deck_id)
    assert "is damaged" in failed.sentence
    assert deck.status == "ready"


def test_a_newer_pdf_takes_the_place_of_the_earlier_one_and_of_what_failed(
    room: Room, pptx: Path, pdf: Path, tmp_path: Path
) -> None:
    deck_id, first = send(room, pptx), send(room, pdf)
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 cut off")
    settled(room)
    send(room, tmp_path / "broken.pdf", beside=deck_id)
    settled(room)
    newer = write_export(tmp_path / "newer.pdf")

    second = send(room, newer, beside=deck_id)

    assert [deck.id for deck in settled(room)] == [deck_id, second]
    assert pages(room, deck_id) == [0, 1, 2, 3]
    assert not room._deck_desk.file(first).exists()  # noqa: SLF001
    assert room.deck
    assert {name for name in files(room) if name.endswith(".webp")} == names(room.deck)


def test_removing_the_pdf_leaves_the_deck_and_removing_the_deck_takes_the_pdf(
    room: Room, pptx: Path, pdf: Path
) -> None:
    deck_id, pdf_id = send(room, pptx), send(room, pdf)
    settled(room)

    room.remove_deck(pdf_id)

    assert [deck.id for deck in settled(room)] == [deck_id]
    assert pages(room, deck_id) == [None] * 4
    assert files(room) == {deck_id}

    send(room, pdf)
    settled(room)
    room.use_deck(room.decks()[0].id)
    room.remove_deck(deck_id)

    assert settled(room) == []
    assert files(room) == set()


def test_a_picture_of_ones_own_is_shown_and_leaves_nothing_when_it_goes(
    room: Room, pptx: Path, tmp_path: Path
) -> None:
    deck_id = send(room, pptx)
    settled(room)
    for name, colour in (("a.png", "navy"), ("b.png", "maroon")):
        Image.new("RGB", (1920, 1080), colour).save(tmp_path / name)
    version = room.stage.version

    room.add_picture(deck_id, 0, tmp_path / "a.png", "a.png")
    room.add_picture(deck_id, 0, tmp_path / "b.png", "b.png")

    assert room.deck
    assert room.deck.slides[0].way == "own"
    assert room.stage.version > version
    assert files(room) == {deck_id} | names(room.deck)
    with pytest.raises(BadInputError):
        room.add_picture(deck_id, 99, tmp_path / "a.png", "a.png")
    assert files(room) == {deck_id} | names(room.deck)

    room.remove_picture(deck_id, 0)

    assert room.deck.ways == {"text": 4}
    assert files(room) == {deck_id}


def test_a_newer_version_keeps_pictures_of_ones_own_and_takes_the_newer_pdf(
    room: Room, pptx: Path, pdf: Path, tmp_path: Path
) -> None:
    first, earlier_pdf = send(room, pptx), send(room, pdf)
    settled(room)
    Image.new("RGB", (320, 180), "navy").save(tmp_path / "a.png")
    room.add_picture(first, 2, tmp_path / "a.png", "a.png")
    changed = (("Welcome", "Hello and good morning to all of you"), *SLIDES)
    second = send(room, write_pptx(tmp_path / "session.pptx", changed))

    newer_pdf = send(room, write_export(tmp_path / "export.pdf", changed))

    beside = {deck.id: deck.beside for deck in settled(room)}
    assert beside == {first: "", earlier_pdf: first, second: "", newer_pdf: second}
    assert room.deck
    assert [slide.way for slide in room.deck.slides] == [
        *("pdf", "pdf", "pdf", "own", "pdf"),
    ]


def test_a_deck_that_is_cancelled_leaves_nothing_and_the_next_is_read(
    room: Room, tmp_path: Path, pptx: Path
) -> None:
    long = write_pdf(tmp_path / "long.pdf", [[f"Page {n}"] for n in range(400)])
    first, second = send(room, long), send(room, long)
    until(lambda: room._deck_desk.drawn(first))  # noqa: SLF001
    third = send(room, pptx)

    for deck_id in (first, second):
        room.remove_deck(deck_id)

    assert [deck.id for deck in settled(room)] == [third]
    assert files(room) == {third}


def test_imports_at_the_same_time_all_come_to_an_end(
    rooms: Rooms, room: Room, tmp_path: Path, pptx: Path
) -> None:
    other = rooms.room(rooms.create("organization", room.session.details).id)
    long = write_pdf(tmp_path / "long.pdf", [[f"Page {n}"] for n in range(20)])
    for one in (room, other):
        for path in (long, pptx):
            send(one, path)

    for one in (room, other):
        assert [deck.status for deck in settled(one)] == ["ready", "ready"]
        assert [deck.slides for deck in settled(one)] == [20, 4]
