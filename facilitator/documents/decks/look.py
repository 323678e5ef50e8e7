"""How a trainer's own deck looks, as far as a new slide must match it."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import pow as power

from lxml import etree

from facilitator.documents.errors import DamagedDeckError
from facilitator.documents.office_text import R_ID, A, whole
from facilitator.documents.package import Package
from facilitator.documents.slide_list import P, SlideList

Frame = tuple[int, int, int, int]  # left, top, width, height, in EMU

_TITLES = ("title", "ctrTitle")
# What a layout shows besides its title: fields at the foot do not count, decoration
# half as much as places for content.
_CLUTTER: Mapping[str, int] = {
    **dict.fromkeys(("title", "ctrTitle", "dt", "ftr", "sldNum", "hdr"), 0),
    "": 1,
}
_COLOUR = re.compile(r"[0-9A-Fa-f]{6}")
# Their titles open a deck or a part, or stand upright.
_APART = frozenset({"title", "secHead", "vertTitleAndTx"})
_USUAL_SIZE = (9_144_000, 6_858_000)
_USUAL_TITLE = 44
_LEAST_CONTRAST = 4.5
_USUAL_MAP = {"bg1": "lt1", "tx1": "dk1"}


@dataclass(frozen=True, slots=True)
class Look:
    """The layout that a new slide takes, and what there is to know about it.

    `title` is where the layout puts its title (None: it has none, or anything may lie
    behind it), `title_points` how large. `plain` says that the theme's own text on its
    own background can be read.
    """

    layout: str
    width: int
    height: int
    title: Frame | None
    title_points: int
    plain: bool


@dataclass(frozen=True, slots=True)
class _Layout:
    part: str
    root: etree._Element
    kind: str
    has_title: bool
    clutter: int

    @property
    def for_titles(self) -> bool:
        """Whether it was made for a title with nothing else."""
        return self.has_title and (self.kind == "titleOnly" or not self.clutter)


def read_look(package: Package, listed: SlideList, filename: str) -> Look:
    """Return the look of the master that most slides have.

    Raises:
        DamagedDeckError: no slide leads to a layout and its master.
    """
    masters = Counter(
        filter(None, (_master_of(package, slide) for slide in listed.parts))
    )
    if not masters:
        raise DamagedDeckError(filename=filename)
    part = masters.most_common(1)[0][0]
    master = package.xml(part)
    layout = _chosen(tuple(_layouts(package, part, master)), filename)
    width, height = listed.size if all(listed.size) else _USUAL_SIZE
    own, inherited = _title_shape(layout.root), _title_shape(master)
    return Look(
        layout=layout.part,
        width=width,
        height=height,
        title=_frame(own) or _frame(inherited) if layout.for_titles else None,
        title_points=_points(own, inherited, master),
        plain=_reads(package, part, master, layout.root),
    )


def _master_of(package: Package, slide: str) -> str:
    layout = package.related_of_kind(slide, "slideLayout") if slide else None
    return (layout and package.related_of_kind(layout, "slideMaster")) or ""


def _layouts(package: Package, part: str, master: etree._Element) -> Iterator[_Layout]:
    links = package.related(part)
    for entry in master.iterfind(f"{P}sldLayoutIdLst/{P}sldLayoutId"):
        link = links.get(entry.get(R_ID, ""))
        if link is None:
            continue
        root = package.xml(link.target)
        shapes = [s for s in root.iterfind(f"{P}cSld/{P}spTree/*") if _is_shape(s)]
        kinds = [_placeholder(shape) for shape in shapes]
        clutter = sum(_CLUTTER.get(kind, 2) for kind in kinds)
        yield _Layout(
            link.target,
            root,
            kind=root.get("type", ""),
            has_title=any(kind in _TITLES for kind in kinds),
            clutter=clutter,
        )


def _chosen(layouts: tuple[_Layout, ...], filename: str) -> _Layout:
    """Return the layout for a title alone, else what comes nearest to it."""
    if not layouts:
        raise DamagedDeckError(filename=filename)
    return min(layouts, key=lambda one: (_rank(one), one.clutter))


def _rank(layout: _Layout) -> int:
    if layout.has_title:
        if layout.kind == "titleOnly":
            return 0
        return 2 if layout.kind in _APART else 1
    return 3 if layout.kind == "blank" else 4


def _is_shape(element: etree._Element) -> bool:
    return isinstance(element.tag, str) and element.find(f"./*/{P}cNvPr") is not None


def _placeholder(shape: etree._Element) -> str:
    """Return what kind of placeholder a shape is (empty: none, but decoration)."""
    found = shape.find(f"./*/{P}nvPr/{P}ph")
    return found.get("type", "obj") if found is not None else ""


def _title_shape(root: etree._Element) -> etree._Element | None:
    shapes = root.iterfind(f"{P}cSld/{P}spTree/{P}sp")
    return next((s for s in shapes if _placeholder(s) in _TITLES), None)


def _frame(shape: etree._Element | None) -> Frame | None:
    place = shape.find(f"{P}spPr/{A}xfrm") if shape is not None else None
    if place is None:
        return None
    begin, size = place.find(f"{A}off"), place.find(f"{A}ext")
    if begin is None or size is None:
        return None
    left, top = whole(begin.get("x", "")), whole(begin.get("y", ""))
    wide, high = whole(size.get("cx", "")), whole(size.get("cy", ""))
    return (left, top, wide, high) if wide > 0 and high > 0 else None


def _points(
    own: etree._Element | None, inherited: etree._Element | None, master: etree._Element
) -> int:
    """Return how large the layout's titles are, in points."""
    level = f"{A}lvl1pPr/{A}defRPr"
    places = [
        shape.find(f"{P}txBody/{A}lstStyle/{level}")
        for shape in (own, inherited)
        if shape is not None
    ]
    places.append(master.find(f"{P}txStyles/{P}titleStyle/{level}"))
    sizes = (place.get("sz", "") for place in places if place is not None)
    return next((int(s) // 100 for s in sizes if s.isdecimal()), _USUAL_TITLE)


def _reads(
    package: Package, part: str, master: etree._Element, layout: etree._Element
) -> bool:
    """Tell whether text in the theme's first text colour reads on its background."""
    theme = package.related_of_kind(part, "theme")
    scheme = (
        package.xml(theme).find(f"{A}themeElements/{A}clrScheme") if theme else None
    )
    if scheme is None:
        return False
    mapping: dict[str, str] = dict(_USUAL_MAP)
    for found in (
        master.find(f"{P}clrMap"),
        layout.find(f"{P}clrMapOvr/{A}overrideClrMapping"),
    ):
        if found is not None:
            mapping.update({str(k): str(v) for k, v in found.attrib.items()})
    ink, paper = (_luminance(scheme.find(f"{A}{mapping[p]}")) for p in ("tx1", "bg1"))
    if ink is None or paper is None:
        return False
    dark, light = sorted((ink, paper))
    return (light + 0.05) / (dark + 0.05) >= _LEAST_CONTRAST


def _luminance(place: etree._Element | None) -> float | None:
    """Return the relative luminance of a theme's colour (None: it is not known)."""
    colour = place[0] if place is not None and len(place) else None
    if colour is None:
        return None
    written = str(colour.get("lastClr") or colour.get("val", ""))
    if not _COLOUR.fullmatch(written):
        return None
    channels = (int(written[at : at + 2], 16) / 255 for at in (0, 2, 4))
    weights = zip((0.2126, 0.7152, 0.0722), channels, strict=True)
    return sum(weight * power(channel, 2.2) for weight, channel in weights)
