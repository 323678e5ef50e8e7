"""A trainer's own deck with two slides put in: how to join, and how to sign out."""

from collections.abc import Sequence
from pathlib import Path

from lxml import etree

from facilitator.documents.archive import Archive
from facilitator.documents.decks import code_words
from facilitator.documents.decks.code_slide import slide_xml
from facilitator.documents.decks.code_words import Purpose, WayIn
from facilitator.documents.decks.look import Look, read_look
from facilitator.documents.decks.note_numbers import renumber
from facilitator.documents.decks.notes_page import notes_master_xml, notes_xml
from facilitator.documents.decks.qr_picture import qr_png
from facilitator.documents.decks.slide_entries import SlideEntries
from facilitator.documents.decks.theme import theme_xml
from facilitator.documents.errors import DamagedDeckError, EmptyDeckError
from facilitator.documents.office_text import paragraphs
from facilitator.documents.package import Package
from facilitator.documents.package_revision import PackageRevision
from facilitator.documents.slide_list import read_slide_list
from facilitator.documents.speaker_notes import read_notes

_TYPE = "application/vnd.openxmlformats-officedocument"
_SLIDE = f"{_TYPE}.presentationml.slide+xml"
_NOTES = f"{_TYPE}.presentationml.notesSlide+xml"
_NOTES_MASTER = f"{_TYPE}.presentationml.notesMaster+xml"
_THEME = f"{_TYPE}.theme+xml"


def write_with_codes(
    source: Path, filename: str, target: Path, way_in: WayIn, language: str
) -> None:
    """Write a copy of a deck with a slide to join after the first and one to leave.

    Every other part is copied as it is: notes, pictures, media, animations, charts and
    links. Code slides that an earlier copy had are replaced, numbers of slides that
    the notes skip to are counted anew, and macros are left out: the copy is a plain
    .pptx, whatever the deck was.

    Args:
        source: the deck, which passed `uploads.check_upload`.
        filename: its name, for what is said when it is damaged.
        target: where the copy goes.
        way_in: what the slides lead to.
        language: that of the speaker notes.

    Raises:
        DamagedDeckError: the list of slides or a layout cannot be read.
        ExpandingFileError: a part is larger than it claims to be.
    """
    with Archive(source, filename) as archive:
        listed = read_slide_list(Package(archive, filename), filename)
        revision = PackageRevision(archive, filename, listed.main)
        revision.make_plain()
        look = read_look(revision.package, listed, filename)
        insertion = _Insertion(revision, look, way_in, language)
        insertion.insert(listed.parts, filename)
        revision.write(target)


class _Insertion:
    """Two slides being put into a deck; each has notes, and they share one picture."""

    def __init__(
        self, revision: PackageRevision, look: Look, way_in: WayIn, language: str
    ) -> None:
        self._revision = revision
        self._look = look
        self._way_in = way_in
        self._language = language
        self._entries = SlideEntries(revision.package.xml(revision.main))
        self._folder = revision.main.rpartition("/")[0]

    def insert(self, parts: Sequence[str], filename: str) -> None:
        """Take earlier code slides out and put new ones in; `parts` are the slides'."""
        revision, before = self._revision, self._entries.links()
        kept = [part for part in parts if not self._is_code_slide(part)]
        if not kept:
            raise EmptyDeckError(filename=filename)
        for part, link in zip(parts, before, strict=True):
            if part not in kept:
                self._take_out(part, link)
        picture = revision.free_name(self._name("media/facilitator-qr{}.png"))
        revision.put(picture, qr_png(self._way_in.url), "image/png")
        notes_master = self._notes_master()
        places: dict[Purpose, int] = {
            "sign-out": len(kept),
            "join": self._opening(kept),
        }
        for purpose, place in places.items():
            link = self._add_slide(purpose, picture, notes_master)
            self._entries.insert(place, link)
        revision.put_xml(revision.main, self._entries.root)
        self._renumber(parts, before)

    def _name(self, pattern: str) -> str:
        return f"{self._folder}/{pattern}".lstrip("/")

    def _notes_of(self, part: str) -> tuple[str, etree._Element] | None:
        """Return the page of notes of a slide (None: it has none that can be read)."""
        package = self._revision.package
        try:
            name = package.related_of_kind(part, "notesSlide") if part else None
            return (name, package.xml(name)) if name else None
        except DamagedDeckError:
            return None

    def _is_code_slide(self, part: str) -> bool:
        found = self._notes_of(part)
        if found is None:
            return False
        written = "\n".join(p.text for p in paragraphs(found[1]))
        return bool(read_notes(written).values("code"))

    def _take_out(self, part: str, link: str) -> None:
        self._entries.take_out(link)
        self._revision.unlink(self._revision.main, link)
        self._revision.leave_out(part)
        notes = self._revision.package.related_of_kind(part, "notesSlide")
        if notes:
            self._revision.leave_out(notes)

    def _opening(self, parts: Sequence[str]) -> int:
        """Return the place after the first slide that is shown."""
        for place, part in enumerate(parts, start=1):
            try:
                root = self._revision.package.xml(part)
            except DamagedDeckError:
                continue
            if root.get("show") not in ("0", "false"):
                return place
        return 1

    def _notes_master(self) -> str:
        """Return the deck's notes master; one of our own where it has none."""
        revision = self._revision
        found = revision.package.related_of_kind(revision.main, "notesMaster")
        if found:
            return found
        master = revision.free_name(self._name("notesMasters/notesMaster{}.xml"))
        theme = revision.free_name(self._name("theme/theme{}.xml"))
        revision.put_xml(theme, theme_xml(), _THEME)
        revision.put_xml(master, notes_master_xml(), _NOTES_MASTER)
        revision.link(master, "theme", theme)
        link = revision.link(revision.main, "notesMaster", master)
        self._entries.add_notes_master(link)
        return master

    def _add_slide(self, purpose: Purpose, picture: str, notes_master: str) -> str:
        """Add the parts of one slide, and return the main part's reference to it."""
        revision, way_in = self._revision, self._way_in
        slide = revision.free_name(self._name("slides/slide{}.xml"))
        revision.link(slide, "slideLayout", self._look.layout)
        shown = revision.link(slide, "image", picture)
        revision.put_xml(slide, slide_xml(purpose, way_in, self._look, shown), _SLIDE)
        notes = revision.free_name(self._name("notesSlides/notesSlide{}.xml"))
        said = code_words.notes(purpose, way_in, self._language)
        revision.put_xml(notes, notes_xml(said, self._language), _NOTES)
        revision.link(notes, "notesMaster", notes_master)
        revision.link(notes, "slide", slide)
        revision.link(slide, "notesSlide", notes)
        return revision.link(revision.main, "slide", slide)

    def _renumber(self, parts: Sequence[str], before: Sequence[str]) -> None:
        """Let notes that skip to a slide name it by its new number."""
        after = self._entries.links()
        numbers = {
            old: after.index(link) + 1
            for old, link in enumerate(before, start=1)
            if link in after
        }
        for part in parts:
            found = self._notes_of(part)
            if found and renumber(found[1], numbers):
                self._revision.put_xml(*found)
