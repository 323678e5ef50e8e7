"""What may be shown to anybody afterwards, from the store to the slide."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from pptx import Presentation

from facilitator.documents.decks.results import results_deck
from facilitator.errors import FacilitatorError
from facilitator.live import reports
from facilitator.live.room import Room

Clock = Any  # the fixture of conftest
NO_NUMBERS: dict[str, object] = {"numbers": None, "means": [], "rows": []}


def phones(room: Room, number: int) -> list[str]:
    return [room.join() for _ in range(number)]


def ask(room: Room, poll: str, answers: list[Any], *, again: bool = False) -> None:
    room.move("ask_again" if again else "open_poll", {"poll": poll})
    round_ = room.stage.poll_state(poll).round
    for phone, answer in zip(phones(room, len(answers)), answers, strict=True):
        room.answer(phone, poll, round_, answer, 1)
    room.move("close_and_show", {"poll": poll})


def charts(room: Room, language: str = "en") -> dict[str, Any]:
    """Return the charts of the deck by the title of their slide."""
    deck = Presentation(BytesIO(results_deck(reports.results(room), language)))
    return {
        slide.shapes.title.text: shape.chart
        for slide in deck.slides
        for shape in slide.shapes
        if shape.has_chart
    }


def in_chart(chart: Any) -> dict[str, dict[str, float]]:
    """Return the numbers that the chart itself keeps, by series and name."""
    plot = chart.plots[0]
    names = [str(name).removeprefix("✓ ") for name in plot.categories]
    return {
        series.name: dict(zip(names, series.values, strict=True))
        for series in plot.series
    }


def in_workbook(chart: Any) -> dict[str, dict[str, Any]]:
    """Return the numbers in the workbook inside the chart."""
    blob = chart.part.chart_workbook.xlsx_part.blob
    header, *rows = (
        load_workbook(BytesIO(blob)).worksheets[0].iter_rows(values_only=True)
    )
    return {
        str(name): {str(row[0]).removeprefix("✓ "): row[place] for row in rows}
        for place, name in enumerate(header)
        if place
    }


def in_store(room: Room, poll: str, round_: int) -> Counter[str]:
    counted: Counter[str] = Counter()
    for answer, number in room.responses.tally(room.session.id, poll, round_):
        for name in [answer] if isinstance(answer, str) else answer:
            counted[name] += number
    return counted


@pytest.mark.parametrize("language", ["en", "es"])
def test_charts_hold_the_numbers_of_the_store(room: Room, language: str) -> None:
    settings = ["health_care"] * 7 + ["housing"] * 3 + ["other"]
    ask(room, "work_setting", settings)
    signs = [["accent", "many_clinics"], ["accent"], ["holds_her_card"]] * 3
    ask(room, "worth_following_up", signs)
    ask(room, "ready_to_ask", ["low"] * 4 + ["high"] * 5)

    shown = charts(room, language)

    assert len(shown) == 3
    for poll in ("work_setting", "worth_following_up", "ready_to_ask"):
        question = room.polls.question(poll)
        assert question
        stored = in_store(room, poll, 1)
        chart = shown[question.label[language]]
        (numbers,) = in_chart(chart).values()
        assert numbers == {
            option.label[language]: stored[option.name] for option in question.choices
        }
        assert in_workbook(chart) == in_chart(chart)


def test_other_words_sent_under_the_same_change_are_held_again(room: Room) -> None:
    room.move("open_poll", {"poll": "first_step"})
    phone = room.join()
    room.answer(phone, "first_step", 1, "Kind words", 1)
    (text,) = (room.results(everything=True) or {})["texts"]
    room.move("show_text", {"text": text["id"]})

    room.answer(phone, "first_step", 1, "Other words", 1)

    (text,) = (room.results(everything=True) or {})["texts"]
    assert (text["text"], text["shown"]) == ("Other words", False)


def test_two_rounds_of_a_question_stand_side_by_side(room: Room) -> None:
    ask(room, "under_18", ["must_be_shown"] * 6 + ["not_sure"])
    ask(room, "under_18", ["need_not_be_shown"] * 8, again=True)

    ((title, chart),) = charts(room).items()

    assert title.endswith("(rounds 1 and 2)")
    assert in_chart(chart) == {
        "Round 1": {"Yes": 6, "No": 0, "I am not sure": 1},
        "Round 2": {"Yes": 0, "No": 8, "I am not sure": 0},
    }
    assert in_workbook(chart) == in_chart(chart)


def test_the_evaluation_shows_before_and_now(room: Room) -> None:
    room.move("evaluation", {"open": True})
    pairs = [("low", "high")] * 6 + [("moderate", "very_high")] * 4
    for phone, (before, now) in zip(phones(room, 10), pairs, strict=True):
        given = {"confidence_ask": {"before": before, "now": now}}
        room.submit(phone, "evaluation", given)

    shown = charts(room)
    question = room.evaluation.question("confidence_ask")
    assert question
    chart = in_chart(shown[question.label.en])

    assert chart["Before the training"] == {
        "Very low": 0,
        "Low": 6,
        "Moderate": 4,
        "High": 0,
        "Very high": 0,
    }
    assert (chart["Now"]["High"], chart["Now"]["Very high"]) == (6, 4)
    overview = in_chart(shown["High or very high confidence, before and now"])
    assert overview["Before the training"] == {question.label.en: 0}
    assert overview["Now"] == {question.label.en: 1}


def test_fewer_than_five_answers_never_leave_the_store(room: Room) -> None:
    ask(room, "under_18", ["must_be_shown"] * 4)
    ask(room, "work_setting", ["housing"] * 5)
    room.move("evaluation", {"open": True})
    room.submit(room.join(), "evaluation", {"quality_overall": "poor"})

    report = reports.results(room)
    by_name = {result.question.name: result.series for result in report.polls}

    assert [(s.answered, s.counts) for s in by_name["under_18"]] == [(4, ())]
    assert by_name["work_setting"][0].counts
    assert not any(s.counts for r in report.evaluation for s in r.series)
    assert len(charts(room)) == 1


def test_a_second_round_of_few_is_left_out_of_the_chart(room: Room) -> None:
    ask(room, "under_18", ["must_be_shown"] * 6)
    ask(room, "under_18", ["not_sure"] * 3, again=True)

    ((_, chart),) = charts(room).items()

    assert list(in_chart(chart)) == ["Round 1"]


def test_only_words_that_were_let_through_are_in_the_report(room: Room) -> None:
    room.move("open_poll", {"poll": "first_step"})
    for phone, words in zip(
        phones(room, 3), ("Listen", "Wait", "Breathe"), strict=True
    ):
        room.answer(phone, "first_step", 1, words, 1)
    held = (room.results(everything=True) or {})["texts"]
    through = {text["text"]: text["id"] for text in held}
    room.move("show_text", {"text": through["Breathe"]})
    room.move("show_text", {"text": through["Listen"]})
    room.move("show_text", {"text": through["Wait"]})
    room.move("hide_text", {"text": through["Wait"]})

    (written,) = reports.results(room).polls

    # In the order in which they were let through, not in that of writing.
    assert [one.text for one in written.texts] == ["Breathe", "Listen"]
    assert written.series[0].answered == 3
    made = results_deck(reports.results(room), "en")
    assert not any("Wait" in words for words in words_of(made))
    assert "Breathe" in words_of(made)


def test_words_stay_let_through_when_another_question_is_asked_again(
    room: Room,
) -> None:
    room.move("open_poll", {"poll": "first_step"})
    room.answer(room.join(), "first_step", 1, "Kept", 1)
    (text,) = (room.results(everything=True) or {})["texts"]
    room.move("show_text", {"text": text["id"]})
    ask(room, "under_18", ["not_sure"] * 5)
    ask(room, "under_18", ["not_sure"] * 5, again=True)

    written = {r.question.name: r.texts for r in reports.results(room).polls}

    assert [one.text for one in written["first_step"]] == ["Kept"]


def test_words_changed_by_their_writer_are_held_again(room: Room) -> None:
    phone = room.join()
    room.move("open_poll", {"poll": "first_step"})
    room.answer(phone, "first_step", 1, "Seen by the trainer", 1)
    (text,) = (room.results(everything=True) or {})["texts"]
    room.move("show_text", {"text": text["id"]})
    room.answer(phone, "first_step", 1, "Not seen by anybody", 2)

    (written,) = reports.results(room).polls

    assert written.texts == ()


def words_of(made: bytes) -> list[str]:
    """Return every text of a deck: on slides, in notes, tables and descriptions."""
    found: list[str] = []
    for slide in Presentation(BytesIO(made)).slides:
        for root in (slide.element, slide.notes_slide.element):
            found += root.xpath(".//a:t/text()")
            found += root.xpath(".//@descr")
    return found


def test_people_are_numbers_and_nothing_else(room: Room, clock: Clock) -> None:
    names = [f"Person Number{n}" for n in range(8)]
    tokens = [room.sign_in({"name": name}, "en", "phone") for name in names]
    clock.pass_minutes(60)
    room.sign_out(tokens[0], "phone")
    clock.pass_minutes(50)
    room.move("agenda", {"item": room.plan.agenda[-1].name})
    clock.pass_minutes(10)
    for token in tokens[1:7]:
        room.sign_out(token, "phone")

    counted = reports.results(room).attendance

    assert (counted.signed_in, counted.stayed) == (8, 6)
    assert (counted.left_early, counted.no_sign_out) == (1, 1)
    assert counted.minutes == 120
    made = results_deck(reports.results(room), "en")
    assert not any("Number" in words and "Person" in words for words in words_of(made))


def test_the_end_is_the_last_part_as_planned_where_nobody_started_it(
    room: Room, clock: Clock
) -> None:
    token, other = (room.sign_in({"name": n}, "en", "phone") for n in "ab")
    planned = sum(item.minutes for item in room.plan.agenda[:-1])
    clock.now += timedelta(minutes=planned - 1)
    room.sign_out(token, "phone")
    clock.pass_minutes(1)
    room.sign_out(other, "phone")

    counted = reports.results(room).attendance

    assert (counted.stayed, counted.left_early) == (1, 1)
    assert counted.minutes is None  # two people are too few


def test_a_poll_without_an_answer_is_shown_as_asked(room: Room) -> None:
    room.move("open_poll", {"poll": "under_18"})

    (asked,) = reports.results(room).polls

    assert [(s.round, s.answered) for s in asked.series] == [(1, 0)]
    assert "Nobody has answered yet" in words_of(
        results_deck(reports.results(room), "en")
    )


def test_the_right_answer_is_told_with_the_results_and_not_before(room: Room) -> None:
    found = next(one for one in room.polls.questions if one.kind == "single")
    first, *others = found.options
    right = (replace(first, right=True), *others)
    question = replace(found, name="slide_2", options=right)
    room.change_deck(
        room.session.deck, lambda deck: replace(deck, questions=(question,))
    )
    room.move("open_poll", {"poll": question.name})
    asked = room.phone_snapshot()
    assert asked["results"] is None
    for phone in phones(room, 5):
        room.answer(phone, question.name, 1, first.name, 1)
    assert all("right" not in choice for choice in asked["poll"]["question"]["choices"])

    room.move("close_and_show", {"poll": question.name})

    told = room.phone_snapshot()["results"]["counts"]
    marked = {choice["name"] for choice in told if choice["right"]}
    assert marked == {choice.name for choice in question.choices if choice.right}


def test_fewer_than_five_answers_are_told_to_no_screen_of_the_room(room: Room) -> None:
    ask(room, "under_18", ["not_sure"] * 4)

    wall, phone = room.projector_snapshot()["results"], room.phone_snapshot()["results"]

    assert (wall["answered"], wall["few"], wall["counts"]) == (4, True, [])
    assert phone == {name: wall[name] for name in phone}
    at_the_console = room.results(everything=True) or {}
    assert (at_the_console["answered"], at_the_console["few"]) == (4, True)


def test_a_poll_that_comes_up_has_no_results_of_the_one_that_is_still_open(
    room: Room,
) -> None:
    room.move("open_poll", {"poll": "under_18"})
    for phone in phones(room, 5):
        room.answer(phone, "under_18", 1, "need_not_be_shown", 1)
    room.move("show_results", {"poll": "under_18"})
    room.move("choose_poll", {"poll": "first_step"})

    wall, console = room.projector_snapshot(), room.console_snapshot()
    told = room.results(everything=True)

    assert wall["poll"]["name"] == console["poll"]["name"] == "first_step"
    assert wall["results"] is None
    assert console["results"] is None
    assert told
    assert (told["poll"], told["answered"]) == ("first_step", 0)
    assert room.counts()["answered"] == 0
    assert room.phone_snapshot()["poll"]["name"] == "under_18"


def test_an_earlier_round_is_compared_on_the_wall_and_not_on_phones(
    room: Room,
) -> None:
    ask(room, "under_18", ["not_sure"] * 4 + ["must_be_shown"])
    ask(room, "under_18", ["need_not_be_shown"] * 6, again=True)
    room.move("compare", {"poll": "under_18", "round": 1})

    wall = room.projector_snapshot()["results"]

    assert [c["count"] for c in wall["counts"]] == [0, 6, 0]
    earlier = {
        "round": 1,
        "answered": 5,
        "few": False,
        "counts": [1, 0, 4],
    } | NO_NUMBERS
    assert wall["earlier"] == earlier
    assert (room.results(everything=True) or {})["earlier"] == earlier
    assert "earlier" not in room.phone_snapshot()["results"]
    room.move("compare", {"poll": "under_18", "round": 0})
    assert room.projector_snapshot()["results"]["earlier"] is None


def test_a_compared_round_of_too_few_answers_shows_no_counts(room: Room) -> None:
    ask(room, "under_18", ["not_sure"] * 4)
    ask(room, "under_18", ["need_not_be_shown"] * 6, again=True)
    room.move("compare", {"poll": "under_18", "round": 1})

    earlier = {**NO_NUMBERS, "round": 1, "answered": 4, "few": True, "counts": []}
    assert room.projector_snapshot()["results"]["earlier"] == earlier


@pytest.mark.parametrize("earlier", [2, 3, -1, True, "1", None])
def test_a_round_that_is_not_earlier_is_not_compared(
    room: Room, earlier: object
) -> None:
    ask(room, "under_18", [])
    ask(room, "under_18", [], again=True)

    with pytest.raises(FacilitatorError):
        room.move("compare", {"poll": "under_18", "round": earlier})


def test_results_that_are_kept_off_phones_are_on_the_wall_alone(room: Room) -> None:
    room.move("phone_results", {"on": False})
    ask(room, "under_18", ["not_sure"] * 5)

    assert room.phone_snapshot()["results"] is None
    assert room.projector_snapshot()["results"]["answered"] == 5
    room.move("phone_results", {"on": True})
    assert room.phone_snapshot()["results"]["answered"] == 5
