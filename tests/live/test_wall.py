"""What people write, from the phone to the wall: held, merged, pinned, frozen."""

import random
from collections.abc import Iterable
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from pptx import Presentation

from facilitator.documents.decks.results import results_deck
from facilitator.documents.workbooks.polls import polls_workbook
from facilitator.domain.surveys.survey import Option, Question, Survey
from facilitator.domain.text import Text
from facilitator.errors import BadInputError, FacilitatorError
from facilitator.live import reports
from facilitator.live.room import Room
from facilitator.live.rooms import Rooms

TEXT = "first_step"
KEY = "0123456789ab"
CLOUD = f"made_{KEY}"


def write(room: Room, poll: str, answers: Iterable[Any]) -> list[str]:
    """Answer an open poll from a phone each; return the phones."""
    round_ = room.stage.poll_state(poll).round
    phones = []
    for answer in answers:
        phones.append(room.join())
        room.answer(phones[-1], poll, round_, answer, 1)
    return phones


def texts(room: Room) -> dict[str, Any]:
    """Return what the console lists, by its words."""
    told = room.results(everything=True)
    assert told
    return {one["text"]: one for one in told["texts"]}


def on_wall(room: Room) -> list[tuple[str, int]]:
    """Return what the wall shows; phones got the same at the last move."""
    told = room.projector_snapshot()["results"] or {"texts": []}
    if not told.get("few"):
        assert (room.results(everything=True) or {})["wall"] == told["texts"]
    return [(one["text"], one["count"]) for one in told["texts"]]


def act(room: Room, move: str, text: str, **more: str) -> None:
    known = texts(room)
    into = {name: known[other]["id"] for name, other in more.items()}
    room.move(move, {"text": known[text]["id"], **into})


@pytest.fixture
def asked(room: Room) -> Room:
    """A room with three texts, its results shown: nothing of them is on the wall."""
    room.move("open_poll", {"poll": TEXT})
    write(room, TEXT, ["Ask her alone", "See her alone", "Call the line"])
    room.move("show_results", {"poll": TEXT})
    assert on_wall(room) == []
    return room


@pytest.fixture
def cloud(room: Room) -> Room:
    """A room that is asked for words, on the spot."""
    asked = {"kind": "words", "label": {"en": "In a word?"}, "choices": {}}
    room.make_poll(KEY, asked)
    room.move("open_poll", {"poll": CLOUD})
    room.move("show_results", {"poll": CLOUD})
    return room


def test_cards_merged_into_one_show_its_words_and_how_many_said_them(
    asked: Room,
) -> None:
    act(asked, "merge_texts", "See her alone", into="Ask her alone")
    assert on_wall(asked) == []
    act(asked, "show_text", "Ask her alone")
    assert on_wall(asked) == [("Ask her alone", 2)]
    asked.move("undo", {})
    asked.move("show_text", {"text": texts(asked)["Ask her alone"]["id"]})
    (merged,) = texts(asked)["Ask her alone"]["merged"]
    asked.move("separate_text", {"text": merged["id"]})
    assert on_wall(asked) == [("Ask her alone", 1)]
    assert "See her alone" in texts(asked)
    asked.move("close_and_show", {"poll": TEXT})
    told = asked.phone_snapshot()["results"]["texts"]
    assert told == asked.projector_snapshot()["results"]["texts"]


def test_a_chain_of_merges_is_one_card(asked: Room) -> None:
    act(asked, "merge_texts", "Call the line", into="See her alone")
    act(asked, "merge_texts", "See her alone", into="Ask her alone")
    act(asked, "show_text", "Ask her alone")
    assert on_wall(asked) == [("Ask her alone", 3)]


def test_a_main_card_that_its_writer_changed_takes_nobody_elses_words_to_the_wall(
    room: Room,
) -> None:
    room.move("open_poll", {"poll": TEXT})
    phone, _ = write(room, TEXT, ["Main", "Other words"])
    room.move("show_results", {"poll": TEXT})
    act(room, "show_text", "Main")
    act(room, "merge_texts", "Other words", into="Main")
    act(room, "pin_text", "Main")
    room.answer(phone, TEXT, 1, "Something new", 2)
    assert on_wall(room) == []
    assert {t: one["shown"] for t, one in texts(room).items()} == {
        "Something new": False,
        "Other words": False,
    }


def test_pinned_cards_stand_first_and_only_what_is_shown_can_be_pinned(
    asked: Room,
) -> None:
    with pytest.raises(BadInputError):
        act(asked, "pin_text", "Call the line")
    for text in ("Ask her alone", "Call the line"):
        act(asked, "show_text", text)
    act(asked, "pin_text", "Call the line")
    assert [text for text, _ in on_wall(asked)] == ["Call the line", "Ask her alone"]
    act(asked, "hide_text", "Call the line")
    act(asked, "show_text", "Call the line")
    assert not texts(asked)["Call the line"]["pinned"]


def test_a_frozen_wall_stays_until_it_is_let_go(asked: Room) -> None:
    act(asked, "show_text", "Ask her alone")
    asked.move("freeze_wall", {})
    act(asked, "show_text", "Call the line")
    act(asked, "merge_texts", "See her alone", into="Ask her alone")
    assert on_wall(asked) == [("Ask her alone", 1)]
    asked.move("unfreeze_wall", {})
    assert on_wall(asked) == [("Ask her alone", 2), ("Call the line", 1)]


def test_what_is_hidden_or_taken_back_leaves_a_frozen_wall_at_once(room: Room) -> None:
    room.move("open_poll", {"poll": TEXT})
    phone, _ = write(room, TEXT, ["Regretted", "Kept"])
    room.move("show_results", {"poll": TEXT})
    for text in ("Regretted", "Kept"):
        act(room, "show_text", text)
    room.move("freeze_wall", {})
    room.answer(phone, TEXT, 1, "Never mind", 2)
    assert [text for text, _ in on_wall(room)] == ["Kept"]
    act(room, "hide_text", "Kept")
    assert on_wall(room) == []


def test_all_that_are_not_flagged_are_those_that_were_listed(asked: Room) -> None:
    listed = [one["id"] for one in texts(asked).values()]
    write(asked, TEXT, ["Came in meanwhile", "What a shitty day", "Call 312-555-0142"])
    flagged = [one["id"] for one in texts(asked).values() if one["flagged"]]
    assert len(flagged) == 2
    asked.move("show_unflagged", {"texts": [*listed, *flagged]})
    assert {text for text, _ in on_wall(asked)} == {
        "Ask her alone",
        "See her alone",
        "Call the line",
    }
    with pytest.raises(FacilitatorError):
        asked.move("show_unflagged", {"texts": flagged})
    act(asked, "show_text", "What a shitty day")
    assert ("What a shitty day", 1) in on_wall(asked)


@pytest.mark.parametrize(
    ("move", "given"),
    [
        ("merge_texts", {"text": "made-up", "into": "made-up"}),
        ("separate_text", {"text": "made-up"}),
        ("separate_text", {"text": []}),
        ("pin_text", {}),
        ("show_unflagged", {}),
        ("show_unflagged", {"texts": [["x"], 1, None]}),
        ("show_unflagged", {"texts": ["x"] * 100_000}),
    ],
)
def test_moves_about_answers_that_are_not_there_change_nothing(
    asked: Room, move: str, given: dict[str, Any]
) -> None:
    before = asked.stage
    with pytest.raises(FacilitatorError):
        asked.move(move, given)
    assert asked.stage == before


def test_a_poll_without_written_answers_has_no_wall_to_freeze(room: Room) -> None:
    room.move("open_poll", {"poll": "under_18"})
    with pytest.raises(FacilitatorError):
        room.move("freeze_wall", {})


def test_a_card_is_not_merged_into_itself(asked: Room) -> None:
    with pytest.raises(BadInputError):
        act(asked, "merge_texts", "Call the line", into="Call the line")


def test_another_round_has_a_wall_of_its_own(asked: Room) -> None:
    act(asked, "show_text", "Ask her alone")
    asked.move("freeze_wall", {})
    asked.move("ask_again", {"poll": TEXT})
    write(asked, TEXT, ["Ask her alone"])
    asked.move("show_results", {"poll": TEXT})
    assert on_wall(asked) == []
    act(asked, "show_text", "Ask her alone")
    assert on_wall(asked) == [("Ask her alone", 1)]


def test_spellings_of_a_word_are_one_and_show_the_most_common(cloud: Room) -> None:
    write(
        cloud,
        CLOUD,
        [["Confianza"], ["confianza!", "the"], ["CONFIANZA"], ["confianza"], ["año"]],
    )
    known = texts(cloud)
    assert {text: one["count"] for text, one in known.items()} == {
        "confianza": 4,
        "año": 1,
    }
    assert set(known["confianza"]["also"]) == {"Confianza", "CONFIANZA"}
    assert (cloud.results(everything=True) or {})["left_out"] == ["the"]
    assert on_wall(cloud) == []
    act(cloud, "show_text", "confianza")
    assert on_wall(cloud) == [("confianza", 4)]


def test_a_word_let_through_counts_on_and_a_new_spelling_of_it_is_not_shown(
    cloud: Room,
) -> None:
    phones = write(cloud, CLOUD, [["hope"]] * 5)
    act(cloud, "show_text", "hope")
    write(cloud, CLOUD, [["HOPE"]] * 7 + [["trust"]])
    assert on_wall(cloud) == [("hope", 12)]
    for phone in phones:
        cloud.answer(phone, CLOUD, 1, ["trust"], 2)
    # Nobody writes it as it was let through any more.
    assert on_wall(cloud) == []


def test_words_show_to_nobody_before_five_phones_answered(cloud: Room) -> None:
    write(cloud, CLOUD, [["hope"]] * 4)
    act(cloud, "show_text", "hope")
    assert on_wall(cloud) == []
    assert (cloud.projector_snapshot()["results"] or {})["few"]
    write(cloud, CLOUD, [["hope"]])
    assert on_wall(cloud) == [("hope", 5)]


def test_merged_words_count_a_phone_once(cloud: Room) -> None:
    write(cloud, CLOUD, [["nurse", "nurses"]] * 3 + [["nurses"]] * 2)
    act(cloud, "merge_texts", "nurse", into="nurses")
    act(cloud, "show_text", "nurses")
    assert on_wall(cloud) == [("nurses", 5)]
    cloud.move("freeze_wall", {})
    write(cloud, CLOUD, [["nurse"]] * 4)
    assert on_wall(cloud) == [("nurses", 5)]
    cloud.move("unfreeze_wall", {})
    assert on_wall(cloud) == [("nurses", 9)]


def test_flagged_words_wait_for_a_press_of_their_own(cloud: Room) -> None:
    write(cloud, CLOUD, [["sh1t", "calm"], ["mierda"], ["calm"], ["calm"], ["calm"]])
    listed = [one["id"] for one in texts(cloud).values()]
    cloud.move("show_unflagged", {"texts": listed})
    assert on_wall(cloud) == [("calm", 4)]
    act(cloud, "show_text", "mierda")
    assert on_wall(cloud) == [("calm", 4), ("mierda", 1)]


@pytest.mark.parametrize(
    "given",
    [
        "hope",
        {},
        {"words": ["hope"]},
        [],
        [""],
        ["   ", "\u200b\u200d", "\u202e", "\u0301\u0302\u0303", "?!…"],
        [1],
        [None],
        [["hope"]],
        [True],
        ["x"] * 10_000,
        ["one", "two", "three", "four"],
        ["x" * 31],
        ["x" * 2_000_000],
        ["a\u0301" * 40],
    ],
)
def test_what_is_no_list_of_words_is_refused(cloud: Room, given: object) -> None:
    with pytest.raises(BadInputError):
        cloud.answer(cloud.join(), CLOUD, 1, given, 1)


def test_hostile_words_are_harmless_on_every_screen_and_in_every_file(
    cloud: Room,
) -> None:
    hostile = [
        ["=1+1", "@SUM(A1)", "+1"],
        ["<b>bold</b>", "\u202eevil\u202c", "a\x00b\x07"],
        ["w\u0337\u0322o\u0335r\u0334d" + "\u0301" * 9, "👩🏽‍⚕️", "{{ 7*7 }}"],
        ['=HYPERLINK("http://x")', "'; DROP TABLE", "-2"],
        ["نص عربي", "हिन्दी", "日本"],
    ]
    write(cloud, CLOUD, hostile)
    for text in list(texts(cloud)):
        act(cloud, "show_text", text)
    shown = {text for text, _ in on_wall(cloud)}
    assert {"b>bold</b", "evil", "ab", "word", "👩🏽‍⚕️", "نص عربي", "हिन्दी"} <= shown | {
        "b>bold</b"
    }
    for text in shown:
        assert not any(one in text for one in "\x00\x07\u202e\u202c\u0337\u0301")
    made = polls_workbook(reports.polls(cloud), chance=random.Random(1))
    book = load_workbook(BytesIO(made))
    kept = {
        cell.value
        for name in ("words", "open_text")
        for row in book[name].iter_rows(min_row=2)
        for cell in row
    }
    assert shown <= {str(value).removeprefix("'") for value in kept}
    types = {c.data_type for s in book.worksheets for r in s.iter_rows() for c in r}
    assert "f" not in types
    assert results_deck(reports.results(cloud), "es")


def test_files_have_every_word_for_the_trainer_and_slides_only_those_let_through(
    cloud: Room,
) -> None:
    write(
        cloud, CLOUD, [["Hope", "the"], ["hope"], ["hope", "fear"], ["fear"], ["care"]]
    )
    act(cloud, "show_text", "hope")
    act(cloud, "merge_texts", "care", into="hope")
    book = load_workbook(BytesIO(polls_workbook(reports.polls(cloud))))
    _, *rows = book["words"].iter_rows(values_only=True)
    assert [row[2:] for row in rows] == [
        ("hope", 4, "Hope; care", "Yes"),
        ("fear", 2, None, "No"),
    ]
    _, *written = book["open_text"].iter_rows(values_only=True)
    assert sorted(str(row[-1]) for row in written) == sorted(
        ["Hope", "the", "hope", "hope", "fear", "fear", "care"]
    )
    made = Presentation(BytesIO(results_deck(reports.results(cloud), "en")))
    charts = [s.chart for one in made.slides for s in one.shapes if s.has_chart]
    assert [list(chart.plots[0].categories) for chart in charts] == [["hope"]]
    assert list(charts[0].plots[0].series[0].values) == [4]


def test_a_trainers_own_list_counts_from_the_next_look_on(
    rooms: Rooms, cloud: Room
) -> None:
    write(cloud, CLOUD, [["budget", "hope"]] * 5)
    assert set(texts(cloud)) == {"budget", "hope"}
    rooms.words.keep("stop-words.en", "Budget # everybody says it")
    rooms.words.keep("flagged.es", "hope*")
    assert {text: one["flagged"] for text, one in texts(cloud).items()} == {
        "hope": True
    }
    rooms.words.give_up("stop-words.en")
    assert set(texts(cloud)) == {"budget", "hope"}


def test_a_worksheet_says_choices_and_other_in_words(room: Room) -> None:
    who = tuple(
        Option(name, code, Text(en, es))
        for code, (name, en, es) in enumerate(
            (("nurse", "Nurse", "Enfermera"), ("desk", "Front desk", "Recepción")), 1
        )
    )
    asked = Question("who", "multiple", Text("Who", "Quién"), options=who, other=True)
    table = Question("table", "text", Text("Table", "Mesa"))
    survey = Survey("plan", "worksheet", Text("Plan", "Plan"), (table, asked))
    room.curriculum = replace(room.curriculum, worksheet=survey)
    room.move("worksheet", {"open": True})
    given = {"table": "1", "who": {"nurse": "", "other": "The chaplain"}}
    room.submit(room.join(), "worksheet", given)
    (sheet,) = room.console_snapshot()["worksheets"]
    assert [row["value"] for row in sheet["rows"]] == [
        {"en": "Nurse, Other: The chaplain", "es": "Enfermera, Otra: The chaplain"}
    ]


def test_the_end_forgets_in_which_order_cards_were_let_through(asked: Room) -> None:
    ids = {one["id"]: text for text, one in texts(asked).items()}
    backwards = sorted(ids, reverse=True)
    for move in ("show_text", "pin_text"):
        for name in backwards:
            asked.move(move, {"text": name})
    asked.move("freeze_wall", {})
    through = [card.text for card in reports.results(asked).polls[0].texts]
    assert through == [ids[name] for name in backwards]

    asked.move("finish", {})

    kept, fresh = asked.stage, {one["id"]: t for t, one in texts(asked).items()}
    assert kept.shown_texts == kept.moderation.pinned == tuple(sorted(fresh))
    assert [card.id for card in kept.moderation.frozen[0].cards] == sorted(fresh)
    assert not fresh.keys() & ids.keys()
    through = [card.text for card in reports.results(asked).polls[0].texts]
    assert through == [fresh[name] for name in sorted(fresh)]


def test_what_was_hidden_comes_back_by_itself_alone(asked: Room) -> None:
    act(asked, "show_text", "Call the line")
    act(asked, "hide_text", "Call the line")
    act(asked, "merge_texts", "See her alone", into="Ask her alone")
    listed = [one["id"] for one in texts(asked).values()]
    asked.move("show_unflagged", {"texts": listed})
    assert [text for text, _ in on_wall(asked)] == ["Ask her alone"]
    assert texts(asked)["Call the line"]["hidden"]
    with pytest.raises(FacilitatorError):
        asked.move("show_unflagged", {"texts": listed})
    act(asked, "show_text", "Call the line")
    assert "Call the line" in [text for text, _ in on_wall(asked)]
    assert not texts(asked)["Call the line"]["hidden"]


def test_a_hidden_word_stays_away_in_every_spelling(cloud: Room) -> None:
    write(cloud, CLOUD, [["hope", "calm"]] * 5)
    act(cloud, "show_text", "hope")
    act(cloud, "hide_text", "hope")
    write(cloud, CLOUD, [["HOPE"]] * 7)
    listed = [one["id"] for one in texts(cloud).values()]
    cloud.move("show_unflagged", {"texts": listed})
    assert on_wall(cloud) == [("calm", 5)]
