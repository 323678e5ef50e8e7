"""The slide master and its layouts as the parts of a presentation."""

from collections.abc import Sequence

from facilitator.documents.decks.layouts import (
    BANDED_FOOT,
    BODY_POINTS,
    BULLET,
    EMU,
    FEET,
    LEAST_POINTS,
    MASTER_BAR,
    MASTER_PLACES,
    TITLE_POINTS,
    Box,
    Layout,
    Place,
)

NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
COLOUR_MAP = (
    '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" '
    'accent2="accent2" accent3="accent3" accent4="accent4" accent5="accent5" '
    'accent6="accent6" hlink="hlink" folHlink="folHlink"/>'
)


def master_xml(layout_links: Sequence[str]) -> str:
    """Return the slide master; `layout_links` are its relationships to layouts."""
    number = 2_147_483_649  # identifiers of masters and layouts share one range
    listed = "".join(
        f'<p:sldLayoutId id="{number + place}" r:id="{link}"/>'
        for place, link in enumerate(layout_links)
    )
    shapes = _bar(2, MASTER_BAR) + "".join(
        _shape(place, at) for at, place in enumerate(MASTER_PLACES, start=3)
    )
    return (
        f"{DECLARATION}<p:sldMaster {NAMESPACES}><p:cSld>"
        '<p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg2"/></a:solidFill>'
        f"<a:effectLst/></p:bgPr></p:bg>{_tree(shapes)}</p:cSld>{COLOUR_MAP}"
        f"<p:sldLayoutIdLst>{listed}</p:sldLayoutIdLst>"
        '<p:hf hdr="0" dt="0"/>'
        f"<p:txStyles>{_title_style()}{_body_style()}{_other_style()}</p:txStyles>"
        "</p:sldMaster>"
    )


def layout_xml(layout: Layout, language: str) -> str:
    """Return one layout; all but the title slide and the blank one show a number."""
    feet = (BANDED_FOOT, *FEET[1:]) if layout.bar else FEET
    shapes = "" if layout.bar is None else _bar(2, layout.bar)
    shapes += "".join(
        _shape(place, at) for at, place in enumerate((*layout.places, *feet), start=3)
    )
    own = ' showMasterSp="0"' if layout.bar or not layout.places else ""
    name = layout.name[language]
    return (
        f'{DECLARATION}<p:sldLayout {NAMESPACES} type="{layout.kind}" '
        f'preserve="1"{own}><p:cSld name="{name}">{_tree(shapes)}</p:cSld>'
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


def _tree(shapes: str) -> str:
    return (
        '<p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/>'
        "</p:nvGrpSpPr><p:grpSpPr/>"
        f"{shapes}</p:spTree>"
    )


def frame(box: Box) -> str:
    """Return a place on a slide, given in inches, as a transform."""
    left, top, width, height = (round(side * EMU) for side in box)
    return (
        f'<a:xfrm><a:off x="{left}" y="{top}"/>'
        f'<a:ext cx="{width}" cy="{height}"/></a:xfrm>'
    )


def _shape(place: Place, number: int) -> str:
    where = frame(place.box) if place.box else ""
    fits = place.kind in ("title", "ctrTitle", "body", "obj", "subTitle")
    words = "‹#›" if place.kind == "sldNum" else ""
    said = f'<a:fld id="{_FIELD}" type="slidenum"><a:t>{words}</a:t></a:fld>'
    kind = "" if place.kind == "obj" else f' type="{place.kind}"'
    small = ' sz="quarter"' if place.kind in ("dt", "ftr", "sldNum") else ""
    at = f' idx="{place.index}"' if place.index else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{place.name}"/><p:cNvSpPr>'
        f'<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph{kind}{small}{at}/></p:nvPr>'
        f"</p:nvSpPr><p:spPr>{where}"
        f"{_RECTANGLE if place.box else ''}</p:spPr><p:txBody>"
        f"<a:bodyPr {place.settings}>{'<a:normAutofit/>' if fits else ''}</a:bodyPr>"
        f"<a:lstStyle>{place.style}</a:lstStyle>"
        f"<a:p>{said if words else _EMPTY}</a:p></p:txBody></p:sp>"
    )


_RECTANGLE = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
# LibreOffice takes the look of a footer from the words that stand in the master's.
_EMPTY = '<a:r><a:rPr lang="en-US"/><a:t> </a:t></a:r>'
_FIELD = "{5B5E9F5A-3D38-4C5B-9D7B-0F4E0B6C5A01}"


def _bar(number: int, box: Box) -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="Rule"/><p:cNvSpPr/>'
        f'<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{frame(box)}'
        f"{_RECTANGLE}"
        '<a:solidFill><a:schemeClr val="accent1"/></a:solidFill><a:ln><a:noFill/>'
        "</a:ln></p:spPr></p:sp>"
    )


_FACES = '<a:latin typeface="+m{0}-lt"/><a:ea typeface="+m{0}-ea"/>'


def _title_style() -> str:
    return (
        '<p:titleStyle><a:lvl1pPr algn="l"><a:lnSpc><a:spcPct val="90000"/></a:lnSpc>'
        f'<a:buNone/><a:defRPr sz="{TITLE_POINTS * 100}" b="1" kern="1200">'
        '<a:solidFill><a:schemeClr val="tx2"/></a:solidFill>'
        f"{_FACES.format('j')}</a:defRPr></a:lvl1pPr></p:titleStyle>"
    )


def _body_style() -> str:
    levels = []
    for level in range(1, 10):
        first = level == 1
        left = 342_900 * level
        mark = BULLET if first else "–"
        points = BODY_POINTS if first else LEAST_POINTS
        levels.append(
            f'<a:lvl{level}pPr marL="{left}" indent="-342900" algn="l">'
            f'<a:spcBef><a:spcPts val="{1000 if first else 500}"/></a:spcBef>'
            '<a:buClr><a:schemeClr val="accent1"/></a:buClr>'
            f'<a:buSzPct val="{60000 if first else 100000}"/>'
            f'<a:buFont typeface="Arial"/><a:buChar char="{mark}"/>'
            f'<a:defRPr sz="{points * 100}" kern="1200">'
            '<a:solidFill><a:schemeClr val="tx1"/></a:solidFill>'
            f"{_FACES.format('n')}</a:defRPr></a:lvl{level}pPr>"
        )
    return f"<p:bodyStyle>{''.join(levels)}</p:bodyStyle>"


def _other_style() -> str:
    return f"<p:otherStyle>{text_levels()}</p:otherStyle>"


def text_levels() -> str:
    """Return how words look outside placeholders: in tables, boxes and charts."""
    return "".join(
        f'<a:lvl{level}pPr marL="0" algn="l"><a:defRPr sz="{LEAST_POINTS * 100}" '
        'kern="1200"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill>'
        f"{_FACES.format('n')}</a:defRPr></a:lvl{level}pPr>"
        for level in range(1, 10)
    )
