"""PowerPoint decks and their PDF exports, made for a test."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import psutil
from documents.deck_writing import (
    animate,
    click,
    effect,
    listed_slide,
    new_deck,
    paragraphs,
    saved,
)
from documents.pdf_writing import write_pdf
from pptx import Presentation

SLIDES = (
    ("Stop", "Take one slow breath before you act"),
    ("Observe", "Look around for signs that somebody is controlled"),
    ("Ask", "Speak in private and offer a choice of questions"),
    ("Respond", "Share the hotline number and make the next plan together"),
)


def write_pptx(
    path: Path,
    slides: Collection[tuple[str, str]] = SLIDES,
    hidden: Collection[int] = (),
) -> Path:
    """Write a deck of slides with a title and a sentence each."""
    deck = Presentation()
    for index, (title, sentence) in enumerate(slides):
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = title
        slide.placeholders[1].text = sentence
        if index in hidden:
            slide._element.set("show", "0")  # noqa: SLF001 - python-pptx cannot hide
    deck.save(str(path))
    return path


def write_export(
    path: Path,
    slides: Collection[tuple[str, str]] = SLIDES,
    without: Collection[int] = (),
) -> Path:
    """Write a PDF as an export of such a deck, some of its slides left out."""
    pages = [list(said) for at, said in enumerate(slides) if at not in without]
    return write_pdf(path, pages)


def broken_libreoffice(folder: Path) -> None:
    """Write a program called as LibreOffice is, which draws nothing."""
    folder.mkdir()
    program = folder / "soffice"
    program.write_text("#!/bin/sh\nexit 1\n", encoding="ascii")
    program.chmod(0o755)


def write_animated(path: Path) -> Path:
    """Write a deck of three slides: two clicks, none and no title, one click."""
    deck = new_deck()
    for title, points in (("Stop", "ab"), ("", "cd"), ("Ask", "ef")):
        listed_slide(deck, title, points)
    for place, clicks in ((0, 2), (2, 1)):
        own = deck.slides[place].placeholders[1].shape_id
        effects = (click(effect(paragraphs(own, n))) for n in range(clicks))
        animate(deck.slides[place], *effects)
    return saved(deck, path)


@dataclass(frozen=True, slots=True)
class SlowLibreOffice:
    """A program called as LibreOffice is; it draws `write_animated` and waits.

    It takes as long for the clicks as there is no file called `go`, and fails at them
    where that says so.
    """

    folder: Path

    @classmethod
    def made(cls, folder: Path) -> "SlowLibreOffice":
        """Write it, with the pages that it draws."""
        folder.mkdir()
        write_pdf(folder / "slides.pdf", [["Stop", "a", "b"], ["c", "d"], ["Ask"]])
        write_pdf(folder / "clicks.pdf", [["Stop"], ["Stop", "a"], ["Ask", "f"]])
        program = folder / "soffice"
        program.write_text(
            "#!/bin/sh\n"
            "for deck; do :; done\n"
            'while [ "$1" != --outdir ]; do shift; done\n'
            f"cd {folder}\n"
            'grep -q click1.xml "$deck" || exec cp slides.pdf "$2/deck.pdf"\n'
            "echo $$ >> pids\n"
            "while [ ! -e go ]; do sleep 0.05; done\n"
            '[ -s go ] || exec cp clicks.pdf "$2/deck.pdf"\n',
            encoding="ascii",
        )
        program.chmod(0o755)
        return cls(folder)

    @property
    def program(self) -> Path:
        """Where it lies."""
        return self.folder / "soffice"

    @property
    def waiting(self) -> int:
        """How many of it draw clicks now."""
        pids = self.folder / "pids"
        started = pids.read_text(encoding="ascii").split() if pids.exists() else []
        return sum(map(_runs, map(int, started)))

    def go(self, *, well: bool = True) -> None:
        """Let it draw the clicks, or fail."""
        (self.folder / "go").write_text("" if well else "fail", encoding="ascii")


def _runs(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
