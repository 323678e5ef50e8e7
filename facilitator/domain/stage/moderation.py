"""What the trainer decided about written answers, by their ids: cards on the wall."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

Ids = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FrozenCard:
    """A card as it was when the wall was frozen."""

    id: str
    count: int
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class FrozenWall:
    """The cards of one round, as they stay until the wall is let go."""

    poll: str
    round: int
    cards: tuple[FrozenCard, ...]


@dataclass(frozen=True, slots=True)
class Moderation:
    """Which cards count as another, which stand first, and which walls stand still.

    `merged` are pairs of a card and the one that it counts as. It holds ids and
    numbers alone: words are read from the answers, so that what a person takes back
    is gone from a frozen wall, too. `hidden` are those that come back by themselves
    alone, and never with all others.
    """

    merged: tuple[tuple[str, str], ...] = ()
    pinned: Ids = ()
    hidden: Ids = ()
    frozen: tuple[FrozenWall, ...] = ()

    def merge(self, card: str, into: str) -> "Moderation":
        """Let a card, and what counts as it, count as another."""
        pairs = tuple(
            (one, into if main == card else main)
            for one, main in self.merged
            if one != card
        )
        pinned = tuple(one for one in self.pinned if one != card)
        return replace(self, merged=(*pairs, (card, into)), pinned=pinned)

    def separate(self, card: str) -> "Moderation":
        """Let a merged card stand by itself again."""
        return replace(self, merged=tuple(p for p in self.merged if p[0] != card))

    def pin(self, card: str, *, pinned: bool) -> "Moderation":
        """Let a card stand first, or among the others again."""
        others = tuple(one for one in self.pinned if one != card)
        return replace(self, pinned=(*others, card) if pinned else others)

    def hide(self, card: str) -> "Moderation":
        """Let a card stay off the wall until it is shown by itself."""
        unpinned = self.pin(card, pinned=False)
        others = tuple(one for one in self.hidden if one != card)
        return replace(unpinned, hidden=(*others, card))

    def unhide(self, card: str) -> "Moderation":
        """Forget that a card was hidden."""
        return replace(self, hidden=tuple(one for one in self.hidden if one != card))

    def wall(self, poll: str, round_: int) -> FrozenWall | None:
        """Return the frozen wall of a round, or None where it moves."""
        there = (w for w in self.frozen if (w.poll, w.round) == (poll, round_))
        return next(there, None)

    def freeze(self, wall: FrozenWall) -> "Moderation":
        """Let the wall of a round stand still."""
        kept = self.let_go(wall.poll, wall.round).frozen
        return replace(self, frozen=(*kept, wall))

    def let_go(self, poll: str, round_: int) -> "Moderation":
        """Let the wall of a round move again."""
        kept = (w for w in self.frozen if (w.poll, w.round) != (poll, round_))
        return replace(self, frozen=tuple(kept))

    def ended(self) -> "Moderation":
        """Forget in which order cards were merged, pinned, hidden and let through.

        A trainer lets them through about as they come in.
        """
        return Moderation(
            merged=tuple(sorted(self.merged)),
            pinned=tuple(sorted(self.pinned)),
            hidden=tuple(sorted(self.hidden)),
            frozen=tuple(
                replace(wall, cards=tuple(sorted(wall.cards, key=lambda card: card.id)))
                for wall in self.frozen
            ),
        )


@dataclass(frozen=True, slots=True)
class Spelling:
    """Words as somebody typed them, with an id of their own."""

    id: str
    text: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class Said:
    """One written answer, or one word in all its spellings, most common first.

    `by` are the numbers of the answers that say it.
    """

    id: str
    spellings: tuple[Spelling, ...]
    by: frozenset[int]
    flagged: bool = False

    def let_through(self, shown: frozenset[str]) -> tuple[Spelling, ...]:
        """Return the spellings that the trainer let through."""
        return tuple(one for one in self.spellings if one.id in shown)


@dataclass(frozen=True, slots=True)
class Card:
    """What was said, with all that counts as it; `text` is fit to be shown if `shown`.

    `also` are its other spellings, `merged` the id and text of what was merged into it.
    `hidden` says that the trainer took it off the wall.
    """

    id: str
    text: str
    count: int
    shown: bool = False
    flagged: bool = False
    pinned: bool = False
    hidden: bool = False
    also: tuple[str, ...] = ()
    merged: tuple[tuple[str, str], ...] = ()


def cards(
    said: Sequence[Said],
    weights: Sequence[int],
    shown: Iterable[str],
    moderation: Moderation,
) -> tuple[Card, ...]:
    """Return the cards in the order of `said`, each once with what counts as it.

    A card whose main one is gone, as somebody changed it, stands by itself again.

    Args:
        said: all that was written in a round.
        weights: how many phones gave each answer, by the numbers in `Said.by`.
        shown: ids of the spellings let through.
        moderation: what else the trainer decided.
    """
    through, known = frozenset(shown), {one.id: one for one in said}
    into = {one: main for one, main in moderation.merged if {one, main} <= set(known)}
    parts: dict[str, list[Said]] = {}
    for one, main in into.items():
        parts.setdefault(main, []).append(known[one])
    return tuple(
        _card(one, parts.get(one.id, []), weights, through, moderation)
        for one in said
        if one.id not in into
    )


def _card(
    main: Said,
    parts: Sequence[Said],
    weights: Sequence[int],
    through: frozenset[str],
    moderation: Moderation,
) -> Card:
    approved = main.let_through(through)
    text = (approved or main.spellings)[0].text
    by = main.by.union(*(part.by for part in parts))
    return Card(
        id=main.id,
        text=text,
        count=sum(weights[number] for number in by),
        shown=bool(approved),
        flagged=main.flagged,
        pinned=bool(approved) and main.id in moderation.pinned,
        hidden=not approved and main.id in moderation.hidden,
        also=tuple(one.text for one in main.spellings if one.text != text),
        merged=tuple((part.id, part.spellings[0].text) for part in parts),
    )


def frozen_cards(
    wall: FrozenWall, said: Sequence[Said], shown: Iterable[str]
) -> tuple[Card, ...]:
    """Return the cards of a frozen wall that may still be shown.

    One that the trainer hid, or its writer changed, is not among them.
    """
    through, known = frozenset(shown), {one.id: one for one in said}
    found: list[Card] = []
    for one in wall.cards:
        approved = known[one.id].let_through(through) if one.id in known else ()
        if approved:
            text = approved[0].text
            found.append(Card(one.id, text, one.count, shown=True, pinned=one.pinned))
    return tuple(found)
