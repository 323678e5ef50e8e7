"""Two decks of a session that are one in two languages."""

from dataclasses import replace

from facilitator.domain.decks.bilingual import NO_SLIDE, Language, Pairing, without
from facilitator.domain.decks.bilingual import language_of as language_between
from facilitator.domain.decks.deck import Deck, DeckFacts
from facilitator.domain.decks.slide_pairs import is_translation, pair
from facilitator.errors import BadInputError
from facilitator.live.leading import Leading, NoSuchDeckError


class TwoLanguages(Leading):
    """The trainer pairs an English and a Spanish deck."""

    def decks_to_pair(self) -> tuple[DeckFacts, ...]:
        """Return the decks that could be paired: those of files that were read."""
        return tuple(
            deck
            for deck in self.decks()
            if deck.status == "ready" and deck.source == "file"
        )

    def _deck_done(self, facts: DeckFacts) -> None:
        # A translation comes to be paired: polls have their places in the other deck.
        if facts.status != "ready" or not self.is_translation(facts.id):
            super()._deck_done(facts)

    def is_translation(self, deck_id: str) -> bool:
        """Whether a deck says in Spanish what the deck in use says in English.

        Or the other way round; the two must be decks of files.
        """
        known = {deck.id for deck in self.decks_to_pair()}
        if not {deck_id, self.session.deck} <= known or deck_id == self.session.deck:
            return False
        in_use, deck = self.stored_deck, self.sessions.deck(deck_id)
        return in_use is not None and deck is not None and is_translation(in_use, deck)

    def pair_decks(self, deck_id: str, other_id: str) -> Pairing:
        """Take two decks for one in two languages, slide by slide.

        The deck in use stays in use, and the other one gives it its language. Earlier
        pairings of the two are forgotten.

        Raises:
            NoSuchDeckError: either is not a deck of a file that was read.
            BadInputError: they are the same.
        """
        if deck_id == other_id:
            raise BadInputError(what="deck")
        if other_id == self.session.deck:
            deck_id, other_id = other_id, deck_id
        first, second = self._deck_to_pair(deck_id), self._deck_to_pair(other_id)
        language = language_between(first, second)
        pairing = Pairing(deck_id, other_id, language, pair(first, second))
        self._keep_pairing(pairing)
        return pairing

    def mend_pairs(
        self, deck_id: str, language: Language, pairs: tuple[int, ...]
    ) -> None:
        """Keep what the trainer put right: the language of a deck, and its pairs.

        Args:
            deck_id: the deck that gets the other language.
            language: its own.
            pairs: for each of its slides the zero-based one of the other deck, or -1.

        Raises:
            NoSuchDeckError: it is not paired.
            BadInputError: the pairs do not fit the two decks.
        """
        pairing = self.session.pairing(deck_id)
        if pairing is None:
            raise NoSuchDeckError
        first = self._deck_to_pair(deck_id)
        second = self._deck_to_pair(pairing.second)
        fits = all(NO_SLIDE <= there < len(second.slides) for there in pairs)
        if not fits or len(pairs) != len(first.slides):
            raise BadInputError(what="pairs")
        self._keep_pairing(replace(pairing, language=language, pairs=pairs))

    def unpair_decks(self, deck_id: str) -> None:
        """Let a deck be as it was before it was paired.

        Raises:
            NoSuchDeckError: it is not paired.
        """
        if self.session.pairing(deck_id) is None:
            raise NoSuchDeckError
        self._keep(
            lambda session: replace(
                session, pairings=without(session.pairings, deck_id)
            )
        )

    def _deck_to_pair(self, deck_id: str) -> Deck:
        known = {deck.id for deck in self.decks_to_pair()}
        deck = self.sessions.deck(deck_id) if deck_id in known else None
        if deck is None:
            raise NoSuchDeckError
        return deck

    def _keep_pairing(self, pairing: Pairing) -> None:
        self._keep(
            lambda session: replace(
                session,
                pairings=(
                    *without(session.pairings, pairing.first, pairing.second),
                    pairing,
                ),
            )
        )
