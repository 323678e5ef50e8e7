"""Slides that the trainer's browser draws: the deck goes out, pictures come in."""

import re
import secrets
from dataclasses import dataclass

from flask import jsonify, render_template, request, send_file
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import RequestEntityTooLarge

from facilitator.documents.draft_pictures import MOST_BYTES, PictureTooLargeError
from facilitator.domain.decks.drafts import CHOICES, SEEN, Choice
from facilitator.errors import BadInputError, FacilitatorError
from facilitator.web import policy
from facilitator.web.desk.session import SessionDesk, wants_page

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_INDEX = re.compile(r"[0-9]{1,4}")
_DRAFT = re.compile(r"([0-9]{1,4})-([0-9a-f]{32})")
# No deck has more slides.
_MOST_DRAFTS = 1_000


@dataclass(frozen=True, slots=True)
class DraftRoutes:
    """Drafts are drawn, kept and decided about."""

    desk: SessionDesk

    def page(self, session_id: str, deck_id: str) -> ResponseReturnValue:
        """Show the page that draws, which the desk opens in a frame."""
        room = self.desk.rooms.room(session_id)
        room.to_draw(deck_id)
        page = render_template("desk/drawing.html")
        return page, 200, {policy.HEADER: policy.DRAWING}

    def copy(self, session_id: str, deck_id: str) -> ResponseReturnValue:
        """Send the deck as a file that reaches for nothing outside it."""
        room = self.desk.rooms.room(session_id)
        folder = self.desk.rooms.data / "uploads"
        folder.mkdir(parents=True, exist_ok=True)
        copy = folder / f"{secrets.token_hex(16)}.copy"
        try:
            room.copy_deck(deck_id, copy)
        except BaseException:
            copy.unlink(missing_ok=True)
            raise
        response = send_file(copy, mimetype=PPTX, conditional=False, etag=False)
        response.direct_passthrough = False  # else nobody hears that it was sent
        response.call_on_close(lambda: copy.unlink(missing_ok=True))
        response.headers["Cache-Control"] = "no-store"
        return response

    def list(self, session_id: str, deck_id: str) -> ResponseReturnValue:
        """Tell which slides are to be drawn, and what their pictures must hold."""
        room = self.desk.rooms.room(session_id)
        slides = room.to_draw(deck_id, again=request.args.get("again") == "1")
        return jsonify(
            slides=[
                {"slide": one.index, "part": one.part, "words": one.words}
                for one in slides
            ]
        )

    def add(self, session_id: str, deck_id: str) -> ResponseReturnValue:
        """Take the picture of one slide in."""
        room = self.desk.rooms.room(session_id)
        index, seen = _read_index(), _read_seen()
        draft = room.add_draft(deck_id, index, _read_picture(), seen)
        return jsonify(ok=True, flags=draft.flags if draft else ())

    def choose(self, session_id: str, deck_id: str) -> ResponseReturnValue:
        """Keep what the trainer decided about one draft or several."""
        room = self.desk.rooms.room(session_id)
        try:
            chosen = tuple(_read_draft(one) for one in request.form.getlist("draft"))
            choice = _read_choice()
            if not 0 < len(chosen) <= _MOST_DRAFTS:
                raise BadInputError(what="draft")
            room.decide_drafts(deck_id, chosen, choice)
        except FacilitatorError as refusal:
            return self.desk.refused(room, "deck", refusal)
        if not wants_page():
            return jsonify(ok=True)
        return self.desk.back(session_id, "deck", f"draft-{choice}")


def _read_index() -> int:
    given = request.args.get("slide", "")
    if not _INDEX.fullmatch(given):
        raise BadInputError(what="slide")
    return int(given)


def _read_seen() -> frozenset[str]:
    """Return what the browser saw in its picture; the rest is read from the deck."""
    seen = frozenset(request.args.get("flags", "").split(",")) - {""}
    if not seen <= SEEN:
        raise BadInputError(what="flags")
    return seen


def _read_picture() -> bytes:
    request.max_content_length = MOST_BYTES
    if (request.content_length or 0) > MOST_BYTES:
        raise PictureTooLargeError
    try:
        return request.get_data(cache=False)
    except RequestEntityTooLarge as wrong:
        raise PictureTooLargeError from wrong


def _read_choice() -> Choice:
    for choice in CHOICES:
        if request.form.get("choice") == choice:
            return choice
    raise BadInputError(what="choice")


def _read_draft(given: str) -> tuple[int, str]:
    match = _DRAFT.fullmatch(given)
    if match is None:
        raise BadInputError(what="draft")
    return int(match[1]), match[2]
