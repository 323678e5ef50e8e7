"""Small PowerPoint decks for the tests, with what python-pptx cannot write."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from lxml import etree
from pptx import Presentation

_P = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
VISIBLE = (
    '<p:set><p:cBhvr><p:cTn dur="1"/><p:tgtEl>{}</p:tgtEl></p:cBhvr>'
    '<p:to><p:strVal val="visible"/></p:to></p:set>'
)


def shape(number: int) -> str:
    """Return the target of an effect: a whole shape."""
    return f'<p:spTgt spid="{number}"/>'


def paragraphs(number: int, first: int, last: int | None = None) -> str:
    """Return the target of an effect: some paragraphs of a shape."""
    places = f'st="{first}" end="{first if last is None else last}"'
    return f'<p:spTgt spid="{number}"><p:txEl><p:pRg {places}/></p:txEl></p:spTgt>'


def background(number: int) -> str:
    """Return the target of an effect: a shape's fill and line."""
    return f'<p:spTgt spid="{number}"><p:bg/></p:spTgt>'


def effect(target: str, when: str = "clickEffect", kind: str = "entr") -> str:
    """Return one effect of an animation."""
    what = VISIBLE.format(target)
    return (
        f'<p:par><p:cTn presetID="1" presetClass="{kind}" nodeType="{when}">'
        f"<p:childTnLst>{what}</p:childTnLst></p:cTn></p:par>"
    )


def click(*effects: str) -> str:
    """Return what one click starts."""
    within = "".join(effects)
    return (
        '<p:par><p:cTn fill="hold"><p:stCondLst><p:cond delay="indefinite"/>'
        "</p:stCondLst><p:childTnLst><p:par><p:cTn><p:childTnLst>"
        f"{within}</p:childTnLst></p:cTn></p:par></p:childTnLst></p:cTn></p:par>"
    )


def sequence(clicks: Iterable[str], kind: str = "mainSeq") -> str:
    """Return a sequence of clicks."""
    return (
        f'<p:seq><p:cTn dur="indefinite" nodeType="{kind}"><p:childTnLst>'
        f"{''.join(clicks)}</p:childTnLst></p:cTn></p:seq>"
    )


def timing(*sequences: str) -> etree._Element:
    """Return a slide's animation."""
    return etree.fromstring(
        f"<p:timing {_P}><p:tnLst><p:par><p:cTn nodeType='tmRoot'><p:childTnLst>"
        f"{''.join(sequences)}</p:childTnLst></p:cTn></p:par></p:tnLst></p:timing>"
    )


def animate(slide: Any, *clicks: str) -> None:
    """Give a slide of python-pptx an animation of clicks."""
    slide._element.append(timing(sequence(clicks)))  # noqa: SLF001 - no public way


def listed_slide(deck: Any, title: str, points: Iterable[str], notes: str = "") -> Any:
    """Add a slide with a title (shape 2) and points (shape 3)."""
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text = title
    slide.placeholders[1].text = "\n".join(points)
    if notes:
        slide.notes_slide.notes_text_frame.text = notes
    return slide


def marked(slide: Any, language: str) -> None:
    """Say of all words of a slide which language they are in."""
    for shape_ in slide.shapes:
        for paragraph in shape_.text_frame.paragraphs:
            for run in paragraph.runs:
                run._r.get_or_add_rPr().set("lang", language)  # noqa: SLF001 - as above


def saved(deck: Any, path: Path) -> Path:
    """Write a deck of python-pptx, and return its path."""
    deck.save(str(path))
    return path


def new_deck() -> Any:
    """Return an empty deck of python-pptx."""
    return Presentation()
