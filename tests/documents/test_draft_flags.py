"""What a browser is known to draw wrongly, read from real slides."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.text import MSO_AUTO_SIZE
from pptx.util import Inches

from facilitator.documents.draft_flags import slide_flags

Rewrite = Callable[[Path, Path, Mapping[str, Callable[[bytes], bytes]]], Path]


def flags(path: Path) -> list[set[str]]:
    return [set(found) for _, found in slide_flags(path, path.name)]


def test_each_slide_has_its_own_reasons(tmp_path: Path) -> None:
    deck = Presentation()
    plain, table, chart, fitted, shrunk = (
        deck.slides.add_slide(deck.slide_layouts[1]) for _ in range(5)
    )
    place = (Inches(1), Inches(1), Inches(4), Inches(3))
    plain.shapes.title.text = "Stop"
    table.shapes.add_table(2, 2, *place)
    figures = CategoryChartData()  # type: ignore[no-untyped-call]
    figures.categories = ["a", "b"]
    figures.add_series("s", (1, 2))  # type: ignore[no-untyped-call]
    chart.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, *place, figures)
    for slide in (fitted, shrunk):
        frame = slide.placeholders[1].text_frame
        frame.text = "Many words"
        frame.auto_size = MSO_AUTO_SIZE.TEXT_TO_FIT_SHAPE
    (fit,) = shrunk.element.iter("{*}normAutofit")
    fit.set("fontScale", "62500")
    deck.save(str(tmp_path / "deck.pptx"))

    found = slide_flags(tmp_path / "deck.pptx", "deck.pptx")

    assert [part for part, _ in found][:2] == [
        "ppt/slides/slide1.xml",
        "ppt/slides/slide2.xml",
    ]
    assert [set(reasons) for _, reasons in found] == [
        set(),
        {"table"},
        {"chart"},
        set(),
        {"shrunk-text"},
    ]


@pytest.mark.parametrize(
    ("name", "slide", "flag"),
    [
        ("train_scientific_python.pptx", 31, "vector-picture"),
        ("poi_hbcu_leadership.pptx", 11, "vector-picture"),
        ("poi_hbcu_leadership.pptx", 6, "chart"),
        ("poi_keyframes_id.pptx", 26, "embedded"),
        ("poi_video.pptx", 1, "film"),
        ("poi_table_theme.pptx", 1, "table"),
        ("poi_smartart.pptx", 1, "diagram"),
        ("markitdown_test.pptx", 1, "shrunk-text"),
    ],
)
def test_known_faults_of_real_decks_are_flagged(
    shared_decks: Path, name: str, slide: int, flag: str
) -> None:
    assert flag in flags(shared_decks / name)[slide - 1]


def test_most_slides_of_a_real_deck_have_no_flag(shared_decks: Path) -> None:
    found = flags(shared_decks / "train_scientific_python.pptx")

    assert len(found) == 103
    assert sum(1 for reasons in found if reasons) < 15


def test_a_slide_that_is_not_there_keeps_its_place(
    small_deck: Path, tmp_path: Path, rewritten: Rewrite
) -> None:
    broken = rewritten(
        small_deck,
        tmp_path / "broken.pptx",
        {"ppt/slides/slide2.xml": lambda _: b"<p:sld"},
    )

    assert flags(broken) == [set(), set(), set()]
