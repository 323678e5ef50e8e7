"""A phone's forms: pre, post, the evaluation, and the worksheet of a table."""

from typing import Any

from flask import Blueprint, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask.wrappers import Response

from facilitator.domain.surveys.follow_up import ENDS
from facilitator.domain.surveys.survey import FORMS, FormName, Survey
from facilitator.errors import FacilitatorError, NotFoundError
from facilitator.live.room import Room
from facilitator.live.rooms import Rooms
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
from facilitator.web.phone.pages import join, keep_participant, page


class SurveyDoors:
    """The routes of a whole form; they know a phone by its random token alone."""

    def __init__(self, rooms: Rooms) -> None:
        self.rooms = rooms

    def add_to(self, phone: Blueprint) -> None:
        """Open the doors."""
        for name in FORMS:
            rule, facts = f"/s/<code>/{name}", {"name": name}
            phone.add_url_rule(rule, name, self.form, defaults=facts)
            phone.add_url_rule(
                rule, f"send_{name}", self.send_form, defaults=facts, methods=["POST"]
            )

    def form(self, code: str, name: FormName) -> ResponseReturnValue:
        """Show one of the forms."""
        room = self.rooms.room_by_code(code)
        ticket = request.args.get("sent", "")
        survey = _survey(room, name)
        is_open = room.takes_form(name)
        token = form_token(room, name)
        facts: dict[str, Any] = {
            "name": name,
            "survey": survey,
            "is_open": is_open,
            "may_have_code": name in ENDS and room.may_have_code(token),
            "evaluation_next": name == "post" and room.takes_form("evaluation"),
        }
        if ticket:
            return page(self.rooms, room, "sent", ticket=ticket, **facts)
        if name == "evaluation" and room.knows(token) and room.mine(token)["evaluated"]:
            return page(self.rooms, room, "sent", ticket="", **facts)
        if not is_open:
            return page(self.rooms, room, "closed", **facts)
        sent = dict(room.mine_form(token, name)) if room.knows(token) else {}
        response = self._form_page(room, name, Typed(sent))
        fresh, is_new = join(room)
        return keep_participant(response, fresh) if is_new else response

    def send_form(self, code: str, name: FormName) -> ResponseReturnValue:
        """Keep a whole form."""
        room = self.rooms.room_by_code(code)
        survey = _survey(room, name)
        token = form_token(room, name)
        if request.is_json:
            ticket = room.submit(token, name, json_answers(read_json()))
            return _receipt(name, ticket)
        answers = survey_answers(survey, read_fields())
        wrong = wrong_answers(survey, answers)
        try:
            ticket = room.submit(token, name, answers)
        except FacilitatorError as problem:
            if not wants_page(request):
                raise
            return self._form_page(room, name, Typed(answers, wrong, problem))
        if not wants_page(request):
            return _receipt(name, ticket)
        sent = ticket if name == "evaluation" else "1"
        there = url_for(f"phone.{name}", code=room.session.code, sent=sent)
        return redirect(there, 303)

    def _form_page(self, room: Room, name: FormName, typed: Typed) -> Response:
        return form_page(
            self.rooms,
            room,
            _survey(room, name),
            typed,
            order=_order(room, name),
            name=name,
            language_page=url_for(f"phone.{name}", code=room.session.code),
        )


def _order(room: Room, name: FormName) -> str:
    """Return what the order of shuffled choices is made from, the same each time."""
    token = form_token(room, name)
    return room.order_of(token) if room.knows(token) else ""


def _receipt(name: FormName, ticket: str) -> Response:
    proof = {"ticket": ticket} if name == "evaluation" else {}
    return jsonify(ok=True, **proof)


def _survey(room: Room, name: FormName) -> Survey:
    survey = room.form(name)
    if survey is None:
        raise NotFoundError
    return survey
