"""The doors of the room's questions: the list, asking, voting, also without scripts."""

import secrets
from collections.abc import Callable, Mapping

from flask import Blueprint, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask.wrappers import Response

from facilitator.domain.stage.audience_questions import LONGEST
from facilitator.errors import BadInputError, FacilitatorError
from facilitator.live.questioning import JSON
from facilitator.live.room import Room
from facilitator.live.rooms import Rooms
from facilitator.web.locale import sentence_of
from facilitator.web.phone.forms import Fields, read_fields, read_number, wants_page
from facilitator.web.phone.pages import join, keep_participant, page

LONGEST_KEY = 40


class QuestionDoors:
    """One page, and one form of it for each thing that can be done."""

    def __init__(self, rooms: Rooms) -> None:
        self.rooms = rooms

    def add_to(self, phone: Blueprint) -> None:
        """Add the routes."""
        rule = "/s/<code>/questions"
        phone.add_url_rule(rule, "questions", self.show)
        phone.add_url_rule(rule, "send_question", self.send, methods=["POST"])

    def show(self, code: str) -> ResponseReturnValue:
        """Show the questions that were let through, and the phone's own."""
        room = self.rooms.room_by_code(code)
        token, is_new = join(room)
        seen = room.questions("" if is_new else token)
        if not wants_page(request):
            response: ResponseReturnValue = _quiet(seen)
        else:
            response = self._page(room, seen, _begun(seen))
        return keep_participant(response, token) if is_new else response

    def send(self, code: str) -> ResponseReturnValue:
        """Ask, change or take back a question; vote for one, or take that back."""
        room = self.rooms.room_by_code(code)
        token, fields = request.cookies.get("participant", ""), read_fields()
        try:
            _DO.get(fields.get("do", ""), _nothing)(room, token, fields)
        except FacilitatorError as problem:
            if not wants_page(request):
                raise
            seen = room.questions(token if room.knows(token) else "")
            form = {name: fields.get(name, "") for name in ("key", "text", "change")}
            return self._page(room, seen, form, problem)
        if not wants_page(request):
            return _quiet(room.questions(token))
        said = "1" if fields.get("do") == "ask" else None
        there = url_for("phone.questions", code=room.session.code, sent=said)
        return redirect(there, 303)

    def _page(
        self,
        room: Room,
        seen: JSON,
        form: Mapping[str, object],
        problem: FacilitatorError | None = None,
    ) -> Response:
        return page(
            self.rooms,
            room,
            "questions",
            problem.status if problem else 200,
            seen=seen,
            form=form,
            longest=LONGEST,
            is_sent=request.args.get("sent") == "1" and problem is None,
            message=sentence_of(problem) if problem else "",
            language_page=url_for("phone.questions", code=room.session.code),
        )


def _begun(seen: JSON) -> dict[str, object]:
    """Return the form: empty, or with the question that is to be changed."""
    wanted = request.args.get("change", "")[:LONGEST_KEY]
    for own in seen["own"]:
        if own["key"] == wanted:
            return {**own, "change": own["change"] + 1}
    return {"key": secrets.token_hex(16), "text": "", "change": 1}


def _quiet(seen: JSON) -> Response:
    response = jsonify(ok=True, **seen)
    response.headers["Cache-Control"] = "no-store"
    return response


def _ask(room: Room, token: str, fields: Fields) -> None:
    change = read_number(fields.get("change", "1"), "change")
    room.ask(token, fields.get("key"), fields.get("text"), change)


def _take_back(room: Room, token: str, fields: Fields) -> None:
    change = read_number(fields.get("change"), "change")
    room.take_back_question(token, fields.get("key"), change)


def _vote(room: Room, token: str, fields: Fields) -> None:
    change = read_number(fields.get("change"), "change")
    given = fields.get("do") == "vote"
    room.vote(token, fields.get("question"), given=given, change=change)


def _nothing(_room: Room, _token: str, _fields: Fields) -> None:
    raise BadInputError(what="do")


_DO: dict[str, Callable[[Room, str, Fields], None]] = {
    "ask": _ask,
    "take_back": _take_back,
    "vote": _vote,
    "unvote": _vote,
}
