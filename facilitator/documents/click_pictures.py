"""The program that draws slides as they are before each of their clicks.

    python -m facilitator.documents.click_pictures SOURCE NAME FOLDER CLICKS [SOFFICE]

CLICKS is JSON: how many clicks some slides take, by their zero-based index. It writes
the pictures into FOLDER and answers with the digests of each of these slides, in order
(empty: that one cannot be drawn). SOFFICE is as `read_deck` takes it.
"""

import json
import sys
import tempfile
from collections.abc import Mapping
from itertools import islice
from pathlib import Path

from facilitator.documents import worker_program
from facilitator.documents.deck_drawing import Tell
from facilitator.documents.errors import DrawingError, NoLibreOfficeError
from facilitator.documents.libreoffice import convert_to_pdf, named_libreoffice
from facilitator.documents.safe_copy import write_safe_copy
from facilitator.documents.slide_pictures import draw_pages
from facilitator.documents.uploads import base_name


def draw(
    source: Path,
    filename: str,
    folder: Path,
    clicks: Mapping[int, int],
    soffice: Path | None,
    tell: Tell,
) -> list[list[str]]:
    """Return the digests of the slides before each click, slide by slide.

    Raises:
        DocumentError: the clicks cannot be drawn.
    """
    if soffice is None:
        raise NoLibreOfficeError
    total = sum(clicks.values())
    # Within the caller's folder: if this is killed, nothing stays elsewhere.
    with tempfile.TemporaryDirectory(dir=folder, ignore_cleanup_errors=True) as scratch:
        copy = Path(scratch, "deck.pptx")
        write_safe_copy(source, filename, copy, clicks)
        pdf = convert_to_pdf(
            soffice, copy, Path(scratch), lambda: tell("converting", 0, total)
        )
        drawn = draw_pages(
            pdf, filename, folder, lambda done, of: tell("pictures", done, of)
        )
    if len(drawn) != total:
        # Which page is which click cannot be told by its words.
        raise DrawingError
    pages = iter(drawn)
    return [list(islice(pages, clicks[index])) for index in sorted(clicks)]


def main(arguments: list[str]) -> int:
    """Draw the clicks that the arguments name, and return the exit code."""
    source, filename, folder, counts, *choice = arguments
    filename = base_name(filename)
    clicks = {int(index): int(count) for index, count in json.loads(counts).items()}

    def work() -> list[list[str]]:
        soffice = named_libreoffice(choice)
        tell = worker_program.tell
        return draw(Path(source), filename, Path(folder), clicks, soffice, tell)

    return worker_program.answer(work, filename)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
