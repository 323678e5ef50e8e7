"""Names at the kiosk: found by what was typed, and nobody else's shown."""

import pytest

from facilitator.domain.attendance.name_search import Match, Named, Search, find

NAMES = (
    "Ana Ruiz",
    "José María Núñez",
    "Siobhán O’Hara-Núñez",
    "محمد علي",
    "שרה כהן",
    "Li",
    "Cher",
    "x" * 120,
)
PEOPLE = tuple(Named(str(at), name) for at, name in enumerate(NAMES))


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("ana", "Ana Ruiz"),
        ("RUI", "Ana Ruiz"),
        ("r ana", "Ana Ruiz"),
        ("nune jose", "José María Núñez"),
        ("ohara", "Siobhán O’Hara-Núñez"),
        ("O'Hara", "Siobhán O’Hara-Núñez"),
        ("محم", "محمد علي"),
        ("שרה", "שרה כהן"),
        ("li", "Li"),
        ("che", "Cher"),
        ("xxx", "x" * 120),
    ],
)
def test_a_name_is_found_by_the_beginnings_of_its_words(typed: str, name: str) -> None:
    found = find(PEOPLE, typed)

    assert found == Search("found", (Match(str(NAMES.index(name)), name),))


@pytest.mark.parametrize(
    ("typed", "outcome"),
    [
        ("", "more-letters"),
        ("  ", "more-letters"),
        ("an", "more-letters"),
        ("a r", "more-letters"),
        ("...", "more-letters"),
        ("na ruiz", "nobody"),
        ("ana ana", "nobody"),
        ("%", "more-letters"),
        ("x" * 200, "nobody"),
    ],
)
def test_nothing_is_shown_for_what_matches_nobody_or_too_little(
    typed: str, outcome: str
) -> None:
    assert find(PEOPLE, typed) == Search(outcome)  # type: ignore[arg-type]


def test_where_many_match_more_letters_are_asked_and_no_name_is_shown() -> None:
    many = [Named(str(at), f"Ana R{at}") for at in range(7)]

    assert find(many, "ana") == Search("too-many")
    assert len(find(many[:6], "ana").matches) == 6


def test_a_name_of_two_people_cannot_be_picked() -> None:
    both = (Named("1", "Ana Ruiz"), Named("2", "ana ruíz"), Named("3", "Ana Ruizo"))

    assert [one.id for one in find(both, "ana rui").matches] == ["", "3"]
