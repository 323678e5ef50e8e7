"""What is erased after a session, in which order, and the receipt that stays."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from facilitator.domain.attendance.head_count import HeadCount
from facilitator.domain.text import Text
from facilitator.errors import BadInputError, FacilitatorError

Step = Literal["answers", "licenses", "identities", "session"]

# In the order in which they are sensible; each may be done alone.
STEPS: dict[Step, Text] = {
    "answers": Text("Answers", "Respuestas"),
    "licenses": Text("License details", "Datos de licencia"),
    "identities": Text("Names of people", "Nombres de personas"),
    "session": Text("The whole session", "Toda la sesión"),
}


class NotFinishedError(FacilitatorError):
    """Something is to be erased of a session that still goes on."""

    code = "not-finished"
    status = 409
    sentence = "End the session on the console first. Nothing was erased."


class WrongCodeError(BadInputError):
    """What was typed is not the session's code."""

    code = "wrong-code"
    sentence = "That is not the code of this session. Nothing was erased."


class NothingToEraseError(FacilitatorError):
    """Nothing of this kind is kept, or it was erased before."""

    code = "nothing-to-erase"
    status = 409
    sentence = "Nothing of this kind is kept any more. Nothing was erased."


class ErasedError(FacilitatorError):
    """A file is asked for that would be empty: what it held was erased."""

    code = "erased"
    status = 409
    sentence = (
        "What this file would hold was erased on {day} (receipt {number}). There is "
        "nothing to make it from any more."
    )


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was erased: counts and a hash, and nobody's name.

    `removed` are numbers of rows by what they held, a key of the store's words.
    `digest` is the SHA-256 of the rows that were erased, as hexadecimal. `people` are
    numbers kept of who had come, where identities were erased. `cleaned_at` is None
    until the database file, its log and the copies are clean, too.
    """

    number: int
    session: str
    code: str
    title: Text
    day: date
    step: Step
    at: datetime
    removed: Mapping[str, int]
    digest: str
    version: str
    people: HeadCount | None = None
    files: Mapping[str, int] = field(default_factory=dict)
    cleaned_at: datetime | None = None
