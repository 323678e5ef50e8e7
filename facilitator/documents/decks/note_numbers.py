"""Numbers of slides in speaker notes, counted anew when slides have moved."""

import re
from collections.abc import Mapping, Sequence

from lxml import etree

from facilitator.documents.office_text import A

_SKIP = re.compile(
    r"\[\[\s*(?:skip[\s_-]*to|saltar[\s_-]*a)\s*:?\s*(\d{1,4})\s*\]\]", re.IGNORECASE
)


def renumber(notes: etree._Element, numbers: Mapping[int, int]) -> bool:
    """Change the slides that notes skip to; return whether there was any to change.

    `numbers` are the new numbers of slides by the old, as people count. Of the notes
    nothing changes but the digits, which may be spread over several runs of text.
    """
    changed = False
    for paragraph in notes.iter(f"{A}p"):
        pieces = list(paragraph.iter(f"{A}t"))
        whole = "".join(piece.text or "" for piece in pieces)
        for found in reversed(list(_SKIP.finditer(whole))):
            new = numbers.get(int(found[1]), int(found[1]))
            if new != int(found[1]):
                _write(pieces, found.span(1), str(new))
                changed = True
    return changed


def _write(
    pieces: Sequence[etree._Element], span: tuple[int, int], digits: str
) -> None:
    """Put digits in place of what the pieces say between two places."""
    begin = 0
    for piece in pieces:
        said = piece.text or ""
        first, last = (min(max(at - begin, 0), len(said)) for at in span)
        if first < last:
            piece.text = said[:first] + digits + said[last:]
            digits = ""
        begin += len(said)
