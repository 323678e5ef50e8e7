"""The pictures of a deck at the desk: its PDF, its pages, the trainer's own."""

from dataclasses import dataclass

from flask import jsonify, request, send_from_directory
from flask.typing import ResponseReturnValue

from facilitator.documents.errors import LargePictureError, NotAPdfError
from facilitator.documents.uploads import check_upload
from facilitator.errors import BadInputError, FacilitatorError, NotFoundError
from facilitator.live.room import Room
from facilitator.web.desk.deck_upload import (
    MAX_PICTURE_BYTES,
    PICTURES,
    Upload,
    received,
)
from facilitator.web.desk.session import SessionDesk, wants_page
from facilitator.web.downloads import PICTURE

_MOST_DIGITS = 4


@dataclass(frozen=True, slots=True)
class PictureRoutes:
    """Which picture each slide shows, said at the desk."""

    desk: SessionDesk

    def drawn(self, session_id: str, deck_id: str, name: str) -> ResponseReturnValue:
        """Serve a picture of a deck whose later pictures are still drawn."""
        room = self.desk.rooms.room(session_id)
        is_reading = any(d.id == deck_id and d.is_reading for d in room.decks())
        if not is_reading or not PICTURE.fullmatch(name):
            raise NotFoundError
        return send_from_directory(self.desk.rooms.deck_desk.work(deck_id), name)

    def add_pdf(self, session_id: str, deck_id: str) -> ResponseReturnValue:
        """Take the PDF export of a deck in and let it be read in the background."""
        rooms = self.desk.rooms
        room = rooms.room(session_id)
        try:
            with received(request, rooms.deck_desk.uploads) as upload:
                if check_upload(upload.path, upload.filename) != "pdf":
                    raise NotAPdfError(filename=upload.filename)
                pdf_id = room.add_pdf(deck_id, upload.kept(), upload.filename)
        except FacilitatorError as refusal:
            return self.desk.refused(room, "deck", refusal)
        if not wants_page():
            return jsonify(ok=True, deck=pdf_id)
        return self.desk.back(session_id, "deck", "pdf-added")

    def put_beside(self, session_id: str, deck_id: str) -> ResponseReturnValue:
        """Take a PDF as that of another deck, or make it a deck of its own."""
        room = self.desk.rooms.room(session_id)
        beside = request.form.get("deck", "")
        try:
            if beside:
                room.take_as_pdf(deck_id, beside)
            else:
                room.set_apart(deck_id)
        except FacilitatorError as refusal:
            return self.desk.refused(room, "deck", refusal)
        done = "pdf-taken" if beside else "pdf-apart"
        return self.desk.back(session_id, "deck", done)

    def choose_page(
        self, session_id: str, deck_id: str, slide: int
    ) -> ResponseReturnValue:
        """Show another page of the PDF for a slide; 0 is none."""
        room = self.desk.rooms.room(session_id)
        try:
            page = _read_page(request.form.get("page", ""))
            room.choose_page(deck_id, slide, page - 1)
        except FacilitatorError as refusal:
            return self.desk.refused(room, "deck", refusal)
        return self._changed(room, slide, "page-chosen")

    def show_as(self, session_id: str, deck_id: str, slide: int) -> ResponseReturnValue:
        """Show a slide in another way; none is the best there is."""
        room = self.desk.rooms.room(session_id)
        try:
            room.show_as(deck_id, slide, request.form.get("way", ""))
        except FacilitatorError as refusal:
            return self.desk.refused(room, "deck", refusal)
        return self._changed(room, slide, "way-chosen")

    def add_picture(
        self, session_id: str, deck_id: str, slide: int
    ) -> ResponseReturnValue:
        """Take a picture of the trainer's own for a slide."""
        rooms = self.desk.rooms
        room = rooms.room(session_id)
        try:
            with received(request, rooms.deck_desk.uploads, PICTURES) as upload:
                _check_size(upload)
                room.add_picture(deck_id, slide, upload.path, upload.filename)
        except FacilitatorError as refusal:
            return self.desk.refused(room, "deck", refusal)
        return self._changed(room, slide, "picture-added")

    def remove_picture(
        self, session_id: str, deck_id: str, slide: int
    ) -> ResponseReturnValue:
        """Take the trainer's own picture of a slide away."""
        room = self.desk.rooms.room(session_id)
        try:
            room.remove_picture(deck_id, slide)
        except FacilitatorError as refusal:
            return self.desk.refused(room, "deck", refusal)
        return self._changed(room, slide, "picture-removed")

    def _changed(self, room: Room, slide: int, done: str) -> ResponseReturnValue:
        if not wants_page():
            return jsonify(ok=True)
        there = f"picture-{slide + 1}"
        return self.desk.back(room.session.id, there, done, slide=slide)


def _check_size(upload: Upload) -> None:
    if upload.path.stat().st_size > MAX_PICTURE_BYTES:
        limit = MAX_PICTURE_BYTES // 1024**2
        raise LargePictureError(filename=upload.filename, limit=limit)


def _read_page(given: str) -> int:
    """Return the number of a page, counted from one; 0 is none.

    Raises:
        BadInputError: it is no such number.
    """
    digits = given.strip()
    if not (digits.isascii() and digits.isdigit() and len(digits) <= _MOST_DIGITS):
        raise BadInputError(what=given[:20] or "page")
    return int(digits)
