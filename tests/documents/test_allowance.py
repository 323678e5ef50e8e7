"""How much text is taken from a slide."""

from pathlib import Path

from facilitator.documents.allowance import MAX_SLIDE_LETTERS, TextAllowance
from facilitator.documents.powerpoint import read_presentation
from facilitator.documents.remarks import Remarks
from facilitator.domain.decks.deck import Block
from facilitator.domain.decks.findings import Finding

from .deck_writing import listed_slide, new_deck, saved

CUT = (Finding("text-cut"),)


def test_a_slide_keeps_the_beginning_of_too_many_words(tmp_path: Path) -> None:
    deck = new_deck()
    listed_slide(deck, "T" * 2_000, ["a" * 90_000, "b" * 90_000, "c"], "n" * 10)
    listed_slide(deck, "Next", ["a", "b"], "Notes.")
    read = read_presentation(saved(deck, tmp_path / "d.pptx"), "d.pptx")
    full, following = read.slides
    assert full.findings == CUT
    assert full.texts[0].title == "T" * 1_000
    letters = [len(block.text) for block in full.texts[0].blocks]
    assert letters == [90_000, 9_900]
    assert full.texts[0].notes == ""
    assert following.findings == ()
    assert following.texts[0].notes == "Notes."


def test_blocks_without_end_are_cut_whatever_they_say() -> None:
    remarks = Remarks()
    allowance = TextAllowance(remarks)
    allowance.start_slide()
    taken = allowance.blocks(Block("paragraph", "a") for _ in range(100_000))
    assert len(taken) < MAX_SLIDE_LETTERS / 100
    assert remarks.findings() == CUT


def test_a_deck_is_cut_too() -> None:
    remarks = Remarks()
    allowance = TextAllowance(remarks)
    for _ in range(1_000):
        allowance.start_slide()
        allowance.text("a" * MAX_SLIDE_LETTERS)
    allowance.start_slide()
    assert allowance.text("one more") == ""
