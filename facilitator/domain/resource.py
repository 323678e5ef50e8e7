"""Where a person can turn to for help: dated records, never words inside a slide."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from facilitator.domain.text import Text

Way = Literal["call", "text"]


@dataclass(frozen=True, slots=True)
class Resource:
    """One line of help: whom it reaches, the number to call or to text, when to use it.

    `number` is written as a person reads it; `verified_on` is the day on which
    somebody last checked that the number is right.
    """

    name: Text
    number: str
    detail: Text
    verified_on: date
    way: Way = "call"

    @property
    def dialled(self) -> str:
        """The digits (and a leading +) that a phone dials."""
        plus = "+" if self.number.startswith("+") else ""
        return plus + "".join(c for c in self.number if c.isdigit())
