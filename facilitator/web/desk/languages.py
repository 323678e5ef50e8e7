"""The desk's forms that make two decks one in two languages."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import request
from flask.typing import ResponseReturnValue

from facilitator.domain.decks.bilingual import (
    NO_SLIDE,
    OTHER,
    Language,
    Pairing,
    are_told_apart,
)
from facilitator.domain.decks.deck import DeckFacts, Slide
from facilitator.errors import BadInputError, FacilitatorError
from facilitator.live.room import Room

if TYPE_CHECKING:
    from facilitator.web.desk.session import SessionDesk

# More choices than this in each of as many lists would make the page heavy.
_LISTED = 80
_NUMBER = re.compile("[0-9]{1,4}")


@dataclass(frozen=True, slots=True)
class PairRow:
    """A slide, and its counterpart in the other deck (-1: none)."""

    slide: Slide
    there: int
    other: Slide | None


@dataclass(frozen=True, slots=True)
class DeckLanguages:
    """What the desk shows of one deck's languages.

    `choices` are the decks it could be paired with, the `likely` one first. A deck that
    lends its language does so `to` another. Where it is paired, `other` is the
    deck that gives the other language, `theirs` its slides and `unused` the numbers of
    those that no slide is paired with; `listed` says that they are few enough to
    choose from a list, and `unclear` that the two languages had to be guessed.
    """

    choices: tuple[DeckFacts, ...] = ()
    likely: DeckFacts | None = None
    to: DeckFacts | None = None
    other: DeckFacts | None = None
    language: Language = "en"
    rows: tuple[PairRow, ...] = ()
    theirs: tuple[Slide, ...] = ()
    unused: tuple[int, ...] = ()
    listed: bool = True
    unclear: bool = False


def of_decks(room: Room) -> dict[str, DeckLanguages]:
    """Return what there is to say about each deck, by its id; the others lack."""
    decks = room.decks_to_pair()
    lent = {one.second: one.first for one in room.session.pairings}
    return {deck.id: _of_deck(room, deck, decks, lent) for deck in decks}


def _of_deck(
    room: Room, deck: DeckFacts, decks: tuple[DeckFacts, ...], lent: Mapping[str, str]
) -> DeckLanguages:
    pairing = room.session.pairing(deck.id)
    if pairing:
        return _paired(room, pairing, decks)
    if deck.id in lent:
        return DeckLanguages(to=next((d for d in decks if d.id == lent[deck.id]), None))
    others = [one for one in decks if one.id != deck.id]
    likely = None
    if deck.id == room.session.deck:
        likely = next((one for one in others if room.is_translation(one.id)), None)
    others.sort(key=lambda one: one != likely)
    return DeckLanguages(choices=tuple(others), likely=likely)


def _paired(
    room: Room, pairing: Pairing, decks: tuple[DeckFacts, ...]
) -> DeckLanguages:
    first = room.sessions.deck(pairing.first)
    second = room.sessions.deck(pairing.second)
    if first is None or second is None:
        return DeckLanguages()
    theirs = second.slides
    known = range(len(theirs))
    rows = tuple(
        PairRow(slide, there, theirs[there] if there in known else None)
        for slide, there in zip(first.slides, pairing.pairs, strict=False)
    )
    used = {row.there for row in rows}
    return DeckLanguages(
        other=next((one for one in decks if one.id == pairing.second), None),
        language=pairing.language,
        rows=rows,
        theirs=theirs,
        unused=tuple(index + 1 for index in known if index not in used),
        listed=len(theirs) <= _LISTED,
        unclear=not are_told_apart(first, second),
    )


@dataclass(frozen=True, slots=True)
class LanguageRoutes:
    """Decks are paired, their pairs put right, and separated again."""

    desk: "SessionDesk"

    def pair(self, session_id: str, deck_id: str) -> ResponseReturnValue:
        """Take two decks for one in two languages."""
        room = self.desk.rooms.room(session_id)
        try:
            room.pair_decks(deck_id, request.form.get("with", ""))
        except FacilitatorError as refusal:
            return self.desk.refused(room, "deck", refusal)
        return self.desk.back(session_id, "deck", "deck-paired")

    def mend(self, session_id: str, deck_id: str) -> ResponseReturnValue:
        """Keep the pairs as the trainer put them."""
        room = self.desk.rooms.room(session_id)
        try:
            typed = request.form.getlist("slide")
            room.mend_pairs(deck_id, _read_language(), tuple(map(_read_slide, typed)))
        except FacilitatorError as refusal:
            return self.desk.refused(room, "deck", refusal)
        return self.desk.back(session_id, "deck", "pairs-kept")

    def separate(self, session_id: str, deck_id: str) -> ResponseReturnValue:
        """Let the first deck be as it was."""
        room = self.desk.rooms.room(session_id)
        try:
            room.unpair_decks(deck_id)
        except FacilitatorError as refusal:
            return self.desk.refused(room, "deck", refusal)
        return self.desk.back(session_id, "deck", "deck-separated")


def _read_language() -> Language:
    typed = request.form.get("language", "")
    for language in OTHER:
        if typed == language:
            return language
    raise BadInputError(what="language")


def _read_slide(typed: str) -> int:
    """Return a slide's index from its number; an empty or 0 stands for none."""
    number = typed.strip() or "0"
    if not _NUMBER.fullmatch(number):
        raise BadInputError(what="pairs")
    return int(number) - 1 if int(number) else NO_SLIDE
