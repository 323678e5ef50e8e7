"""How much text is taken from a slide, and from a deck."""

from collections.abc import Iterable
from dataclasses import replace

from facilitator.documents.remarks import Remarks
from facilitator.domain.decks.deck import Block

# The fullest page of print has 6,000 letters; a thousand full slides have 5 million.
MAX_SLIDE_LETTERS = 100_000
MAX_DECK_LETTERS = 20_000_000
MAX_TITLE_LETTERS = 1_000

# What a block takes beside its letters.
_BLOCK_LETTERS = 100


class TextAllowance:
    """Takes words until there is no room left, and remarks on what is left out."""

    def __init__(self, remarks: Remarks) -> None:
        self._remarks = remarks
        self._deck = MAX_DECK_LETTERS
        self._slide = 0

    def start_slide(self) -> None:
        """Let what follows be of a new slide."""
        self._slide = min(MAX_SLIDE_LETTERS, self._deck)

    def blocks(self, said: Iterable[Block]) -> tuple[Block, ...]:
        """Return the blocks that there is room for."""
        taken = []
        for block in said:
            needed = _letters(block)
            if needed > self._slide:
                self._remarks.add("text-cut")
                taken += self._beginning(block)
                break
            self._take(needed)
            taken.append(block)
        return tuple(taken)

    def text(self, written: str) -> str:
        """Return the text, or as much of its beginning as there is room for."""
        if len(written) > self._slide:
            self._remarks.add("text-cut")
        taken = written[: self._slide]
        self._take(len(taken))
        return taken

    def title(self, written: str) -> str:
        """Return a title, or the beginning of one that is too long."""
        if len(written) > MAX_TITLE_LETTERS:
            self._remarks.add("text-cut")
        return written[:MAX_TITLE_LETTERS]

    def _beginning(self, block: Block) -> list[Block]:
        """Return what there is room for of a block: the beginning of its text."""
        text = block.text[: max(0, self._slide)]
        self._take(self._slide)
        return [replace(block, text=text, rows=(), links=())] if text else []

    def _take(self, letters: int) -> None:
        self._slide -= letters
        self._deck -= letters


def _letters(block: Block) -> int:
    cells = sum(len(cell) + 1 for row in block.rows for cell in row)
    links = sum(len(link.text) + len(link.address) for link in block.links)
    return _BLOCK_LETTERS + len(block.text) + cells + links
