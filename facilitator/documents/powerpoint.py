"""PowerPoint decks that come in: what each slide says, and what its notes ask for."""

from dataclasses import dataclass
from pathlib import Path, PurePath

from lxml import etree

from facilitator.documents import office_text
from facilitator.documents.archive import Archive
from facilitator.documents.errors import (
    DamagedDeckError,
    EmptyDeckError,
    TooManySlidesError,
)
from facilitator.documents.package import Package
from facilitator.documents.remarks import Remarks
from facilitator.documents.shape_text import P, ShapeReader
from facilitator.documents.speaker_notes import SpeakerNotes, read_notes
from facilitator.domain.deck import Deck, Slide, SlideText

MAX_SLIDES = 1_000

_R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True, slots=True)
class _Source:
    package: Package
    remarks: Remarks


def read_presentation(path: Path, filename: str) -> Deck:
    """Return a .pptx, .ppsx, .potx or .pptm as text slides, with warnings.

    The file should have passed `uploads.check_upload`. A slide or shape that is
    damaged costs only itself and a warning.

    Raises:
        DamagedDeckError: the list of slides cannot be read.
        ExpandingFileError: a part is larger than it claims to be.
        EmptyDeckError: there are no slides.
        TooManySlidesError: more than `MAX_SLIDES`.
    """
    with Archive(path, filename) as archive:
        package = Package(archive, filename)
        parts = slide_parts(package, filename)
        if not parts:
            raise EmptyDeckError(filename=filename)
        if len(parts) > MAX_SLIDES:
            raise TooManySlidesError(
                filename=filename, slides=len(parts), limit=MAX_SLIDES
            )
        source = _Source(package, Remarks())
        slides = tuple(_slide(source, part) for part in parts)
    title = next((slide.texts[0].title for slide in slides[:1]), "")
    return Deck(
        title=title or PurePath(filename).stem,
        slides=slides,
        source=filename,
    )


def slide_parts(package: Package, filename: str) -> list[str]:
    """Return the names of the slides' parts in the order of the deck.

    A slide whose part is not named keeps its place with an empty name, so that the
    ones after it keep their number.

    Raises:
        DamagedDeckError: there is no such list.
    """
    main = package.related_of_kind("", "officeDocument")
    if main is None:
        raise DamagedDeckError(filename=filename)
    links = package.related(main)
    return [
        links[link].target if (link := entry.get(_R_ID, "")) in links else ""
        for entry in package.xml(main).iterfind(f"{P}sldIdLst/{P}sldId")
    ]


def _slide(source: _Source, part: str) -> Slide:
    source.remarks.start_slide()
    try:
        root = source.package.xml(part)
        reader = ShapeReader(source.package, part, source.remarks)
    except DamagedDeckError:
        source.remarks.add("slide-damaged")
        return Slide(
            texts=(SlideText(language="und", title=""),),
            findings=source.remarks.findings(),
        )
    tree = root.find(f"{P}cSld/{P}spTree")
    blocks = tuple(reader.blocks(tree)) if tree is not None else ()
    if not reader.title:
        source.remarks.add("no-title")
    notes = read_notes(_written_notes(source, part))
    _remark_on_notes(source.remarks, notes)
    return Slide(
        texts=(
            SlideText(
                language=office_text.language(root),
                title=reader.title,
                blocks=blocks,
                notes=notes.text,
            ),
        ),
        hidden=root.get("show") in ("0", "false"),
        polls=notes.polls,
        agenda_item=notes.agenda_items[0] if notes.agenda_items else "",
        findings=source.remarks.findings(),
    )


def _written_notes(source: _Source, part: str) -> str:
    try:
        name = source.package.related_of_kind(part, "notesSlide")
        root = source.package.xml(name) if name is not None else None
    except DamagedDeckError:
        source.remarks.add("notes-damaged")
        return ""
    if root is None:
        return ""
    return "\n".join(
        paragraph.text
        for body in _notes_bodies(root)
        for paragraph in office_text.paragraphs(body)
    )


def _notes_bodies(root: etree._Element) -> list[etree._Element]:
    return [
        shape
        for shape in root.iter(f"{P}sp")
        if (kind := shape.find(f"./*/{P}nvPr/{P}ph")) is not None
        and kind.get("type") == "body"
    ]


def _remark_on_notes(remarks: Remarks, notes: SpeakerNotes) -> None:
    if notes.unknown:
        remarks.add("unknown-mark", mark=notes.unknown[0])
    if len(notes.agenda_items) > 1:
        remarks.add("many-agenda-items")
