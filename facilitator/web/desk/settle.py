"""The records to settle at the desk: one by one, or many with one time and reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from facilitator.domain.attendance.people import Attendee, Scan, ScanKind, standing
from facilitator.domain.attendance.settling import Doubt
from facilitator.errors import BadInputError, FacilitatorError
from facilitator.live.room import Room
from facilitator.live.rooms import Rooms
from facilitator.live.settling import MOST_AT_ONCE, Unsettled
from facilitator.web.desk.session import wants_page
from facilitator.web.locale import sentence_of

LONGEST_REASON_SENT = 2_000
_LONGEST_NUMBER = 9
_KINDS: dict[str, ScanKind] = {"in": "in", "out": "out"}
# What is missing, and so what a line about it says; the others need a line replaced.
_MISSING: dict[Doubt, ScanKind] = {
    "no-sign-in": "in",
    "no-sign-out": "out",
    "in-twice": "out",
}


@dataclass(frozen=True, slots=True)
class Row:
    """Somebody to settle; `kind` is the line that is missing, "" where one is wrong.

    `lines` are those that can be replaced.
    """

    attendee: Attendee
    doubts: tuple[Doubt, ...]
    kind: ScanKind | None
    lines: tuple[Scan, ...]

    @property
    def in_group(self) -> bool:
        """Whether one time for many can settle it."""
        return self.doubts[0] == "no-sign-out"


def _row(one: Unsettled) -> Row:
    lines = standing(one.attendee.scans)
    return Row(one.attendee, one.doubts, _MISSING.get(one.doubts[0]), lines)


@dataclass(frozen=True, slots=True)
class SettleRoutes:
    """What keeps records from being whole."""

    rooms: Rooms

    def show(self, session_id: str) -> ResponseReturnValue:
        """Show everybody whose record has a gap."""
        return self._page(self.rooms.room(session_id))

    def settle(self, session_id: str) -> ResponseReturnValue:
        """Append a line for one person or many, or leave their records incomplete."""
        room = self.rooms.room(session_id)
        people = request.form.getlist("person")[:MOST_AT_ONCE]
        before = [one.attendee.id for one in room.unsettled()]
        try:
            done = self._settled(room, people)
        except FacilitatorError as refusal:
            if not wants_page():
                raise
            return self._page(room, refusal)
        there = url_for(
            "desk.settle",
            session_id=session_id,
            done=done,
            number=len(set(people)),
            next=_next(before, people),
        )
        return redirect(there, 303)

    @staticmethod
    def _settled(room: Room, people: Sequence[str]) -> str:
        reason = request.form.get("reason", "")[:LONGEST_REASON_SENT]
        wanted = request.form.get("do")
        if wanted == "leave":
            room.leave_incomplete(people, reason)
            return "left"
        if wanted != "settle":
            raise BadInputError(what="do")
        number = _line(request.form.get("supersedes", "0"))
        room.settle(
            people,
            _kind(room, people, number),
            read_clock(request.form.get("time", "")),
            reason=reason,
            supersedes=number,
        )
        return "settled"

    def _page(
        self, room: Room, refusal: FacilitatorError | None = None
    ) -> ResponseReturnValue:
        zone = ZoneInfo(room.session.details.time_zone)
        rows = tuple(map(_row, room.unsettled()))
        typed = request.form if refusal else {}
        page = render_template(
            "desk/settle.html",
            room=room,
            session=room.session,
            rows=rows,
            group=[row for row in rows if row.in_group],
            times=room.item_times(),
            titles={item.name: item.title for item in room.plan.agenda},
            began=_clock(next(iter(room.times.began), None), zone),
            ended=room.times.end,
            ended_clock=_typed(room.times.end, zone),
            settled=room.settled_lines(),
            trouble=sentence_of(refusal) if refusal else "",
            typed=typed,
            chosen=request.form.getlist("person") if refusal else [],
            done=request.args.get("done", ""),
            number=_line(request.args.get("number", "0")),
            next=_focused(rows, request.args.get("next", "")),
        )
        return page, refusal.status if refusal else 200


def _focused(rows: Sequence[Row], wanted: str) -> str:
    """Return whose field has the focus: the next one's, "" where nobody was settled."""
    if not wanted or not rows:
        return ""
    ids = [row.attendee.id for row in rows]
    return wanted if wanted in ids else ids[0]


def _next(before: Sequence[str], settled: Sequence[str]) -> str:
    """Return who comes after the last one settled, else the first who is left."""
    left = [one for one in before if one not in settled]
    last = max((before.index(one) for one in settled if one in before), default=-1)
    after = [one for one in before[last + 1 :] if one in left]
    return (after or left or ["none"])[0]


def _kind(room: Room, people: Sequence[str], number: int) -> ScanKind:
    """Return what happened: what was said or, of a line replaced, what it says."""
    if number and len(people) == 1:
        for scan in room.listed(people[0]).attendee.scans:
            if scan.number == number:
                return scan.kind
    kind = _KINDS.get(request.form.get("kind", ""))
    if kind is None:
        raise BadInputError(what="line" if number else "kind")
    return kind


def read_clock(typed: str) -> time:
    """Return a time of day that was typed.

    Raises:
        BadInputError: it is none.
    """
    try:
        return time.fromisoformat(typed).replace(tzinfo=None)
    except ValueError as wrong:
        raise BadInputError(what="time") from wrong


def _typed(at: datetime | None, zone: ZoneInfo) -> str:
    """Return a moment as a field for a time of day holds it."""
    return at.astimezone(zone).strftime("%H:%M") if at else ""


def _clock(mark: object, zone: ZoneInfo) -> str:
    return _typed(getattr(mark, "at", None), zone)


def _line(typed: str) -> int:
    if not typed.isdecimal() or not typed.isascii() or len(typed) > _LONGEST_NUMBER:
        raise BadInputError(what="line")
    return int(typed)
