"""Where words lead."""

from pathlib import Path
from typing import Any

import pytest
from pptx.util import Inches

from facilitator.documents.links import MAX_LINKS, Links
from facilitator.documents.powerpoint import read_presentation
from facilitator.domain.decks.deck import Block, Link

from .deck_writing import listed_slide, new_deck, saved


def _blocks(deck: Any, path: Path) -> tuple[Block, ...]:
    read = read_presentation(saved(deck, path / "d.pptx"), "d.pptx")
    return read.slides[0].texts[0].blocks


def test_words_and_shapes_keep_their_links(tmp_path: Path) -> None:
    deck = new_deck()
    slide = listed_slide(deck, "Links", ["See ", "Nothing here"])
    paragraph = slide.placeholders[1].text_frame.paragraphs[0]
    for words, address in (
        ("the ", "https://a.example/x"),
        ("page", "https://a.example/x"),
        (" or write", "mailto:desk@a.example"),
    ):
        run = paragraph.add_run()
        run.text = words
        run.hyperlink.address = address
    box = slide.shapes.add_textbox(0, 0, Inches(1), Inches(1))
    box.text_frame.text = "A button"
    box.click_action.hyperlink.address = "http://b.example"
    first, second, third = _blocks(deck, tmp_path)
    assert first.links == (
        Link("the page", "https://a.example/x"),
        Link("or write", "mailto:desk@a.example"),
    )
    assert second.links == ()
    assert third.links == (Link("A button", "http://b.example"),)


def test_a_title_leads_where_it_leads_in_powerpoint(tmp_path: Path) -> None:
    deck = new_deck()
    slide = listed_slide(deck, "", ["Words"])
    run = slide.shapes.title.text_frame.paragraphs[0].add_run()
    run.text, run.hyperlink.address = "The hotline", "https://a.example"
    first, second = _blocks(deck, tmp_path)
    assert first == Block(
        "paragraph", "The hotline", links=(Link("The hotline", "https://a.example"),)
    )
    assert second.text == "Words"


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "slide2.xml",
        "ppaction://hlinksldjump",
        "https://",
        "https:// a",
        "mailto:nobody",
        "http://a.example/\u202egpj.exe",
        "https://a.example/" + "x" * 2_000,
    ],
)
def test_what_does_not_lead_to_a_page_or_a_mailbox_is_dropped(address: str) -> None:
    assert Links({"r": address}).of([("words", "r")]) == ()


def test_a_link_that_leads_nowhere_is_dropped() -> None:
    assert Links({}).of([("words", "r")]) == ()


def test_two_links_to_one_place_stay_two() -> None:
    runs = [("here", "r"), (" and ", ""), ("there", "r")]
    address = "https://a.example"
    found = Links({"r": address}).of(runs)
    assert found == (Link("here", address), Link("there", address))


def test_links_without_end_are_cut() -> None:
    outside = {str(n): f"https://a.example/{n}" for n in range(200)}
    linked = [("word", str(n)) for n in range(200)]
    assert len(Links(outside).of(linked)) == MAX_LINKS
