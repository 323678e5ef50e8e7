"""An empty presentation in the product's own design, put together from its parts."""

from functools import cache
from io import BytesIO
from typing import Any, TypeAlias
from zipfile import ZIP_DEFLATED, ZipFile

from pptx import Presentation

from facilitator.documents.decks import master
from facilitator.documents.decks.layouts import HEIGHT, LAYOUTS, WIDTH
from facilitator.documents.decks.master import DECLARATION, NAMESPACES
from facilitator.documents.decks.notes_page import notes_master_xml
from facilitator.documents.decks.theme import table_styles_xml, theme_xml

# python-pptx declares less than it does: a shape without `text_frame`, a length that
# is no number. What is written with it is checked by reading it again.
File: TypeAlias = Any
Page: TypeAlias = Any
Shape: TypeAlias = Any

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument"
_NOTES_SIZE = '<p:notesSz cx="6858000" cy="9144000"/>'


def empty_presentation(language: str) -> File:
    """Return a python-pptx presentation without slides, layouts named in `language`."""
    return Presentation(BytesIO(_base(language)))


@cache
def _base(language: str) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as package:
        for name, content in _parts(language).items():
            package.writestr(name, content)
    return file.getvalue()


def _parts(language: str) -> dict[str, str]:
    names = [f"slideLayout{n}" for n in range(1, len(LAYOUTS) + 1)]
    theme = [("theme", "../theme/theme1.xml")]
    above = [("slideMaster", "../slideMasters/slideMaster1.xml")]
    below = [("slideLayout", f"../slideLayouts/{name}.xml") for name in names]
    parts = {
        "[Content_Types].xml": _content_types(names),
        "_rels/.rels": _links([("officeDocument", "ppt/presentation.xml")]),
        "ppt/presentation.xml": _presentation(),
        "ppt/_rels/presentation.xml.rels": _links(
            [
                ("slideMaster", "slideMasters/slideMaster1.xml"),
                ("notesMaster", "notesMasters/notesMaster1.xml"),
                ("theme", "theme/theme1.xml"),
                ("tableStyles", "tableStyles.xml"),
            ]
        ),
        "ppt/theme/theme1.xml": theme_xml(),
        "ppt/theme/theme2.xml": theme_xml(),
        "ppt/tableStyles.xml": table_styles_xml(),
        "ppt/notesMasters/notesMaster1.xml": notes_master_xml(),
        "ppt/notesMasters/_rels/notesMaster1.xml.rels": _links(
            [("theme", "../theme/theme2.xml")]
        ),
        "ppt/slideMasters/slideMaster1.xml": master.master_xml(
            [f"rId{n}" for n in range(1, len(names) + 1)]
        ),
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": _links(below + theme),
    }
    for name, layout in zip(names, LAYOUTS.values(), strict=True):
        parts[f"ppt/slideLayouts/{name}.xml"] = master.layout_xml(layout, language)
        parts[f"ppt/slideLayouts/_rels/{name}.xml.rels"] = _links(above)
    return parts


def _links(targets: list[tuple[str, str]]) -> str:
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, start=1)
    )
    return (
        f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">'
        f"{links}</Relationships>"
    )


def _content_types(names: list[str]) -> str:
    kinds = {
        "/ppt/presentation.xml": "presentationml.presentation.main",
        "/ppt/slideMasters/slideMaster1.xml": "presentationml.slideMaster",
        "/ppt/notesMasters/notesMaster1.xml": "presentationml.notesMaster",
        "/ppt/theme/theme1.xml": "theme",
        "/ppt/theme/theme2.xml": "theme",
        "/ppt/tableStyles.xml": "presentationml.tableStyles",
        **{
            f"/ppt/slideLayouts/{name}.xml": "presentationml.slideLayout"
            for name in names
        },
    }
    listed = "".join(
        f'<Override PartName="{part}" ContentType="{_TYPE}.{kind}+xml"/>'
        for part, kind in kinds.items()
    )
    return (
        f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package'
        '.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f"{listed}</Types>"
    )


def _presentation() -> str:
    return (
        f'{DECLARATION}<p:presentation {NAMESPACES} saveSubsetFonts="1">'
        '<p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/>'
        '</p:sldMasterIdLst><p:notesMasterIdLst><p:notesMasterId r:id="rId2"/>'
        f'</p:notesMasterIdLst><p:sldSz cx="{WIDTH}" cy="{HEIGHT}"/>'
        f"{_NOTES_SIZE}<p:defaultTextStyle>{master.text_levels()}"
        "</p:defaultTextStyle></p:presentation>"
    )
