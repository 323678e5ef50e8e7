"""What it costs to bring decks in: every real deck, and a room that goes on voting.

    python -m bench.decks FOLDER [--rounds 5]

FOLDER holds the real decks. Writes the tables in `bench/decks.md`. LibreOffice is
needed.
"""

import argparse
import json
import statistics
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import psutil
import requests
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Slides

from bench import children, deck_table
from bench.held import Held
from facilitator.documents.deck_worker import draw_clicks, read_deck
from facilitator.documents.libreoffice import convert_to_pdf, find_libreoffice
from facilitator.documents.slide_pictures import draw_pages
from facilitator.domain.decks.clicks import counted, portion, with_clicks
from facilitator.domain.decks.deck import Deck
from facilitator.errors import FacilitatorError

SAMPLE_SECONDS: Final = 0.05
PHONES: Final = 200
LONG: Final = "train_scientific_python.pptx"
PLAIN: Final = "poi_aascu_charts.pptx"
SIXTY: Final = 60


@dataclass
class Peak:
    """The most memory that everything this process started held together."""

    megabytes: float = 0.0


@contextmanager
def watched() -> Iterator[Peak]:
    """Sample the memory of all child processes until the block ends."""
    peak, over = Peak(), threading.Event()

    def watch() -> None:
        me = psutil.Process()
        while not over.wait(SAMPLE_SECONDS):
            held = 0
            for child in me.children(recursive=True):
                try:
                    held += child.memory_info().rss
                except psutil.Error:
                    continue
            peak.megabytes = max(peak.megabytes, held / 1e6)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield peak
    finally:
        over.set()
        watcher.join()


def every_deck(folder: Path) -> list[dict[str, object]]:
    """Return a row of facts for each deck of the folder, read as the program does."""
    names = sorted(p.name for p in folder.iterdir() if p.suffix in (".pptx", ".ppsx"))
    return [_row(folder / name) for name in names]


def _row(source: Path) -> dict[str, object]:
    print(source.name, file=sys.stderr)
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as work, watched() as peak:
        try:
            deck = read_deck(source, source.name, Path(work), _silent)
            seconds = time.perf_counter() - began
            facts: dict[str, object] = _facts(_with_clicks(source, deck, Path(work)))
        except FacilitatorError as refusal:
            seconds, facts = time.perf_counter() - began, {"sentence": str(refusal)}
    return {
        "file": source.name,
        **facts,
        "seconds": round(seconds, 1),
        "clicks_seconds": round(time.perf_counter() - began - seconds, 1),
        "megabytes": round(peak.megabytes),
    }


def _with_clicks(source: Path, deck: Deck, work: Path) -> Deck:
    """Return the deck with its clicks, drawn as the desk has them drawn."""
    while lacking := portion(deck):
        drawn = draw_clicks(source, source.name, work, lacking, _silent)
        deck = with_clicks(deck, drawn)
    return deck


def _facts(deck: Deck) -> dict[str, object]:
    found = Counter(f.kind for slide in deck.slides for f in slide.findings)
    found.update(f.kind for f in deck.findings)
    return {
        "slides": len(deck.slides),
        "clicks": counted(deck)[0],
        "ways": dict(Counter(slide.way for slide in deck.slides)),
        "findings": dict(found),
    }


def cost(source: Path, rounds: int) -> dict[str, object]:
    """Return what reading costs beside the bare conversion and drawing of its pages.

    It is read once it can be shown; what its clicks take then is apart.
    """
    ratios, ours, bare, clicks = [], [], [], []
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as work:
            began = time.perf_counter()
            deck = read_deck(source, source.name, Path(work), _silent)
            ours.append(time.perf_counter() - began)
            bare.append(_timed(lambda: _bare(source)))
            ratios.append(ours[-1] / bare[-1])
            began = time.perf_counter()
            deck = _with_clicks(source, deck, Path(work))
            clicks.append(time.perf_counter() - began)
    return {
        "file": source.name,
        "slides": len(deck.slides),
        "clicks": counted(deck)[0],
        "clicks_s": round(statistics.median(clicks), 2),
        "ours": round(statistics.median(ours), 2),
        "reference": round(statistics.median(bare), 2),
        "ratio": round(statistics.median(ratios), 2),
        "spread": [round(min(ratios), 2), round(max(ratios), 2)],
    }


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _bare(source: Path) -> None:
    """Convert the file as it is, and draw the pages in both widths; nothing else."""
    soffice = find_libreoffice()
    assert soffice, "LibreOffice is needed"
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work)
        pdf = convert_to_pdf(soffice, source, folder, lambda: None)
        draw_pages(pdf, source.name, folder, lambda _done, _of: None)


def _silent(_stage: str, _done: int, _of: int) -> None:
    pass


def first_slides(source: Path, count: int, target: Path) -> Path:
    """Write the first slides of a deck as a deck of its own."""
    deck = Presentation(str(source))
    _cut(deck, count)
    deck.save(str(target))
    return target


def _cut(deck: Slides, count: int) -> None:
    listed = deck.slides._sldIdLst  # noqa: SLF001 - python-pptx cannot remove slides
    for entry in list(listed)[count:]:
        deck.part.drop_rel(entry.rId)
        listed.remove(entry)


def without_animations(source: Path, target: Path) -> Path:
    """Write a deck as one that shows each slide at once: one page for each slide."""
    deck = Presentation(str(source))
    for slide in deck.slides:
        for timing in slide.element.findall(qn("p:timing")):
            slide.element.remove(timing)
    deck.save(str(target))
    return target


def room_during_an_import(deck: Path) -> dict[str, object]:
    """Return how 200 phones are served while a deck comes in, and before it does."""
    with children.product(pinned=False) as child:
        held = Held(child)
        held.join(PHONES)
        held.ask()
        held.answer()
        quiet = [ms for _ in range(10) for ms in _votes(held)]
        importing = Import(child, held, deck)
        importing.start()
        busy: list[float] = []
        while importing.is_alive():
            busy += _votes(held)
        importing.join()
        assert not held.crowd.lost
        held.leave()
    return {
        "file": deck.name,
        "votes": len(busy),
        "quiet_p99_ms": _p99(quiet),
        "busy_p99_ms": _p99(busy),
        "busy_median_ms": round(statistics.median(busy), 1),
        **importing.facts,
    }


def _votes(held: Held) -> tuple[float, ...]:
    held.ask()
    return held.answer().milliseconds


def _p99(found: list[float]) -> float:
    return round(sorted(found)[int(0.99 * len(found))], 1)


class Import(threading.Thread):
    """A deck added at the desk, as a browser does, and looked at until all is drawn."""

    def __init__(self, child: children.Child, held: Held, deck: Path) -> None:
        super().__init__()
        self._child, self._desk, self._deck = child, f"/desk/sessions/{held.id}", deck
        self.facts: dict[str, object] = {}

    def run(self) -> None:
        """Add it; note when a picture is seen, it is ready, and has its clicks."""
        web = requests.Session()
        web.trust_env = False
        web.get(self._child.desk_url)
        desk = self._child.url + self._desk
        began = time.perf_counter()
        with self._deck.open("rb") as file:
            sent = web.post(f"{desk}/decks", files={"deck": (self._deck.name, file)})
        deck_id = sent.json()["deck"]
        while True:
            facts = web.get(f"{desk}/facts").json()["decks"]
            deck = next(one for one in facts if one["id"] == deck_id)
            passed = round(time.perf_counter() - began, 2)
            if "first_picture_s" not in self.facts and self._is_seen(web, deck):
                self.facts["first_picture_s"] = passed
            assert deck["status"] != "failed", deck["sentence"]
            if deck["status"] == "ready":
                self.facts.setdefault("ready_s", passed)
                if deck["clicks_drawn"] == deck["clicks"]:
                    self.facts |= {"clicks": deck["clicks"], "clicks_s": passed}
                    return
            time.sleep(0.1)

    def _is_seen(self, web: requests.Session, deck: dict[str, object]) -> bool:
        """Whether a picture that the desk names can be fetched."""
        names = deck.get("drawn") or []
        assert isinstance(names, list)
        drawn = f"{self._child.url}{self._desk}/decks/{deck['id']}/drawn"
        return bool(names) and web.get(f"{drawn}/{names[0]}-960.webp").ok


def main() -> None:
    """Measure, print and write."""
    options = argparse.ArgumentParser(prog="bench.decks", description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--rounds", type=int, default=5)
    chosen = options.parse_args()
    children.allow_connections()
    folder: Path = chosen.folder
    with tempfile.TemporaryDirectory() as work:
        sixty = first_slides(folder / LONG, SIXTY, Path(work) / "sixty_slides.pptx")
        still = without_animations(sixty, Path(work) / "sixty_still_slides.pptx")
        figures = {
            "decks": every_deck(folder),
            "costs": [
                cost(one, chosen.rounds) for one in (folder / PLAIN, still, sixty)
            ],
            "rooms": [room_during_an_import(one) for one in (still, sixty)],
        }
    print(json.dumps(figures, indent=1), file=sys.stderr)
    print(deck_table.write(figures))


if __name__ == "__main__":
    main()
