"""What is known of one person at a session: what they did, and what is true of it.

Times are whole seconds after the session's start. A story says two things apart: what
is done at the doors (`acts`), and what is true afterwards (`visits`, `open_since`,
`lone_out`), so that neither is worked out from the other.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

MINUTE = 60
END = 141 * MINUTE  # the session is finished
SHEET = 146 * MINUTE  # the signed sheet is typed in
CLAIMS = 150 * MINUTE  # people claim credit at home
OTHER_EMAIL = "other@example.com"  # of people whom the list has by name alone
AFTERWARDS = 160 * MINUTE  # the trainer settles what is missing

Way = Literal["phone", "form", "trainer", "roster", "shared", "kiosk", "paper"]
What = Literal[
    "in",
    "out",
    "sheet",
    "correct",
    "name",
    "evaluate",
    "claim",
    "photo",
    "again",
    "copy",
]


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that is done at a door, `at` a moment.

    A correction says the line it stands for (`of`, counted from 1; 0 was missing),
    what really happened (`kind`) and `when`; of a claim, `of` are its quarters.
    """

    at: int
    what: What
    by: Way = "phone"
    of: int = 0
    kind: str = ""
    when: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """One person: who they say they are, what they do, and what is true of them.

    `expected` says how the roster lists them: not at all (""), by their email, by
    their name in another order, or as somebody else (who then never comes). `claims`
    are quarters of the credit for physicians.
    """

    number: int
    name: str
    email: str = ""
    organization: str = ""
    profession: str = ""
    language: str = "en"
    expected: Literal["", "email", "name", "other"] = ""
    acts: tuple[Act, ...] = ()
    visits: tuple[tuple[int, int], ...] = ()
    open_since: int | None = None
    lone_out: int | None = None
    evaluates: bool = False
    claims: int | None = None
    renamed: str = field(default="")

    @property
    def called(self) -> str:
        """The name in the record; "" where none was given."""
        return self.renamed or self.name


def acts_in_order(
    cast: tuple[Story, ...],
) -> Iterator[tuple[int, list[tuple[Story, list[Act]]]]]:
    """Yield each moment with whoever does something then, and what."""
    moments: dict[int, dict[int, list[Act]]] = {}
    people = {story.number: story for story in cast}
    for story in cast:
        for act in story.acts:
            moments.setdefault(act.at, {}).setdefault(story.number, []).append(act)
    for at in sorted(moments):
        yield at, [(people[number], acts) for number, acts in moments[at].items()]
