"""Rankings in forms without scripts: a place is chosen for each option."""

import random
from collections.abc import Iterable

from facilitator.rehearsal.questions import Asked

NOT_RANKED = 0


def is_place(asked: Asked) -> bool:
    """Whether a field asks for the place of an option: 1, 2, 3 … to choose from."""
    places = tuple(str(n) for n in range(1, len(asked.choices) + 1))
    return "." in asked.name and len(places) > 0 and asked.choices == places


def rankings(fields: Iterable[Asked]) -> dict[str, list[Asked]]:
    """Return the fields that ask for a place, by the question they belong to."""
    found: dict[str, list[Asked]] = {}
    for asked in filter(is_place, fields):
        found.setdefault(_question(asked), []).append(asked)
    return found


def placed(options: list[Asked], dice: random.Random) -> dict[str, str]:
    """Return an order of options as their fields say it, every place given away."""
    order = dice.sample(options, len(options[0].choices))
    return {asked.name: str(place) for place, asked in enumerate(order, start=1)}


def coded(
    options: list[Asked], answers: dict[str, str], skipped: int
) -> dict[str, int]:
    """Return the places as the workbook has them, in a variable for each option."""
    given = {asked.name: answers.get(asked.name) for asked in options}
    unplaced = NOT_RANKED if any(given.values()) else skipped
    return {
        f"{_question(asked)}___{code}": int(given[asked.name] or unplaced)
        for code, asked in enumerate(options, start=1)
    }


def _question(asked: Asked) -> str:
    return asked.name.partition(".")[0]
