"""The statements of a matrix and the areas of a picture: added, removed and moved."""

from itertools import product
from typing import Any

from facilitator.domain.surveys.matrix import MOST_STATEMENTS
from facilitator.domain.surveys.points import MOST_AREAS, PERCENT
from facilitator.domain.surveys.section_names import unused
from facilitator.library.option_edits import (
    NO_WORDS,
    Used,
    part_at,
    parts_of,
    room_for,
)
from facilitator.library.question_fields import SIDES

# What stands for a name until there are English words to make one of.
NEW_STATEMENT, NEW_AREA = "new_statement", "new_area"
# A new area is put on the first square of the picture that is free, of such sides.
_SIDES, _STEP = (20, 10, 5), 5


def add_statement(question: dict[str, Any], used: Used) -> int:
    """Add a statement to a matrix; return which it is."""
    rows = room_for(question.setdefault("rows", []), MOST_STATEMENTS)
    rows.append(
        {"name": _new(question, "rows", NEW_STATEMENT, used), "label": dict(NO_WORDS)}
    )
    return len(rows) - 1


def add_area(question: dict[str, Any], used: Used) -> int:
    """Add an area to a picture, where none is yet; return which it is."""
    areas = room_for(question.setdefault("areas", []), MOST_AREAS)
    made = {"name": _new(question, "areas", NEW_AREA, used), "label": dict(NO_WORDS)}
    box = dict(zip(SIDES, _free(parts_of(question, "areas")), strict=True))
    areas.append(made | {side: str(number) for side, number in box.items()})
    return len(areas) - 1


def remove_part(question: dict[str, Any], key: str, index: int) -> int:
    """Take a statement or an area out; return which stands in its place, or -1."""
    parts = question.get(key, [])
    part_at(parts, index)
    del parts[index]
    if not parts and key == "areas":
        del question[key]
    return min(index, len(parts) - 1)


def move_part(question: dict[str, Any], key: str, index: int, to: int) -> int:
    """Put a statement in another place; return which."""
    parts = question.get(key, [])
    moved = part_at(parts, index)
    del parts[index]
    place = min(max(to, 0), len(parts))
    parts.insert(place, moved)
    return place


def box_of(area: dict[str, Any]) -> tuple[int, ...] | None:
    """Return left, top, width and height of an area in percent, if they are such."""
    words = [str(area.get(side, "")) for side in SIDES]
    if not all(word.isascii() and word.isdigit() for word in words):
        return None
    box = tuple(int(word[:4]) for word in words)
    return box if max(box) <= PERCENT else None


def _free(areas: list[dict[str, Any]]) -> tuple[int, int, int, int]:
    taken = [box for area in areas if (box := box_of(area))]
    for side in _SIDES:
        starts = range(0, PERCENT - side + 1, _STEP)
        for top, left in product(starts, starts):
            box = (left, top, side, side)
            if not any(_are_over(box, other) for other in taken):
                return box
    return 0, 0, _SIDES[0], _SIDES[0]


def _are_over(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return all(
        one[at] < other[at] + other[at + 2] and other[at] < one[at] + one[at + 2]
        for at in (0, 1)
    )


def _new(question: dict[str, Any], key: str, provisional: str, used: Used) -> str:
    names = {str(one.get("name", "")) for one in parts_of(question, key)}
    taken = used.options.get(str(question.get("name", "")), frozenset())
    return unused(provisional, names | taken)
