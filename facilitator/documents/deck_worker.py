"""Decks, clicks, pairs and pictures made in a process of their own."""

import json
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from facilitator.documents import worker
from facilitator.documents.worker import TIMEOUT_SECONDS, Halt, Progress, Terms
from facilitator.domain.decks.deck import Deck
from facilitator.domain.decks.pages import Pair
from facilitator.domain.records import as_record, from_record

# A thousand slides beside a thousand pages take seven seconds on an old laptop.
PAIRING_SECONDS = 60
PICTURE_SECONDS = 60

_DECK_FILE = "deck.json"


@dataclass(frozen=True, slots=True)
class Export:
    """The page of each slide (None: none), and whether the words alone say so."""

    pairs: tuple[Pair | None, ...]
    is_export: bool


def read_deck(
    source: Path,
    filename: str,
    outdir: Path,
    progress: Progress,
    executable: str | None = None,
    *,
    soffice: str | None = None,
    timeout: float = TIMEOUT_SECONDS,
    halt: Halt | None = None,
) -> Deck:
    """Return the deck in an uploaded file, its pictures written into `outdir`.

    Blocks and ends as `worker.run` does.

    Args:
        source: where the upload was stored.
        filename: the name it had on the visitor's machine.
        outdir: an existing folder for `deck.json` and the pictures.
        progress: hears the stage (`reading`, `converting`, `pictures`), how much is
            done, of how much.
        executable: the Python interpreter (this one by default).
        soffice: LibreOffice's program (empty: do without; None: look for it).
        timeout: seconds until the reading is given up.
        halt: ends the reading from elsewhere.

    Raises:
        DocumentError: the file is not a deck that can be read.
        HaltedError: the reading was ended by `halt`.
    """
    arguments: list[str | Path] = [source, filename, outdir]
    if soffice is not None:
        arguments.append(soffice)
    terms = Terms(timeout, halt or Halt(), executable or "", progress)
    worker.run("read_deck", arguments, filename, terms)
    return from_record(Deck, json.loads(Path(outdir, _DECK_FILE).read_bytes()))


def draw_clicks(
    source: Path,
    filename: str,
    outdir: Path,
    clicks: Mapping[int, int],
    progress: Progress,
    *,
    soffice: str | None = None,
    halt: Halt | None = None,
) -> dict[int, tuple[str, ...]]:
    """Return the digests of some slides before each click, by the slide's index.

    Their pictures are written into `outdir`. A digest is empty where its picture
    cannot be drawn. Blocks and ends as `worker.run` does.

    Args:
        source: the file of a deck.
        filename: the name it had on the visitor's machine.
        outdir: an existing folder.
        clicks: how many the slides take, by their zero-based index.
        progress: hears the stage (`converting`, `pictures`), how many clicks are
            done, of how many.
        soffice: LibreOffice's program (empty: do without; None: look for it).
        halt: ends the drawing from elsewhere.

    Raises:
        DocumentError: these clicks cannot be drawn.
        HaltedError: the drawing was ended by `halt`.
    """
    arguments: list[str | Path] = [source, filename, outdir, json.dumps(dict(clicks))]
    if soffice is not None:
        arguments.append(soffice)
    terms = Terms(halt=halt or Halt(), progress=progress)
    answer = worker.run("click_pictures", arguments, filename, terms)
    records = answer if isinstance(answer, list) else []
    return dict(zip(sorted(clicks), map(tuple, records), strict=True))


def pair_pages(
    pdf: Deck, decks: Mapping[str, Deck], halt: Halt | None = None
) -> dict[str, Export]:
    """Return how the pages of a PDF pair with the slides of each deck.

    Raises:
        DocumentError: the program ended without an answer or not in time.
        HaltedError: it was ended by `halt`.
    """
    with tempfile.TemporaryDirectory() as folder:
        names = ["pdf", *decks]
        files = [Path(folder, f"{number}.json") for number in range(len(names))]
        for file, deck in zip(files, (pdf, *decks.values()), strict=True):
            file.write_text(json.dumps(as_record(deck)), encoding="utf-8")
        terms = Terms(PAIRING_SECONDS, halt or Halt())
        answer = worker.run("pair_pages", files, pdf.source, terms)
    records = answer if isinstance(answer, list) else []
    exports = (from_record(Export, record) for record in records)
    return dict(zip(decks, exports, strict=True))


def draw_picture(source: Path, filename: str, folder: Path) -> str:
    """Write a picture of somebody's own into `folder`, and return its digest.

    Raises:
        DocumentError: the file is not a picture that can be shown.
    """
    terms = Terms(PICTURE_SECONDS)
    digest = worker.run("own_picture", [source, filename, folder], filename, terms)
    return str(digest)
