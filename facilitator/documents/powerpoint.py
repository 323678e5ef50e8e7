"""PowerPoint decks that come in: what each slide says, and what its notes ask for."""

from dataclasses import replace
from pathlib import Path, PurePath

from lxml import etree

from facilitator.documents import office_text
from facilitator.documents.allowance import TextAllowance
from facilitator.documents.archive import Archive
from facilitator.documents.builds import Builds, read_builds, shown_at_once
from facilitator.documents.embedded import EmbeddedFiles
from facilitator.documents.errors import (
    DamagedDeckError,
    EmptyDeckError,
    TooManySlidesError,
)
from facilitator.documents.note_requests import checked_skips, requested
from facilitator.documents.package import Package
from facilitator.documents.remarks import Remarks
from facilitator.documents.shape_text import ShapeReader, SlideContext
from facilitator.documents.slide_list import P, SlideList, read_slide_list
from facilitator.documents.slide_media import MediaReader
from facilitator.documents.speaker_notes import read_notes
from facilitator.domain.decks.deck import Deck, Slide, SlideText
from facilitator.domain.surveys.survey import Question

MAX_SLIDES = 1_000
# Slides are drawn once for each step.
MAX_STEPS_IN_ALL = 1_000


def read_presentation(path: Path, filename: str, folder: Path | None = None) -> Deck:
    """Return a .pptx, .ppsx, .potx or .pptm as text slides, with warnings.

    The file should have passed `uploads.check_upload`. A slide or shape that is
    damaged costs only itself and a warning.

    Args:
        path: where the file lies.
        filename: the name it had on the visitor's machine.
        folder: where its own pictures and media go (None: they are left out).

    Raises:
        DamagedDeckError: the list of slides cannot be read.
        ExpandingFileError: a part is larger than it claims to be.
        EmptyDeckError: there are no slides.
        TooManySlidesError: more than `MAX_SLIDES`.
    """
    with Archive(path, filename) as archive:
        package = Package(archive, filename)
        listed = read_slide_list(package, filename)
        if not listed.parts:
            raise EmptyDeckError(filename=filename)
        if len(listed.parts) > MAX_SLIDES:
            raise TooManySlidesError(
                filename=filename, slides=len(listed.parts), limit=MAX_SLIDES
            )
        reader = _DeckReader(package, EmbeddedFiles(archive, folder), listed)
        slides = [reader.slide(place) for place in range(len(listed.parts))]
    if sum(slide.steps for slide in slides) > MAX_STEPS_IN_ALL:
        slides = list(map(shown_at_once, slides))
    return Deck(
        title=slides[0].texts[0].title or PurePath(filename).stem,
        slides=checked_skips(slides),
        source=filename,
        questions=tuple(reader.questions.values()),
        aspect=listed.aspect,
    )


class _DeckReader:
    """Reads one slide after the other; `questions` are the polls that they are."""

    def __init__(
        self, package: Package, files: EmbeddedFiles, listed: SlideList
    ) -> None:
        self.questions: dict[str, Question] = {}
        self._package = package
        self._files = files
        self._listed = listed
        self._remarks = Remarks()
        self._allowance = TextAllowance(self._remarks)
        self._media = MediaReader(package, files, self._remarks, listed.size)

    def slide(self, place: int) -> Slide:
        """Return the slide at a place of the deck."""
        self._remarks.start_slide()
        self._allowance.start_slide()
        part = self._listed.parts[place]
        try:
            slide = self._read(part, self._package.xml(part))
        except DamagedDeckError:
            self._remarks.add("slide-damaged")
            slide = Slide(texts=(SlideText(language="und", title=""),))
        return replace(
            slide,
            section=self._listed.sections[place],
            findings=self._remarks.findings(),
        )

    def _read(self, part: str, root: etree._Element) -> Slide:
        builds = read_builds(root)
        if not builds.played:
            self._remarks.add("animation-not-played")
        slide = Slide(
            texts=(self._words(part, root, builds),),
            hidden=root.get("show") in ("0", "false"),
            steps=builds.steps,
            media=self._media.media(part, root),
        )
        notes = read_notes(self._allowance.text(self._written_notes(part)))
        slide, question = requested(slide, notes, self._remarks)
        if question is not None:
            self.questions.setdefault(question.name, question)
        return slide

    def _words(self, part: str, root: etree._Element, builds: Builds) -> SlideText:
        language = office_text.language(root)
        shapes = ShapeReader(
            SlideContext(
                self._package, part, self._remarks, self._files, builds, language
            )
        )
        tree = root.find(f"{P}cSld/{P}spTree")
        said = shapes.blocks(tree) if tree is not None else iter(())
        blocks = self._allowance.blocks(said)
        title = self._allowance.title(shapes.title)
        if not title:
            self._remarks.add("no-title")
        return SlideText(language=language, title=title, blocks=blocks)

    def _written_notes(self, part: str) -> str:
        try:
            name = self._package.related_of_kind(part, "notesSlide")
            root = self._package.xml(name) if name is not None else None
        except DamagedDeckError:
            self._remarks.add("notes-damaged")
            return ""
        if root is None:
            return ""
        return "\n".join(_with_gaps(body) for body in _notes_bodies(root))


def _with_gaps(body: etree._Element) -> str:
    """Return the paragraphs of notes, with an empty line where there are empty ones."""
    lines: list[str] = []
    last = -1
    for paragraph in office_text.paragraphs(body):
        if lines and paragraph.place > last + 1:
            lines.append("")
        lines.append(paragraph.text)
        last = paragraph.place
    return "\n".join(lines)


def _notes_bodies(root: etree._Element) -> list[etree._Element]:
    return [
        shape
        for shape in root.iter(f"{P}sp")
        if (kind := shape.find(f"./*/{P}nvPr/{P}ph")) is not None
        and kind.get("type") == "body"
    ]
