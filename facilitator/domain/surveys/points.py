"""A place on a picture: how it is written down, and which area it lies in."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from facilitator.domain.text import Text
from facilitator.errors import BadInputError

# A place is told in whole thousandths of the picture's width and height.
WHOLE = 1000
PERCENT = 100
MOST_AREAS = 12
ELSEWHERE_NAME, ELSEWHERE_CODE = "elsewhere", 95
ELSEWHERE = Text("Elsewhere", "En otro lugar")
# A place in thousandths, and how many phones chose it.
Dot = tuple[int, int, int]
_PLACE = re.compile(r"(0|[1-9][0-9]{0,3}),(0|[1-9][0-9]{0,3})\Z")


class NotAPlaceError(BadInputError):
    """Nothing was pointed at, or something beyond the picture."""

    code = "not-a-place"
    sentence = "Point at a place on the picture."


@dataclass(frozen=True, slots=True)
class Area:
    """A part of a picture with a name; its box is in percent of the picture.

    `right` marks the answer of a knowledge check.
    """

    name: str
    label: Text
    left: int
    top: int
    width: int
    height: int
    right: bool = False

    def holds(self, x: int, y: int) -> bool:
        """Whether a place, in thousandths, lies within; the far edges are outside.

        At the far edges of the picture itself they are within.
        """
        return _within(x, self.left, self.width) and _within(y, self.top, self.height)

    @property
    def middle(self) -> str:
        """The place in its middle, as an answer."""
        x, y = self.left * 10 + self.width * 5, self.top * 10 + self.height * 5
        return written(x, y)

    def overlaps(self, other: "Area") -> bool:
        """Whether two areas share a place."""
        return (
            self.left < other.left + other.width
            and other.left < self.left + self.width
            and self.top < other.top + other.height
            and other.top < self.top + self.height
        )


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture below the surveys' folder, and as it is shown once a session has it.

    `digest` names what was drawn anew from it; `wide` and `high` are its pixels.
    Until then they are empty.
    """

    file: str
    digest: str = ""
    wide: int = 0
    high: int = 0


_DOWN = (
    ("upper", "Upper", "Arriba"),
    ("middle", "Middle", "Al centro"),
    ("lower", "Lower", "Abajo"),
)
_ACROSS = (
    ("left", "left", "a la izquierda"),
    ("center", "center", "en medio"),
    ("right", "right", "a la derecha"),
)
_STARTS, _SIZES = (0, 33, 67), (33, 34, 33)


def _ninths() -> tuple[Area, ...]:
    return tuple(
        Area(
            f"{row}_{column}",
            Text(f"{en} {side}", f"{es} {lado}"),
            _STARTS[across],
            _STARTS[down],
            _SIZES[across],
            _SIZES[down],
        )
        for down, (row, en, es) in enumerate(_DOWN)
        for across, (column, side, lado) in enumerate(_ACROSS)
    )


# What places are counted by on a picture without areas of its own.
NINTHS = _ninths()


def read_place(given: object) -> tuple[int, int] | None:
    """Return a place in thousandths; None: it is none of a picture."""
    found = _PLACE.match(given) if isinstance(given, str) else None
    if found is None:
        return None
    x, y = int(found[1]), int(found[2])
    return (x, y) if x <= WHOLE and y <= WHOLE else None


def check_place(_: object, given: object) -> str:
    """Return a place as it is kept.

    Raises:
        NotAPlaceError: it is none.
    """
    place = read_place(given)
    if place is None:
        raise NotAPlaceError
    return written(*place)


def written(x: int, y: int) -> str:
    """Return a place as it is kept, such as `375,250`."""
    return f"{x},{y}"


def area_at(areas: Sequence[Area], answer: object) -> str:
    """Return the name of the area that an answer lies in, else ""."""
    place = read_place(answer)
    found = (area.name for area in areas if place and area.holds(*place))
    return next(found, "")


def named_area(areas: Sequence[Area], answer: object) -> str:
    """Return the name that a place is counted by, also where no area has it."""
    return area_at(areas, answer) or ELSEWHERE_NAME


def places_of(answers: Iterable[object]) -> tuple[tuple[int, int], ...]:
    """Return the places of a room, in thousandths."""
    return tuple(place for place in map(read_place, answers) if place)


def marked(answers: Iterable[tuple[object, int]]) -> tuple[Dot, ...]:
    """Return each place with how many phones chose it, from left to right.

    `answers` come with how many phones gave each; what is no place is left out.
    """
    places = ((read_place(answer), phones) for answer, phones in answers)
    return tuple(sorted((*place, phones) for place, phones in places if place))


def _within(place: int, start: int, size: int) -> bool:
    end = (start + size) * 10
    return start * 10 <= place < end or place == end == WHOLE
