"""The Socket.IO doors: who connects, what a phone answers, what the trainer moves."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import monotonic
from typing import Any

import socketio
from socketio.exceptions import ConnectionRefusedError as Refused
from werkzeug.http import parse_cookie

from facilitator.domain.text import LANGUAGES
from facilitator.errors import BadInputError, FacilitatorError, NotAllowedError
from facilitator.live import presenting
from facilitator.live.answering import NOTHING_YET
from facilitator.live.rooms import Rooms
from facilitator.live.tokens import NotJoinedError
from facilitator.web.access import TRAINER, Access, Leader
from facilitator.web.locale import sentence_of
from facilitator.web.problems import BugError
from facilitator.web.wire import CONSOLE, PHONE, PROJECTOR, Wire

log = logging.getLogger(__name__)

JSON = dict[str, Any]
LONGEST_NAME = 80
# Faster than any screen of the room shows.
SECONDS_BETWEEN_POINTS = 0.015


@dataclass(slots=True)
class Visitor:
    """One connected screen: its session, its language, and what answers know it by.

    `leader` tells the trainer's laptop from other devices that lead. `pointed` is when
    it last moved the dot.
    """

    session_id: str
    language: str
    phone: str = ""
    leader: Leader = TRAINER
    pointed: float = 0.0


class Events:
    """Every message that comes in; each door checks, calls one use case, answers."""

    def __init__(
        self, server: socketio.Server, rooms: Rooms, wire: Wire, access: Access
    ) -> None:
        self._server, self._rooms = server, rooms
        self._wire, self._access = wire, access
        self._visitors: dict[str, Visitor] = {}
        # Plain handlers: a Flask request context per answer costs more than the answer.
        for namespace, connect in (
            (PHONE, self._phone_connects),
            (PROJECTOR, self._trainer_connects(PROJECTOR, self._projector)),
            (CONSOLE, self._trainer_connects(CONSOLE, self._console)),
        ):
            server.on("connect", connect, namespace=namespace)
            server.on("disconnect", self._disconnects(namespace), namespace=namespace)
        server.on("answer", self._acknowledged(self._answer), namespace=PHONE)
        server.on("mine", self._acknowledged(self._mine), namespace=PHONE)
        server.on("questions", self._acknowledged(self._questions), namespace=PHONE)
        server.on("vote", self._acknowledged(self._vote), namespace=PHONE)
        server.on("pace", self._acknowledged(self._pace), namespace=PHONE)
        server.on("more_time", self._acknowledged(self._more_time), namespace=PHONE)
        server.on("now", self._acknowledged(self._now), namespace=PHONE)
        server.on("move", self._acknowledged(self._move), namespace=CONSOLE)
        server.on("point", self._acknowledged(self._point), namespace=CONSOLE)
        server.on("here", self._acknowledged(self._here), namespace=CONSOLE)

    # Connecting

    def _phone_connects(
        self, sid: str, environ: Mapping[str, str], auth: object
    ) -> None:
        given = auth if isinstance(auth, dict) else {}
        self._welcome(sid, PHONE, given, lambda: self._phone(environ, given))

    def _phone(self, environ: Mapping[str, str], given: JSON) -> Visitor:
        room = self._rooms.room_by_code(_text(given, "code"))
        cookies = parse_cookie(environ.get("HTTP_COOKIE", ""))
        token = given.get("participant") or cookies.get("participant", "")
        language = _language(given)
        if room.stage.finished:
            return Visitor(room.session.id, language)
        if not isinstance(token, str):
            raise NotJoinedError
        return Visitor(room.session.id, language, room.participant(token))

    def _trainer_connects(
        self, namespace: str, visit: Callable[[Mapping[str, str], JSON], Visitor]
    ) -> Callable[[str, Mapping[str, str], object], None]:
        def connect(sid: str, environ: Mapping[str, str], auth: object) -> None:
            given = auth if isinstance(auth, dict) else {}
            self._welcome(sid, namespace, given, lambda: visit(environ, given))

        return connect

    def _projector(self, environ: Mapping[str, str], given: JSON) -> Visitor:
        if not self._access.is_trainer_environ(environ):
            raise NotAllowedError
        room = self._rooms.room(_text(given, "session"))
        return Visitor(room.session.id, _language(given))

    def _console(self, environ: Mapping[str, str], given: JSON) -> Visitor:
        session = given.get("session")
        name = session if isinstance(session, str) else ""
        leader = self._access.leader_environ(environ, self._rooms, name)
        room = self._rooms.room(_text(given, "session"))
        return Visitor(room.session.id, _language(given), leader=leader)

    def _welcome(
        self, sid: str, namespace: str, given: JSON, let_in: Callable[[], Visitor]
    ) -> None:
        try:
            visitor = let_in()
        except FacilitatorError as error:
            told = _told(error, _language(given))
            # One argument alone would reach the screen as Python's own spelling.
            raise Refused(told["message"], told) from error
        self._visitors[sid] = visitor
        self._server.enter_room(sid, visitor.session_id, namespace=namespace)
        if namespace == PHONE:
            self._wire.phone_came(visitor.session_id, visitor.phone or sid)
        else:
            self._wire.screen_came(visitor.session_id)
        if visitor.leader.remote:
            self._wire.remote_came(sid, visitor.session_id, visitor.leader.remote)
        # The snapshot must follow the acknowledgement of the connection.
        self._server.start_background_task(
            self._wire.greet, sid, namespace, visitor.session_id, given.get("v")
        )

    def _disconnects(self, namespace: str) -> Callable[..., None]:
        def disconnect(sid: str, *_: object) -> None:
            visitor = self._visitors.pop(sid, None)
            if visitor and namespace == PHONE:
                self._wire.phone_went(visitor.session_id, visitor.phone or sid)
            elif visitor:
                self._wire.screen_went(visitor.session_id)
            if visitor and visitor.leader.remote:
                self._wire.remote_went(sid, visitor.session_id)

        return disconnect

    # Messages

    def _acknowledged(
        self, act: Callable[[Visitor, JSON], JSON]
    ) -> Callable[..., JSON]:
        def receive(sid: str, *payload: object) -> JSON:
            visitor = self._visitors.get(sid)
            language = visitor.language if visitor else "en"
            try:
                return {"ok": True, **act(*_checked(visitor, payload))}
            except FacilitatorError as error:
                return _told(error, language)
            except Exception:
                log.exception("a message failed")
                return _told(BugError(), language)

        return receive

    def _answer(self, visitor: Visitor, given: JSON) -> JSON:
        room = self._rooms.room(visitor.session_id)
        question = _text(given, "question")
        round_, change = _number(given, "round"), _number(given, "change")
        room.answer_as(visitor.phone, question, round_, given.get("answer"), change)
        return {"question": question, "round": round_, "change": change}

    def _mine(self, visitor: Visitor, _: JSON) -> JSON:
        if not visitor.phone:
            return dict(NOTHING_YET)
        return self._rooms.room(visitor.session_id).mine_as(visitor.phone)

    def _questions(self, visitor: Visitor, _: JSON) -> JSON:
        return self._rooms.room(visitor.session_id).questions_as(visitor.phone)

    def _vote(self, visitor: Visitor, given: JSON) -> JSON:
        room, change = self._rooms.room(visitor.session_id), _number(given, "change")
        wanted = _flag(given, "given")
        question = _text(given, "question")
        room.vote_as(visitor.phone, question, given=wanted, change=change)
        return {"question": question, "given": wanted, "change": change}

    def _pace(self, visitor: Visitor, given: JSON) -> JSON:
        room = self._rooms.room(visitor.session_id)
        return {"for": room.say_pace_as(visitor.phone, given.get("pace"))}

    def _more_time(self, visitor: Visitor, given: JSON) -> JSON:
        wanted = _flag(given, "wanted")
        room = self._rooms.room(visitor.session_id)
        room.ask_for_more_time(visitor.phone, wanted=wanted)
        return {"wanted": wanted}

    def _now(self, visitor: Visitor, _: JSON) -> JSON:
        """Say what time it is here, to a phone that slept through a countdown."""
        return {"now": self._rooms.room(visitor.session_id).clock().isoformat()}

    def _move(self, visitor: Visitor, given: JSON) -> JSON:
        name = _text(given, "move")
        room = self._rooms.room(visitor.session_id)
        self._access.check_move(visitor.leader, room, name)
        return {"v": room.move(name, given)}

    def _point(self, visitor: Visitor, given: JSON) -> JSON:
        at = presenting.point(given.get("at"))
        now = monotonic()
        # A dot that is taken away is never dropped.
        if at is None or now - visitor.pointed >= SECONDS_BETWEEN_POINTS:
            visitor.pointed = now
            self._wire.pointed(visitor.session_id, at)
        return {}

    def _here(self, visitor: Visitor, _: JSON) -> JSON:
        """Say that the line lives: a phone that slept cannot tell by itself."""
        return {"v": self._rooms.room(visitor.session_id).stage.version}


def _checked(
    visitor: Visitor | None, payload: tuple[object, ...]
) -> tuple[Visitor, JSON]:
    given = payload[0] if payload else {}
    if visitor is None:
        raise NotJoinedError
    if not isinstance(given, dict):
        raise BadInputError(what="The message")
    return visitor, given


def _told(error: FacilitatorError, language: str) -> JSON:
    return {"ok": False, "code": error.code, "message": sentence_of(error, language)}


def _language(given: JSON) -> str:
    asked = given.get("language")
    return asked if asked in LANGUAGES else "en"


def _text(given: JSON, name: str) -> str:
    value = given.get(name)
    if not isinstance(value, str) or len(value) > LONGEST_NAME:
        raise BadInputError(what=name)
    return value


def _flag(given: JSON, name: str) -> bool:
    value = given.get(name)
    if not isinstance(value, bool):
        raise BadInputError(what=name)
    return value


def _number(given: JSON, name: str) -> int:
    value = given.get(name)
    if not isinstance(value, int) or isinstance(value, bool):
        raise BadInputError(what=name)
    return value
