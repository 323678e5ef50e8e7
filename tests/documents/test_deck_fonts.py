"""Fonts that are not on this laptop."""

from pathlib import Path

from facilitator.documents.deck_fonts import drawn_fonts, missing_fonts, named_fonts
from facilitator.documents.pdf_pages import opened

from .pdf_writing import write_pdf


def test_fonts_of_the_theme_and_of_words_are_named(shared_decks: Path) -> None:
    name = "poi_hbcu_leadership.pptx"
    named = named_fonts(shared_decks / name, name)
    assert {"Calibri", "Garamond", "Arial Black"} <= named


def test_the_fonts_of_a_pdf_are_known_by_name(tmp_path: Path) -> None:
    with opened(write_pdf(tmp_path / "a.pdf", [["Stop"]]), "a.pdf") as document:
        assert drawn_fonts(document) == {"Helvetica"}


def test_a_font_of_the_same_widths_is_not_worth_a_word() -> None:
    assert missing_fonts({"Calibri", "Arial"}, {"ABCDEF+Carlito-Bold"}) == []


def test_a_font_that_another_stands_in_for_is_missing() -> None:
    drawn = {"Carlito", "NotoSans-Regular", "OpenSymbol"}
    assert missing_fonts({"Calibri", "Garamond"}, drawn) == ["Garamond"]


def test_a_font_that_is_only_named_is_not_missing() -> None:
    assert missing_fonts({"Calibri", "Garamond"}, {"Carlito"}) == []
