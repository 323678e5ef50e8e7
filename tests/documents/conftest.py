"""Decks to read: real ones where they are at hand, and small ones made here."""

import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from pptx import Presentation

from facilitator.documents.libreoffice import find_libreoffice

DECKS = Path(__file__).parents[2] / ".." / "shared" / "decks"

Rewrite = Callable[[Path, Path, Mapping[str, Callable[[bytes], bytes]]], Path]


@pytest.fixture(scope="session")
def shared_decks() -> Path:
    """The folder of decks made by other people."""
    if not DECKS.is_dir():
        pytest.skip("Put the decks of other people into ../shared/decks.")
    return DECKS


@pytest.fixture(scope="session")
def soffice() -> Path:
    """LibreOffice's program."""
    found = find_libreoffice()
    if found is None:
        pytest.skip("Install LibreOffice (Debian: libreoffice-impress).")
    return found


@pytest.fixture
def small_deck(tmp_path: Path) -> Path:
    """A deck of three slides, the second one hidden, with notes on the first."""
    deck = Presentation()
    for number, word in enumerate(("Stop", "Observe", "Ask"), 1):
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = word
        slide.placeholders[1].text = f"First point of {word}\nSecond point {number}"
    notes = "Say hello.\n[[poll: warm-up]]\n[[agenda: stop]]\nThen breathe."
    deck.slides[0].notes_slide.notes_text_frame.text = notes
    deck.slides[1]._element.set("show", "0")  # noqa: SLF001 - python-pptx cannot hide
    path = tmp_path / "small.pptx"
    deck.save(str(path))
    return path


@pytest.fixture
def rewritten() -> Rewrite:
    """Write a zip file again with some of its parts changed or added."""

    def rewrite(
        source: Path, target: Path, changes: Mapping[str, Callable[[bytes], bytes]]
    ) -> Path:
        with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
            names = old.namelist()
            for name in names:
                change = changes.get(name, bytes)
                new.writestr(name, change(old.read(name)))
            for name in changes.keys() - set(names):
                new.writestr(name, changes[name](b""))
        return target

    return rewrite
