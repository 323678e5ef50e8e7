"""What a presentation says of its slides: their order, sections and shape."""

from dataclasses import dataclass

from lxml import etree

from facilitator.documents.errors import DamagedDeckError
from facilitator.documents.office_text import R_ID, whole
from facilitator.documents.package import Package
from facilitator.domain.decks.deck import aspect_of

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_P14 = "{http://schemas.microsoft.com/office/powerpoint/2010/main}"

_LONGEST_SECTION = 200


@dataclass(frozen=True, slots=True)
class SlideList:
    """The slides' parts in order, and the name of each one's section.

    A slide whose part is not named keeps its place with an empty name, so that the
    ones after it keep their number. `aspect` is width divided by height, `size` both
    in the file's own units.
    """

    main: str
    parts: tuple[str, ...]
    sections: tuple[str, ...]
    size: tuple[int, int]

    @property
    def aspect(self) -> float:
        """The slides' width divided by their height."""
        return aspect_of(*self.size)


def read_slide_list(package: Package, filename: str) -> SlideList:
    """Return the list of slides.

    Raises:
        DamagedDeckError: there is no such list.
    """
    main = package.related_of_kind("", "officeDocument")
    if main is None:
        raise DamagedDeckError(filename=filename)
    links = package.related(main)
    root = package.xml(main)
    entries = root.findall(f"{P}sldIdLst/{P}sldId")
    names = [entry.get(R_ID, "") for entry in entries]
    sections = _sections(root)
    return SlideList(
        main=main,
        parts=tuple(links[name].target if name in links else "" for name in names),
        sections=tuple(sections.get(entry.get("id", ""), "") for entry in entries),
        size=_size(root),
    )


def _sections(root: etree._Element) -> dict[str, str]:
    """Return the name of the section of each slide, by the slide's id."""
    return {
        entry.get("id", ""): " ".join(section.get("name", "").split())[
            :_LONGEST_SECTION
        ]
        for section in root.iter(f"{_P14}section")
        for entry in section.iter(f"{_P14}sldId")
    }


def _size(root: etree._Element) -> tuple[int, int]:
    size = root.find(f"{P}sldSz")
    if size is None:
        return 0, 0
    return whole(size.get("cx", "")), whole(size.get("cy", ""))
