"""The times of the agenda's parts at the desk, put right with a reason."""

from dataclasses import dataclass
from datetime import datetime

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from facilitator.domain.attendance.agenda_corrections import THE_END, MarkCorrection
from facilitator.domain.attendance.item_times import ItemTime
from facilitator.domain.plan import AgendaItem
from facilitator.errors import BadInputError, FacilitatorError
from facilitator.live.room import Room
from facilitator.live.rooms import Rooms
from facilitator.web.desk import page as desk_page
from facilitator.web.desk.session import wants_page
from facilitator.web.desk.settle import LONGEST_REASON_SENT, read_clock
from facilitator.web.locale import sentence_of


@dataclass(frozen=True, slots=True)
class TimeRow:
    """A part of the agenda: planned, as it was marked, and as it counts."""

    item: AgendaItem
    planned: datetime
    marked: datetime | None
    counts: ItemTime | None
    lines: tuple[MarkCorrection, ...]

    @property
    def corrected(self) -> bool:
        """Whether what counts is not what was marked."""
        return bool(self.lines)


def time_rows(room: Room) -> tuple[TimeRow, ...]:
    """Return every part of the agenda with its times."""
    held = room.times
    marked = {mark.item: mark.at for mark in held.marks}
    counted = {time.item: time for time in room.item_times()}
    return tuple(
        TimeRow(
            row.item,
            row.begins,
            marked.get(row.item.name),
            counted.get(row.item.name),
            tuple(line for line in held.corrections if line.item == row.item.name),
        )
        for row in desk_page.agenda(room)
    )


@dataclass(frozen=True, slots=True)
class TimeRoutes:
    """When the parts really began."""

    rooms: Rooms

    def show(self, session_id: str) -> ResponseReturnValue:
        """Show the parts with their times."""
        return self._page(self.rooms.room(session_id))

    def correct(self, session_id: str) -> ResponseReturnValue:
        """Append when a part really began, or that it did not."""
        room = self.rooms.room(session_id)
        wanted, item = request.form.get("do"), request.form.get("item", "")
        try:
            if wanted not in ("correct", "strike"):
                raise BadInputError(what="do")
            typed = request.form.get("time", "")
            room.correct_time(
                THE_END if item == "end" else item or "none",
                read_clock(typed) if wanted == "correct" else None,
                reason=request.form.get("reason", "")[:LONGEST_REASON_SENT],
                any_order=request.form.get("any_order") == "yes",
            )
        except FacilitatorError as refusal:
            if not wants_page():
                raise
            return self._page(room, refusal)
        there = url_for("desk.times", session_id=session_id, done=wanted)
        return redirect(there, 303)

    def _page(
        self, room: Room, refusal: FacilitatorError | None = None
    ) -> ResponseReturnValue:
        held = room.times
        page = render_template(
            "desk/times.html",
            room=room,
            session=room.session,
            rows=time_rows(room),
            held=held,
            end_lines=[line for line in held.corrections if line.item == THE_END],
            titles={item.name: item.title for item in room.plan.agenda},
            credit=room.credit_held(),
            trouble=sentence_of(refusal) if refusal else "",
            code=refusal.code if refusal else "",
            typed=request.form if refusal else {},
            done=request.args.get("done", ""),
        )
        return page, refusal.status if refusal else 200
