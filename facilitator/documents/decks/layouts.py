"""The layouts of our own decks: where titles, words, tables and charts go.

Sizes are set here and nowhere else: a slide inherits them. Read from ten metres, body
text is never below 24 points on a slide 7.5 inches high.
"""

from dataclasses import dataclass

from facilitator.domain.text import Text

EMU, EMU_PER_POINT = 914_400, 12_700
WIDTH, HEIGHT = 12_192_000, 6_858_000
TITLE_POINTS, BODY_POINTS, LEAST_POINTS, FOOT_POINTS = 36, 28, 24, 12
OPENING_POINTS = 44
NUMBER_POINTS = 72
BULLET = "■"

Box = tuple[float, float, float, float]  # left, top, width, height, in inches

_LEFT, _ACROSS = 0.7, 11.93
_TITLE: Box = (_LEFT, 0.72, _ACROSS, 1.12)
BODY: Box = (_LEFT, 2.0, _ACROSS, 4.75)
_DATE: Box = (8.6, 6.95, 2.6, 0.32)
_FOOT: Box = (_LEFT, 6.95, 7.8, 0.32)
_NUMBER: Box = (11.33, 6.95, 1.3, 0.32)


@dataclass(frozen=True, slots=True)
class Place:
    """A placeholder of a layout; `settings` go into its body properties."""

    kind: str
    index: int
    name: str
    box: Box | None = None
    settings: str = ""
    style: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """A layout: its kind as PowerPoint knows it, its name, what it holds."""

    kind: str
    name: Text
    places: tuple[Place, ...]
    bar: Box | None = None  # in place of the master's rule above the title


_SOFT = (
    '<a:solidFill><a:schemeClr val="tx1"><a:lumMod val="75000"/>'
    '<a:lumOff val="25000"/></a:schemeClr></a:solidFill>'
)


def _plain(points: int) -> str:
    """Return the style of words in a softer ink, without bullets."""
    return (
        '<a:lvl1pPr marL="0" indent="0"><a:buNone/>'
        f'<a:defRPr sz="{points * 100}">{_SOFT}</a:defRPr></a:lvl1pPr>'
    )


def _sized(points: int) -> str:
    return f'<a:lvl1pPr><a:defRPr sz="{points * 100}"/></a:lvl1pPr>'


def _foot(align: str) -> str:
    return (
        f'<a:lvl1pPr algn="{align}"><a:defRPr sz="{FOOT_POINTS * 100}">'
        f"{_SOFT}</a:defRPr></a:lvl1pPr>"
    )


def _room(anchor: str) -> str:
    return f'lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}"'


# A number, and below it what it counts.
_NUMBER_STYLE = (
    f'<a:lvl1pPr marL="0" indent="0"><a:buNone/><a:defRPr sz="{NUMBER_POINTS * 100}" '
    'b="1"><a:solidFill><a:schemeClr val="accent1"/></a:solidFill></a:defRPr>'
    '</a:lvl1pPr><a:lvl2pPr marL="0" indent="0"><a:spcBef><a:spcPts val="0"/>'
    f'</a:spcBef><a:buNone/><a:defRPr sz="{LEAST_POINTS * 100}"/></a:lvl2pPr>'
)
_HEAD = Place("title", 0, "Title")
_BAND: Box = (0, 0, 0.42, 7.5)
LAYOUTS: dict[str, Layout] = {
    "title": Layout(
        "title",
        Text("Title slide", "Portada"),
        (
            Place(
                "ctrTitle",
                0,
                "Title",
                (1.1, 1.35, 11.5, 2.3),
                'anchor="b"',
                _sized(OPENING_POINTS),
            ),
            Place(
                "subTitle",
                1,
                "Subtitle",
                (1.1, 3.9, 11.5, 2.6),
                style=_plain(BODY_POINTS),
            ),
        ),
        _BAND,
    ),
    "content": Layout(
        "obj",
        Text("Title and content", "Título y contenido"),
        (_HEAD, Place("obj", 1, "Content")),
    ),
    "section": Layout(
        "secHead",
        Text("Section", "Sección"),
        (
            Place(
                "title",
                0,
                "Title",
                (1.1, 1.35, 11.5, 2.3),
                'anchor="b"',
                _sized(OPENING_POINTS),
            ),
            Place(
                "body",
                1,
                "Text",
                (1.1, 3.9, 11.5, 2.6),
                style=_plain(BODY_POINTS),
            ),
        ),
        _BAND,
    ),
    "two": Layout(
        "twoObj",
        Text("Two columns", "Dos columnas"),
        (
            _HEAD,
            Place("obj", 1, "Content, left", (_LEFT, 2.0, 5.8, 4.75)),
            Place("obj", 2, "Content, right", (6.83, 2.0, 5.8, 4.75)),
        ),
    ),
    "table": Layout(
        "tbl",
        Text("Table and text", "Tabla y texto"),
        (
            _HEAD,
            Place("tbl", 13, "Table", (_LEFT, 2.0, _ACROSS, 4.0)),
            Place(
                "body",
                16,
                "Text below",
                (_LEFT, 6.1, _ACROSS, 0.65),
                style=_sized(LEAST_POINTS),
            ),
        ),
    ),
    "chart": Layout(
        "chart",
        Text("Question and chart", "Pregunta y gráfica"),
        (
            _HEAD,
            Place(
                "body",
                16,
                "Figures",
                (_LEFT, 1.97, _ACROSS, 0.5),
                'anchor="ctr"',
                _plain(LEAST_POINTS),
            ),
            Place("chart", 14, "Chart", (_LEFT, 2.5, _ACROSS, 4.35)),
        ),
    ),
    "numbers": Layout(
        "cust",
        Text("Three numbers", "Tres números"),
        (
            _HEAD,
            *(
                Place(
                    "body",
                    21 + place,
                    f"Number {place + 1}",
                    (_LEFT + place * 4.1, 2.2, 3.73, 2.1),
                    style=_NUMBER_STYLE,
                )
                for place in range(3)
            ),
            Place(
                "body",
                16,
                "Text below",
                (_LEFT, 4.6, _ACROSS, 2.15),
                style=_sized(LEAST_POINTS),
            ),
        ),
    ),
    "picture": Layout(
        "picTx",
        Text("Picture and text", "Imagen y texto"),
        (
            _HEAD,
            Place("pic", 15, "Picture", (_LEFT, 2.0, 6.6, 4.75)),
            Place("body", 16, "Text", (7.6, 2.0, 5.03, 4.75)),
        ),
    ),
    "title_only": Layout("titleOnly", Text("Title only", "Solo el título"), (_HEAD,)),
    "blank": Layout("blank", Text("Blank", "En blanco"), ()),
}

MASTER_BAR: Box = (_LEFT, 0.5, _ACROSS, 0.07)
MASTER_PLACES = (
    Place("title", 0, "Title", _TITLE, _room("t")),
    Place("body", 1, "Body", BODY, _room("t")),
    Place("dt", 2, "Date", _DATE, _room("ctr"), _foot("r")),
    Place("ftr", 3, "Footer", _FOOT, _room("ctr"), _foot("l")),
    Place("sldNum", 4, "Slide number", _NUMBER, _room("ctr"), _foot("r")),
)
FEET = (Place("ftr", 11, "Footer"), Place("sldNum", 12, "Slide number"))
# Beside the band, the footer begins where the title does.
BANDED_FOOT = Place("ftr", 11, "Footer", (1.1, 6.95, 7.4, 0.32))
