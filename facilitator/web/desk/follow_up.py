"""The follow-up at the desk: when it is taken, and what is sent and printed for it."""

from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from facilitator.documents import qr
from facilitator.documents.tables import read_rows
from facilitator.domain.surveys.survey import MAX_TEXT, Survey
from facilitator.domain.xlsform.submissions import Submission, submissions_of
from facilitator.errors import BadInputError, FacilitatorError, NotFoundError
from facilitator.live.aside import aside
from facilitator.live.follow_up import FollowUpNow
from facilitator.live.follow_up_files import Taken
from facilitator.live.room import Room
from facilitator.live.rooms import Rooms
from facilitator.web.desk import session_form
from facilitator.web.desk.roster import received_list
from facilitator.web.desk.session import wants_page
from facilitator.web.locale import sentence_of
from facilitator.web.phone.pages import sections
from facilitator.web.survey_downloads import no_form

_LONGEST_ADDRESS = 200
# A column for each box of each question, and all that a tool notes beside them.
MOST_COLUMNS = 600


class NoSubmissionsError(FacilitatorError):
    """No row of a file has a column of the follow-up's questions above it."""

    code = "no-submissions"
    status = 422
    sentence = (
        "{filename} has no answers to this follow-up: no column is called as one of "
        "its questions. Export the answers with the names of the XLSForm."
    )


@dataclass(frozen=True, slots=True)
class FollowUpRoutes:
    """The page of one session's follow-up, its letter, and its form on paper."""

    rooms: Rooms

    def show(self, session_id: str) -> ResponseReturnValue:
        """Show how far it is."""
        return self._page(self.rooms.room(session_id))

    def change(self, session_id: str) -> ResponseReturnValue:
        """Take follow-ups, or take no more."""
        room = self.rooms.room(session_id)
        wanted = request.form.get("do", "")
        try:
            if wanted == "open":
                room.open_follow_up()
            elif wanted == "close":
                room.close_follow_up()
            else:
                raise BadInputError(what="do")
        except FacilitatorError as refusal:
            if not wants_page():
                raise
            return self._page(room, refusal)
        there = url_for("desk.follow_up", session_id=session_id, done=wanted)
        return redirect(there, 303)

    def bring(self, session_id: str) -> ResponseReturnValue:
        """Take the answers that another survey tool collected."""
        room = self.rooms.room(session_id)
        path = self.rooms.data / "uploads" / f"{token_hex(16)}.list"
        try:
            filename = received_list(path)
            taken = room.take_submissions(_submissions(room, path, filename))
        except FacilitatorError as refusal:
            if not wants_page():
                raise
            return self._page(room, refusal)
        finally:
            path.unlink(missing_ok=True)
        return self._page(room, taken=taken)

    def letter(self, session_id: str) -> ResponseReturnValue:
        """Show the letter to print, and the same words to send."""
        room = self.rooms.room(session_id)
        return _shown("desk/follow_up_letter.html", room, _address(room))

    def paper(self, session_id: str) -> ResponseReturnValue:
        """Show the form to print."""
        room = self.rooms.room(session_id)
        survey = room.follow_up
        made = sections(survey) if survey else ()
        facts = {"survey": survey, "sections": made, **_address(room)}
        return _shown("desk/follow_up_paper.html", room, facts)

    @staticmethod
    def _page(
        room: Room,
        refusal: FacilitatorError | None = None,
        taken: Taken | None = None,
    ) -> ResponseReturnValue:
        refused = taken.refused if taken else ()
        facts = {
            "taken": taken,
            "refused": [(one, sentence_of(one.problem)) for one in refused],
            "trouble": sentence_of(refusal) if refusal else "",
            "done": request.args.get("done", ""),
            **_address(room),
        }
        page = _shown("desk/follow_up.html", room, facts)
        return page, refusal.status if refusal else 200


def _submissions(room: Room, path: Path, filename: str) -> tuple[Submission, ...]:
    """Return what a file holds; a long one is read aside, while phones are served."""
    survey = room.follow_up
    found = aside(_read, survey, path, filename) if survey else ()
    if not found:
        raise NoSubmissionsError(filename=filename)
    return found


def _read(survey: Survey, path: Path, filename: str) -> tuple[Submission, ...]:
    rows = read_rows(path, filename, columns=MOST_COLUMNS, longest=MAX_TEXT + 1)
    return submissions_of(survey, rows)


def _shown(template: str, room: Room, facts: dict[str, Any]) -> str:
    now = _now(room)
    facts = {"room": room, "session": room.session, "now": now, **facts}
    return render_template(template, no_form=no_form, **facts)


def _now(room: Room) -> FollowUpNow:
    now = room.follow_up_now()
    if now is None:
        raise NotFoundError
    return now


def _address(room: Room) -> dict[str, Any]:
    """Return the address that letters lead to: as typed here, else the session's."""
    typed = request.args.get("address", "").strip()[:_LONGEST_ADDRESS]
    fits = not typed or session_form.is_address(typed)
    place = (typed if fits else "") or room.session.details.address or request.host
    there = f"http://{place}/f/{room.session.code}"
    return {
        "place": typed or place,
        "address": there,
        "address_wrong": not fits,
        "code_drawn": qr.svg(there.upper()),
    }
