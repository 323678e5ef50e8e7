"""Where words on a slide lead, as far as it is safe to go there."""

import re
from collections.abc import Iterable, Mapping
from itertools import groupby
from operator import itemgetter

from lxml import etree

from facilitator.documents.office_text import R_ID, A
from facilitator.domain.decks.deck import Link

MAX_LINKS = 50
_LONGEST_ADDRESS = 2_000
_LONGEST_WORDS = 200

# Web pages and mail alone: no files, no programs, no scripts.
_SAFE = re.compile(r"(?:https?://[^\s/?#]|mailto:[^\s@]+@)\S*", re.IGNORECASE)


class Links:
    """The links of one slide: `outside` are its references by their id."""

    def __init__(self, outside: Mapping[str, str]) -> None:
        self._outside = outside

    def of(self, runs: Iterable[tuple[str, str]]) -> tuple[Link, ...]:
        """Return the links of runs of words with the ids of their references.

        Runs side by side that lead to one address are one link.
        """
        led = ((words, self._address(reference)) for words, reference in runs)
        found = {
            Link(said, address): None
            for address, together in groupby(led, key=itemgetter(1))
            if address and (said := _joined(words for words, _ in together))
        }
        return tuple(found)[:MAX_LINKS]

    def of_shape(self, naming: etree._Element | None, words: str) -> tuple[Link, ...]:
        """Return the link of a whole shape, called by its words."""
        click = naming.find(f"{A}hlinkClick") if naming is not None else None
        address = self._address(click.get(R_ID, "")) if click is not None else ""
        return (Link(_joined([words]) or address, address),) if address else ()

    def _address(self, reference: str) -> str:
        """Return where a reference leads (empty: nowhere that is safe)."""
        address = self._outside.get(reference, "").strip()
        safe = _SAFE.fullmatch(address) and address.isprintable()
        return address if safe and len(address) <= _LONGEST_ADDRESS else ""


def _joined(words: Iterable[str]) -> str:
    return " ".join("".join(words).split())[:_LONGEST_WORDS]
