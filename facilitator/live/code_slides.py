"""What a copy of a trainer's deck with the session's codes is made from."""

from dataclasses import dataclass
from pathlib import Path

from facilitator.documents import qr
from facilitator.documents.decks.code_words import WayIn
from facilitator.errors import FacilitatorError
from facilitator.live.room import Room


class NoAddressError(FacilitatorError):
    """No address has been chosen that phones could be sent to."""

    code = "no-address"
    status = 409
    sentence = (
        "Choose the address that phones use first, under Room check. The slides with "
        "the code carry it."
    )


@dataclass(frozen=True, slots=True)
class CodeSlides:
    """The deck's file as it came in, its name, and what the slides lead to."""

    file: Path
    filename: str
    way_in: WayIn


def report(room: Room, deck_id: str, *, password: bool) -> CodeSlides:
    """Return what the copy is made from.

    Args:
        room: the session's.
        deck_id: a deck that came in as PowerPoint.
        password: whether the Wi-Fi's password stands on the slides.

    Raises:
        NoAddressError: no address has been chosen.
        NoSuchDeckError: it is no such deck.
        DeckFileGoneError: its file is not kept.
    """
    details, code = room.session.details, room.session.code
    facts, file = room.deck_file(deck_id)
    if not details.address:
        raise NoAddressError
    way_in = WayIn(
        url=qr.join_text(details.address, code),
        address=details.address,
        code=code,
        languages=details.languages or ("en",),
        wifi_name=details.wifi_name,
        wifi_password=details.wifi_password if password else "",
    )
    return CodeSlides(file, facts.filename, way_in)
