"""Decks as JSON."""

from hypothesis import given
from hypothesis import strategies as st

from facilitator.documents.deck_json import deck_from_json, deck_to_json
from facilitator.domain.deck import Deck


@given(st.from_type(Deck))
def test_a_deck_comes_back_from_json_as_it_was(deck: Deck) -> None:
    assert deck_from_json(deck_to_json(deck)) == deck
