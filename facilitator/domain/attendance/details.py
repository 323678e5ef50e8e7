"""What was changed about a person after they signed in, by whom and when."""

from dataclasses import dataclass, replace
from datetime import datetime

from facilitator.domain.attendance.people import FIELDS, Person
from facilitator.domain.text import Text

# What of a person can be changed, as it is called where somebody else is asked.
CHANGEABLE = {
    **FIELDS,
    "setting": Text("Work setting", "Ámbito de trabajo"),
    "profession": Text("Profession", "Profesión"),
    "language": Text("Language", "Idioma"),
}


@dataclass(frozen=True, slots=True)
class DetailsChange:
    """One line of the append-only log of changes.

    `field` is one of `CHANGEABLE`, or a credit type: of that it is only kept that
    something changed. `who` is "person" or "trainer", or "roster" where a blank was
    filled from it.
    """

    field: str
    before: str
    after: str
    who: str
    at: datetime


def changes(
    before: Person, after: Person, who: str, at: datetime
) -> tuple[DetailsChange, ...]:
    """Return the lines that tell what of a person changed."""
    return tuple(
        DetailsChange(field, getattr(before, field), getattr(after, field), who, at)
        for field in CHANGEABLE
        if getattr(before, field) != getattr(after, field)
    )


def filled(
    person: Person, listed: Person, at: datetime
) -> tuple[Person, tuple[DetailsChange, ...]]:
    """Return a person with what they left empty as the roster has it, and the lines.

    What somebody gave stays as they gave it; a name is never filled.
    """
    blanks = {n: getattr(listed, n) for n in FIELDS if not getattr(person, n)}
    blanks.pop("name", None)
    after = replace(person, **blanks)
    return after, changes(person, after, "roster", at)
