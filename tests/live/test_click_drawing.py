"""Decks that are ready before their clicks are drawn."""

import os
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from deck_files import SlowLibreOffice, write_animated
from PIL import Image

from facilitator.domain.decks.deck import Deck, DeckFacts
from facilitator.domain.decks.findings import Finding
from facilitator.live.leading import NoSuchDeckError
from facilitator.live.room import Room
from facilitator.live.rooms import Rooms

WAIT_SECONDS = 120
posix = pytest.mark.skipif(sys.platform == "win32", reason="a shell script")


def until(fact: Callable[[], object]) -> None:
    end = time.monotonic() + WAIT_SECONDS
    while not fact():
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.fixture
def slow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SlowLibreOffice:
    """Put a LibreOffice first that draws clicks when it is told to."""
    made = SlowLibreOffice.made(tmp_path / "bin")
    monkeypatch.setenv("PATH", f"{made.folder}{os.pathsep}{os.environ['PATH']}")
    return made


@pytest.fixture
def pptx(tmp_path: Path) -> Path:
    return write_animated(tmp_path / "animated.pptx")


def send(room: Room, path: Path) -> str:
    """Bring a copy of a file in, as an upload does, and wait until it is in use."""
    uploads = room._deck_desk.uploads  # noqa: SLF001 - where the door puts files
    uploads.mkdir(parents=True, exist_ok=True)
    arrived = uploads / f"{path.stem}-{time.monotonic_ns()}"
    shutil.copy(path, arrived)
    deck_id = room.add_deck(arrived, path.name)
    until(lambda: room.session.deck == deck_id)
    return deck_id


def facts(room: Room, deck_id: str) -> DeckFacts:
    return next(deck for deck in room.decks() if deck.id == deck_id)


def deck(room: Room, deck_id: str) -> Deck:
    found = room.sessions.deck(deck_id)
    assert found
    return found


def left(room: Room) -> set[str]:
    """Return what lies in the folders of uploads, decks and pictures."""
    desk = room._deck_desk  # noqa: SLF001 - the folders are its own
    folders = (desk.uploads, desk.files, desk.pictures)
    return {path.name for folder in folders for path in folder.glob("*")}


def shown(room: Room) -> tuple[int, str]:
    """Return the slide on the projector, and which of its pictures that is."""
    now = room.projector_snapshot()["slide"]
    return now["n"], now["picture"][""]


@posix
def test_a_deck_is_shown_whole_until_its_clicks_are_there(
    room: Room, slow: SlowLibreOffice, pptx: Path, tmp_path: Path
) -> None:
    deck_id = send(room, pptx)
    until(lambda: slow.waiting)
    ready = facts(room, deck_id)
    assert (ready.status, ready.clicks_drawn, ready.clicks) == ("ready", 0, 3)
    assert ready.lacks_clicks
    whole = [slide.pictures[0].digest for slide in deck(room, deck_id).slides]
    room.move("next", {})
    assert shown(room) == (1, whole[0])
    # What the trainer does meanwhile is kept.
    room.mend_title(deck_id, 1, "Mended")
    room.place_polls(((1, "work_setting"),))
    Image.new("RGB", (320, 180), "navy").save(tmp_path / "own.png")
    room.add_picture(deck_id, 1, tmp_path / "own.png", "own.png")
    version = room.stage.version

    slow.go()
    until(lambda: not facts(room, deck_id).lacks_clicks)
    until(lambda: room.stage.version > version)

    made = deck(room, deck_id)
    assert made.slides[1].texts[0].title == "Mended"
    assert made.slides[1].way == "own"
    assert [slide.pictures[0].digest for slide in made.slides] == whole
    assert [len(slide.pictures[0].builds) for slide in made.slides] == [2, 0, 1]
    # The room goes on looking at what it saw, and the next slides have their clicks.
    seen = [shown(room)]
    kinds = []
    for _ in range(4):
        room.move("next", {})
        kinds.append(room.stage.screen)
        if room.stage.screen == "slide":
            seen.append(shown(room))
    own = made.slides[1].pictures[-1].digest
    (click,) = made.slides[2].pictures[0].builds
    assert seen == [(1, whole[0]), (2, own), (3, click), (3, whole[2])]
    assert kinds == ["slide", "poll", "slide", "slide"]
    until(lambda: not list(room._deck_desk.uploads.iterdir()))  # noqa: SLF001
    pictures = {name for name in left(room) if name.endswith(".webp")}
    assert pictures == {f"{d}-{w}.webp" for d in made.digests for w in (960, 1920)}


@posix
def test_a_deck_that_nobody_has_seen_begins_before_its_first_click(
    room: Room, slow: SlowLibreOffice, pptx: Path
) -> None:
    slow.go()
    deck_id = send(room, pptx)
    until(lambda: not facts(room, deck_id).lacks_clicks)
    until(lambda: len(room.order) == 6)

    room.move("next", {})

    first = deck(room, deck_id).slides[0].pictures[0]
    assert shown(room) == (1, first.builds[0])


@posix
def test_clicks_that_cannot_be_drawn_leave_the_deck_as_it_is_and_are_said(
    room: Room, slow: SlowLibreOffice, pptx: Path
) -> None:
    slow.go(well=False)

    deck_id = send(room, pptx)
    until(lambda: not facts(room, deck_id).lacks_clicks)

    told = facts(room, deck_id)
    assert (told.status, told.clicks_drawn, told.clicks) == ("ready", 0, 0)
    found = [slide.findings for slide in deck(room, deck_id).slides]
    said = Finding("clicks-not-drawn")
    assert [said in one for one in found] == [True, False, True]
    assert [slide.clicks for slide in deck(room, deck_id).slides] == [1, 1, 1]
    until(lambda: not list(room._deck_desk.uploads.iterdir()))  # noqa: SLF001


@posix
def test_a_deck_that_is_removed_before_its_clicks_are_there_leaves_nothing(
    room: Room, slow: SlowLibreOffice, pptx: Path
) -> None:
    starter = room.session.deck
    deck_id = send(room, pptx)
    until(lambda: slow.waiting)

    room.use_deck(starter)
    room.remove_deck(deck_id)

    until(lambda: slow.waiting == 0)
    until(lambda: not left(room))
    assert [one.id for one in room.decks()] == [starter]


@posix
def test_the_trainer_does_without_clicks(
    room: Room, slow: SlowLibreOffice, pptx: Path
) -> None:
    deck_id = send(room, pptx)
    until(lambda: slow.waiting)

    room.show_whole(deck_id)

    until(lambda: slow.waiting == 0)
    assert not facts(room, deck_id).lacks_clicks
    assert [slide.clicks for slide in deck(room, deck_id).slides] == [1, 1, 1]
    until(lambda: not list(room._deck_desk.uploads.iterdir()))  # noqa: SLF001
    with pytest.raises(NoSuchDeckError):
        room.show_whole("nonsense")


@posix
def test_a_deck_that_comes_in_goes_before_the_clicks_of_another(
    rooms: Rooms, room: Room, slow: SlowLibreOffice, pptx: Path
) -> None:
    first = send(room, pptx)
    until(lambda: slow.waiting)
    other = rooms.room(rooms.create("organization", room.session.details).id)

    newer, elsewhere = send(room, pptx), send(other, pptx)

    assert facts(room, newer).version_of == first
    lacking = [(room, first), (room, newer), (other, elsewhere)]
    assert all(facts(*one).lacks_clicks for one in lacking)
    slow.go()
    until(lambda: not any(facts(*one).lacks_clicks for one in lacking))
    for one in lacking:
        assert deck(*one).digests == deck(room, first).digests
        assert not any(
            finding.kind == "clicks-not-drawn"
            for slide in deck(*one).slides
            for finding in slide.findings
        )


def test_a_real_deck_gets_the_pictures_of_its_clicks(
    room: Room, shared_decks: Path, libreoffice: str
) -> None:
    assert libreoffice
    deck_id = send(room, shared_decks / "aspose_anim_audio.pptx")
    until(lambda: not facts(room, deck_id).lacks_clicks)

    told = facts(room, deck_id)
    assert (told.clicks_drawn, told.clicks) == (2, 2)
    until(lambda: [step.build for step in room.order if step.build])
    for slide in deck(room, deck_id).slides:
        (picture,) = slide.pictures
        pictures = (*picture.builds, picture.digest)
        assert len(set(pictures)) == slide.steps == slide.clicks
        folder = room._deck_desk.pictures  # noqa: SLF001 - where screens fetch them
        assert all((folder / f"{one}-1920.webp").is_file() for one in pictures)
