"""The doors of the phone: joining, what is on, answering."""

from functools import partial
from typing import Any

from flask import (
    Blueprint,
    jsonify,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask.wrappers import Response

from facilitator.domain.session import read_code
from facilitator.errors import FacilitatorError, NoSuchSessionError
from facilitator.live.room import Room
from facilitator.live.rooms import Rooms
from facilitator.web import policy
from facilitator.web.locale import sentence_of
from facilitator.web.phone import following as phone_following
from facilitator.web.phone.answer_fields import (
    PICTURE_WIDE,
    form_answer,
    picture_high,
)
from facilitator.web.phone.credit import CreditDoors
from facilitator.web.phone.door import DoorDoors, hand_ticket
from facilitator.web.phone.evaluations import EvaluationDoors
from facilitator.web.phone.follow_up import FollowUpDoors
from facilitator.web.phone.forms import (
    limit_size,
    read_fields,
    read_json,
    read_name,
    read_number,
    wants_page,
)
from facilitator.web.phone.identity import IdentityDoors, sign_in_facts
from facilitator.web.phone.own_pages import OwnDoors
from facilitator.web.phone.own_view import own_view, poll_key
from facilitator.web.phone.pages import (
    count_phone,
    join,
    keep_participant,
    language_choices,
    let_go,
    page,
    presence,
)
from facilitator.web.phone.papers import PaperDoors
from facilitator.web.phone.questions import QuestionDoors
from facilitator.web.phone.sharing import SharingDoors
from facilitator.web.phone.surveys import SurveyDoors

LONGEST_CODE = 40


def create_phone(rooms: Rooms) -> Blueprint:
    """Return every HTTP route of the phone."""
    phone = Blueprint("phone", __name__)
    phone.before_request(limit_size)
    phone.after_request(partial(count_phone, rooms))
    doors = PhoneDoors(rooms)
    phone.add_url_rule("/", "home", doors.home)
    phone.add_url_rule("/J/<code>", "scanned", doors.scanned)
    phone.add_url_rule("/j/<code>", "scanned_lower", doors.scanned)
    phone.add_url_rule("/away", "away", doors.away)
    inside = "/s/<code>"
    phone.add_url_rule(inside, "session", doors.session)
    phone.add_url_rule(f"{inside}/state", "state", doors.state)
    phone.add_url_rule(f"{inside}/mine", "mine", doors.mine)
    phone.add_url_rule(f"{inside}/answer", "answer", doors.answer, methods=["POST"])
    phone.add_url_rule(
        f"{inside}/more-time", "more_time", doors.more_time, methods=["POST"]
    )
    phone.add_url_rule(f"{inside}/leave", "leave", doors.leave)
    phone.add_url_rule(f"{inside}/leave", "left", doors.left, methods=["POST"])
    phone.add_url_rule(f"{inside}/resources", "resources", doors.resources)
    phone.add_url_rule(f"{inside}/break", "pause", doors.pause)
    SurveyDoors(rooms).add_to(phone)
    FollowUpDoors(rooms).add_to(phone)
    IdentityDoors(rooms).add_to(phone)
    PaperDoors(rooms).add_to(phone)
    SharingDoors(rooms).add_to(phone)
    EvaluationDoors(rooms).add_to(phone)
    DoorDoors(rooms).add_to(phone)
    CreditDoors(rooms).add_to(phone)
    OwnDoors(rooms).add_to(phone)
    QuestionDoors(rooms).add_to(phone)
    phone_following.FollowingDoors(rooms).add_to(phone)
    return phone


class PhoneDoors:
    """The routes that know a phone by its random token alone."""

    def __init__(self, rooms: Rooms) -> None:
        self.rooms = rooms

    def home(self) -> ResponseReturnValue:
        """Ask for the code, or go where it leads."""
        typed = request.args.get("code", "")[:LONGEST_CODE]
        message = ""
        if typed.strip():
            try:
                room = self.rooms.room_by_code(read_code(typed))
                return redirect(url_for("phone.session", code=room.session.code))
            except NoSuchSessionError as problem:
                if guarded := self.rooms.room_by_door_code(read_code(typed)):
                    return _admitted(guarded, read_code(typed))
                message = sentence_of(problem)
        html = render_template("phone/home.html", typed=typed, message=message)
        return html, 404 if message else 200

    def scanned(self, code: str) -> ResponseReturnValue:
        """Lead from the QR code to the session."""
        room = self.rooms.room_by_code(code[:LONGEST_CODE])
        return redirect(url_for("phone.session", code=room.session.code))

    def away(self) -> ResponseReturnValue:
        """Show a page that says nothing about any session."""
        return render_template("phone/away.html")

    def leave(self, code: str) -> ResponseReturnValue:
        """Lead to the neutral page; the phone counts as there no more."""
        if request.headers.get("Sec-Fetch-Site") != "cross-site":
            let_go(self.rooms, code[:LONGEST_CODE], "")
        response = redirect(url_for("phone.away"), 303)
        response.headers["Cache-Control"] = "no-store"
        return make_response(response)

    def left(self, code: str) -> ResponseReturnValue:
        """Hear from a browser that its page was closed, or left by the button."""
        mark = read_fields().get("page", "")[:LONGEST_CODE]
        let_go(self.rooms, code[:LONGEST_CODE], mark)
        return "", 204

    def session(self, code: str) -> ResponseReturnValue:
        """Show the one thing that is on for this phone."""
        room = self.rooms.room_by_code(code[:LONGEST_CODE])
        if code != room.session.code:
            # Cookies are kept by path, and a path has a case.
            return redirect(url_for("phone.session", code=room.session.code))
        token, is_new = join(room)
        step = self._step(room)
        if step == "now":
            mine = room.mine("" if is_new else token)
            response = page(self.rooms, room, "now", **_now(room, mine, token))
            response.headers[policy.HEADER] = policy.WITH_NAME
        else:
            facts = _step_facts(room, step)
            here = url_for("phone.session", code=code, step=_AS_TYPED[step])
            response = page(self.rooms, room, step, language_page=here, **facts)
        return keep_participant(response, token) if is_new else response

    def _step(self, room: Room) -> str:
        here, step = presence(), _STEPS.get(request.args.get("step", ""))
        if room.stage.finished:
            return "now"
        if here == "anonymous" and step == "sign_in":
            return step
        if here:
            return "now"
        chosen = request.cookies.get("language") or request.args.get("lang")
        return step or ("note" if chosen else "language")

    def state(self, code: str) -> ResponseReturnValue:
        """Return the phone snapshot."""
        response = jsonify(self.rooms.room_by_code(code).phone_snapshot())
        response.headers["Cache-Control"] = "no-store"
        return response

    def mine(self, code: str) -> ResponseReturnValue:
        """Return this phone's own answers."""
        room = self.rooms.room_by_code(code)
        token, is_new = join(room)
        response = jsonify(room.mine("" if is_new else token))
        response.headers["Cache-Control"] = "no-store"
        return keep_participant(response, token) if is_new else response

    def answer(self, code: str) -> ResponseReturnValue:
        """Keep one answer."""
        room = self.rooms.room_by_code(code)
        token = request.cookies.get("participant", "")
        if request.is_json:
            return self._answer_json(room, token)
        fields = read_fields()
        try:
            name = read_name(fields.get("question"), "question")
            round_ = read_number(fields.get("round"), "round")
            change = read_number(fields.get("change", "1"), "change")
            given = form_answer(room.polls.question(name), fields)
            room.answer(token, name, round_, given, change)
        except FacilitatorError as problem:
            if not wants_page(request):
                raise
            return self._again(room, token, problem)
        if not wants_page(request):
            return jsonify(ok=True, question=name, round=round_, change=change)
        return redirect(url_for("phone.session", code=room.session.code), 303)

    def _answer_json(self, room: Room, token: str) -> ResponseReturnValue:
        given = read_json()
        name = read_name(given.get("question"), "question")
        round_ = read_number(given.get("round"), "round")
        change = read_number(given.get("change", 1), "change")
        room.answer(token, name, round_, given.get("answer"), change)
        return jsonify(ok=True, question=name, round=round_, change=change)

    def _again(
        self, room: Room, token: str, problem: FacilitatorError
    ) -> ResponseReturnValue:
        """Show the question once more, with what was typed and why it was refused."""
        is_known = room.knows(token)
        mine = room.mine(token) if is_known else {"answers": {}}
        asked = room.polls.question(request.form.get("question", ""))
        facts = _now(room, mine, token if is_known else "") | {
            "message": sentence_of(problem),
            "typed": {
                "choices": request.form.getlist("choice"),
                "text": request.form.get("text", ""),
                "words": request.form.getlist("words"),
                "other": request.form.get("choice.other", ""),
                "answer": form_answer(asked, request.form),
            },
        }
        return page(self.rooms, room, "now", problem.status, **facts)

    def more_time(self, code: str) -> ResponseReturnValue:
        """Keep that this phone needs more time for questions, or that it does not."""
        room = self.rooms.room_by_code(code)
        token = request.cookies.get("participant", "")
        wanted = read_fields().get("wanted") == "yes"
        try:
            room.ask_for_more_time(room.participant(token), wanted=wanted)
        except FacilitatorError as problem:
            if not wants_page(request):
                raise
            return self._again(room, token, problem)
        if not wants_page(request):
            return jsonify(ok=True, wanted=wanted)
        return redirect(url_for("phone.session", code=room.session.code), 303)

    def resources(self, code: str) -> ResponseReturnValue:
        """Show where to turn to for help."""
        return page(self.rooms, self.rooms.room_by_code(code), "resources")

    def pause(self, code: str) -> ResponseReturnValue:
        """Say that a break is always possible."""
        return page(self.rooms, self.rooms.room_by_code(code), "pause")


def _step_facts(room: Room, step: str) -> dict[str, Any]:
    """Return what a step on the way in shows beside the session."""
    if step == "sign_in":
        return sign_in_facts(room)
    return {"choices": language_choices(room)} if step == "language" else {}


_STEPS = {"language": "language", "note": "note", "sign-in": "sign_in"}
_AS_TYPED = {page: typed for typed, page in _STEPS.items()}


def _now(room: Room, mine: dict[str, Any], token: str) -> dict[str, Any]:
    sent, order = room.phone_snapshot(), room.order_of(token)
    snapshot = own_view(room, sent, mine, order)
    key, thanks = poll_key(snapshot), request.args.get("sent", "")
    return {
        "sent": sent,
        "snapshot": snapshot,
        "order": order,
        "skipped": bool(key) and request.args.get("skip") == key,
        **phone_following.facts(room, snapshot),
        "mine": mine,
        "picture_wide": PICTURE_WIDE,
        "picture_high": picture_high,
        "own": mine["answers"].get(key),
        "forms": {name: survey.title for name, survey in room.forms.items()},
        "follow_up": _follow_up(room),
        "thanks": thanks if thanks in mine.get("sent", ()) else "",
        "typed": None,
        "message": "",
    }


def _follow_up(room: Room) -> str:
    """Return "code" where phones may get one, "open" where it is taken now, or ""."""
    if room.follow_up is None:
        return ""
    if room.stage.finished:
        return "open" if room.takes_follow_up else ""
    return "code"


def _admitted(room: Room, door_code: str) -> Response:
    """Let in by the code at the door, typed in place of the session's own."""
    response = make_response(redirect(url_for("phone.session", code=room.session.code)))
    hand_ticket(response, room, "in", room.ticket("in", door_code))
    return response
