"""Which typed words are one word, and which a trainer looks at first."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.domain.surveys.answers import (
    check_answer,
)
from facilitator.domain.surveys.survey import Question
from facilitator.domain.surveys.word_lists import entries, word_lists
from facilitator.domain.surveys.words import LONGEST_WORD, as_word, folded
from facilitator.domain.text import Text
from facilitator.errors import BadInputError

CLOUD = Question("cloud", "words", Text("Word?", "¿Palabra?"))
LISTS = word_lists(["the", "Así"], ["fuck*", "ass", "coño*", "hell", "mamón"])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Trust", "¡TRUST!"),
        ("atención", "ATENCION"),
        ("n\u0303andú", "ÑANDU"),
        ("ｔrust", "trust"),
        ("safe  place", " Safe place…"),
        ("❤️", "❤"),
    ],
)
def test_spellings_of_one_word_fold_alike(one: str, other: str) -> None:
    assert folded(as_word(one)) == folded(as_word(other)) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [("año", "ano"), ("gracias", "gracia"), ("custom", "customs"), ("👍", "👎")],
)
def test_words_of_another_meaning_stay_apart(one: str, other: str) -> None:
    assert folded(as_word(one)) != folded(as_word(other))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  ¿confianza?  ", "confianza"),
        ("safe\n\tplace", "safe place"),
        ("\u202eabc\u202c", "abc"),
        ("z\u0337\u0301\u0322a\u0335lgo", "źalgo"),
        ("👩🏽\u200d⚕\ufe0f!", "👩🏽\u200d⚕\ufe0f"),
        ("हिन्दी", "हिन्दी"),
        ("\u0301\u0302\u0303", ""),
        ("\u200b\u200d\ufeff", ""),
        ("?!…", ""),
        ("don't", "don't"),
    ],
)
def test_a_word_is_kept_without_what_steers_or_piles_up(typed: str, kept: str) -> None:
    assert as_word(typed) == kept


@settings(max_examples=150, deadline=None)
@given(st.lists(st.text(max_size=40), max_size=6))
def test_whatever_is_typed_is_refused_or_kept_in_one_form(typed: list[str]) -> None:
    try:
        kept = check_answer(CLOUD, typed)
    except BadInputError:
        return
    assert isinstance(kept, list)
    assert 1 <= len(kept) <= 3
    assert all(0 < len(word) <= LONGEST_WORD for word in kept)
    assert len({folded(word) for word in kept}) == len(kept)
    assert check_answer(CLOUD, kept) == kept


@pytest.mark.parametrize(
    "text",
    [
        "fuck",
        "FUUUCK",
        "f.u.c.k",
        "f u c k",
        "what the fucking",
        "a$$",
        "Coño",
        "mamon",
        "go to hell!",
        "312-555-0199",
        "write to ana@example.org",
        "see www.example",
    ],
)
def test_a_trainer_is_asked_to_look_closely(text: str) -> None:
    assert LISTS.flags(text)


@pytest.mark.parametrize(
    "text", ["class", "passion", "shell", "cono", "assess", "in 2024", "9:30", "hello"]
)
def test_words_that_only_look_alike_are_not_flagged(text: str) -> None:
    assert not LISTS.flags(text)


def test_lists_are_read_without_comments_and_blank_lines() -> None:
    assert entries("# all\n the # article\n\n\tand\n") == ("the", "and")
    assert LISTS.leaves_out("THE")
    assert LISTS.leaves_out("asi")
    assert not LISTS.leaves_out("the end")
    nothing = word_lists(["", "…"], ["*", "!"])
    assert {nothing.left_out, nothing.flagged} == {frozenset()}
    assert nothing.beginnings == ()
