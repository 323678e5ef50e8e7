"""What one phone knows that it did, and what it was told about it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from facilitator.domain.surveys.survey import Answer, FormName


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as it was acknowledged last."""

    answer: Answer
    change: int


@dataclass(slots=True)
class Ledger:
    """The books of one phone; `answers` by "poll:round" are the acknowledged ones.

    `forms` are those before and after, as they were sent last.
    """

    phone: int
    answers: dict[str, Given] = field(default_factory=dict)
    sent: int = 0
    acknowledged: int = 0
    resent: int = 0
    changed: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    milliseconds: list[float] = field(default_factory=list)
    evaluation: Mapping[str, int | str] | None = None
    forms: dict[FormName, Mapping[str, int | str]] = field(default_factory=dict)
    worksheet: tuple[str, ...] | None = None
    signed_in: bool = False
    signed_out: bool = False
    reconnected: int = 0
    differences: list[str] = field(default_factory=list)

    def acknowledge(self, key: str, answer: Answer, change: int, took: float) -> None:
        """Note an acknowledgement that came after `took` seconds."""
        self.acknowledged += 1
        self.changed += change > 1
        self.milliseconds.append(took * 1000)
        kept = self.answers.get(key)
        if kept is None or change >= kept.change:
            self.answers[key] = Given(answer, change)

    def differs(self, what: str) -> None:
        """Note that something is not as it should be."""
        self.differences.append(f"Phone {self.phone}: {what}.")

    @property
    def sent_forms(self) -> set[str]:
        """The forms that the program is to know of as sent by this phone."""
        whole = {"evaluation": self.evaluation, "worksheet": self.worksheet}
        return {*self.forms, *(name for name, sent in whole.items() if sent)}

    def own(self) -> dict[str, dict[str, object]]:
        """Return the answers as the program is to give them back."""
        return {
            key: {"answer": given.answer, "change": given.change}
            for key, given in self.answers.items()
        }
