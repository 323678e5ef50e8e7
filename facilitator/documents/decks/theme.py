"""The look of our own decks: the product's colours and fonts as an Office theme.

The colours are those of `web/static/tokens.css`, and a test compares the two. Arial is
the one face that Windows, macOS and (with equal widths) LibreOffice on Linux all have.
"""

FONT = "Arial"

# The twelve places of an Office colour scheme, in its order.
COLOURS: dict[str, str] = {
    "dk1": "1f1d1a",  # --ink
    "lt1": "ffffff",  # --paper-raised
    "dk2": "083a50",  # --accent-dark
    "lt2": "faf8f5",  # --paper
    "accent1": "0b4f6c",  # --accent
    "accent2": "8fb8c9",  # --accent-line
    "accent3": "2b5f34",  # --good
    "accent4": "6f4700",  # --wait
    "accent5": "98282b",  # --bad
    "accent6": "76706a",  # --line-strong
    "hlink": "0b4f6c",  # --accent
    "folHlink": "67615a",  # --ink-quiet
}
TABLE_STYLE = "{6F1C7C0E-52B7-4B0B-9C57-2E0A54C6D6A1}"
"""The name under which the base deck keeps the style of its tables."""

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def theme_xml() -> str:
    """Return the theme part: colours, fonts, and plain fills without effects."""
    colours = "".join(
        f'<a:{place}><a:srgbClr val="{colour.upper()}"/></a:{place}>'
        for place, colour in COLOURS.items()
    )
    face = f'<a:latin typeface="{FONT}"/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    lines = "".join(
        f'<a:ln w="{width}" cap="flat" cmpd="sng" algn="ctr">{fill}'
        '<a:prstDash val="solid"/></a:ln>'
        for width in (9525, 19050, 28575)
    )
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{_DECLARATION}<a:theme xmlns:a="{_A}" name="Facilitator toolkit">'
        f'<a:themeElements><a:clrScheme name="Facilitator toolkit">{colours}'
        '</a:clrScheme><a:fontScheme name="Facilitator toolkit">'
        f"<a:majorFont>{face}</a:majorFont><a:minorFont>{face}</a:minorFont>"
        '</a:fontScheme><a:fmtScheme name="Facilitator toolkit">'
        f"<a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{lines}"
        f"</a:lnStyleLst><a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements><a:objectDefaults/><a:extraClrSchemeLst/></a:theme>"
    )


def table_styles_xml() -> str:
    """Return the table styles: a rule below the header, thin lines between rows."""
    face = '<a:fontRef idx="minor"><a:prstClr val="black"/></a:fontRef>'
    plain, header = (f'{face}<a:schemeClr val="{ink}"/>' for ink in ("dk1", "dk2"))
    none = "<a:ln><a:noFill/></a:ln>"
    no_edges = "".join(
        f"<a:{edge}>{none}</a:{edge}>" for edge in ("left", "right", "top")
    )
    thin, strong = _rule("accent2", 12700), _rule("accent1", 38100)
    return (
        f'{_DECLARATION}<a:tblStyleLst xmlns:a="{_A}" def="{TABLE_STYLE}">'
        f'<a:tblStyle styleId="{TABLE_STYLE}" styleName="Facilitator toolkit">'
        f"<a:wholeTbl><a:tcTxStyle>{plain}</a:tcTxStyle><a:tcStyle><a:tcBdr>"
        f"{no_edges}<a:bottom>{thin}</a:bottom><a:insideH>{thin}</a:insideH>"
        f"<a:insideV>{none}</a:insideV></a:tcBdr><a:fill><a:noFill/></a:fill>"
        f'</a:tcStyle></a:wholeTbl><a:firstCol><a:tcTxStyle b="on">{plain}'
        "</a:tcTxStyle><a:tcStyle><a:tcBdr/></a:tcStyle></a:firstCol>"
        f'<a:firstRow><a:tcTxStyle b="on">{header}</a:tcTxStyle><a:tcStyle>'
        f"<a:tcBdr><a:bottom>{strong}</a:bottom></a:tcBdr><a:fill><a:noFill/></a:fill>"
        "</a:tcStyle></a:firstRow></a:tblStyle></a:tblStyleLst>"
    )


def _rule(colour: str, width: int) -> str:
    return (
        f'<a:ln w="{width}" cmpd="sng"><a:solidFill><a:schemeClr val="{colour}"/>'
        "</a:solidFill></a:ln>"
    )
