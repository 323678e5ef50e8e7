"""A poll typed at the console, or at a remote that leads."""

from flask import Blueprint, Response, jsonify, request

from facilitator.domain.surveys.poll_writing import NotAPollError
from facilitator.errors import BadInputError
from facilitator.live.rooms import Rooms
from facilitator.web.locale import sentence_of
from facilitator.web.problems import told


def add_poll_making(console: Blueprint, rooms: Rooms) -> None:
    """Open the door by which a poll is made."""

    @console.post("/console/<session_id>/polls")
    def make_poll(session_id: str) -> tuple[Response, int]:
        given = request.get_json(silent=True)
        if not isinstance(given, dict):
            raise BadInputError(what="The poll")
        room = rooms.room(session_id)
        try:
            made = room.make_poll(str(given.get("key", "")), given)
        except NotAPollError as error:
            wrong = {field: sentence_of(one) for field, one in error.wrong.items()}
            return jsonify({**told(error), "wrong": wrong}), error.status
        return jsonify(ok=True, poll=made.name), 200
