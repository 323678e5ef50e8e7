"""Evaluations of several people on one phone: each form under a number of its own.

A phone answers under one random number, and hands in one evaluation under it. Another
person on it gets another number for their form, as random, which nothing joins to the
first or to anybody.
"""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from facilitator.live.room import Room
from facilitator.live.rooms import Rooms
from facilitator.web.phone.pages import COOKIE_SECONDS, is_shared

COOKIE = "form"


class EvaluationDoors:
    """The route by which one more person on a phone evaluates."""

    def __init__(self, rooms: Rooms) -> None:
        self.rooms = rooms

    def add_to(self, phone: Blueprint) -> None:
        """Open the door."""
        there = "/s/<code>/evaluation/another"
        phone.add_url_rule(there, "another_form", self.another, methods=["POST"])

    def another(self, code: str) -> ResponseReturnValue:
        """Lead to an empty form once the one before it is handed in."""
        room = self.rooms.room_by_code(code)
        there = url_for("phone.evaluation", code=room.session.code)
        response = redirect(there, 303)
        token = form_token(room, "evaluation")
        is_in = room.knows(token) and room.mine(token)["evaluated"]
        if is_shared() and is_in:
            response.set_cookie(
                COOKIE,
                room.join(),
                max_age=COOKIE_SECONDS,
                path=there,
                httponly=True,
                samesite="Lax",
            )
        return response


def form_token(room: Room, name: str) -> str:
    """Return the number under which a form is handed in: the phone's, or one more."""
    own = request.cookies.get(COOKIE, "") if name == "evaluation" else ""
    if own and room.knows(own):
        return own
    return request.cookies.get("participant", "")
