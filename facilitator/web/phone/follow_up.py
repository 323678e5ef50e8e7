"""A phone's doors of the follow-up: its code at the end, its form months later."""

import secrets
from collections.abc import Mapping
from typing import get_args
from urllib.parse import quote

from flask import Blueprint, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask.wrappers import Response
from flask_babel import gettext as _

from facilitator.documents import qr
from facilitator.domain.surveys.follow_up import (
    NoFollowUpCodeError,
    UnknownFollowUpCodeError,
    spelled,
)
from facilitator.errors import FacilitatorError, NotFoundError
from facilitator.live.follow_up import Sent
from facilitator.live.room import Room
from facilitator.live.rooms import Rooms
from facilitator.web.locale import date_of, sentence_of
from facilitator.web.phone.answer_fields import survey_answers
from facilitator.web.phone.evaluations import form_token
from facilitator.web.phone.form_pages import Typed, form_page
from facilitator.web.phone.forms import (
    json_answers,
    read_fields,
    read_json,
    wants_page,
    wrong_answers,
)
from facilitator.web.phone.pages import page

NAME = "follow_up"
# What is wrong with the code stands at its field.
_OF_THE_CODE = (NoFollowUpCodeError, UnknownFollowUpCodeError)
_LONGEST = 80


class FollowUpDoors:
    """The routes of a follow-up; none of them knows a person."""

    def __init__(self, rooms: Rooms) -> None:
        self.rooms = rooms

    def add_to(self, phone: Blueprint) -> None:
        """Open the doors."""
        # Below the evaluation, so that the number of each form on a phone is sent.
        code = "/s/<code>/evaluation/code"
        phone.add_url_rule(code, "follow_up_code", self.offer)
        phone.add_url_rule(code, "make_code", self.make, methods=["POST"])
        phone.add_url_rule("/f/<code>", "follow_up", self.form)
        phone.add_url_rule("/f/<code>", "send_follow_up", self.send, methods=["POST"])
        phone.add_url_rule("/F/<code>", "follow_up_scanned", self.scanned)

    def offer(self, code: str) -> ResponseReturnValue:
        """Say what a code is for, before anybody has one."""
        room = self.rooms.room_by_code(code)
        return self._code_page(room, "")

    def make(self, code: str) -> ResponseReturnValue:
        """Show a new code, once."""
        room = self.rooms.room_by_code(code)
        try:
            made = room.make_code(form_token(room, "evaluation"))
        except FacilitatorError as problem:
            if not wants_page(request):
                raise
            return self._code_page(room, "", problem)
        if not wants_page(request):
            return jsonify(ok=True, code=spelled(made))
        return self._code_page(room, spelled(made))

    def _code_page(
        self, room: Room, made: str, problem: FacilitatorError | None = None
    ) -> Response:
        now = room.follow_up_now()
        if now is None:
            raise NotFoundError
        place = room.session.details.address or request.host
        there = f"http://{place}/f/{room.session.code}"
        return page(
            self.rooms,
            room,
            "follow_up_code",
            problem.status if problem else 200,
            made=made,
            due=now.due,
            may=room.may_have_code(form_token(room, "evaluation")),
            address=there,
            # Behind the mark, so that no browser sends the code along by itself.
            code_drawn=qr.svg(f"{there}#{made}") if made else "",
            mail=_mail(room, there, made) if made else "",
            message=sentence_of(problem) if problem else "",
            language_page=url_for("phone.follow_up_code", code=room.session.code),
        )

    def scanned(self, code: str) -> ResponseReturnValue:
        """Lead from the QR code of a letter to the form."""
        return redirect(url_for("phone.follow_up", code=code.upper()))

    def form(self, code: str) -> ResponseReturnValue:
        """Show the form, while follow-ups are taken."""
        room = self.rooms.room_by_code(code)
        if room.follow_up is None:
            raise NotFoundError
        sent = request.args.get("sent", "")
        if sent in get_args(Sent):
            return page(self.rooms, room, "follow_up_sent", sent=sent)
        if not room.takes_follow_up:
            return self._closed(room)
        return self._form(room, Typed(), secrets.token_hex(16), "")

    def _closed(self, room: Room) -> Response:
        now = room.follow_up_now()
        return page(self.rooms, room, "follow_up_closed", now=now)

    def send(self, code: str) -> ResponseReturnValue:
        """Keep a follow-up."""
        room = self.rooms.room_by_code(code)
        survey = room.follow_up
        if survey is None:
            raise NotFoundError
        if request.is_json:
            given = read_json()
            answers = json_answers(given)
            return jsonify(ok=True, sent=_kept(room, given, answers))
        fields = read_fields()
        typed = survey_answers(survey, fields)
        try:
            sent = _kept(room, fields, typed)
        except FacilitatorError as problem:
            if not wants_page(request):
                raise
            if not room.takes_follow_up:
                return self._closed(room)
            wrong = wrong_answers(survey, typed)
            once, spelt = _said(fields, "once"), _said(fields, "code")
            return self._form(room, Typed(typed, wrong, problem), once, spelt)
        if not wants_page(request):
            return jsonify(ok=True, sent=sent)
        there = url_for("phone.follow_up", code=room.session.code, sent=sent)
        return redirect(there, 303)

    def _form(self, room: Room, typed: Typed, once: str, code: str) -> Response:
        problem = typed.problem
        at_code = isinstance(problem, _OF_THE_CODE)
        return form_page(
            self.rooms,
            room,
            room.follow_up or room.evaluation,
            typed,
            order=once[:8],
            template=NAME,
            name=NAME,
            once=once,
            typed_code=code,
            code_wrong=sentence_of(problem) if problem and at_code else "",
            language_page=url_for("phone.follow_up", code=room.session.code),
        )


def _kept(
    room: Room, given: Mapping[str, object], answers: Mapping[str, object]
) -> Sent:
    return room.send_follow_up(_said(given, "code"), _said(given, "once"), answers)


def _said(given: Mapping[str, object], name: str) -> str:
    """Return a field that may be missing, cut to what anybody means by it."""
    said = given.get(name, "")
    return said[:_LONGEST] if isinstance(said, str) else ""


def _mail(room: Room, there: str, made: str) -> str:
    """Return an address by which people send the code to themselves."""
    now = room.follow_up_now()
    words = _(
        "Your code: %(code)s\nPlanned for about %(day)s, at %(address)s\n"
        "Nobody else has it, and nobody can look it up.",
        code=made,
        day=date_of(now.due) if now else "",
        address=there,
    )
    subject = _("Code for the follow-up")
    return f"mailto:?subject={quote(subject)}&body={quote(words)}"
