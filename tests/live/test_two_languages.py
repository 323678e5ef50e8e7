"""Decks are paired, put right and separated, and every screen follows."""

from dataclasses import replace
from pathlib import Path

import pytest

from facilitator.domain.decks.deck import (
    Block,
    Deck,
    DeckFacts,
    Slide,
    SlidePicture,
    SlideText,
)
from facilitator.errors import BadInputError
from facilitator.library.curriculum import shipped_folder
from facilitator.live.leading import DeckInUseError, DeckLendsError, NoSuchDeckError
from facilitator.live.room import Room
from facilitator.live.rooms import Rooms
from facilitator.store.database import open_database

ENGLISH = ("What to look for", "Who to call, and what to say", "The plan of the day")
SPANISH = ("Lo que se ve", "A quién llamar y qué decir", "El plan del día")


def slide(language: str, title: str) -> Slide:
    """Return a slide with a picture whose digest is its title's."""
    text = SlideText(language, title, (Block("paragraph", title),), f"Say: {title}")
    return Slide((text,), pictures=(SlidePicture("libreoffice", title[:5]),))


def add(room: Room, deck_id: str, *titles: str, source: str = "file") -> None:
    language = "es" if deck_id.startswith("es") else "en"
    deck = Deck(titles[0], tuple(slide(language, t) for t in titles), f"{deck_id}.pptx")
    facts = DeckFacts(
        deck_id,
        deck.source,
        deck.title,
        source="starter" if source == "starter" else "file",
        status="ready",
        slides=len(titles),
    )
    room.sessions.add_deck(room.session.id, facts, deck)


@pytest.fixture
def paired(room: Room) -> Room:
    """A room with an English deck in use that is paired with a Spanish one."""
    add(room, "en", *ENGLISH)
    add(room, "es", *SPANISH)
    room.use_deck("en")
    room.pair_decks("en", "es")
    return room


def test_every_screen_has_the_slide_in_both_languages(paired: Room) -> None:
    paired.move("next", {})

    for shown in (paired.phone_snapshot(), paired.projector_snapshot()):
        slide = shown["slide"]
        assert {k: v["title"] for k, v in slide["texts"].items()} == {
            "en": ENGLISH[0],
            "es": SPANISH[0],
        }
        assert (slide["picture"]["en"], slide["picture"]["es"]) == ("What ", "Lo qu")
        assert (slide["next"]["en"], slide["next"]["es"]) == ("Who t", "A qui")
    assert paired.console_snapshot()["notes"] == {
        "en": f"Say: {ENGLISH[0]}",
        "es": f"Say: {SPANISH[0]}",
    }
    assert paired.earlier_slide(1)["texts"]["es"]["title"] == SPANISH[0]


def test_separating_gives_the_first_deck_back(paired: Room) -> None:
    paired.unpair_decks("en")

    assert paired.deck == paired.sessions.deck("en")
    assert paired.session.pairings == ()
    with pytest.raises(NoSuchDeckError):
        paired.unpair_decks("en")


def test_the_deck_in_use_stays_in_use_whichever_is_chosen_first(room: Room) -> None:
    add(room, "en", *ENGLISH)
    add(room, "es", *SPANISH)
    room.use_deck("es")

    made = room.pair_decks("en", "es")

    assert (made.first, made.second, made.language) == ("es", "en", "es")
    assert room.session.deck == "es"
    assert room.deck is not None
    assert room.deck.slides[0].text("en").title == ENGLISH[0]


def test_pairs_and_languages_can_be_put_right(paired: Room) -> None:
    paired.mend_pairs("en", "es", (1, -1, 2))

    assert paired.deck is not None
    texts = [{t.language: t.title for t in s.texts} for s in paired.deck.slides]
    assert texts == [
        {"es": ENGLISH[0], "en": SPANISH[1]},
        {"en": ENGLISH[1]},
        {"es": ENGLISH[2], "en": SPANISH[2]},
    ]


@pytest.mark.parametrize("pairs", [(0, 1), (0, 1, 2, 0), (0, 1, 3), (0, -2, 1)])
def test_pairs_that_do_not_fit_change_nothing(
    paired: Room, pairs: tuple[int, ...]
) -> None:
    before = paired.session

    with pytest.raises(BadInputError):
        paired.mend_pairs("en", "en", pairs)

    assert paired.session == before


def test_only_two_decks_of_files_can_be_paired(room: Room) -> None:
    add(room, "en", *ENGLISH)
    starter = room.session.deck

    for one, other in (("en", starter), (starter, "en"), ("en", "nope")):
        with pytest.raises(NoSuchDeckError):
            room.pair_decks(one, other)
    with pytest.raises(BadInputError):
        room.pair_decks("en", "en")
    with pytest.raises(NoSuchDeckError):
        room.mend_pairs("en", "en", (0,))
    assert room.session.pairings == ()


def test_a_deck_that_lends_its_language_is_not_removed(paired: Room) -> None:
    with pytest.raises(DeckLendsError):
        paired.remove_deck("es")
    with pytest.raises(DeckInUseError):
        paired.remove_deck("en")
    paired.unpair_decks("en")

    paired.remove_deck("es")

    assert "es" not in {deck.id for deck in paired.decks()}


def test_a_removed_deck_is_paired_with_nothing(paired: Room) -> None:
    add(paired, "other", "Nothing alike")
    paired.use_deck("other")

    paired.remove_deck("es")

    assert paired.session.pairings == ()


def test_what_is_put_right_in_the_deck_in_use_shows_beside_its_translation(
    room: Room,
) -> None:
    add(room, "en", "The first one", "")
    add(room, "es", *SPANISH[:2])
    room.use_deck("en")
    room.pair_decks("en", "es")

    room.mend_title("en", 1, "Put right")

    assert room.deck is not None
    titles = {t.language: t.title for t in room.deck.slides[1].texts}
    assert titles == {"en": "Put right", "es": SPANISH[1]}
    assert room.stored_deck == room.sessions.deck("en")


def test_a_newer_version_keeps_its_translation(paired: Room) -> None:
    add(paired, "en-2", "A new beginning", *ENGLISH[:2])

    paired.use_deck("en-2")

    (pairing,) = paired.session.pairings
    assert (pairing.first, pairing.second, pairing.pairs) == ("en-2", "es", (-1, 0, 1))
    assert paired.deck is not None
    assert paired.deck.slides[1].text("es").title == SPANISH[0]


def test_a_translation_that_comes_in_leaves_the_deck_in_use(room: Room) -> None:
    add(room, "en", *ENGLISH)
    room.use_deck("en")
    room.place_polls(((1, "work_setting"),))
    add(room, "es", *SPANISH)
    add(room, "other", "Nothing alike")
    arrived = {deck.id: deck for deck in room.decks()}

    room._deck_done(arrived["es"])  # noqa: SLF001  # what the desk of decks calls
    assert room.session.deck == "en"
    assert room.session.places == ((1, "work_setting"),)
    room._deck_done(arrived["other"])  # noqa: SLF001
    assert room.session.deck == "other"


def test_a_deck_has_one_translation(paired: Room) -> None:
    add(paired, "es-new", *SPANISH)

    paired.pair_decks("en", "es-new")

    assert [p.second for p in paired.session.pairings] == ["es-new"]


def test_what_changes_in_the_other_deck_shows_at_once(paired: Room) -> None:
    version = paired.stage.version

    paired.change_deck("es", lambda deck: replace(deck, slides=(slide("es", "Nuevo"),)))

    assert paired.deck is not None
    assert paired.deck.slides[0].text("es").title == "Nuevo"
    assert len(paired.deck.slides[2].texts) == 1
    assert paired.stage.version == version + 1


def test_a_pair_outlives_a_restart(paired: Room, tmp_path: Path) -> None:
    database = open_database(tmp_path)
    again = Rooms(database, tmp_path, shipped_folder(), paired.clock)

    deck = again.room(paired.session.id).deck

    assert deck == paired.deck
    database.close()
