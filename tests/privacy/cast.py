"""Two dozen people, and what each says, so that every answer tells whose it is."""

import random
from dataclasses import dataclass, field

PEOPLE = 24
# Options that six people choose each.
SHADES = ("amber", "basil", "cobalt", "damson")
SETTINGS = ("health_care", "housing", "public_health", "education")
SIZES = ("small", "middling", "large", "huge")
# How many of them work in a place of each size: some are few.
OF_SIZE = (12, 7, 3, 2)
LEVELS = ("very_low", "low", "moderate", "high", "very_high")

_SYLLABLES = tuple(c + v for c in "bdfgklmnprstvz" for v in "aeiou")


def _words(count: int, chance: random.Random) -> list[str]:
    """Return made-up words, no two alike; none is in any other."""
    found: set[str] = set()
    while len(found) < count:
        found.add("".join(chance.choices(_SYLLABLES, k=5)))
    return chance.sample(sorted(found), count)


def order(chance: random.Random) -> list[int]:
    """Return everybody in an order of its own."""
    return chance.sample(range(PEOPLE), PEOPLE)


def _spread(options: tuple[str, ...], chance: random.Random) -> list[str]:
    """Return an option for each, every option for as many."""
    return [options[place % len(options)] for place in order(chance)]


@dataclass(frozen=True)
class Member:
    """Somebody of the cast.

    `said` has what they answer by question; `marks` the words or numbers in it by
    which a row of a file is known to be theirs, or that of a few with the same answer.
    """

    number: int
    name: str
    email: str
    setting: str
    profession: str
    said: dict[str, object] = field(default_factory=dict)
    marks: dict[str, str] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """The address that their phone has."""
        return f"127.0.77.{100 + self.number}"

    @property
    def agent(self) -> str:
        """What their phone says that it is."""
        return f"Handset{self.number:03}x/7.7"


WRITTEN = ("wish", "cloud", "reason", "asked", "next_step", "improve", "plan")
NUMBERS = ("amount", "before", "after", "years", "later")


def cast() -> tuple[Member, ...]:
    """Return everybody, the same in each run."""
    chance = random.Random(4004)
    words = iter(_words(PEOPLE * (len(WRITTEN) + 2), chance))
    numbers = iter(chance.sample(range(100_000, 1_000_000), PEOPLE * len(NUMBERS)))
    places = chance.sample([x for x in range(101, 900) if x % 10], PEOPLE)
    shades, settings = _spread(SHADES, chance), _spread(SETTINGS, chance)
    sizes = [s for s, n in zip(SIZES, OF_SIZE, strict=True) for _ in range(n)]
    sizes = [sizes[place] for place in order(chance)]
    members = []
    for number in range(PEOPLE):
        first, last = next(words).capitalize(), next(words).capitalize()
        name, email = f"{first} {last}", f"{first}@{last}.example".lower()
        profession = ("physician", "pharmacist")[number % 2]
        who = Member(number, name, email, settings[number], profession)
        for question in WRITTEN:
            who.said[question] = who.marks[question] = next(words)
        for question in NUMBERS:
            who.said[question] = who.marks[question] = str(next(numbers))
        who.said["place"] = f"{places[number]},{chance.randrange(100, 900)}"
        who.marks["place"] = str(places[number] / 10)
        who.said["shade"] = who.marks["shade"] = shades[number]
        who.said["size"] = sizes[number]
        members.append(who)
    return tuple(members)


def level(ready: int) -> str:
    """Return an option of a scale of confidence."""
    return LEVELS[ready % len(LEVELS)]
