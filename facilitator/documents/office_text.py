"""Words in Office drawings: paragraphs, their level, their language."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from facilitator.documents.list_numbers import ListNumbers
from facilitator.domain.text import LANGUAGES

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

_TEXT = {f"{A}t", f"{_MATHS}t"}
# A field that PowerPoint fills in by itself says nothing about the slide.
_AUTOMATIC_FIELD = re.compile(r"slidenum|datetime", re.IGNORECASE)
_DEEPEST_LEVEL = 8
# Letters of the scripts after Latin; signs such as an emoji stand further on.
_NOT_LATIN = re.compile(r"[^\W\d_\u0000-\u024f\u1e00-\u1eff]")
_WHOLE = re.compile(r"-?[0-9]{1,12}")
# Symbol fonts keep their bullets here; typed as a letter, one still marks an item.
_SYMBOL = re.compile(r"[\uf000-\uf0ff]")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; `bullet` is None where the shape's own style decides.

    `place` counts the paragraphs before it, empty ones too; `language` is that of
    most of its letters (`und`: none is marked); `links` are its runs of words and the
    ids of the references that say where they lead (empty: nowhere).
    """

    text: str
    level: int = 0
    bullet: bool | None = None
    place: int = 0
    language: str = "und"
    links: tuple[tuple[str, str], ...] = ()


def paragraphs(body: etree._Element) -> Iterator[Paragraph]:
    """Yield the paragraphs with words inside an element, in order."""
    numbers = ListNumbers()
    for place, element in enumerate(body.iter(f"{A}p")):
        said = "".join(_pieces(element))
        typed_bullet = _SYMBOL.match(said.lstrip()) is not None
        text = re.sub(r"[ \t]+", " ", _SYMBOL.sub(" ", said)).strip()
        if text:
            properties = element.find(f"{A}pPr")
            bullet = True if typed_bullet else _bullet(properties)
            level = _level(properties)
            yield Paragraph(
                numbers.before(properties, level) + text,
                level,
                bullet,
                place,
                language(element),
                _links(element),
            )


def whole(written: str) -> int:
    """Return a number of at most 12 digits as it is written (0: it is none)."""
    return int(written) if _WHOLE.fullmatch(written) else 0


def line(body: etree._Element) -> str:
    """Return all words inside an element on one line."""
    return " ".join(" ".join(p.text.split()) for p in paragraphs(body))


def language(root: etree._Element) -> str:
    """Return the language that most letters are marked with (`und`: none is).

    A primary subtag such as `en` or `es`, in lower case. Programs mark everything as
    English or Spanish; letters of other scripts are in neither.
    """
    letters: Counter[str] = Counter()
    for run in root.iter(f"{A}r"):
        properties = run.find(f"{A}rPr")
        marked = properties.get("lang", "") if properties is not None else ""
        primary = marked.replace("_", "-").partition("-")[0].lower()
        if primary.isalpha() and primary.isascii():
            said = run.findtext(f"{A}t") or ""
            every = sum(letter.isalpha() for letter in said)
            foreign = len(_NOT_LATIN.findall(said)) if primary in LANGUAGES else 0
            letters[primary] += every - foreign
            letters["und"] += foreign
    if not letters.total():
        return "und"
    return letters.most_common(1)[0][0]


def _pieces(paragraph: etree._Element) -> Iterator[str]:
    for element in paragraph.iter():
        if element.tag == f"{A}br":
            yield "\n"
        elif element.tag in _TEXT and not _in_automatic_field(element):
            yield (element.text or "").replace("\v", "\n")


def _in_automatic_field(text: etree._Element) -> bool:
    parent = text.getparent()
    return (
        parent is not None
        and parent.tag == f"{A}fld"
        and _AUTOMATIC_FIELD.match(parent.get("type", "")) is not None
    )


def _links(paragraph: etree._Element) -> tuple[tuple[str, str], ...]:
    """Return each run's words and the id of where they lead, if one leads anywhere."""
    runs = tuple(
        (run.findtext(f"{A}t") or "", _linked(run))
        for run in paragraph.iter(f"{A}r", f"{A}fld")
    )
    return runs if any(link for _, link in runs) else ()


def _linked(run: etree._Element) -> str:
    link = run.find(f"{A}rPr/{A}hlinkClick")
    return link.get(R_ID, "") if link is not None else ""


def _level(properties: etree._Element | None) -> int:
    written = properties.get("lvl", "") if properties is not None else ""
    return min(whole(written), _DEEPEST_LEVEL)


def _bullet(properties: etree._Element | None) -> bool | None:
    if properties is None:
        return None
    if properties.find(f"{A}buNone") is not None:
        return False
    marks = ("buChar", "buAutoNum", "buBlip")
    if any(properties.find(f"{A}{mark}") is not None for mark in marks):
        return True
    return None
