"""What the desk's pages are drawn from."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from facilitator.documents import qr
from facilitator.domain.credit.engine import lint
from facilitator.domain.credit.findings import CreditFinding
from facilitator.domain.credit.policy import CreditPolicy, amount
from facilitator.domain.decks.deck import DeckFacts, Slide
from facilitator.domain.decks.placing import spots
from facilitator.domain.plan import AgendaItem
from facilitator.domain.session import Session
from facilitator.domain.surveys.cases import Swapped, out_of_order
from facilitator.domain.surveys.survey import Question
from facilitator.live.room import Room
from facilitator.web.locale import filled, get_language
from facilitator.web.network import Candidate


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """An agenda item with the clock times at which it is planned."""

    item: AgendaItem
    begins: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class OrderRow:
    """One place in the running order: a slide, a poll, or a break of some `minutes`.

    `after` is the spot a poll stands at. A `fixed` poll was placed by the deck's own
    notes; one that `is_slide` stands in the place of its slide.
    """

    index: int = 0
    slide: Slide | None = None
    poll: Question | None = None
    after: int = 0
    fixed: bool = False
    is_slide: bool = False
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class CreditRow:
    """A credit type that the plan designates, and what the agenda lacks for it."""

    policy: CreditPolicy
    designated: str
    lacks: CreditFinding | None


def starts(session: Session) -> datetime:
    """Return when a session starts, in its own time zone."""
    details = session.details
    return details.starts_at.astimezone(ZoneInfo(details.time_zone))


def agenda(room: Room) -> tuple[AgendaRow, ...]:
    """Return the agenda with the planned clock times, in the session's time zone."""
    rows: list[AgendaRow] = []
    begins = starts(room.session)
    for item in room.plan.agenda:
        # Clock arithmetic across a change of the clocks is done on the instant.
        later = begins.timestamp() + timedelta(minutes=item.minutes).total_seconds()
        ends = datetime.fromtimestamp(later, begins.tzinfo)
        rows.append(AgendaRow(item, begins, ends))
        begins = ends
    return tuple(rows)


def credit(room: Room) -> tuple[CreditRow, ...]:
    """Return the credit that the plan designates; nothing where it earns none."""
    agenda = room.plan.agenda
    return tuple(
        CreditRow(policy, amount(policy.designated), lint(policy, agenda))
        for policy in room.plan.credit
    )


def order(room: Room) -> tuple[OrderRow, ...]:
    """Return slides, polls and breaks as they come; a slide once, with all clicks."""
    slides = room.deck.slides if room.deck else ()
    placed = set(room.session.places)
    rows: list[OrderRow] = []
    after = -1
    for step in room.order:
        if step.kind == "slide" and step.build == 0:
            after = step.slide
            rows.append(OrderRow(after, slide=slides[after], after=after))
        elif step.kind == "poll":
            question = room.polls.question(step.poll)
            own = step.slide >= 0 and slides[step.slide].question == step.poll
            after = step.slide if own else after
            fixed = own or (after, step.poll) not in placed
            rows.append(OrderRow(after, None, question, after, fixed, own))
        elif step.kind == "break":
            rows.append(OrderRow(after, minutes=step.minutes))
    return tuple(rows)


def swapped_steps(room: Room) -> tuple[Swapped, ...]:
    """Return the cases whose steps come out of their order between the slides."""
    polls = (room.polls.question(step.poll) for step in room.order if step.poll)
    return out_of_order(poll for poll in polls if poll)


def unplaced(room: Room) -> tuple[Question, ...]:
    """Return the polls that stand nowhere yet."""
    standing = {step.poll for step in room.order}
    return tuple(q for q in room.polls.questions if q.name not in standing)


def fixed_polls(room: Room) -> frozenset[str]:
    """Return the polls whose place the deck's own notes decide, or that are slides."""
    slides = room.deck.slides if room.deck else ()
    named = {name for slide in slides for name in slide.polls}
    own = {slide.question for slide in slides if not slide.hidden}
    return frozenset((named | own) - {""})


def spot_choices(room: Room) -> tuple[int, ...]:
    """Return where a poll can be put; -1 is before the first slide."""
    return spots(room.deck)


def deck_in_use(room: Room) -> DeckFacts | None:
    """Return the facts about the deck in use."""
    return next((d for d in room.decks() if d.id == room.session.deck), None)


def chosen_address(room: Room, found: tuple[Candidate, ...]) -> str:
    """Return the address phones are sent to; the best there is until one is chosen."""
    return room.session.details.address or found[0].address


def is_gone(address: str, found: tuple[Candidate, ...]) -> bool:
    """Whether a chosen address of this laptop's port is no longer there.

    A name, or an address with another port, may lead through a router: nobody here
    can tell whether it is right.
    """
    port = found[-1].address.rpartition(":")[2]
    host, _, chosen_port = address.rpartition(":")
    numeric = host.replace(".", "").isdigit()
    return numeric and chosen_port == port and host not in {c.host for c in found}


def wifi_code(room: Room, title: str) -> str:
    """Return the QR that lets a phone into the Wi-Fi, or "" where none is named."""
    details = room.session.details
    if not details.wifi_name:
        return ""
    return qr.svg(qr.wifi_text(details.wifi_name, details.wifi_password), title=title)


def facts(
    room: Room,
    found: tuple[Candidate, ...],
    practising: int,
    drawn: Callable[[str], tuple[str, ...]],
) -> dict[str, Any]:
    """Return the session as the desk's scripts ask for it again and again.

    `drawn` tells the pictures drawn so far of a deck that is being read.
    """
    session = room.session
    fixed = fixed_polls(room)
    return {
        "state": session.state,
        "decks": [_deck_facts(d, session.deck, drawn) for d in room.decks()],
        "polls": [
            {"name": q.name, "label": q.label.as_dict(), "fixed": q.name in fixed}
            for q in room.polls.questions
        ],
        "places": [list(place) for place in session.places],
        "addresses": [_address_facts(c, chosen_address(room, found)) for c in found],
        "counts": room.counts(),
        "practice": practising,
    }


def _deck_facts(
    deck: DeckFacts, used: str, drawn: Callable[[str], tuple[str, ...]]
) -> dict[str, Any]:
    return {
        "id": deck.id,
        "filename": deck.filename,
        "title": deck.title,
        "source": deck.source,
        "way": deck.way,
        "status": deck.status,
        "done": deck.done,
        "of": deck.of,
        "sentence": why_failed(deck),
        "slides": deck.slides,
        "clicks": deck.clicks,
        "clicks_drawn": deck.clicks_drawn,
        "used": deck.id == used,
        "beside": deck.beside,
        "drawn": list(drawn(deck.id)) if deck.is_reading else [],
    }


def why_failed(deck: DeckFacts) -> str:
    """Return why a deck could not be read, in the visitor's language."""
    if not deck.sentence:  # the empty string stands for the catalogue's own header
        return ""
    return filled(deck.sentence, dict(deck.facts), get_language())


def _address_facts(candidate: Candidate, chosen: str) -> dict[str, Any]:
    return {
        "address": candidate.address,
        "interface": candidate.interface,
        "kind": candidate.kind,
        "reason": candidate.reason,
        "recommended": candidate.recommended,
        "chosen": candidate.address == chosen,
    }
