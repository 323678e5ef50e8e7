"""The decks of a session at the desk, and the polls between their slides."""

from dataclasses import dataclass
from itertools import pairwise

from flask import jsonify, request
from flask.typing import ResponseReturnValue

from facilitator.documents.uploads import check_upload
from facilitator.domain.decks import placing
from facilitator.domain.decks.placing import Places
from facilitator.errors import BadInputError, FacilitatorError
from facilitator.live.room import Room
from facilitator.web.desk import page as desk_page
from facilitator.web.desk.deck_upload import all_received
from facilitator.web.desk.session import SessionDesk, wants_page
from facilitator.web.phone.forms import read_json

_MOST_PLACES = 500


@dataclass(frozen=True, slots=True)
class DeckRoutes:
    """Decks come and go, polls find their places."""

    desk: SessionDesk

    def add(self, session_id: str) -> ResponseReturnValue:
        """Take decks in and let them be read in the background, PDFs last.

        A script sends one at a time; a page's form sends all that were chosen.
        """
        rooms = self.desk.rooms
        room = rooms.room(session_id)
        deck_id = ""
        try:
            with all_received(request, rooms.deck_desk.uploads) as uploads:
                kinds = [(check_upload(u.path, u.filename), u) for u in uploads]
                for _, upload in sorted(kinds, key=lambda one: one[0] == "pdf"):
                    deck_id = room.add_deck(upload.kept(), upload.filename)
        except FacilitatorError as refusal:
            return self.desk.refused(room, "deck", refusal)
        if not wants_page():
            return jsonify(ok=True, deck=deck_id)
        return self.desk.back(session_id, "deck", "deck-added")

    def use(self, session_id: str, deck_id: str) -> ResponseReturnValue:
        """Show this deck from now on."""
        room = self.desk.rooms.room(session_id)
        try:
            room.use_deck(deck_id)
        except FacilitatorError as refusal:
            return self.desk.refused(room, "deck", refusal)
        return self.desk.back(session_id, "deck", "deck-used")

    def remove(self, session_id: str, deck_id: str) -> ResponseReturnValue:
        """Forget a deck that is not in use, or read no further."""
        room = self.desk.rooms.room(session_id)
        was_read = any(d.id == deck_id and d.is_reading for d in room.decks())
        try:
            room.remove_deck(deck_id)
        except FacilitatorError as refusal:
            return self.desk.refused(room, "deck", refusal)
        done = "deck-cancelled" if was_read else "deck-removed"
        return self.desk.back(session_id, "deck", done)

    def show_whole(self, session_id: str, deck_id: str) -> ResponseReturnValue:
        """Draw no further clicks of a deck."""
        room = self.desk.rooms.room(session_id)
        try:
            room.show_whole(deck_id)
        except FacilitatorError as refusal:
            return self.desk.refused(room, "deck", refusal)
        return self.desk.back(session_id, "deck", "deck-whole")

    def place(self, session_id: str) -> ResponseReturnValue:
        """Keep where the polls stand: all of them from a script, one from a form."""
        room = self.desk.rooms.room(session_id)
        try:
            if request.is_json:
                places = _read_places(read_json())
                room.place_polls(places)
                return jsonify(ok=True)
            poll = request.form.get("poll", "")
            room.place_polls(_read_move(room, poll))
        except FacilitatorError as refusal:
            return self.desk.refused(room, "order", refusal)
        return self.desk.back(session_id, "order", "placed", poll)


def _read_places(given: dict[str, object]) -> Places:
    """Return the places that a script sent.

    Raises:
        BadInputError: not pairs of a slide index and a poll, or a poll stands twice.
    """
    pairs = given.get("places")
    if not isinstance(pairs, list) or len(pairs) > _MOST_PLACES:
        raise BadInputError(what="places")
    places = tuple(_read_place(pair) for pair in pairs)
    names = sorted(name for _, name in places)
    if any(one == other for one, other in pairwise(names)):
        raise BadInputError(what="places")
    return places


def _read_place(pair: object) -> tuple[int, str]:
    match pair:
        # A bool is an int in Python, and means nothing here.
        case [int() as after, str() as poll] if not isinstance(after, bool):
            return after, poll
    raise BadInputError(what="places")


def _read_move(room: Room, poll: str) -> Places:
    """Return the places after what the form says about one poll.

    Raises:
        BadInputError: no such poll or spot, or the deck's notes decide its place.
    """
    if not room.polls.question(poll) or poll in desk_page.fixed_polls(room):
        raise BadInputError(what=poll[:80] or "poll")
    places = room.session.places
    match request.form.get("move", ""):
        case "up":
            return placing.shifted(places, poll, room.deck, -1)
        case "down":
            return placing.shifted(places, poll, room.deck, 1)
        case "out":
            return placing.taken_out(places, poll)
    after = request.form.get("after", "")
    known = {str(spot): spot for spot in placing.spots(room.deck)}
    if after not in known:
        raise BadInputError(what=after[:20] or "place")
    return placing.put(places, poll, known[after])
