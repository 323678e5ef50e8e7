"""The people of a session at the desk: found, tapped in and out, put right."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from facilitator.domain.attendance.people import FIELDS, PROFESSIONS, SETTINGS, ScanKind
from facilitator.domain.attendance.room_count import read_count
from facilitator.errors import BadInputError, FacilitatorError
from facilitator.live.room import Room
from facilitator.live.rooms import Rooms
from facilitator.web.desk.credit_rows import person_facts
from facilitator.web.desk.person_details import details_facts
from facilitator.web.desk.session import wants_page
from facilitator.web.locale import get_language, sentence_of
from facilitator.web.phone.long_pages import render_long_page

LONGEST_SEARCH = 80
_LONGEST_NOTE = 2_000
_LONGEST_NUMBER = 9
_KINDS: dict[str, ScanKind] = {
    "in": "in",
    "out": "out",
    "re-entry": "re-entry",
    "void": "void",
}
_VIEWS = ("all", "inside", "out", "awaited", "gaps")


@dataclass(frozen=True, slots=True)
class PeopleRoutes:
    """The trainer's list."""

    rooms: Rooms

    def show(self, session_id: str) -> ResponseReturnValue:
        """Show who is here, who left, and who is awaited."""
        return self._list(self.rooms.room(session_id))

    def add(self, session_id: str) -> ResponseReturnValue:
        """Note that somebody without a phone came."""
        room = self.rooms.room(session_id)
        try:
            listed = room.walk_up(request.form, get_language())
        except FacilitatorError as refusal:
            return self._refused(room, refusal)
        return _back(session_id, "came", listed.attendee.id)

    def tap(self, session_id: str, person_id: str) -> ResponseReturnValue:
        """Note that somebody came in or went out now."""
        room = self.rooms.room(session_id)
        try:
            inside = {"in": True, "out": False}.get(request.form.get("direction", ""))
            if inside is None:
                raise BadInputError(what="direction")
            room.tap(person_id, inside=inside)
        except FacilitatorError as refusal:
            return self._refused(room, refusal)
        return _back(session_id, "came" if inside else "left", person_id)

    def expected(self, session_id: str, person_id: str) -> ResponseReturnValue:
        """Note that somebody of the roster came."""
        room = self.rooms.room(session_id)
        try:
            listed = room.tap_expected(person_id)
        except FacilitatorError as refusal:
            return self._refused(room, refusal)
        return _back(session_id, "came", listed.attendee.id)

    def count(self, session_id: str) -> ResponseReturnValue:
        """Keep a count of heads beside the list as it is now."""
        room = self.rooms.room(session_id)
        note = request.form.get("note", "")[:_LONGEST_NOTE]
        try:
            room.settle_count(request.form.get("counted", "")[:20], note)
        except FacilitatorError as refusal:
            return self._refused(room, refusal)
        there = url_for("desk.people", session_id=session_id, done="counted")
        return redirect(f"{there}#count", 303)

    def person(self, session_id: str, person_id: str) -> ResponseReturnValue:
        """Show one person's log."""
        return self.page_of(self.rooms.room(session_id), person_id)

    def correct(self, session_id: str, person_id: str) -> ResponseReturnValue:
        """Append a correction to somebody's log."""
        room = self.rooms.room(session_id)
        try:
            kind = _KINDS.get(request.form.get("kind", ""))
            if kind is None:
                raise BadInputError(what="kind")
            room.correct(
                person_id,
                kind,
                _moment(room),
                supersedes=_line(),
                reason=request.form.get("reason", "")[:2_000],
            )
        except FacilitatorError as refusal:
            if not wants_page():
                raise
            return self.page_of(room, person_id, refusal)
        there = url_for(
            "desk.person", session_id=session_id, person_id=person_id, done="corrected"
        )
        return redirect(there, 303)

    def _refused(self, room: Room, refusal: FacilitatorError) -> ResponseReturnValue:
        if not wants_page():
            raise refusal
        return self._list(room, refusal)

    def _list(
        self, room: Room, refusal: FacilitatorError | None = None
    ) -> ResponseReturnValue:
        sought = request.args.get("q", "")[:LONGEST_SEARCH]
        view = request.args.get("show", "all")
        people = room.people(sought)
        credit = room.everybodys_credit() if room.plan.credit else {}
        done = request.args.get("who", "")
        page = render_long_page(
            "desk/people.html",
            room=room,
            session=room.session,
            sought=sought,
            view=view if view in _VIEWS else "all",
            views=_VIEWS,
            people=people,
            credit=credit,
            awaited=room.awaited(sought),
            counts=room.counts(),
            trouble=sentence_of(refusal) if refusal else "",
            done=request.args.get("done", ""),
            who=next((p for p in people if p.attendee.id == done), None),
            typed=request.form if refusal else {},
            once=secrets.token_hex(16),
            labels=FIELDS,
            settings=SETTINGS,
            professions=PROFESSIONS,
            comparing=_comparing(),
            head_counts=room.head_counts(),
            prework=room.prework().of,
            to_review=_to_review(room),
        )
        return page, refusal.status if refusal else 200

    def page_of(
        self,
        room: Room,
        person_id: str,
        refusal: FacilitatorError | None = None,
        credit_type: str = "",
        given: Mapping[str, str] | None = None,
        *,
        details: Mapping[str, str] | None = None,
    ) -> ResponseReturnValue:
        """Return one person's page, after a refusal with what was typed.

        `given` is what was typed for the credit of one type, `details` what was typed
        about the person.
        """
        listed = room.listed(person_id)
        facts = person_facts(room, listed.attendee, refusal, credit_type, given)
        page = render_template(
            "desk/person.html",
            session=room.session,
            listed=listed,
            over=room.stage.finished,
            **facts,
            trouble=sentence_of(refusal) if refusal else "",
            done=request.args.get("done", ""),
            now=room.clock().astimezone(ZoneInfo(room.session.details.time_zone)),
            done_before=room.done_by(listed.attendee.id),
            others=[one.attendee for one in room.people() if one.attendee.person.name],
            awaited=room.awaited(),
            typed=request.form if refusal and not credit_type and not details else {},
            **details_facts(listed.attendee.person, details),
        )
        return page, refusal.status if refusal else 200


def _to_review(room: Room) -> int:
    """Return how many things about people wait for somebody to decide."""
    unseen = [phone for phone in room.shared_phones() if not phone.seen]
    return room.to_review() + len(unseen)


def _comparing() -> int | None:
    """Return how many heads are compared with the list, None where none are."""
    try:
        return read_count(request.args.get("counted", "")[:20])
    except BadInputError:
        return None


def _back(session_id: str, done: str, who: str) -> ResponseReturnValue:
    there = url_for(
        "desk.people",
        session_id=session_id,
        done=done,
        who=who,
        q=request.args.get("q"),
        show=request.args.get("show"),
    )
    return redirect(there, 303)


def _moment(room: Room) -> datetime:
    """Return the day and time that were typed, in the session's time zone."""
    try:
        day = date.fromisoformat(request.form.get("date", ""))
        hour = time.fromisoformat(request.form.get("time", ""))
        zone = ZoneInfo(room.session.details.time_zone)
        return datetime.combine(day, hour.replace(tzinfo=None), zone).astimezone(UTC)
    except (ValueError, OverflowError) as wrong:
        raise BadInputError(what="time") from wrong


def _line() -> int:
    typed = request.form.get("supersedes", "0")
    if not typed.isdecimal() or not typed.isascii() or len(typed) > _LONGEST_NUMBER:
        raise BadInputError(what="line")
    return int(typed)
