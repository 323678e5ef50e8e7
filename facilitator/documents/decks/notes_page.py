"""The page of a slide's notes: the slide's picture above, the words below."""

from xml.sax.saxutils import escape

from facilitator.documents.decks.master import COLOUR_MAP, DECLARATION, NAMESPACES
from facilitator.documents.decks.safe_text import TAGS, clean

_GROUP = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
    "<p:grpSpPr/>"
)


def notes_master_xml() -> str:
    """Return a notes master with a slide image and a body."""
    return (
        f'{DECLARATION}<p:notesMaster {NAMESPACES}><p:cSld><p:bg><p:bgRef idx="1001">'
        '<a:schemeClr val="bg1"/></p:bgRef></p:bg><p:spTree>'
        f"{_GROUP}{_image()}{_body()}</p:spTree></p:cSld>{COLOUR_MAP}<p:notesStyle>"
        '<a:lvl1pPr marL="0" algn="l"><a:spcBef><a:spcPts val="600"/></a:spcBef>'
        '<a:defRPr sz="1200" kern="1200"><a:solidFill><a:schemeClr val="tx1"/>'
        '</a:solidFill><a:latin typeface="+mn-lt"/></a:defRPr></a:lvl1pPr>'
        "</p:notesStyle></p:notesMaster>"
    )


def notes_xml(text: str, language: str) -> str:
    """Return the page of notes of one slide, a paragraph for each line of `text`."""
    said = "".join(
        f'<a:p><a:r><a:rPr lang="{TAGS[language]}"/><a:t>{escape(clean(line))}</a:t>'
        "</a:r></a:p>"
        for line in text.split("\n")
    )
    return (
        f"{DECLARATION}<p:notes {NAMESPACES}><p:cSld><p:spTree>{_GROUP}"
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide image"/><p:cNvSpPr>'
        '<a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr><p:nvPr>'
        '<p:ph type="sldImg"/></p:nvPr></p:nvSpPr><p:spPr/></p:sp>'
        '<p:sp><p:nvSpPr><p:cNvPr id="3" name="Notes"/><p:cNvSpPr>'
        '<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="body" idx="1"/></p:nvPr>'
        f"</p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>{said}</p:txBody></p:sp>"
        "</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>"
    )


def _image() -> str:
    return (
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide image"/><p:cNvSpPr>'
        '<a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr><p:nvPr>'
        '<p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm>'
        '<a:off x="685800" y="1143000"/><a:ext cx="5486400" cy="3086100"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>'
        '<a:ln w="12700"><a:solidFill><a:prstClr val="black"/></a:solidFill></a:ln>'
        "</p:spPr></p:sp>"
    )


def _body() -> str:
    return (
        '<p:sp><p:nvSpPr><p:cNvPr id="3" name="Notes"/><p:cNvSpPr>'
        '<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>'
        '<p:ph type="body" sz="quarter" idx="3"/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm>'
        '<a:off x="685800" y="4400550"/><a:ext cx="5486400" cy="3600450"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody>'
        "<a:bodyPr/><a:lstStyle/><a:p/></p:txBody></p:sp>"
    )
