"""Records that come back as what they were."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from facilitator.domain.attendance.people import Attendee, Person, Scan
from facilitator.domain.decks.deck import Block, Deck, Slide, SlideText
from facilitator.domain.plan import AgendaItem, Objective, SessionPlan
from facilitator.domain.records import as_record, from_record
from facilitator.domain.session import Session, SessionDetails
from facilitator.domain.stage.stage import Stage, begin_item, open_poll, show_screen
from facilitator.domain.surveys.survey import Option, Question, Survey
from facilitator.domain.text import Text

NOON = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
WORDS = Text("Stop", "Parar")


@dataclass(frozen=True, slots=True)
class Visit:
    """A day, and perhaps a guest; pairs of a number and a name."""

    day: date
    guest: Person | None = None
    pairs: tuple[tuple[int, str], ...] = ()


EVERYTHING = [
    Stage(),
    begin_item(open_poll(show_screen(Stage(), "black"), "a"), "stop", NOON),
    Session(
        "id",
        "ABC234",
        "plan",
        WORDS,
        SessionDetails(NOON, "America/New_York", trainers=("Rosa", "Sam")),
        "live",
        places=((-1, "a"), (3, "b")),
    ),
    SessionPlan(
        "plan",
        WORDS,
        WORDS,
        WORDS,
        (Objective("stop", WORDS),),
        (AgendaItem("stop", WORDS, 25, creditable=True),),
        "deck",
        "polls",
        "evaluation",
    ),
    Survey(
        "polls",
        "polls",
        WORDS,
        (Question("q", "single", WORDS, options=(Option("a", 1, WORDS),)),),
    ),
    Deck(
        "A deck",
        (
            Slide(
                (SlideText("en", "T", (Block("table", rows=(("a", "b"), ("c",))),)),),
                polls=("a",),
            ),
        ),
        "x.pdf",
    ),
    Attendee("a", Person("Ana"), (Scan("a", "in", NOON, "form"),), evaluated=True),
    Visit(date(2026, 3, 10)),
    Visit(date(2026, 3, 10), Person("Ana"), ((1, "a"),)),
]


@pytest.mark.parametrize("value", EVERYTHING, ids=lambda value: type(value).__name__)
def test_a_record_survives_json(value: object) -> None:
    record = json.loads(json.dumps(as_record(value)))

    assert from_record(type(value), record) == value


def test_undo_survives_too_although_it_is_not_compared() -> None:
    stage = open_poll(show_screen(Stage(), "lobby"), "a")
    back = from_record(Stage, json.loads(json.dumps(as_record(stage))))

    assert back.undo == stage.undo


def test_a_moment_keeps_its_offset() -> None:
    local = NOON.astimezone(ZoneInfo("America/New_York"))
    details = from_record(
        SessionDetails, as_record(SessionDetails(local, "America/New_York"))
    )

    assert details.starts_at == NOON
    assert details.starts_at.utcoffset() == local.utcoffset()


def test_a_key_of_another_version_is_ignored_and_a_missing_one_has_its_default() -> (
    None
):
    record = {"name": "Ana", "shoe_size": 38}

    assert from_record(Person, record) == Person("Ana")
