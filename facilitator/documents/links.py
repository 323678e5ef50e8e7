"""Where words on a slide lead, as far as it is safe to go there."""

import re
from collections.abc import Iterable, Mapping

from lxml import etree

from facilitator.documents.office_text import R_ID, A
from facilitator.domain.deck import Link

MAX_LINKS = 50
_LONGEST_ADDRESS = 2_000
_LONGEST_WORDS = 200

# Web pages and mail alone: no files, no programs, no scripts.
_SAFE = re.compile(r"(?:https?://[^\s/?#]|mailto:[^\s@]+@)\S*", re.IGNORECASE)


class Links:
    """The links of one slide: `outside` are its references by their id."""

    def __init__(self, outside: Mapping[str, str]) -> None:
        self._outside = outside

    def of(self, linked: Iterable[tuple[str, str]]) -> tuple[Link, ...]:
        """Return the links of words with the ids of their references."""
        found = (self._link(words, reference) for words, reference in linked)
        return tuple(dict.fromkeys(link for link in found if link))[:MAX_LINKS]

    def of_shape(self, naming: etree._Element | None, words: str) -> tuple[Link, ...]:
        """Return the link of a whole shape, called by its words."""
        click = naming.find(f"{A}hlinkClick") if naming is not None else None
        if click is None:
            return ()
        return self.of([(" ".join(words.split()), click.get(R_ID, ""))])

    def _link(self, words: str, reference: str) -> Link | None:
        address = self._outside.get(reference, "").strip()
        if len(address) > _LONGEST_ADDRESS or not _SAFE.fullmatch(address):
            return None
        if not address.isprintable():
            return None
        return Link(words[:_LONGEST_WORDS] or address, address)
