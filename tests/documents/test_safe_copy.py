"""The copy of a deck that LibreOffice draws."""

import zipfile
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from pptx import Presentation

from facilitator.documents.errors import DamagedDeckError
from facilitator.documents.powerpoint import read_presentation
from facilitator.documents.safe_copy import write_safe_copy

from .conftest import Rewrite
from .deck_writing import (
    animate,
    click,
    effect,
    listed_slide,
    new_deck,
    paragraphs,
    saved,
)

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
MASTER = "ppt/slideMasters/slideMaster1.xml"


@pytest.fixture
def animated(tmp_path: Path) -> Path:
    """A deck of three slides, the second with two clicks and notes."""
    deck = new_deck()
    listed_slide(deck, "First", ["a", "b"])
    slide = listed_slide(deck, "Second", ["c", "d"], "Say something.")
    own = slide.placeholders[1].shape_id
    animate(slide, click(effect(paragraphs(own, 0))), click(effect(paragraphs(own, 1))))
    listed_slide(deck, "Third", ["e", "f"])
    return saved(deck, tmp_path / "animated.pptx")


def _copied(source: Path, target: Path, clicks: dict[int, int]) -> Any:
    write_safe_copy(source, "d.pptx", target, clicks)
    return Presentation(str(target))


def test_a_slide_stands_there_before_each_click_and_no_other_does(
    animated: Path, tmp_path: Path
) -> None:
    deck = _copied(animated, tmp_path / "copy.pptx", {1: 2})
    titles = [slide.shapes.title.text for slide in deck.slides]
    assert titles == ["Second", "Second"]
    unseen = [
        [
            bool(paragraph._p.findall(f".//{{{A}}}alpha"))  # noqa: SLF001 - no public way
            for paragraph in slide.placeholders[1].text_frame.paragraphs
        ]
        for slide in deck.slides
    ]
    assert unseen == [[True, True], [False, True]]
    # Notes belong to one slide alone.
    assert not any(slide.has_notes_slide for slide in deck.slides)


def test_without_clicks_every_part_is_the_same(animated: Path, tmp_path: Path) -> None:
    write_safe_copy(animated, "d.pptx", tmp_path / "copy.pptx")
    with (
        zipfile.ZipFile(animated) as old,
        zipfile.ZipFile(tmp_path / "copy.pptx") as new,
    ):
        assert new.namelist() == old.namelist()
        slides = [name for name in old.namelist() if name.endswith(".xml")]
        assert all(new.read(name) == old.read(name) for name in slides)


@pytest.mark.parametrize("clicks", [{1: 1}, {0: 1}, {1: 2, 3: 1}])
def test_other_clicks_than_were_read_are_a_damage(
    animated: Path, tmp_path: Path, clicks: dict[int, int]
) -> None:
    with pytest.raises(DamagedDeckError):
        write_safe_copy(animated, "d.pptx", tmp_path / "copy.pptx", clicks)


@pytest.mark.parametrize("placeholder", [True, False])
def test_clicks_would_spoil_numbers_that_a_layout_counts_by_itself(
    animated: Path, tmp_path: Path, rewritten: Rewrite, placeholder: bool
) -> None:
    kind = b'<p:ph type="sldNum"/>' if placeholder else b""
    field = (
        b'<p:sp><p:nvSpPr><p:cNvPr id="99" name="n"/><p:cNvSpPr/><p:nvPr>%s</p:nvPr>'
        b'</p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:p><a:fld id="{0}" '
        b'type="slidenum"><a:t>1</a:t></a:fld></a:p></p:txBody></p:sp></p:spTree>'
    ) % kind
    numbered = rewritten(
        animated,
        tmp_path / "numbered.pptx",
        {MASTER: lambda content: content.replace(b"</p:spTree>", field)},
    )
    if placeholder:
        assert len(_copied(numbered, tmp_path / "copy.pptx", {1: 2}).slides) == 2
    else:
        with pytest.raises(DamagedDeckError):
            write_safe_copy(numbered, "d.pptx", tmp_path / "copy.pptx", {1: 2})


def test_a_name_that_leads_out_of_the_file_is_left_out(
    animated: Path, tmp_path: Path, rewritten: Rewrite
) -> None:
    names = ["../../evil.xml", "ppt/../../evil.txt", "ppt\\..\\..\\evil.bin"]
    climbing = rewritten(
        animated, tmp_path / "c.pptx", {name: lambda _: b"<a/>" for name in names}
    )
    assert len(read_presentation(climbing, "c.pptx").slides) == 3
    write_safe_copy(climbing, "c.pptx", tmp_path / "copy.pptx", {1: 2})
    with zipfile.ZipFile(tmp_path / "copy.pptx") as copy:
        assert not [name for name in copy.namelist() if "evil" in name]


def test_the_list_of_parts_stays_well_formed(animated: Path, tmp_path: Path) -> None:
    write_safe_copy(animated, "d.pptx", tmp_path / "copy.pptx", {1: 2})
    with zipfile.ZipFile(tmp_path / "copy.pptx") as copy:
        types = etree.fromstring(copy.read("[Content_Types].xml"))
        named = {entry.get("PartName") for entry in types}
        slides = [n for n in copy.namelist() if n.startswith("ppt/slides/slide")]
    assert {f"/{name}" for name in slides} <= named
    assert len(slides) == 5
