"""The trainer puts the pictures of a deck right: PDFs, pages, pictures of their own."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from facilitator.documents.deck_worker import draw_picture
from facilitator.documents.worker import Halt
from facilitator.domain.decks.clicks import shown_whole
from facilitator.domain.decks.deck import Deck, DeckFacts
from facilitator.domain.decks.pages import with_page, without_pages
from facilitator.domain.decks.pictures import shown_as, with_own, without_own
from facilitator.errors import FacilitatorError
from facilitator.live import pdf_export
from facilitator.live.leading import Leading, NoSuchDeckError


class NotAnExportError(FacilitatorError):
    """Only a PDF can be the PDF of a deck."""

    code = "not-an-export"
    status = 409
    sentence = "Only a PDF that was read can be taken as the PDF of a PowerPoint deck."


class Illustrating(Leading):
    """The trainer's say about which picture each slide shows."""

    def add_pdf(self, deck_id: str, path: Path, filename: str) -> str:
        """Take a PDF over and read it as the export of a deck; return the PDF's id.

        Raises:
            NoSuchDeckError: the deck is no PowerPoint deck of this session.
        """
        try:
            self._as_presentation(deck_id)
        except NoSuchDeckError:
            path.unlink(missing_ok=True)  # taken over, and wanted by nobody
            raise
        return self._deck_desk.read(
            self.session.id, path, filename, self._deck_done, beside=deck_id
        )

    def take_as_pdf(self, pdf_id: str, deck_id: str) -> None:
        """Take a deck that came as a PDF as the export of another deck.

        Raises:
            NoSuchDeckError: one of them is not there, or not read yet.
            NotAnExportError: the first is no PDF, or beside a deck already.
        """
        facts, pdf = self._facts(pdf_id), self.sessions.deck(pdf_id)
        self._as_presentation(deck_id)
        if facts.kept != "pdf" or facts.beside or pdf is None:
            raise NotAnExportError
        facts = replace(facts, beside=deck_id)
        found = pdf_export.find(self.sessions, self.session.id, facts, pdf, Halt())
        if found is None:
            raise NoSuchDeckError
        self._keep_pdf(facts, *found.change(pdf))
        self._deck_desk.forget_exports(self.session.id, deck_id, but=pdf_id)
        if self.session.deck == pdf_id:
            self.use_deck(deck_id)

    def set_apart(self, pdf_id: str) -> None:
        """Make the PDF of a deck a deck of its own.

        Raises:
            NoSuchDeckError: it is not there, or not beside a deck.
        """
        facts = self._facts(pdf_id)
        if not facts.beside:
            raise NoSuchDeckError
        self._keep_pdf(replace(facts, beside=""), facts.beside, without_pages)

    def remove_deck(self, deck_id: str) -> None:
        """Forget a deck that is not in use, and its PDF; a PDF's pages go with it."""
        if any(d.id == deck_id and d.beside and d.is_ready for d in self.decks()):
            self.set_apart(deck_id)
        super().remove_deck(deck_id)
        self._deck_desk.forget_exports(self.session.id, deck_id)

    def show_whole(self, deck_id: str) -> None:
        """Draw no further clicks of a deck: its slides stay as they are shown now.

        Raises:
            NoSuchDeckError: it is not one of the session's, or not read yet.
        """
        self.change_deck(deck_id, shown_whole)
        self._deck_desk.clicks.end(deck_id)

    def choose_page(self, deck_id: str, slide: int, page: int) -> Deck:
        """Show another page (-1: none) of the PDF for a slide, both zero-based."""
        return self.change_deck(deck_id, lambda deck: with_page(deck, slide, page))

    def show_as(self, deck_id: str, slide: int, way: str) -> Deck:
        """Show a slide in a way (empty: the best there is)."""
        return self.change_deck(deck_id, lambda deck: shown_as(deck, slide, way))

    def add_picture(self, deck_id: str, slide: int, path: Path, filename: str) -> None:
        """Show a picture of the trainer's own for a slide.

        Raises:
            DocumentError: it is not a picture that can be shown.
        """
        uploads = self._deck_desk.uploads
        uploads.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=uploads) as folder:
            digest = draw_picture(path, filename, Path(folder))
            try:
                with self._deck_desk.shelved(Path(folder)):
                    self.change_deck(deck_id, lambda d: with_own(d, slide, digest))
            finally:
                # The one it replaces, or this one where it was refused.
                self._deck_desk.tidy_pictures()

    def remove_picture(self, deck_id: str, slide: int) -> None:
        """Take the trainer's own picture of a slide away."""
        self.change_deck(deck_id, lambda deck: without_own(deck, slide))
        self._deck_desk.tidy_pictures()

    def _keep_pdf(
        self, facts: DeckFacts, deck_id: str, change: Callable[[Deck], Deck]
    ) -> None:
        if not self.sessions.keep_pdf(facts, deck_id, change):
            raise NoSuchDeckError
        self._show_anew(deck_id)

    def _facts(self, deck_id: str) -> DeckFacts:
        for facts in self.decks():
            if facts.id == deck_id and facts.is_ready:
                return facts
        raise NoSuchDeckError

    def _as_presentation(self, deck_id: str) -> None:
        if not pdf_export.is_presentation(self._facts(deck_id)):
            raise NoSuchDeckError
