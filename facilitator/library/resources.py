"""The card of numbers to turn to, from `handouts/resources.yaml`."""

from pathlib import Path
from typing import get_args

from facilitator.domain.resource import Resource, Way
from facilitator.library.problems import CurriculumError
from facilitator.library.reading import Reading, read_file
from facilitator.library.schema import (
    DAY,
    TEXT,
    Key,
    list_of,
    one_of,
    optional,
    record,
    words,
)

FILE = "handouts/resources.yaml"
LONGEST_NUMBER = 30


def resources(folder: Path) -> tuple[Resource, ...]:
    """Return the resources in the order of the card.

    Raises:
        CurriculumError: the file is missing or has mistakes.
    """
    reading = read_resources(folder)
    if not reading.sound:
        raise CurriculumError(reading.problems)
    return reading.value


def read_resources(folder: Path) -> Reading[tuple[Resource, ...]]:
    """Read the card, with every problem in it."""
    return read_file(folder, FILE, _CARD)


def _only(*, resources: tuple[Resource, ...]) -> tuple[Resource, ...]:
    return resources


_RESOURCE = record(
    Resource,
    {
        "name": Key(TEXT),
        "number": Key(words(LONGEST_NUMBER)),
        "detail": Key(TEXT),
        "verified_on": Key(DAY),
        "way": optional(one_of(*get_args(Way)), "call"),
    },
)
_CARD = record(_only, {"resources": Key(list_of(_RESOURCE, most=20))})
