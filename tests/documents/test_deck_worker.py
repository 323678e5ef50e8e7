"""Decks read by a process of their own."""

import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import psutil
import pytest
from PIL import Image
from pptx import Presentation

from facilitator.documents.deck_worker import draw_clicks, pair_pages, read_deck
from facilitator.documents.errors import (
    DamagedPdfError,
    DocumentError,
    DrawingError,
    NoRoomError,
    ReadingStoppedError,
    SlowDeckError,
)
from facilitator.documents.powerpoint import read_presentation
from facilitator.documents.slide_pictures import drawn_so_far, picture_name
from facilitator.documents.worker import Halt, HaltedError
from facilitator.domain.decks.clicks import MOST_AT_ONCE, portion, to_draw, with_clicks
from facilitator.domain.decks.deck import Deck
from facilitator.domain.decks.findings import Finding
from facilitator.domain.decks.pages import Pair

from .conftest import Rewrite
from .deck_writing import (
    animate,
    click,
    effect,
    listed_slide,
    new_deck,
    paragraphs,
    saved,
)
from .pdf_writing import write_encrypted_pdf, write_pdf

posix = pytest.mark.skipif(sys.platform == "win32", reason="a shell script")


def digests(deck: Deck) -> list[str]:
    """Return the digest of each slide's picture (empty: a text slide)."""
    pictures = [slide.picture() for slide in deck.slides]
    return [picture.digest if picture else "" for picture in pictures]


def kinds(deck: Deck) -> list[str]:
    """Return the kinds of what was found about the deck, then about its slides."""
    found = (*deck.findings, *(f for slide in deck.slides for f in slide.findings))
    return [finding.kind for finding in found]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def _quiet(stage: str, done: int, of: int) -> None:
    pass


def _program(path: Path, script: str) -> str:
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return str(path)


def _soon(fact: Callable[[], bool]) -> bool:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if fact():
            return True
        time.sleep(0.05)
    return False


def _runs(pids: Path) -> list[int]:
    return [
        int(pid)
        for pid in pids.read_text().split()
        if psutil.pid_exists(int(pid))
        and psutil.Process(int(pid)).status() != psutil.STATUS_ZOMBIE
    ]


@pytest.mark.timeout(600)
def test_a_deck_of_103_slides_is_drawn_and_then_click_by_click(
    shared_decks: Path, soffice: Path, folder: Path
) -> None:
    assert soffice
    told: list[tuple[str, int, int]] = []
    name = "train_scientific_python.pptx"
    source = shared_decks / name
    deck = read_deck(source, name, folder, lambda *told_: told.append(told_))
    assert (len(deck.slides), deck.way) == (103, "libreoffice")
    assert told[:3] == [("reading", 0, 1), ("reading", 1, 1), ("converting", 0, 103)]
    pictures = [(done, of) for stage, done, of in told if stage == "pictures"]
    assert pictures == [(done, 103) for done in range(1, 104)]
    assert all(slide.clicks == 1 for slide in deck.slides)
    assert sum(slide.steps - 1 for slide in deck.slides) == 273
    # The first portion; the others are drawn in the same way.
    clicks = portion(deck)
    assert 0 < sum(clicks.values()) <= MOST_AT_ONCE
    deck = with_clicks(deck, draw_clicks(source, name, folder, clicks, _quiet))
    assert portion(deck).keys().isdisjoint(clicks)
    for slide in (deck.slides[index] for index in clicks):
        (picture,) = slide.pictures
        assert len(picture.builds) == slide.steps - 1
        shown = (*picture.builds, picture.digest)
        # Every click shows something new.
        assert len(set(shown)) == slide.steps
        for digest in shown:
            with Image.open(folder / picture_name(digest, 1920)) as drawn:
                assert drawn.size == (1920, 1080)
            assert (folder / picture_name(digest, 960)).is_file()


@pytest.mark.parametrize(
    "name", ["ppsx_testppt.ppsx", "poi_video.pptx", "glimpse_financial_ja.pptx"]
)
def test_other_decks_are_drawn_whole(
    shared_decks: Path, soffice: Path, folder: Path, name: str
) -> None:
    assert soffice
    deck = read_deck(shared_decks / name, name, folder, _quiet)
    assert deck.way == "libreoffice"
    assert all(digests(deck))
    # Nothing but the deck, its pictures and its media stays behind.
    names = {path.name for path in folder.iterdir()} - {"deck.json"}
    assert {name[:32] for name in names} == deck.digests
    assert {path.suffix for path in folder.iterdir()} <= {".json", ".webp", ".mp4"}


def test_hidden_slides_get_their_own_pictures(
    soffice: Path, small_deck: Path, folder: Path
) -> None:
    assert soffice
    deck = read_deck(small_deck, "small.pptx", folder, _quiet)
    assert [slide.hidden for slide in deck.slides] == [False, True, False]
    assert len(set(digests(deck))) == 3


def test_without_libreoffice_the_slides_are_text_and_say_why(
    small_deck: Path, folder: Path
) -> None:
    deck = read_deck(small_deck, "small.pptx", folder, _quiet, soffice="")
    assert (deck.way, kinds(deck)) == ("text", ["no-libreoffice"])
    assert digests(deck) == ["", "", ""]
    assert deck.slides[0].polls == ("warm-up",)


@posix
def test_when_libreoffice_crashes_the_slides_are_text_and_say_why(
    small_deck: Path, folder: Path, tmp_path: Path
) -> None:
    crash = _program(tmp_path / "soffice", "kill -SEGV $$")
    deck = read_deck(small_deck, "small.pptx", folder, _quiet, soffice=crash)
    assert deck.way == "text"
    assert kinds(deck) == ["drawing"]


@posix
def test_pages_missing_from_the_pdf_leave_their_slides_as_text(
    small_deck: Path, folder: Path, tmp_path: Path
) -> None:
    pdf = write_pdf(tmp_path / "two.pdf", [["Stop", "First point"], ["Ask", "point"]])
    # The last argument but one is the folder to write to.
    script = f'while [ "$1" != --outdir ]; do shift; done; cp {pdf} "$2/deck.pdf"'
    fewer = _program(tmp_path / "soffice", script)
    deck = read_deck(small_deck, "small.pptx", folder, _quiet, soffice=fewer)
    assert deck.way == "libreoffice"
    assert [bool(digest) for digest in digests(deck)] == [True, False, True]
    # The theme asks for Calibri, and this PDF is set in Helvetica.
    (fonts,) = deck.findings
    assert fonts.sentence.startswith("Fonts that this laptop does not have: Calibri. O")
    assert deck.slides[1].findings == (Finding("not-drawn"),)


@posix
def test_clicks_with_other_pages_than_there_are_clicks_are_refused(
    small_deck: Path, folder: Path, tmp_path: Path
) -> None:
    deck = Presentation(str(small_deck))
    slide = deck.slides[0]
    own = slide.placeholders[1].shape_id
    animate(slide, click(effect(paragraphs(own, 0))), click(effect(paragraphs(own, 1))))
    source = saved(deck, tmp_path / "clicks.pptx")
    pages = [["Stop", "First point"], ["Observe", "point"], ["Ask", "point"]]
    pdf = write_pdf(tmp_path / "three.pdf", pages)
    script = f'while [ "$1" != --outdir ]; do shift; done; cp {pdf} "$2/deck.pdf"'
    three = _program(tmp_path / "soffice", script)
    read = read_deck(source, "clicks.pptx", folder, _quiet, soffice=three)
    assert all(digests(read))
    assert to_draw(read) == {0: 2}
    before = set(folder.iterdir())
    for program in (three, _program(tmp_path / "crash", "kill -SEGV $$"), ""):
        with pytest.raises(DrawingError):
            draw_clicks(source, "clicks.pptx", folder, {0: 2}, _quiet, soffice=program)
    assert {path for path in folder.iterdir() if path.is_dir()} == set()
    assert before <= set(folder.iterdir())


def test_without_libreoffice_the_words_come_click_by_click(
    small_deck: Path, folder: Path, tmp_path: Path
) -> None:
    deck = Presentation(str(small_deck))
    slide = deck.slides[0]
    own = slide.placeholders[1].shape_id
    animate(slide, click(effect(paragraphs(own, 1))))
    source = saved(deck, tmp_path / "clicks.pptx")
    read = read_deck(source, "clicks.pptx", folder, _quiet, soffice="")
    assert read.slides[0].steps == 2
    assert [block.step for block in read.slides[0].texts[0].blocks] == [0, 1]


def test_everything_that_is_read_comes_through(folder: Path, tmp_path: Path) -> None:
    film = tmp_path / "film.mp4"
    film.write_bytes(b"\x00\x00\x00\x18ftypmp42" + bytes(99))
    deck = new_deck()
    slide = listed_slide(deck, "Ready?", ["Yes *", "No"], "[[poll]] [[break 10]]")
    slide.shapes.add_movie(str(film), 0, 0, 999_999, 999_999, mime_type="video/mp4")
    source = saved(deck, tmp_path / "ask.pptx")
    other = tmp_path / "other"
    other.mkdir()
    here = read_presentation(source, "ask.pptx", other)
    assert here.questions
    assert here.slides[0].media
    there = read_deck(source, "ask.pptx", folder, _quiet, soffice="")
    assert there == replace(here, findings=(Finding("no-libreoffice"),))


@posix
def test_libreoffice_is_given_nothing_that_leads_outside(
    small_deck: Path, folder: Path, tmp_path: Path, rewritten: Rewrite
) -> None:
    rels = "ppt/slides/_rels/slide1.xml.rels"
    link = (
        b'<Relationship Id="out" TargetMode="External" Target="http://192.0.2.1/a.png" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        b'image"/></Relationships>'
    )
    deck = rewritten(
        small_deck,
        tmp_path / "linked.pptx",
        {rels: lambda content: content.replace(b"</Relationships>", link)},
    )
    seen = tmp_path / "seen.pptx"
    spy = _program(tmp_path / "soffice", f'for last; do :; done; cp "$last" {seen}')
    read_deck(deck, "linked.pptx", folder, _quiet, soffice=spy)
    with zipfile.ZipFile(deck) as given, zipfile.ZipFile(seen) as copied:
        assert b"192.0.2.1" in given.read(rels)
        assert b"192.0.2.1" not in copied.read(rels)
        assert copied.namelist() == given.namelist()


def test_a_pdf_is_drawn_page_by_page(tmp_path: Path, folder: Path) -> None:
    pdf = write_pdf(tmp_path / "a.pdf", [["Stop"], ["Observe"]])
    deck = read_deck(pdf, "a.pdf", folder, _quiet)
    assert (deck.way, deck.title, len(deck.slides)) == ("pdf", "Stop", 2)
    assert all(digests(deck))
    assert deck.pages == tuple(digests(deck))


def test_the_first_pictures_are_there_while_the_later_ones_are_drawn(
    tmp_path: Path, folder: Path
) -> None:
    pages = [[f"Page {number}"] for number in range(12)]
    pdf = write_pdf(tmp_path / "a.pdf", pages)
    seen: list[tuple[str, ...]] = []

    def look(stage: str, done: int, _of: int) -> None:
        drawn = drawn_so_far(folder)
        if stage == "pictures" and done < 12:
            for digest in drawn:
                assert (folder / picture_name(digest, 960)).is_file()
            seen.append(drawn)

    deck = read_deck(pdf, "a.pdf", folder, look)

    assert seen[0]
    assert all(drawn == tuple(digests(deck))[: len(drawn)] for drawn in seen)
    assert drawn_so_far(folder) == ()


def test_the_pages_of_a_pdf_are_paired_with_the_slides_of_several_decks(
    tmp_path: Path, small_deck: Path, folder: Path
) -> None:
    pdf = write_pdf(
        tmp_path / "a.pdf",
        [
            ["Stop", "First point of Stop", "Second point 1"],
            ["Ask", "First point of Ask", "Second point 3"],
        ],
    )
    deck = read_deck(small_deck, "small.pptx", folder, _quiet, soffice="")
    pages = read_deck(pdf, "a.pdf", folder, _quiet)

    other = write_pdf(tmp_path / "b.pdf", [["Bread"], ["Milk"], ["Cheese"]])
    lists = read_deck(other, "b.pdf", folder, _quiet)
    found = pair_pages(pages, {"deck": deck, "lists": lists})

    assert found["deck"].pairs == (Pair(0), None, Pair(1))
    assert found["deck"].is_export
    assert found["lists"].pairs == (None, None, None)
    assert not found["lists"].is_export


@posix
def test_a_reading_is_ended_from_elsewhere_before_it_starts_and_in_the_middle(
    small_deck: Path, folder: Path, tmp_path: Path
) -> None:
    pids = tmp_path / "pids"
    hung = _program(tmp_path / "soffice", f"sleep 300 & echo $$ $! > {pids}; wait")
    halt = Halt()
    ended: list[bool] = []

    def stop() -> None:
        ended.append(_soon(pids.exists))
        halt()

    stopper = threading.Thread(target=stop)
    stopper.start()
    for _ in range(2):
        with pytest.raises(HaltedError):
            read_deck(small_deck, "a.pptx", folder, _quiet, soffice=hung, halt=halt)
    stopper.join()

    assert ended == [True]
    assert _soon(lambda: not _runs(pids))


@posix
def test_a_disk_that_is_full_in_the_middle_is_said(
    tmp_path: Path, folder: Path
) -> None:
    pdf = write_pdf(tmp_path / "a.pdf", [["Stop"], ["Observe"]])
    # The picture of a page is larger than what a file may hold.
    full = f'ulimit -f 2; exec {sys.executable} "$@"'

    with pytest.raises(NoRoomError, match=r"a\.pdf could not be read because the disk"):
        read_deck(pdf, "a.pdf", folder, _quiet, _program(tmp_path / "python", full))


def test_a_refusal_comes_back_as_the_same_error(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "cut.pdf").write_bytes(b"%PDF-1.7\n1 0 obj")
    with pytest.raises(DamagedPdfError) as refusal:
        read_deck(tmp_path / "cut.pdf", "cut.pdf", folder, _quiet)
    assert refusal.value.facts == {"filename": "cut.pdf"}
    with pytest.raises(DocumentError, match="protected by a password"):
        read_deck(write_encrypted_pdf(tmp_path / "p"), "p.pdf", folder, _quiet)
    assert list(folder.iterdir()) == []


def test_a_worker_that_dies_ends_in_a_sentence(
    small_deck: Path, folder: Path, tmp_path: Path
) -> None:
    dead = _program(tmp_path / "python", "echo oh >&2; kill -9 $$")
    with pytest.raises(ReadingStoppedError, match="stopped in the middle"):
        read_deck(small_deck, "small.pptx", folder, _quiet, executable=dead)


@posix
def test_a_timeout_ends_the_worker_and_libreoffice(
    small_deck: Path, folder: Path, tmp_path: Path
) -> None:
    pids = tmp_path / "pids"
    hung = _program(tmp_path / "soffice", f"sleep 300 & echo $$ $! > {pids}; wait")
    with pytest.raises(SlowDeckError, match=r"small\.pptx was not read within"):
        read_deck(small_deck, "small.pptx", folder, _quiet, soffice=hung, timeout=3)
    assert len(pids.read_text().split()) == 2
    assert _soon(lambda: not _runs(pids))


@posix
def test_a_listener_that_is_killed_ends_the_worker_and_libreoffice(
    small_deck: Path, folder: Path, tmp_path: Path
) -> None:
    pids = tmp_path / "pids"
    hung = _program(tmp_path / "soffice", f"sleep 300 & echo $$ $! > {pids}; wait")

    def stop(stage: str, _done: int, _of: int) -> None:
        if stage == "converting" and pids.exists():
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_deck(small_deck, "small.pptx", folder, stop, soffice=hung)
    assert _soon(lambda: not _runs(pids))


UNDER_GEVENT = """
import gevent.monkey
gevent.monkey.patch_all()
import sys, gevent
from pathlib import Path
from facilitator.documents.deck_worker import read_deck
deck, pdf, folder, hung, pids = sys.argv[1:]
ticks = 0
def tick():
    global ticks
    while True:
        gevent.sleep(0.01)
        ticks += 1
gevent.spawn(tick)
told = []
read = read_deck(Path(pdf), "a.pdf", Path(folder), lambda *t: told.append(t))
print(len(read.slides), told[-1], ticks > 5)
job = gevent.spawn(
    read_deck, Path(deck), "d.pptx", Path(folder), lambda *t: None, soffice=hung
)
while not Path(pids).exists():
    gevent.sleep(0.05)
job.kill()
print(type(job.value).__name__)
"""


@posix
def test_under_gevent_others_go_on_and_a_killed_greenlet_ends_its_worker(
    small_deck: Path, folder: Path, tmp_path: Path
) -> None:
    pids = tmp_path / "pids"
    hung = _program(tmp_path / "soffice", f"sleep 300 & echo $$ $! > {pids}; wait")
    pdf = write_pdf(tmp_path / "a.pdf", [["Stop"], ["Observe"]])
    done = subprocess.run(
        [sys.executable, "-c", UNDER_GEVENT, small_deck, pdf, folder, hung, pids],
        capture_output=True,
        text=True,
        check=False,
        timeout=180,
    )
    expected = "2 ('pictures', 2, 2) True\nGreenletExit\n"
    assert (done.stdout, done.stderr) == (expected, "")
    assert _soon(lambda: not _runs(pids))


@posix
def test_when_the_server_is_killed_the_worker_notices(
    small_deck: Path, folder: Path, tmp_path: Path
) -> None:
    pids = tmp_path / "pids"
    hung = _program(tmp_path / "soffice", f"sleep 300 & echo $$ $! > {pids}; wait")
    worker = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "facilitator.documents.read_deck",
            small_deck,
            "small.pptx",
            folder,
            hung,
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert _soon(pids.exists)
    assert worker.stdout is not None
    worker.stdout.close()
    assert worker.wait(timeout=60) != 0
    assert _soon(lambda: not _runs(pids))
