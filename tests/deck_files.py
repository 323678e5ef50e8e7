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


CLICKS = (2, 0, 1)


def write_animated(path: Path, clicks: Collection[int] = CLICKS) -> Path:
    """Write a deck of slides that take so many clicks; none: it has no title either."""
    deck = new_deck()
    for count in clicks:
        points = [f"Point {n}" for n in range(max(count, 2))]
        slide = listed_slide(deck, f"{count} clicks" if count else "", points)
        own = slide.placeholders[1].shape_id
        if count:
            effects = (click(effect(paragraphs(own, n))) for n in range(count))
            animate(slide, *effects)
    return saved(deck, path)


@dataclass(frozen=True, slots=True)
class SlowLibreOffice:
    """A program called as LibreOffice is; it draws `write_animated` and waits.

    It draws clicks when it is told to go.
    """

    folder: Path

    @classmethod
    def made(cls, folder: Path, slides: int = 3, clicks: int = 3) -> "SlowLibreOffice":
        """Write it, with the pages that it draws: so many slides, so many clicks."""
        folder.mkdir()
        write_pdf(folder / "slides.pdf", [[f"Slide {n}"] for n in range(slides)])
        write_pdf(folder / "clicks.pdf", [[f"Click {n}"] for n in range(clicks)])
        program = folder / "soffice"
        program.write_text(
            "#!/bin/sh\n"
            "for deck; do :; done\n"
            'while [ "$1" != --outdir ]; do shift; done\n'
            f"cd {folder}\n"
            'grep -q click1.xml "$deck" || exec cp slides.pdf "$2/deck.pdf"\n'
            "echo $$ >> pids\n"
            "while [ ! -e go ] && ! mv once gone; do sleep 0.05; done 2> moving\n"
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
        """Let it draw all clicks, or fail at them."""
        (self.folder / "go").write_text("" if well else "fail", encoding="ascii")

    def go_once(self) -> None:
        """Let it draw the clicks that it waits for."""
        (self.folder / "once").touch()


def _runs(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
