"""The simplest animation: the paragraphs of a shape appear, click by click."""

from pptx.oxml import parse_xml

from facilitator.documents.decks.base import Page, Shape
from facilitator.documents.slide_list import P

_NAMES = f'xmlns:p="{P[1:-1]}"'
_CLICK = (
    '<p:par><p:cTn id="{a}" fill="hold"><p:stCondLst><p:cond delay="indefinite"/>'
    '</p:stCondLst><p:childTnLst><p:par><p:cTn id="{b}" fill="hold"><p:stCondLst>'
    '<p:cond delay="0"/></p:stCondLst><p:childTnLst><p:par>'
    '<p:cTn id="{c}" presetID="1" presetClass="entr" presetSubtype="0" fill="hold" '
    'grpId="0" nodeType="clickEffect"><p:stCondLst><p:cond delay="0"/></p:stCondLst>'
    '<p:childTnLst><p:set><p:cBhvr><p:cTn id="{d}" dur="1" fill="hold"><p:stCondLst>'
    '<p:cond delay="0"/></p:stCondLst></p:cTn><p:tgtEl><p:spTgt spid="{shape}">'
    '<p:txEl><p:pRg st="{at}" end="{at}"/></p:txEl></p:spTgt></p:tgtEl><p:attrNameLst>'
    "<p:attrName>style.visibility</p:attrName></p:attrNameLst></p:cBhvr><p:to>"
    '<p:strVal val="visible"/></p:to></p:set></p:childTnLst></p:cTn></p:par>'
    "</p:childTnLst></p:cTn></p:par></p:childTnLst></p:cTn></p:par>"
)
_TIMING = (
    '<p:timing {names}><p:tnLst><p:par><p:cTn id="1" dur="indefinite" restart="never" '
    'nodeType="tmRoot"><p:childTnLst><p:seq concurrent="1" nextAc="seek">'
    '<p:cTn id="2" dur="indefinite" nodeType="mainSeq"><p:childTnLst>{clicks}'
    '</p:childTnLst></p:cTn><p:prevCondLst><p:cond evt="onPrev" delay="0"><p:tgtEl>'
    "<p:sldTgt/></p:tgtEl></p:cond></p:prevCondLst><p:nextCondLst>"
    '<p:cond evt="onNext" delay="0"><p:tgtEl><p:sldTgt/></p:tgtEl></p:cond>'
    "</p:nextCondLst></p:seq></p:childTnLst></p:cTn></p:par></p:tnLst><p:bldLst>"
    '<p:bldP spid="{shape}" grpId="0" build="p"/></p:bldLst></p:timing>'
)
_FIRST_ID, _IDS = 3, 4


def appear_one_by_one(page: Page, shape: Shape, paragraphs: int) -> None:
    """Let each of a shape's paragraphs appear with a click of its own."""
    clicks = "".join(
        _CLICK.format(
            **dict(zip("abcd", range(first, first + _IDS), strict=True)),
            shape=shape.shape_id,
            at=at,
        )
        for at in range(paragraphs)
        for first in [_FIRST_ID + at * _IDS]
    )
    timing = _TIMING.format(names=_NAMES, clicks=clicks, shape=shape.shape_id)
    page.element.append(parse_xml(timing))
