"""A trainer's own deck with two slides put in: how to join, and how to sign out."""

import posixpath
import zipfile
from collections.abc import Iterator
from pathlib import Path

from facilitator.documents.archive import Archive
from facilitator.documents.decks import code_words
from facilitator.documents.decks.code_slide import slide_xml
from facilitator.documents.decks.code_words import PURPOSES, WayIn
from facilitator.documents.decks.look import read_look
from facilitator.documents.decks.qr_picture import qr_png
from facilitator.documents.decks.slide_list import SlideList
from facilitator.documents.package import Package


def write_with_codes(
    source: Path, filename: str, target: Path, way_in: WayIn, language: str
) -> None:
    """Write a copy of a deck with a slide to join after the first and one to leave.

    Every other part is copied as it is: notes, pictures, media, animations, charts and
    links. Code slides that an earlier copy had are replaced, and macros left out: the
    copy is a plain .pptx, whatever the deck was.

    Args:
        source: the deck, which passed `uploads.check_upload`.
        filename: its name, for what is said when it is damaged.
        target: where the copy goes.
        way_in: what the slides lead to.
        language: that of the speaker notes.

    Raises:
        DamagedDeckError: the list of slides or a layout cannot be read.
        ExpandingFileError: a part is larger than it claims to be.
    """
