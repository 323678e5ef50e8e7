"""The end of a session: what was said stays, but not that one phone said it."""

import random
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from threading import Event
from typing import Any

import gevent
import pytest

from facilitator.domain.records import as_text
from facilitator.errors import SessionClosedError
from facilitator.live import reports, worksheets
from facilitator.live.room import Room
from facilitator.live.rooms import Rooms

PHONES = 8
KEY = "0123456789ab"
WORDS = {"kind": "words", "label": {"en": "In a word?"}, "choices": {}}


@pytest.fixture
def held(rooms: Rooms, room: Room) -> Room:
    """A session in which eight phones said something in every way there is."""
    held = rooms.room(rooms.create("organization", room.session.details).id)
    phones = [held.join() for _ in range(PHONES)]
    held.make_poll(KEY, WORDS)
    cloud = f"made_{KEY}"
    text = next(q.name for q in held.polls.questions if q.kind == "text")
    for poll, answer in ((cloud, ["calm"]), (text, "Call the line")):
        held.move("open_poll", {"poll": poll})
        for n, phone in enumerate(phones):
            said = [f"calm {n // 2}"] if answer == ["calm"] else f"{answer} {n}"
            held.answer(phone, poll, 1, said, 1)
    through_and_merged(held)
    for form in ("worksheet", "evaluation"):
        held.move(form, {"open": True})
    for n, phone in enumerate(phones):
        held.submit(phone, "worksheet", {"table_name": f"Table {n}"})
        held.submit(phone, "evaluation", {"improve": f"Remark {n}"})
    chosen = worksheets.for_console(held)[3]["id"]
    held.move("show_worksheet", {"worksheet": chosen})
    ask_and_vote(held, phones)
    return held


def through_and_merged(room: Room) -> None:
    told = room.results(everything=True)
    assert told
    one, other, third, *_ = (card["id"] for card in told["texts"])
    for card in (third, one):
        room.move("show_text", {"text": card})
    room.move("merge_texts", {"text": other, "into": one})
    room.move("pin_text", {"text": third})


def ask_and_vote(room: Room, phones: list[str]) -> None:
    room.move("questions", {"open": True})
    chance = random.Random(3)
    for n, phone in enumerate(phones):
        room.ask(phone, chance.randbytes(16).hex(), f"Question {n}", 1)
    ids = [line["id"] for line in room.questions_at_console()["questions"]]
    for one in ids[:4]:
        room.move("let_question_through", {"question": one})
    for n, phone in enumerate(phones):
        for one in ids[: 1 + n % 4]:
            room.vote(phone, one, given=True, change=1)
    room.move("merge_questions", {"question": ids[1], "into": ids[0]})
    room.move("answer_question", {"question": ids[2]})
    room.move("hide_question", {"question": ids[3]})


def told(room: Room) -> Any:
    """Return all that files tell of the answers, in an order of their own."""
    polls, results = reports.polls(room), reports.results(room)
    rounds = {(r.question, r.round): sorted(map(str, r.answers)) for r in polls.rounds}
    shown = [sorted(map(str, one.texts)) for one in results.polls]
    counted = [replace(one, texts=()).series for one in results.polls]
    forms = sorted(map(str, reports.evaluation(room).responses))
    plans = sorted(map(str, polls.worksheets))
    return rounds, polls.asked, polls.words, shown, counted, forms, plans


def test_files_tell_after_the_end_what_they_told_before(held: Room) -> None:
    before = told(held)

    held.move("finish", {})

    assert told(held) == before
    assert [one.votes for one in before[1]] != [0] * len(before[1])


def test_what_was_decided_about_cards_and_questions_still_stands(held: Room) -> None:
    def decided() -> Any:
        lines = held.questions_at_console()["questions"]
        standing = sorted((x["text"], x["standing"], len(x["merged"])) for x in lines)
        cards = (held.results(everything=True) or {})["texts"]
        kept = sorted(
            (c["text"], c["shown"], c["pinned"], len(c["merged"])) for c in cards
        )
        chosen = held.stage.shown_worksheet
        sheets = {s["id"]: s["table"] for s in worksheets.for_console(held)}
        return standing, kept, sheets[chosen]

    before, stage = decided(), as_text(held.stage)

    held.move("finish", {})

    assert decided() == before
    after = as_text(held.stage)
    ids = {line["id"] for line in held.questions_at_console()["questions"]}
    assert any(one in after for one in ids)
    assert not any(one in stage for one in ids)


def test_no_hash_stands_in_two_places(held: Room) -> None:
    session, places = held.session.id, defaultdict(set)
    phones = {phone for phone, _ in held.responses.forms(session, "evaluation")}

    held.move("finish", {})

    for name, number in held.responses.rounds(session):
        for given in held.responses.answers(session, name, number):
            places[given.participant].add(name)
    for form in ("evaluation", "worksheet"):
        for phone, _ in held.responses.forms(session, form):
            places[phone].add(form)
    for asked in held.questions_kept.all(session):
        places[asked.participant].add("asked")
    assert {len(there) for there in places.values()} == {1}
    assert len(places) == 5 * PHONES
    assert not phones & places.keys()


def is_refused(do: Callable[..., object], *given: object, **named: object) -> bool:
    try:
        do(*given, **named)
    except SessionClosedError:
        return True
    return False


def test_what_comes_while_the_end_is_being_written_is_not_kept(
    rooms: Rooms, held: Room
) -> None:
    rounds = held.responses.rounds(held.session.id)
    (card,) = {name for name, _ in rounds} - {f"made_{KEY}"}
    held.move("open_poll", {"poll": card})
    late, before, gate = held.join(), told(held), Event()
    busy = gevent.spawn(rooms.database.write, lambda _: gate.wait(10))
    end = gevent.spawn(held.move, "finish", {})
    gevent.sleep(0)

    tried = [
        gevent.spawn(is_refused, held.answer, late, card, 1, "Late", 1),
        gevent.spawn(is_refused, held.submit, late, "evaluation", {"improve": "Late"}),
        gevent.spawn(is_refused, held.ask, late, "0" * 32, "Late", 1),
        gevent.spawn(
            is_refused, held.ask_for_more_time, held.participant(late), wanted=True
        ),
    ]
    gevent.sleep(0)
    gate.set()
    gevent.joinall([busy, end, *tried])

    assert all(one.value for one in tried)
    assert held.stage.finished
    assert told(held) == before
