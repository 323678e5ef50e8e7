"""The sessions of the gallery: each stands still at one moment of one question."""

import random
import secrets
from collections.abc import Mapping
from datetime import timedelta

from facilitator.domain.session import SessionDetails
from facilitator.domain.surveys.results import FEWEST_SHOWN
from facilitator.domain.surveys.survey import Question
from facilitator.domain.text import LANGUAGES
from facilitator.live.room import Room
from facilitator.live.rooms import Rooms
from facilitator.rehearsal.questions import Asked
from facilitator.web.gallery import Collection, Exhibit, Moment, Shown

PLAN = "gallery"
PHONES = 12
FEW_PHONES = FEWEST_SHOWN - 1
# The question whose other moments are shown.
_PLAINEST = "one_choice"


def exhibits(rooms: Rooms) -> Mapping[str, Collection]:
    """Make every session of the gallery; return where each is, by language."""
    key = secrets.token_bytes(32)
    return {language: _Sessions(rooms, key, language).all() for language in LANGUAGES}


class _Sessions:
    """The sessions whose wall is in one language; every phone is known to all."""

    def __init__(self, rooms: Rooms, key: bytes, language: str) -> None:
        self._rooms, self._key, self._language = rooms, key, language

    def all(self) -> Collection:
        form = self._session((self._language,))
        form.move("evaluation", {"open": True})
        questions = form.polls.questions
        plainest = next(one for one in questions if one.name == _PLAINEST)
        moments: tuple[Moment, ...] = ("closed", "few", "none", "rounds")
        return Collection(
            form.join(),
            _shown(form),
            tuple(self._exhibit(question) for question in questions),
            {moment: self._at(plainest, moment) for moment in moments},
            self._at(plainest, "results", (self._language,)),
        )

    def _exhibit(self, question: Question) -> Exhibit:
        return Exhibit(
            question, self._at(question, "asked"), self._at(question, "results")
        )

    def _at(
        self,
        question: Question,
        moment: Moment,
        languages: tuple[str, ...] = LANGUAGES,
    ) -> Shown:
        room, poll = self._session(languages), {"poll": question.name}
        room.move("open_poll", poll)
        phones = {"asked": 0, "none": 0, "few": FEW_PHONES}.get(moment, PHONES)
        _answer(room, question, phones)
        if moment == "rounds":
            room.move("close_poll", poll)
            room.move("ask_again", poll)
            _answer(room, question, PHONES)
        if moment != "asked":
            room.move("close_poll", poll)
        if moment in ("results", "few", "none", "rounds"):
            _let_through(room)
            room.move("show_results", poll)
        if moment == "rounds":
            room.move("compare", {**poll, "round": 1})
        return _shown(room)

    def _session(self, languages: tuple[str, ...]) -> Room:
        details = SessionDetails(
            starts_at=self._rooms.clock() - timedelta(minutes=30),
            time_zone="America/Chicago",
            languages=(
                self._language,
                *(one for one in languages if one != self._language),
            ),
            address="127.0.0.1",
        )
        room = self._rooms.room(self._rooms.create(PLAN, details, self._key).id)
        room.move("phone_results", {"on": True})
        return room


def _answer(room: Room, question: Question, phones: int) -> None:
    """Let so many phones answer the open round; the same ones of it every time."""
    round_ = room.stage.poll_state(question.name).round
    chance = random.Random(f"{question.name}:{round_}")  # noqa: S311  # made up
    asked = Asked.of(room.phone_snapshot()["poll"]["question"])
    for number in range(phones):
        answer = asked.choose(chance, LANGUAGES[number % len(LANGUAGES)], gentle=True)
        room.answer(room.join(), question.name, round_, answer, 1)


def _let_through(room: Room) -> None:
    """Approve what was written, as a trainer does before it is shown."""
    told = room.results(everything=True) or {}
    for text in told.get("texts", ()):
        room.move("show_text", {"text": text["id"]})


def _shown(room: Room) -> Shown:
    return Shown(room.session.id, room.session.code)
