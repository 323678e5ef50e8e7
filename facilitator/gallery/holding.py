"""A session in which every sample is asked and answered, and what screens got."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, TypeVar

from facilitator.domain.session import SessionDetails
from facilitator.domain.surveys.survey import OTHER_NAME, Answer, Question
from facilitator.gallery.samples import FORM, POLLS, TYPED, TYPED_KEY, survey
from facilitator.live.asked_polls import asked_as
from facilitator.live.room import Room
from facilitator.live.rooms import Rooms
from facilitator.rehearsal.questions import Asked
from facilitator.web.gallery import Exhibit

SEED = 2027
PLAN = "conference-2h"
THE_TIME = datetime(2027, 3, 4, 15, 0, tzinfo=UTC)
ANSWERS = 26
MOST_TEXTS = 6
# Samples that fewer people answer, by their names.
FEWER = {"too_few_answers": 3, "nobody_yet": 0}
# What people write where they work, and what makes them feel safe.
OTHER = {
    "en": ("A mobile clinic", "A library"),
    "es": ("Una clínica móvil", "Una biblioteca"),
}
WORDS = {
    "en": (
        "privacy",
        "time",
        "respect",
        "an interpreter",
        "listening",
        "calm",
        "trust",
    ),
    "es": ("privacidad", "tiempo", "respeto", "una intérprete", "escuchar", "calma"),
}
TWICE = frozenset({"asked_twice"})
JSON = dict[str, Any]
T = TypeVar("T")


class Leaning(random.Random):
    """Chance that leans to what comes first, as rooms do: figures are never level."""

    def choice(self, seq: Sequence[T]) -> T:  # type: ignore[override]
        """Return one of the sequence."""
        return seq[int(len(seq) * self.random() ** 1.6)]


def the_time() -> datetime:
    """Return the hour at which the gallery is held: the same each time."""
    return THE_TIME


def hold(rooms: Rooms) -> tuple[Room, tuple[Exhibit, ...]]:
    """Ask every sample in a session of its own, and return what its screens got."""
    details = SessionDetails(
        starts_at=THE_TIME,
        time_zone="America/Chicago",
        address="192.168.1.5:8765",
    )
    room = rooms.room(rooms.create(PLAN, details).id)
    polls, form = survey(POLLS), survey(FORM)
    room.curriculum = replace(room.curriculum, polls=polls, evaluation=form)
    room.load_deck()
    typed = room.make_poll(TYPED_KEY, TYPED)
    room.move("phone_results", {"on": True})
    chance = Leaning(SEED)
    asked = (*polls.questions, typed)
    shown = tuple(_asked(room, question, chance) for question in asked)
    return room, (*shown, *map(Exhibit, form.questions))


def _asked(room: Room, question: Question, chance: random.Random) -> Exhibit:
    poll = {"poll": question.name}
    room.move("open_poll", poll)
    room.move("choose_poll", poll)
    asked, on_phones = room.projector_snapshot(), room.phone_snapshot()
    number = FEWER.get(question.name, ANSWERS)
    own = _answered(room, question, chance, number)
    room.move("close_and_show", poll)
    if question.name in TWICE:
        room.move("ask_again", poll)
        _answered(room, question, random.Random(SEED), number)  # noqa: S311  # made up
        room.move("close_and_show", poll)
        room.move("compare", {**poll, "round": 1})
    _let_through(room)
    return Exhibit(
        question,
        asked=asked,
        on_phones=on_phones,
        shown=room.projector_snapshot(),
        closed=room.phone_snapshot(),
        told=room.results(everything=True),
        own=own,
    )


def _answered(
    room: Room, question: Question, chance: random.Random, number: int
) -> object:
    """Answer from so many phones, and return what the first one said."""
    sample = Asked.of(asked_as(question))
    round_ = room.stage.poll_state(question.name).round
    said = [_said(sample, chance, "es" if n % 3 == 1 else "en") for n in range(number)]
    for answer in said:
        room.answer(room.join(), question.name, round_, answer, 1)
    return said[0] if said else None


def _said(sample: Asked, chance: random.Random, language: str) -> Answer:
    if sample.kind == "words":
        words = (chance.choice(WORDS[language]) for _ in range(sample.most))
        return list(dict.fromkeys(words))
    answer = sample.choose(chance, language, gentle=True)
    if isinstance(answer, dict) and OTHER_NAME in answer:
        return {**answer, OTHER_NAME: chance.choice(OTHER[language])}
    return answer


def _let_through(room: Room) -> None:
    """Let through what a trainer would: all words, some texts, none of them twice."""
    told = room.results(everything=True) or {}
    cards = {card["text"]: card["id"] for card in told.get("texts", ())}
    asked = room.polls.question(room.stage.poll)
    is_cloud = asked is not None and asked.kind == "words"
    chosen = [*cards.values()][: None if is_cloud else MOST_TEXTS]
    if chosen:
        room.move("show_unflagged", {"texts": chosen})
