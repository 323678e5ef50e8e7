"""What each simulated phone will do: made up by a seed, the same every time."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from facilitator.domain.surveys.survey import Answer, FormName
from facilitator.domain.text import LANGUAGES, Text
from facilitator.rehearsal.channel import Way
from facilitator.rehearsal.questions import HOSTILE_TEXTS, Asked

Act = Literal[
    "answers",
    "changes its mind",
    "loses the network",
    "opens a second tab",
    "sends nonsense first",
    "wakes late",
    "sleeps through",
    "comes too late",
    "says nothing",
]
_ACTS: Mapping[Act, int] = {
    "answers": 50,
    "changes its mind": 12,
    "loses the network": 12,
    "opens a second tab": 5,
    "sends nonsense first": 3,
    "wakes late": 6,
    "sleeps through": 4,
    "comes too late": 3,
    "says nothing": 5,
}
ABSENT: frozenset[Act] = frozenset({"sleeps through", "wakes late"})
SILENT: frozenset[Act] = frozenset({"sleeps through", "says nothing", "comes too late"})
_WAYS: Mapping[Way, int] = {"websocket": 60, "upgrade": 30, "polling": 10}
NEVER = 10_000
TABLE_SIZE = 8

BOTH_FORMS: tuple[FormName, ...] = ("pre", "post")
_FIRST = ("Ana", "José", "María", "Luis", "Zoë", "James", "Aisha", "Wei", "Ruth")
_LAST = ("Núñez", "García", "O’Brien", "Smith", "Nguyễn", "Okafor", "Müller", "Lee")
_PLACES = ("St. Mary’s Clinic", "Clínica del Pueblo", "County Health", "Casa Hogar", "")


_PRACTICE, _SIMULATED = Text("Practice", "Práctica"), Text("Simulated", "Simulado")
_PRACTICE_TABLE = Text("Practice table", "Mesa de práctica")


@dataclass(frozen=True, slots=True)
class Script:
    """One phone from coming in to leaving.

    `arrives` and `leaves` count the questions asked: 0 is the lobby, and a phone that
    leaves after question 3 vanishes without a word. `fills_in` are which of the forms
    before and after it fills in, where there are any. `person` is what it signs in
    with, None without a name. `steady` phones answer everything and mean it kindly, as
    in a practice that a trainer watches.
    """

    seed: int
    number: int
    language: str = "en"
    person: Mapping[str, str] | None = None
    way: Way = "websocket"
    arrives: int = 0
    leaves: int = NEVER
    scripts: bool = True
    presses_twice: bool = False
    evaluates: bool = True
    signs_out: bool = True
    fills_in: frozenset[FormName] = frozenset(BOTH_FORMS)
    table: str = ""
    steady: bool = False

    def chance(self, *about: object) -> random.Random:
        """Return the dice for one decision; timing does not move them."""
        said = ":".join(map(str, (self.seed, self.number, *about)))
        return random.Random(said)  # noqa: S311  # a rehearsal, repeatable by design

    def act(self, key: str) -> Act:
        """Return what the phone does when the question `poll:round` is asked."""
        dice = self.chance("act", key)
        if self.steady:
            return "changes its mind" if _likely(dice, 0.1) else "answers"
        act = dice.choices(list(_ACTS), list(_ACTS.values()))[0]
        if not self.scripts:  # a page without scripts is sent, or is not
            return "says nothing" if act in SILENT else "answers"
        return act

    def answer(self, asked: Asked, dice: random.Random) -> Answer:
        """Return what the phone says to a question."""
        return asked.choose(dice, self.language, gentle=self.steady)

    def other_answer(self, asked: Asked, dice: random.Random, before: Answer) -> Answer:
        """Return what it says after a change of mind."""
        return asked.differently(dice, self.language, before, gentle=self.steady)

    def there(self, asked: int) -> bool:
        """Whether the phone takes part when question number `asked` (from 1) opens."""
        return self.arrives < asked <= self.leaves


def write_scripts(seed: int, phones: int, asked: int) -> tuple[Script, ...]:
    """Return a script for each phone of a session with `asked` questions."""
    return tuple(_write(seed, number, asked) for number in range(1, phones + 1))


def write_practice(
    phones: int, languages: Sequence[str] = LANGUAGES
) -> tuple[Script, ...]:
    """Return the scripts of a practice audience, recognisable in every export.

    It speaks the `languages` that the session is offered in: every third phone the
    second one, and names say what they are in each.
    """
    digits = max(2, len(str(phones)))
    return tuple(
        Script(
            0,
            number,
            language=languages[-1] if number % 3 == 0 else languages[0],
            person={
                # In order when sorted as words.
                "name": " / ".join(
                    f"{_PRACTICE[one]} {number:0{digits}}" for one in languages
                ),
                "organization": " / ".join(_SIMULATED[one] for one in languages),
            },
            table=_table(_PRACTICE_TABLE[languages[0]], number),
            steady=True,
        )
        for number in range(1, phones + 1)
    )


def _write(seed: int, number: int, asked: int) -> Script:
    dice = random.Random(f"{seed}:{number}:script")  # noqa: S311  # as above
    language = dice.choices(("en", "es"), (6, 4))[0]
    anonymous = _likely(dice, 0.1)
    person = _person(dice, number)
    late = _likely(dice, 0.15)
    arrives = dice.randint(1, max(1, asked - 1)) if late else 0
    early = _likely(dice, 0.08)
    first = arrives + 1
    leaves = dice.randint(first, max(first, asked)) if early else NEVER
    if not asked:  # nothing to come late to, or to leave before
        arrives, leaves = 0, NEVER
    return Script(
        seed,
        number,
        language=language,
        person=None if anonymous else person,
        way=dice.choices(list(_WAYS), list(_WAYS.values()))[0],
        arrives=arrives,
        leaves=leaves,
        scripts=not _likely(dice, 0.04),
        presses_twice=_likely(dice, 0.1),
        evaluates=_likely(dice, 0.85),
        signs_out=_likely(dice, 0.93),
        fills_in=frozenset(name for name in BOTH_FORMS if _likely(dice, 0.85)),
        table=_table("Table", number),
    )


def _table(word: str, number: int) -> str:
    """Return the table's name on the one phone that writes for it."""
    return f"{word} {number // TABLE_SIZE + 1}" if number % TABLE_SIZE == 1 else ""


def _person(dice: random.Random, number: int) -> dict[str, str]:
    name = f"{_pick(dice, _FIRST)} {_pick(dice, _LAST)} {number}"
    place = _pick(dice, _PLACES)
    if _likely(dice, 0.08):
        name, place = _pick(dice, HOSTILE_TEXTS), _pick(dice, HOSTILE_TEXTS)
    email = f"person{number}@example.org" if _likely(dice, 0.8) else ""
    return {"name": name, "email": email, "organization": place}


def _likely(dice: random.Random, share: float) -> bool:
    return dice.random() < share


def _pick(dice: random.Random, values: Sequence[str]) -> str:
    return values[dice.randrange(len(values))]
