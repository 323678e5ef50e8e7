"""A newer version of a deck: which slide is which, and what goes with it."""

from facilitator.domain.decks.deck import Block, Deck, Mend, Slide, SlideText
from facilitator.domain.decks.running_order import Step
from facilitator.domain.decks.versions import (
    TakenOver,
    is_version,
    moved_order,
    moved_places,
    moved_slides,
    with_earlier_mends,
)

CAT = "c" * 32
WORDS = (
    "stop and take a breath before you say anything",
    "observe who speaks and who is silent in the room",
    "ask open questions in private and wait for answers",
    "respond with help that the person wants right now",
)


def slide(words: str, image: str = "", *mends: Mend, title: str = "") -> Slide:
    blocks = [Block("paragraph", words)]
    if image:
        text = next((m.value for m in mends if m.key == image), "")
        blocks.append(Block("picture", text, image=image))
    return Slide((SlideText("en", title, tuple(blocks)),), mends=mends)


def deck(*slides: Slide) -> Deck:
    return Deck("A deck", slides, "a.pptx")


OLD = deck(*(slide(words) for words in WORDS))


def test_slides_are_known_by_their_words_when_others_come_between() -> None:
    changed = f"{WORDS[1]} please"
    new = deck(slide("welcome"), slide(WORDS[0]), slide(changed), slide(WORDS[3]))

    moved = moved_slides(OLD, new)

    assert moved == {0: 1, 1: 2, 3: 3}
    assert is_version(OLD, new, moved)


def test_another_deck_is_no_version() -> None:
    new = deck(*(slide(f"{n} budget figures of the year {n}") for n in range(4)))
    moved = moved_slides(OLD, new)

    assert not is_version(OLD, new, moved)
    assert not is_version(OLD, deck(), {})


def test_a_picture_alone_tells_which_slide_it_is() -> None:
    old = deck(slide("", CAT), slide("", "d" * 32))
    new = deck(slide("", "d" * 32), slide("", CAT), slide("", "e" * 32))

    assert moved_slides(old, new) in ({0: 1}, {1: 0})


def test_mends_go_along_and_a_picture_is_known_on_any_slide() -> None:
    title = Mend("title", "Breathe", "en")
    cat = Mend("description", "A cat", CAT)
    old = deck(slide(WORDS[0], "", title, title="Breathe"), slide(WORDS[1], CAT, cat))
    new = deck(slide("welcome", CAT), slide(WORDS[0]), slide(WORDS[1]))
    moved = moved_slides(old, new)

    carried, taken = with_earlier_mends(old, new, moved)

    assert taken == TakenOver(titles=1, descriptions=1)
    assert carried.slides[1].texts[0].title == "Breathe"
    assert carried.slides[0].texts[0].blocks[1].text == "A cat"


def test_polls_go_with_their_slide_or_to_the_one_before_it() -> None:
    moved = {0: 1, 2: 4}

    assert moved_places(((-1, "a"), (0, "b"), (1, "c"), (2, "d")), moved) == (
        (-1, "a"),
        (1, "b"),
        (1, "c"),
        (4, "d"),
    )
    assert moved_places(((0, "a"),), {}) == ((-1, "a"),)


def test_the_room_keeps_its_slide() -> None:
    order = (Step("slide", 0), Step("poll", 0, poll="a"), Step("slide", 2, build=1))

    assert moved_order(order, {0: 1, 2: 4}) == (
        Step("slide", 1),
        Step("poll", 1, poll="a"),
        Step("slide", 4, build=1),
    )
