"""What notes ask for, done to the slides."""

from pathlib import Path

import pytest

from facilitator.documents.powerpoint import read_presentation
from facilitator.domain.decks.deck import Deck

from .deck_writing import listed_slide, new_deck, saved


def _read(tmp_path: Path, *notes: str, hidden: int = -1) -> Deck:
    deck = new_deck()
    for number, written in enumerate(notes, 1):
        listed_slide(deck, f"Slide {number}", ["One", "Two"], written)
    if hidden >= 0:
        deck.slides[hidden]._element.set("show", "0")  # noqa: SLF001 - no public way
    return read_presentation(saved(deck, tmp_path / "d.pptx"), "d.pptx")


def _found(deck: Deck, place: int = 0) -> list[str]:
    return [finding.kind for finding in deck.slides[place].findings]


def test_breaks_content_notes_skips_and_places_are_read(tmp_path: Path) -> None:
    written = (
        "Say hello.\n[[Nota de contenido: Un relato duro.]]\n[[descanso 15]]\n"
        "[[saltar a 3]] [[agenda: stop]]\n[[encuesta: a]] [[poll: b]]\nBreathe."
    )
    deck = _read(tmp_path, written, "", "")
    slide = deck.slides[0]
    assert slide.texts[0].notes == "Say hello.\nBreathe."
    assert slide.texts[0].content_note == "Un relato duro."
    assert (slide.break_minutes, slide.skip_to, slide.agenda_item) == (15, 2, "stop")
    assert slide.polls == ("a", "b")
    assert slide.findings == ()


@pytest.mark.parametrize(("minutes", "taken"), [(1, 1), (240, 240), (0, 0), (241, 0)])
def test_a_break_lasts_one_to_240_minutes(
    tmp_path: Path, minutes: int, taken: int
) -> None:
    deck = _read(tmp_path, f"[[break {minutes}]]")
    assert deck.slides[0].break_minutes == taken
    assert _found(deck) == ([] if taken else ["break-unusable"])


@pytest.mark.parametrize("number", [0, 1, 3, 4, 9_999])
def test_a_skip_leads_to_another_slide_that_is_shown(
    tmp_path: Path, number: int
) -> None:
    deck = _read(tmp_path, f"[[skip-to: {number}]]", "", "", hidden=2)
    assert deck.slides[0].skip_to == -1
    (finding,) = deck.slides[0].findings
    assert finding.sentence.startswith(f"The notes skip to slide {number}, which")


def test_a_skip_may_lead_back(tmp_path: Path) -> None:
    deck = _read(tmp_path, "", "[[skip-to: 1]]")
    assert deck.slides[1].skip_to == 0


def test_what_is_not_known_is_named_with_what_is(tmp_path: Path) -> None:
    deck = _read(tmp_path, "[[brake 10]] [[a]] [[b]] [[c]]")
    assert _found(deck) == ["unknown-mark"] * 3
    sentence = deck.slides[0].findings[0].sentence
    assert "[[brake 10]]" in sentence
    for known in ("[[poll]]", "[[agenda: name]]", "[[break 10]]", "[[skip-to: 12]]"):
        assert known in sentence


def test_the_first_of_two_agenda_items_counts(tmp_path: Path) -> None:
    deck = _read(tmp_path, "[[agenda: a]] [[agenda: b]]")
    assert deck.slides[0].agenda_item == "a"
    assert _found(deck) == ["many-agenda-items"]


def test_empty_lines_of_notes_stay(tmp_path: Path) -> None:
    deck = _read(tmp_path, "Say hello.\n\nThen breathe.\n\n[[poll: a]]")

    assert deck.slides[0].texts[0].notes == "Say hello.\n\nThen breathe."


def test_slides_with_a_sessions_code_are_left_out(tmp_path: Path) -> None:
    deck = _read(tmp_path, "", "Leave this up.\n[[join]]", "[[Salida]]")

    assert [slide.hidden for slide in deck.slides] == [False, True, True]
    assert _found(deck, 1) == _found(deck, 2) == ["code-slide"]
    assert deck.slides[1].texts[0].notes == "Leave this up."
