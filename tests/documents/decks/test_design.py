"""The look of our own decks: one place for colours, type that reads from afar."""

import re
from pathlib import Path
from typing import Any

import pytest
from PIL import ImageFont

from facilitator.documents.decks.base import empty_presentation
from facilitator.documents.decks.fitting import (
    Room,
    largest_size,
    line_count,
    text_width,
)
from facilitator.documents.decks.theme import COLOURS

ROOT = Path(__file__).parents[3]
TOKENS = ROOT / "facilitator" / "web" / "static" / "tokens.css"
SENTENCE = "¿Quién la acompaña y qué pasó después de la última consulta?"


def test_the_theme_has_the_colours_of_the_screens() -> None:
    css = TOKENS.read_text(encoding="utf-8")
    tokens = {colour.lower() for colour in re.findall(r"#([0-9a-fA-F]{6});", css)}

    assert set(COLOURS.values()) <= tokens


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [
        c / 12.92 if c <= 0.04 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    ]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    dark, light = sorted(luminance(COLOURS[name]) for name in (one, other))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("ink", ["dk1", "dk2", "accent1", "accent3", "hlink"])
def test_words_and_bars_stand_out_from_the_paper(ink: str) -> None:
    assert contrast(ink, "lt2") >= 4.5


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", ["Title slide", "Title and content", "Section", "Two columns"]),
        ("es", ["Portada", "Título y contenido", "Sección", "Dos columnas"]),
    ],
)
def test_a_trainer_finds_the_usual_layouts_in_their_language(
    language: str, names: list[str]
) -> None:
    layouts = empty_presentation(language).slide_layouts

    assert [layout.name for layout in layouts][:4] == names
    assert {layout.element.get("type") for layout in layouts} >= {
        "title",
        "obj",
        "twoObj",
        "titleOnly",
        "blank",
    }


def test_no_layout_has_type_too_small_to_read_but_for_the_foot() -> None:
    presentation: Any = empty_presentation("en")
    roots = [presentation.slide_master, *presentation.slide_layouts]
    sizes = {
        int(size)
        for root in roots
        for size in root.element.xpath(
            ".//p:sp[not(.//p:ph[@type='ftr' or @type='sldNum' or @type='dt'])]"
            "//a:defRPr/@sz | ./p:txStyles/p:bodyStyle//a:defRPr/@sz"
        )
    }

    assert min(sizes) == 2400


def test_placeholders_lie_on_the_slide_and_not_on_each_other() -> None:
    presentation: Any = empty_presentation("en")
    for layout in presentation.slide_layouts:
        boxes = [
            (p.left, p.top, p.left + p.width, p.top + p.height)
            for p in layout.placeholders
        ]
        for left, top, right, bottom in boxes:
            assert 0 <= left < right <= presentation.slide_width
            assert 0 <= top < bottom <= presentation.slide_height
        for place, one in enumerate(boxes):
            for other in boxes[place + 1 :]:
                apart = (
                    one[2] <= other[0]
                    or other[2] <= one[0]
                    or one[3] <= other[1]
                    or other[3] <= one[1]
                )
                assert apart, layout.name


def liberation(*, bold: bool) -> ImageFont.FreeTypeFont:
    name = f"LiberationSans-{'Bold' if bold else 'Regular'}.ttf"
    try:
        return ImageFont.truetype(name, 1000)
    except OSError:
        pytest.skip("Install Liberation Sans (Debian: fonts-liberation).")


@pytest.mark.parametrize("bold", [False, True])
def test_words_are_measured_as_wide_as_they_are_drawn(*, bold: bool) -> None:
    drawn = liberation(bold=bold).getlength(SENTENCE) / 1000

    assert text_width(SENTENCE, 1, bold=bold) == pytest.approx(drawn, rel=0.05)


def test_a_line_is_broken_between_words_and_a_long_word_within() -> None:
    one_line = text_width("two words", 20) + 1

    assert line_count("two words", 20, one_line) == 1
    assert line_count("two words", 20, one_line - 20) == 2
    assert line_count("two\nlines", 20, one_line) == 2
    assert line_count("x" * 100, 20, text_width("x" * 34, 20)) == 3


def test_the_largest_size_that_fits_is_taken_and_the_smallest_when_none_does() -> None:
    texts = ["Some words that take a line or two"] * 3
    sizes = (40, 30, 20)

    assert largest_size(texts, sizes, Room(2000, 200)) == 40
    assert largest_size(texts, sizes, Room(2000, 120)) == 30
    assert largest_size(texts, sizes, Room(10, 10)) == 20
