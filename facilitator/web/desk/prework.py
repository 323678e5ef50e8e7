"""Pre-work at the desk: a list of completions comes in, is looked at, taken over."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from secrets import token_hex

import gevent
from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from facilitator.documents.people_list import read_people
from facilitator.domain.attendance.prework import COLUMNS
from facilitator.domain.text import plain
from facilitator.errors import BadInputError, FacilitatorError
from facilitator.live.room import Room
from facilitator.live.rooms import Rooms
from facilitator.web.desk.roster import mapped_columns, received_list
from facilitator.web.desk.session import wants_page
from facilitator.web.locale import sentence_of

_ID = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class PreworkRoutes:
    """Lists of completions come, are taken over, and tied to people."""

    rooms: Rooms

    def show(self, session_id: str) -> ResponseReturnValue:
        """Show who completed what, and what could not be matched."""
        return self._page(self.rooms.room(session_id))

    def _page(
        self, room: Room, refusal: FacilitatorError | None = None
    ) -> ResponseReturnValue:
        people = {one.attendee.id: one.attendee.person for one in room.people()}
        names = people | {one.id: one.person for one in room.awaited()}
        matching = room.prework()
        done = sorted(matching.of.items(), key=lambda line: plain(names[line[0]].name))
        page = render_template(
            "desk/prework.html",
            session=room.session,
            preview=room.completion_preview(),
            list_columns=COLUMNS,
            kept=room.completions(),
            matched=[(names[who], who in people, mine) for who, mine in done],
            unmatched=matching.unmatched,
            people=[(who, one) for who, one in people.items() if one.name],
            trouble=sentence_of(refusal) if refusal else "",
            done=request.args.get("done", ""),
        )
        return page, refusal.status if refusal else 200

    def bring(self, session_id: str) -> ResponseReturnValue:
        """Read a list and show what would be taken over."""
        room = self.rooms.room(session_id)
        path = self.rooms.data / "uploads" / f"{token_hex(16)}.list"
        try:
            filename = received_list(path)
            # A long workbook takes a second to read, in which phones are served.
            pool = gevent.get_hub().threadpool
            found = pool.apply(read_people, (path, filename))
            room.bring_completions(filename, found)
        except FacilitatorError as refusal:
            return self._refused(room, refusal)
        finally:
            path.unlink(missing_ok=True)
        return _back(session_id, "read")

    def settle(self, session_id: str) -> ResponseReturnValue:
        """Look at the list again with other columns, take it over, or drop it."""
        room = self.rooms.room(session_id)
        wanted = request.form.get("do", "")
        day_first = request.form.get("days") == "day-first"
        try:
            if wanted == "drop":
                room.drop_completions()
            elif wanted == "import":
                room.take_over_completions(_mapped(), day_first=day_first)
            elif wanted == "look":
                room.map_completions(_mapped(), day_first=day_first)
            else:
                raise BadInputError(what="do")
        except FacilitatorError as refusal:
            return self._refused(room, refusal)
        return _back(session_id, wanted)

    def tie(self, session_id: str, completion_id: str) -> ResponseReturnValue:
        """Say whose a completion is."""
        room = self.rooms.room(session_id)
        person = request.form.get("person", "")
        try:
            if person and not _ID.fullmatch(person):
                raise BadInputError(what="person")
            room.tie_completion(completion_id, person)
        except FacilitatorError as refusal:
            return self._refused(room, refusal)
        return _back(session_id, "tied")

    def empty(self, session_id: str) -> ResponseReturnValue:
        """Keep no completion any more."""
        room = self.rooms.room(session_id)
        if request.form.get("sure") != "yes":
            raise BadInputError(what="sure")
        room.forget_completions()
        return _back(session_id, "emptied")

    def _refused(self, room: Room, refusal: FacilitatorError) -> ResponseReturnValue:
        if not wants_page():
            raise refusal
        return self._page(room, refusal)


def _mapped() -> Mapping[str, int]:
    return mapped_columns(request.form, COLUMNS)


def _back(session_id: str, done: str) -> ResponseReturnValue:
    return redirect(url_for("desk.prework", session_id=session_id, done=done), 303)
