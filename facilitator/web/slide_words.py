"""A slide's blocks as a page sets them: nested lists, words that lead somewhere."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

JSON = dict[str, Any]

_SAFE = re.compile(r"https?://|mailto:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list, and the items below it."""

    block: JSON
    below: "tuple[Item, ...]" = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A list, or one other block."""

    items: tuple[Item, ...] = ()
    block: JSON | None = None


def parts(blocks: Iterable[JSON]) -> tuple[Part, ...]:
    """Return a slide's blocks, neighbouring items gathered into nested lists."""
    made: list[Part] = []
    gathered: list[JSON] = []
    for block in blocks:
        if block["kind"] == "item":
            gathered.append(block)
            continue
        if gathered:
            made.append(Part(items=_nested(gathered)))
            gathered = []
        made.append(Part(block=block))
    if gathered:
        made.append(Part(items=_nested(gathered)))
    return tuple(made)


def _nested(blocks: Sequence[JSON]) -> tuple[Item, ...]:
    groups: list[list[JSON]] = []
    for block in blocks:
        if groups and block.get("level", 0) > groups[-1][0].get("level", 0):
            groups[-1].append(block)
        else:
            groups.append([block])
    return tuple(Item(own, _nested(below) if below else ()) for own, *below in groups)


def linked(text: str, links: Iterable[JSON]) -> tuple[tuple[str, str], ...]:
    """Return words and where they lead ("": nowhere), in the order they are read.

    Where the words of a link do not stand in the text, the link comes after it.
    """
    made: list[tuple[str, str]] = []
    after: list[tuple[str, str]] = []
    rest = text
    for link in links:
        words, address = link["text"], link["address"]
        if not _SAFE.match(address):
            continue
        before, found, behind = rest.partition(words) if words else (rest, "", "")
        if not found:
            after += [(" ", ""), (words or address, address)]
            continue
        made += [(before, ""), (words, address)]
        rest = behind
    return tuple(piece for piece in (*made, (rest, ""), *after) if piece[0])
