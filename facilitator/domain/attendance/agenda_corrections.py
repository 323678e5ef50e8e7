"""The moments at which parts of the agenda began, put right: beside the marks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise

from facilitator.domain.attendance.corrections import TimeToComeError, read_reason
from facilitator.domain.plan import AgendaItem
from facilitator.domain.stage.stage import AgendaMark
from facilitator.errors import BadInputError

# Stands where an agenda item would: the session's end.
THE_END = ""


class NoSuchPartError(BadInputError):
    """The agenda has no such part."""

    code = "no-such-part"
    sentence = "The agenda has no such part. Load the page again."


class NoMarkError(BadInputError):
    """A mark is to be struck out that is not there, or the end of the session."""

    code = "no-mark"
    sentence = "There is no time here that could be struck out."


class AfterTheEndError(BadInputError):
    """A part would begin when the session was over, or the session end before it."""

    code = "after-the-end"
    sentence = (
        "A part cannot begin after the session ended. Check this time and the time of "
        "the end."
    )


class OtherOrderError(BadInputError):
    """The parts would have been held in another order than the agenda's."""

    code = "other-order"
    sentence = (
        "With this time the parts are not in the order of the agenda. Check it, or say "
        "that they were really held in this order."
    )


@dataclass(frozen=True, slots=True)
class MarkCorrection:
    """One line beside the marks: when a part really began, and how that is known.

    `item` is THE_END for the end of the session. `at` is None where the part did not
    begin at all. Of the lines about one item the newest counts.
    """

    item: str
    at: datetime | None
    reason: str
    written_at: datetime


def _newest(corrections: Iterable[MarkCorrection]) -> dict[str, MarkCorrection]:
    return {line.item: line for line in corrections}


def corrected_marks(
    marks: Iterable[AgendaMark], corrections: Iterable[MarkCorrection]
) -> tuple[AgendaMark, ...]:
    """Return when the parts began as it counts, in order of time.

    A part that begins after its mark was struck out counts again.
    """
    newest = _newest(corrections)
    newest.pop(THE_END, None)
    kept = [mark for mark in marks if _counts(mark, newest.get(mark.item))]
    kept += [AgendaMark(line.item, line.at) for line in newest.values() if line.at]
    return tuple(sorted(kept, key=lambda mark: mark.at.astimezone(UTC)))


def _counts(mark: AgendaMark, line: MarkCorrection | None) -> bool:
    if line is None:
        return True
    return line.at is None and mark.at.astimezone(UTC) > line.written_at.astimezone(UTC)


def corrected_end(
    ended_at: datetime | None, corrections: Iterable[MarkCorrection]
) -> datetime | None:
    """Return when the session ended as it counts; None while it goes on."""
    line = _newest(corrections).get(THE_END)
    return line.at if ended_at and line else ended_at


@dataclass(frozen=True, slots=True)
class Held:
    """A session's times as they are known: the marks, the end, and the corrections."""

    agenda: tuple[AgendaItem, ...]
    marks: tuple[AgendaMark, ...]
    ended_at: datetime | None
    corrections: tuple[MarkCorrection, ...] = ()

    @property
    def began(self) -> tuple[AgendaMark, ...]:
        """When the parts began, as it counts."""
        return corrected_marks(self.marks, self.corrections)

    @property
    def end(self) -> datetime | None:
        """When the session ended, as it counts."""
        return corrected_end(self.ended_at, self.corrections)

    @property
    def ran_back(self) -> bool:
        """Whether a time was marked as earlier than the one marked before it.

        The laptop's clock was set back meanwhile. What was put right no longer counts.
        """
        newest = _newest(self.corrections)
        told = [mark.at for mark in self.marks if mark.item not in newest]
        if self.ended_at and THE_END not in newest:
            told.append(self.ended_at)
        moments = [at.astimezone(UTC) for at in told]
        return any(later < earlier for earlier, later in pairwise(moments))

    def corrected(
        self,
        item: str,
        at: datetime | None,
        *,
        reason: str,
        now: datetime,
        any_order: bool = False,
    ) -> MarkCorrection:
        """Return the line that puts one time right, ready to be appended.

        Args:
            item: the agenda item, or THE_END.
            at: when it really was; None strikes the mark out.
            reason: why, in the trainer's words.
            now: when it is written.
            any_order: whether the parts were really held in another order.

        Raises:
            BadInputError: no such part, nothing to strike out, no reason, a time to
                come, after the end, or out of order.
        """
        self._check_item(item, at)
        kept = read_reason(reason)
        line = MarkCorrection(item, at, kept, now)
        if at is None:
            return line
        if at.astimezone(UTC) > now.astimezone(UTC):
            raise TimeToComeError
        lines = (*self.corrections, line)
        after = Held(self.agenda, self.marks, self.ended_at, lines)
        last = max((mark.at.astimezone(UTC) for mark in after.began), default=None)
        if after.end and last and after.end.astimezone(UTC) < last:
            raise AfterTheEndError
        if item and not any_order and after.disorder > self.disorder:
            raise OtherOrderError
        return line

    def _check_item(self, item: str, at: datetime | None) -> None:
        known = {one.name for one in self.agenda}
        if item != THE_END and item not in known:
            raise NoSuchPartError
        if item == THE_END and self.ended_at is None:
            raise NoSuchPartError
        if at is None and item not in {mark.item for mark in self.began}:
            raise NoMarkError

    @property
    def disorder(self) -> int:
        """How many pairs of parts began in another order than the agenda's."""
        place = {item.name: number for number, item in enumerate(self.agenda)}
        order = [place[mark.item] for mark in self.began if mark.item in place]
        return sum(
            earlier > later
            for i, earlier in enumerate(order)
            for later in order[i + 1 :]
        )
