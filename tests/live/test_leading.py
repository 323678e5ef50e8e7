"""The trainer's moves, and what each screen sees of them."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from facilitator.domain.decks.deck import DeckFacts
from facilitator.domain.session import SessionDetails
from facilitator.domain.stage.stage import NoSuchStepError, NothingToUndoError
from facilitator.errors import BadInputError, FacilitatorError, SessionClosedError
from facilitator.library.curriculum import shipped_folder
from facilitator.live.leading import AlreadyStartedError, DeckInUseError
from facilitator.live.moves import MOVES
from facilitator.live.room import Room
from facilitator.live.rooms import Rooms
from facilitator.store.database import open_database

POLL = "work_setting"
DETAILS = SessionDetails(datetime(2026, 5, 14, 14, tzinfo=UTC), "America/Chicago")


def test_every_move_makes_a_newer_version(room: Room) -> None:
    versions = [room.move(m, {}) for m in ("next", "calm", "uncover", "black", "lobby")]

    assert versions == [1, 2, 3, 4, 5]


def test_the_phones_see_the_slide_unless_following_is_off(room: Room) -> None:
    room.move("next", {})
    assert room.phone_snapshot()["slide"]["n"] == 1

    room.move("follow", {"on": False})

    assert room.phone_snapshot()["slide"] is None
    assert room.projector_snapshot()["slide"]["n"] == 1


def test_phones_and_projector_never_get_notes_or_hidden_texts(room: Room) -> None:
    room.move("next", {})

    for snapshot in (room.phone_snapshot(), room.projector_snapshot()):
        assert "notes" not in snapshot
        assert "notes" not in str(snapshot["slide"])
    assert room.console_snapshot()["notes"]["en"]


def test_the_running_order_has_the_polls_of_the_notes(room: Room) -> None:
    places = room.outline()["places"]

    placed = [p["poll"] for p in places if p["kind"] == "poll"]

    assert placed == [q.name for q in room.polls.questions]


def test_undo_takes_the_last_move_back_once(room: Room) -> None:
    room.move("next", {})
    room.move("next", {})

    room.move("undo", {})

    assert room.stage.step == 0
    with pytest.raises(NothingToUndoError):
        room.move("undo", {})


def test_undo_after_close_opens_the_poll_again(room: Room) -> None:
    room.move("open_poll", {"poll": POLL})
    room.move("close_poll", {"poll": POLL})

    room.move("undo", {})

    assert room.stage.open_poll


def test_a_round_that_was_undone_is_not_asked_under_its_number_again(
    room: Room,
) -> None:
    room.move("open_poll", {"poll": POLL})
    room.move("ask_again", {"poll": POLL})
    room.answer(room.join(), POLL, 2, "housing", 1)
    room.move("undo", {})

    room.move("ask_again", {"poll": POLL})

    assert room.stage.poll_state(POLL).round == 3
    assert room.counts()["answered"] == 0


def test_calm_covers_and_returns_to_the_same_slide(room: Room) -> None:
    room.move("next", {})
    room.move("next", {})
    room.move("calm", {})
    assert room.phone_snapshot()["slide"] is None

    room.move("next", {})

    assert room.stage.screen == "slide"
    assert room.stage.step == 1


def test_slides_tell_when_their_agenda_item_began(room: Room) -> None:
    room.move("next", {})

    began = [m.item for m in room.stage.agenda]

    assert began == [room.plan.agenda[0].name]


def test_a_part_begun_in_the_lobby_is_the_session_under_way(room: Room) -> None:
    states = []
    for move, given in (("lobby", {}), ("agenda", {"item": room.plan.agenda[0].name})):
        room.move(move, given)
        states.append(room.session.state)
    assert states == ["prepared", "live"]


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("jump", {}),
        ("go_to", {"step": 999}),
        ("go_to", {"step": "2"}),
        ("go_to", {"step": True}),
        ("open_poll", {"poll": "nope"}),
        ("open_poll", {"poll": 7}),
        ("language", {"language": "fr"}),
        ("agenda", {"item": "lunch"}),
        ("follow", {"on": "yes"}),
        ("agenda", {"item": ["lunch"]}),
        ("show_text", {"text": "made-up"}),
        ("show_text", {"text": {}}),
        ("show_worksheet", {"worksheet": "made-up"}),
        ("show_worksheet", {"worksheet": []}),
        ("show_worksheet", {"worksheet": "made-up", "page": "1"}),
    ],
)
def test_a_wrong_move_is_a_sentence_and_changes_nothing(
    room: Room, name: str, given: dict[str, Any]
) -> None:
    before = room.stage

    with pytest.raises((BadInputError, NoSuchStepError)):
        room.move(name, given)

    assert room.stage == before


@pytest.mark.parametrize("move", ["sign_out", "finish"])
def test_no_countdown_presses_those_who_leave(room: Room, move: str) -> None:
    room.move("timer", {"minutes": 5})
    room.move("next", {})
    assert room.phone_snapshot()["timer_ends"]
    room.move(move, {})
    assert room.phone_snapshot()["timer_ends"] is None
    assert room.projector_snapshot()["timer_ends"] is None


def test_no_move_survives_the_end(room: Room) -> None:
    room.move("finish", {})

    for name in MOVES:
        with pytest.raises(SessionClosedError):
            room.move(name, {})


def test_what_was_delivered_is_frozen_after_the_start(room: Room) -> None:
    details = replace(room.session.details, place="Room 9")
    room.change_details(details)
    assert room.session.details.place == "Room 9"
    room.move("next", {})

    with pytest.raises(AlreadyStartedError):
        room.change_details(replace(details, place="Room 10"))
    room.change_details(replace(details, address="10.0.0.7:8765"))

    assert room.session.details.address == "10.0.0.7:8765"


def test_a_poll_can_be_placed_between_slides(room: Room) -> None:
    with pytest.raises(BadInputError):
        room.place_polls(((0, "nope"),))
    with pytest.raises(BadInputError):
        room.place_polls(((99, POLL),))

    room.place_polls(((0, POLL),))

    assert [s.kind for s in room.order[:2]] == ["slide", "poll"]
    assert [s.poll for s in room.order].count(POLL) == 1


def test_the_room_stays_at_its_slide_when_a_poll_is_placed_before_it(
    room: Room,
) -> None:
    room.move("go_to", {"step": 1})
    before = room.projector_snapshot()["slide"]

    room.place_polls(((-1, room.polls.questions[-1].name),))

    assert room.projector_snapshot()["slide"] == before


def test_undo_after_the_deck_was_changed_for_a_shorter_one_has_its_screens(
    room: Room,
) -> None:
    assert room.deck
    short = replace(room.deck, slides=room.deck.slides[:1])
    facts = DeckFacts("f" * 32, "short.pptx", status="ready")
    room.sessions.add_deck(room.session.id, facts, short)
    room.move("go_to", {"step": 9})
    room.move("lobby", {})
    room.move("calm", {})
    room.use_deck(facts.id)

    room.move("undo", {})

    assert room.console_snapshot()["step"] == 0
    assert room.console_snapshot()["notes"]["en"]


def test_details_that_meet_the_end_of_the_session_do_not_open_it_again(
    room: Room,
) -> None:
    room.move("next", {})
    moved = replace(room.session.details, address="192.168.1.9:8765")
    change = Thread(target=room.change_details, args=(moved,))

    with room.lock:
        change.start()
        change.join(0.2)  # waits for the move that is under way
        room.move("finish", {})
    change.join()

    assert room.session.state == "finished"
    assert room.session.details.address == "192.168.1.9:8765"


def test_the_deck_in_use_stays(room: Room) -> None:
    with pytest.raises(DeckInUseError):
        room.remove_deck(room.session.deck)


def test_a_session_keeps_the_plan_it_was_made_with(
    tmp_path: Path, room: Room, rooms: Rooms
) -> None:
    rooms.curriculum_folder = tmp_path / "empty"
    again = Rooms(rooms.database, tmp_path, tmp_path / "empty", rooms.clock)

    same = again.room(room.session.id)

    assert same.curriculum == room.curriculum
    assert same.order == room.order


def test_a_room_made_anew_is_the_same_room(tmp_path: Path, clock: Any) -> None:
    folder = tmp_path / "a"
    folder.mkdir()
    first = open_database(folder)
    rooms = Rooms(first, tmp_path, shipped_folder(), clock)
    details = replace(DETAILS, host="County")
    room = rooms.room(rooms.create("organization", details).id)
    room.move("next", {})
    poll = room.polls.questions[0]
    room.move("open_poll", {"poll": poll.name})
    phone = room.join()
    answer = poll.choices[0].name if poll.choices else "text"
    room.answer(phone, poll.name, 1, [answer] if poll.kind == "multiple" else answer, 1)
    first.close()

    second = open_database(folder)
    same = Rooms(second, tmp_path, shipped_folder(), clock).room(room.session.id)

    assert same.stage == room.stage
    assert same.stage.open_poll == room.stage.open_poll
    assert same.session == room.session
    assert same.order == room.order
    assert same.knows(phone)
    assert len(same.mine(phone)["answers"]) == 1
    second.close()


def with_worksheet(rooms: Rooms, **written: str) -> tuple[Room, str]:
    """Return a room to which Table 4 sent its worksheet, and the worksheet's id."""
    room = rooms.room(rooms.create("organization", DETAILS).id)
    room.move("worksheet", {"open": True})
    room.submit(room.join(), "worksheet", {"table_name": "Table 4", **written})
    return room, room.console_snapshot()["worksheets"][0]["id"]


def test_a_worksheet_is_shown_section_by_section_when_the_trainer_chooses(
    rooms: Rooms,
) -> None:
    room, sheet = with_worksheet(
        rooms,
        service_delivery_now="One desk",
        service_delivery_due="2027-03-01",
        outreach_gap="Nobody knows us",
    )
    line = room.console_snapshot()["worksheets"][0]
    assert (line["table"], line["shown"]) == ("Table 4", False)
    assert [row["value"] for row in line["rows"]] == [
        "One desk",
        "2027-03-01",
        "Nobody knows us",
    ]
    assert [section["en"] for section in line["pages"]] == [
        "Service delivery approach",
        "Outreach strategies",
    ]
    assert room.projector_snapshot()["worksheet_shown"] is None

    room.move("show_worksheet", {"worksheet": sheet})
    first = room.projector_snapshot()["worksheet_shown"]
    room.move("show_worksheet", {"worksheet": sheet, "page": 1})
    second = room.projector_snapshot()["worksheet_shown"]

    assert (first["table"], first["page"], first["pages"]) == ("Table 4", 0, 2)
    assert [(row["label"], row["kind"]) for row in first["rows"]] == [
        ({"en": "What we do now", "es": "Lo que hacemos ahora"}, "text"),
        ({"en": "Due date", "es": "Fecha límite"}, "date"),
    ]
    assert [row["value"] for row in second["rows"]] == ["Nobody knows us"]
    assert room.console_snapshot()["worksheets"][0]["page"] == 1
    with pytest.raises(NoSuchStepError):
        room.move("show_worksheet", {"worksheet": sheet, "page": 2})


def test_a_worksheet_that_was_changed_is_not_shown_before_it_is_shown_again(
    rooms: Rooms,
) -> None:
    room, sheet = with_worksheet(rooms, service_delivery_now="One desk")
    room.move("show_worksheet", {"worksheet": sheet})
    (phone, kept), *_ = room.responses.forms(room.session.id, "worksheet")
    changed = {**kept, "service_delivery_now": "Words that nobody let through"}
    room.responses.keep_form(room.session.id, "worksheet", phone, changed)

    assert "nobody let through" not in str(room.projector_snapshot())
    (line,) = room.console_snapshot()["worksheets"]
    assert (line["shown"], line["id"] == sheet) == (False, False)
    with pytest.raises(NoSuchStepError):
        room.move("show_worksheet", {"worksheet": sheet})
    room.move("show_worksheet", {"worksheet": line["id"]})
    assert "nobody let through" in str(room.projector_snapshot()["worksheet_shown"])


def test_a_section_with_many_words_takes_several_pages(rooms: Rooms) -> None:
    words = "We ask in private. " * 15
    room, sheet = with_worksheet(
        rooms,
        protocols_now=words,
        protocols_gap=words,
        protocols_action=words,
        protocols_due="2027-03-01",
    )
    pages = len(room.console_snapshot()["worksheets"][0]["pages"])

    shown = []
    for page in range(pages):
        room.move("show_worksheet", {"worksheet": sheet, "page": page})
        shown.append(room.projector_snapshot()["worksheet_shown"]["rows"])

    assert [[row["name"] for row in rows] for rows in shown] == [
        ["protocols_now", "protocols_gap"],
        ["protocols_action", "protocols_due"],
    ]


def test_a_worksheet_that_got_shorter_is_shown_again_from_its_first_page(
    rooms: Rooms,
) -> None:
    room = rooms.room(rooms.create("organization", DETAILS).id)
    room.move("worksheet", {"open": True})
    phone = room.join()
    long = {"table_name": "4", "protocols_gap": "Some", "outreach_gap": "All"}
    room.submit(phone, "worksheet", long)
    sheet = room.console_snapshot()["worksheets"][0]["id"]
    room.move("show_worksheet", {"worksheet": sheet, "page": 1})

    room.submit(phone, "worksheet", {"table_name": "4"})

    assert room.projector_snapshot()["worksheet_shown"] is None
    sheet = room.console_snapshot()["worksheets"][0]["id"]
    room.move("show_worksheet", {"worksheet": sheet})
    shown = room.projector_snapshot()["worksheet_shown"]
    assert (shown["page"], shown["pages"], shown["rows"]) == (0, 1, [])


def test_every_refusal_says_what_to_do(room: Room) -> None:
    with pytest.raises(FacilitatorError) as refusal:
        room.move("go_to", {"step": 999})

    assert str(refusal.value) == "There is no such slide here."
