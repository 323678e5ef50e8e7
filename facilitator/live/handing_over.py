"""What was handed to the provider of credit, and until when it must be reported."""

from datetime import date
from zoneinfo import ZoneInfo

from facilitator.domain.credit.handover import (
    Clock,
    Handover,
    is_received,
    pharmacy_clock,
    read_handover,
)
from facilitator.live.timekeeping import Timekeeping

# Pharmacists' credit is reported to CPE Monitor.
REPORTED = "acpe"


class HandingOver(Timekeeping):
    """The trainer's notes of what the provider got."""

    def handovers(self) -> tuple[Handover, ...]:
        """Return the notes, in the order of the log."""
        return self.after_kept.handovers(self.session.id)

    def hand_over(self, kind: str, typed_day: str, note: str) -> None:
        """Append a note.

        Raises:
            BadInputError: see `read_handover`.
        """
        line = read_handover(
            kind,
            typed_day,
            note,
            held=self.day_held(),
            today=self.today(),
            now=self.clock(),
        )
        self.after_kept.hand_over(self.session.id, line)

    def today(self) -> date:
        """Return the day that it is where the session was held."""
        zone = ZoneInfo(self.session.details.time_zone)
        return self.clock().astimezone(zone).date()

    def pharmacy_clock(self) -> Clock | None:
        """Return the days left to report, None where no pharmacist asked for credit."""
        asked = self.after_kept.asked_for(REPORTED)
        if self.session.id not in asked:
            return None
        return pharmacy_clock(self.day_held(), self.today(), self.handovers())

    def details_needed(self) -> bool:
        """Whether license details are kept that the provider has not received."""
        return bool(self.credit_details()) and not is_received(self.handovers())

    def credit_details(self) -> int:
        """Return how many requests for credit hold details to report it by."""
        asked = self.credit_kept.all(self.session.id).values()
        return sum(
            any((f.birth, f.npi, f.nabp, f.license_number, f.board_id))
            for requests in asked
            for f in (request.fields for request in requests)
        )
