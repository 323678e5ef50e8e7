"""Phones look back at what the room has seen, and at nothing else."""

from dataclasses import replace

import orjson
import pytest

from facilitator.domain.decks.deck import Block, Deck, DeckFacts, Slide, SlideText
from facilitator.live.following import NotFollowingError, NotSeenError
from facilitator.live.room import Room

LINES = tuple(Block("item", f"Line {n}", step=n) for n in range(3))


def give(room: Room, *slides: Slide, deck_id: str = "d") -> None:
    """Let the room use a deck of these slides."""
    facts = DeckFacts(id=deck_id, filename="x.pptx", status="ready")
    room.sessions.add_deck(room.session.id, facts, Deck("A deck", slides, "x.pptx"))
    room.use_deck(deck_id)


def slide(title: str, *blocks: Block, steps: int = 1, note: str = "") -> Slide:
    text = SlideText("en", title, blocks, content_note=note)
    return Slide((text,), steps=steps)


PLAIN = [slide(f"Slide {n}", Block("paragraph", f"Words {n}")) for n in range(1, 6)]


def titles(room: Room, *numbers: int) -> list[str]:
    return [room.earlier_slide(n)["texts"]["en"]["title"] for n in numbers]


def test_an_earlier_slide_is_as_it_was_in_the_snapshot(room: Room) -> None:
    give(room, *PLAIN)
    room.move("next", {})
    before = room.phone_snapshot()["slide"]
    room.move("next", {})

    assert room.earlier_slide(1) == {**before, "next": {}, "note": {}}


def test_what_was_seen_is_told_in_runs(room: Room) -> None:
    give(room, *PLAIN)
    assert room.phone_snapshot()["seen"] == []
    for step in (0, 1, 4):
        room.move("go_to", {"step": step})

    assert room.phone_snapshot()["seen"] == [[1, 2], [5, 5]]
    assert titles(room, 1, 2, 5) == ["Slide 1", "Slide 2", "Slide 5"]
    room.move("undo", {})
    assert room.phone_snapshot()["seen"] == [[1, 2]]


@pytest.mark.parametrize("number", [-1, 0, 3, 4, 6, 999])
def test_a_slide_that_was_not_seen_is_not_given(room: Room, number: int) -> None:
    give(room, *PLAIN)
    for step in (0, 1, 4):
        room.move("go_to", {"step": step})

    with pytest.raises(NotSeenError):
        room.earlier_slide(number)


def test_hidden_slides_have_no_number(room: Room) -> None:
    give(room, PLAIN[0], replace(PLAIN[1], hidden=True), PLAIN[2])
    for step in (0, 1):
        room.move("go_to", {"step": step})

    assert room.phone_snapshot()["seen"] == [[1, 2]]
    assert titles(room, 2) == ["Slide 3"]


def test_nothing_is_given_while_following_is_off(room: Room) -> None:
    give(room, *PLAIN)
    room.move("next", {})
    room.move("follow", {"on": False})

    assert room.phone_snapshot()["seen"] == []
    with pytest.raises(NotFollowingError):
        room.earlier_slide(1)
    room.move("follow", {"on": True})
    assert titles(room, 1) == ["Slide 1"]


def lines(room: Room, number: int) -> list[str]:
    blocks = room.earlier_slide(number)["texts"]["en"]["blocks"]
    return [block["text"] for block in blocks]


def test_what_was_not_clicked_forth_yet_stays_unseen(room: Room) -> None:
    give(room, slide("Clicks", *LINES, steps=3), *PLAIN)
    room.move("next", {})
    room.move("next", {})
    assert lines(room, 1) == ["Line 0", "Line 1"]
    room.move("open_poll", {"poll": "work_setting"})
    assert lines(room, 1) == ["Line 0", "Line 1"]
    room.move("go_to", {"step": 3})
    assert lines(room, 1) == ["Line 0", "Line 1"]
    room.move("go_to", {"step": 2})
    room.move("go_to", {"step": 0})

    assert lines(room, 1) == ["Line 0", "Line 1", "Line 2"]


def test_a_content_note_comes_along(room: Room) -> None:
    give(room, slide("Hard", note="About violence."), PLAIN[0])
    for _ in range(3):
        room.move("next", {})

    assert room.earlier_slide(1)["note"] == {"en": "About violence."}
    assert room.earlier_slide(2)["note"] == {}


def test_of_another_deck_nothing_was_seen_but_what_is_on(room: Room) -> None:
    give(room, *PLAIN)
    for _ in range(3):
        room.move("next", {})
    other = [slide(f"Budget {n}", Block("paragraph", f"Figure {n}0")) for n in range(5)]
    give(room, *other, deck_id="other")

    assert room.phone_snapshot()["seen"] == [[3, 3]]


def test_of_a_newer_version_the_room_has_seen_what_it_saw(room: Room) -> None:
    give(room, *PLAIN)
    for _ in range(3):
        room.move("next", {})
    first = slide("Welcome", Block("paragraph", "Good morning"))
    give(room, first, *PLAIN, deck_id="newer")

    assert room.phone_snapshot()["slide"]["n"] == 4
    assert room.phone_snapshot()["seen"] == [[2, 4]]


def test_a_block_leaves_out_what_is_empty(room: Room) -> None:
    give(room, slide("A", Block("picture", "A map", image="a" * 32)))
    room.move("next", {})

    blocks = room.phone_snapshot()["slide"]["texts"]["en"]["blocks"]

    assert blocks == [{"kind": "picture", "text": "A map"}]


def test_a_long_session_with_a_full_slide_is_a_small_message(room: Room) -> None:
    heavy = slide(
        "Full",
        *(
            Block("item", "Twelve words are more than any line has " * 2, n % 2)
            for n in range(20)
        ),
    )
    give(room, *(heavy for _ in range(200)))
    for step in range(0, 200, 3):
        room.move("go_to", {"step": step})

    assert len(orjson.dumps(room.phone_snapshot())) < 4_000
