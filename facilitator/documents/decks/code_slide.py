"""A slide with the session's code, in the look of somebody's own deck."""

from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from facilitator.documents.decks import code_words
from facilitator.documents.decks.code_words import Purpose, WayIn
from facilitator.documents.decks.fitting import (
    Room,
    largest_size,
    text_height,
    text_width,
)
from facilitator.documents.decks.layouts import EMU_PER_POINT
from facilitator.documents.decks.look import Frame, Look
from facilitator.documents.decks.master import DECLARATION, NAMESPACES
from facilitator.documents.decks.safe_text import TAGS, clean

# Shares of the slide: its edges, the room for a title of our own, the room in between.
_SIDE, _BOTTOM, _AIR = 0.05, 0.955, 0.025
_OWN_TITLE = (0.07, 0.05, 0.86, 0.13)
# A title that ends lower, or is narrower, leaves no room for a code half as high.
_LOWEST_TITLE, _NARROWEST_TITLE = 0.36, 0.5
_LEAST_WIDE = 1.15
# Sizes of type as shares of the height: read from the back row.
_TITLE, _SENTENCE, _ADDRESS, _CODE = 0.075, 0.046, 0.078, 0.115
_SHRINKING = (1.0, 0.92, 0.84, 0.76, 0.68, 0.6)
# A deck's own font may be wider than the one that is measured.
_WIDER = 1.1
_DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">'
    "<adec:decorative xmlns:adec="
    '"http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext>'
    "</a:extLst>"
)


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    language: str
    points: float
    strong: bool = False
    before: float = 0.0
    spaced: bool = False


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where things stand; `moved` is a title that has a place of its own here."""

    title: Frame
    moved: bool
    panel: Frame
    code: Frame
    words: Frame


def slide_xml(purpose: Purpose, way_in: WayIn, look: Look, picture: str) -> str:
    """Return the slide part; `picture` is its relationship to the code's picture.

    The code stands black on white, half the slide high or more. The words beside it
    have the theme's font and colours, on a panel of the theme's background: on a plain
    slide it cannot be seen, on a picture it keeps them readable.
    """
    plan = _plan(look)
    ink = '<a:schemeClr val="tx1"/>' if look.plain else '<a:srgbClr val="000000"/>'
    paper = '<a:schemeClr val="bg1"/>' if look.plain else '<a:srgbClr val="FFFFFF"/>'
    alternative = quoteattr(clean(code_words.alternative(purpose, way_in)))
    return (
        f"{DECLARATION}<p:sld {NAMESPACES}><p:cSld><p:spTree><p:nvGrpSpPr>"
        '<p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
        f'<p:sp><p:nvSpPr><p:cNvPr id="2" name="Panel">{_DECORATIVE}</p:cNvPr>'
        f"<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>{_place(plan.panel)}"
        f"<a:solidFill>{paper}</a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
        f"{_title(purpose, way_in, look, plan, ink)}"
        f'<p:pic><p:nvPicPr><p:cNvPr id="4" name="QR" descr={alternative}/>'
        '<p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr/>'
        f'</p:nvPicPr><p:blipFill><a:blip r:embed="{picture}"/><a:stretch><a:fillRect/>'
        f"</a:stretch></p:blipFill><p:spPr>{_place(plan.code)}</p:spPr></p:pic>"
        f"{_words(purpose, way_in, look, plan, ink)}</p:spTree></p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>"
    )


def _plan(look: Look) -> _Plan:
    wide, high = look.width, look.height
    title, moved = look.title, False
    if (
        title is None
        or title[0] < 0
        or title[1] < 0
        or title[1] + title[3] > _LOWEST_TITLE * high
        or title[2] < _NARROWEST_TITLE * wide
    ):
        left, top, across, down = _OWN_TITLE
        title = (_of(wide, left), _of(high, top), _of(wide, across), _of(high, down))
        moved = True
    air, top = _of(high, _AIR), title[1] + title[3]
    left, across = _of(wide, _SIDE), _of(wide, 1 - 2 * _SIDE)
    bottom = _of(high, _BOTTOM)
    panel_top = _of(high, _AIR) if moved else top + air
    panel = (left, panel_top, across, bottom - panel_top)
    top += air
    if wide >= _LEAST_WIDE * high:
        side = min(bottom - top - 2 * air, across // 2)
        code = (left + air, top + (bottom - top - side) // 2, side, side)
        begins = code[0] + side + 2 * air
        words = (
            begins,
            top + air,
            left + across - air - begins,
            bottom - top - 2 * air,
        )
    else:
        side = min(across - 2 * air, high // 2)
        code = (left + (across - side) // 2, top + air, side, side)
        begins = code[1] + side + air
        words = (left + air, begins, across - 2 * air, bottom - air - begins)
    return _Plan(title, moved, panel, code, words)


def _title(purpose: Purpose, way_in: WayIn, look: Look, plan: _Plan, ink: str) -> str:
    text = clean(code_words.title(purpose, way_in))
    given = (
        round(_TITLE * look.height / EMU_PER_POINT) if plan.moved else look.title_points
    )
    width, height = (side / EMU_PER_POINT for side in plan.title[2:])
    room = Room(width / _WIDER - 14.4, height - 7.2)
    sizes = [max(1, round(given * share)) for share in _SHRINKING]
    scale = round(largest_size([text], sizes, room) / given * 100) * 1000
    shrink = f' fontScale="{scale}"' if scale < 100_000 else ""  # noqa: PLR2004
    fill = f"<a:solidFill>{ink}</a:solidFill>" if plan.moved else ""
    size = f' sz="{given * 100}"' if plan.moved else ""
    where = _place(plan.title) if plan.moved else ""
    anchor = ' anchor="ctr"' if plan.moved else ""
    return (
        '<p:sp><p:nvSpPr><p:cNvPr id="3" name="Title"/><p:cNvSpPr>'
        '<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="title"/></p:nvPr>'
        f"</p:nvSpPr><p:spPr>{where}</p:spPr><p:txBody><a:bodyPr{anchor}>"
        f"<a:normAutofit{shrink}/></a:bodyPr><a:lstStyle/><a:p><a:r>"
        f'<a:rPr lang="{TAGS[way_in.languages[0]]}"{size}>{fill}</a:rPr>'
        f"<a:t>{escape(text)}</a:t></a:r></a:p></p:txBody></p:sp>"
    )


def _words(purpose: Purpose, way_in: WayIn, look: Look, plan: _Plan, ink: str) -> str:
    width, height = (side / EMU_PER_POINT for side in plan.words[2:])
    whole = look.height / EMU_PER_POINT
    for share in _SHRINKING:
        lines = _lines(purpose, way_in, whole * share, width)
        if _height(lines, width) <= height:
            break
    said = "".join(_paragraph(line, ink) for line in lines)
    return (
        '<p:sp><p:nvSpPr><p:cNvPr id="5" name="Address"/><p:cNvSpPr txBox="1"/>'
        f"<p:nvPr/></p:nvSpPr><p:spPr>{_place(plan.words)}<a:noFill/></p:spPr>"
        '<p:txBody><a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" '
        f'anchor="ctr"><a:noAutofit/></a:bodyPr><a:lstStyle/>{said}</p:txBody></p:sp>'
    )


def _lines(purpose: Purpose, way_in: WayIn, whole: float, width: float) -> list[_Line]:
    first = way_in.languages[0]
    sentence, gap = whole * _SENTENCE, whole * 0.02
    lines = [
        _Line(text, language, sentence, before=gap)
        for language, text in code_words.instructions(purpose, way_in)
    ]
    address = _on_one_line(way_in.address, whole * _ADDRESS, width)
    lines.append(_Line(way_in.address, first, address, strong=True, before=gap))
    label = code_words.code_label(way_in)
    lines.append(_Line(label, first, sentence, before=gap))
    code = _on_one_line(way_in.code, whole * _CODE, width / _WIDER)
    lines.append(_Line(way_in.code, first, code, strong=True, spaced=True))
    wifi = code_words.wifi_lines(way_in)
    lines += [_Line(text, first, sentence, before=gap) for text in wifi]
    return lines


def _on_one_line(text: str, points: float, width: float) -> float:
    needed = text_width(text, points, bold=True) * _WIDER
    return points * min(1.0, width / needed)


def _height(lines: list[_Line], width: float) -> float:
    return sum(
        line.before + text_height([line.text], line.points, width / _WIDER, bold=False)
        for line in lines
    )


def _paragraph(line: _Line, ink: str) -> str:
    bold = ' b="1"' if line.strong else ""
    spread = ' spc="300"' if line.spaced else ""
    proof = ' noProof="1"' if line.strong else ""
    return (
        '<a:p><a:pPr marL="0" indent="0" algn="l"><a:spcBef><a:spcPts val="'
        f'{round(line.before * 100)}"/></a:spcBef><a:buNone/></a:pPr><a:r>'
        f'<a:rPr lang="{TAGS[line.language]}" sz="{round(line.points) * 100}"'
        f"{bold}{proof}{spread}><a:solidFill>{ink}</a:solidFill>"
        '<a:latin typeface="+mn-lt"/></a:rPr>'
        f"<a:t>{escape(clean(line.text))}</a:t></a:r></a:p>"
    )


def _place(frame: Frame) -> str:
    left, top, wide, high = frame
    return (
        f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{wide}" cy="{high}"/>'
        '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    )


def _of(whole: int, share: float) -> int:
    return round(whole * share)
