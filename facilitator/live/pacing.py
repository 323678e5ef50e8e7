"""Phones say how fast it goes: kept in memory alone, told as numbers alone."""

from facilitator.domain.stage.pace import is_pace
from facilitator.errors import BadInputError, SessionClosedError
from facilitator.live.held import HeldSession


class Pacing(HeldSession):
    """The quietest thing that a phone can say, and take back."""

    def say_pace_as(self, phone: str, pace: object) -> int:
        """Note how fast it goes for one phone (None: it takes that back).

        Returns:
            The seconds for which it counts.

        Raises:
            SessionClosedError: the session has ended.
            BadInputError: it is none of the three.
        """
        if self.stage.finished or not phone:
            raise SessionClosedError
        if pace is not None and not is_pace(pace):
            raise BadInputError(what="pace")
        seconds = self.pace.say(phone, pace, self.clock())
        self.audience.pace_changed(self.session.id)
        return seconds

    def pace_now(self) -> dict[str, int] | None:
        """Return how many say what; None where too few say anything."""
        return self.pace.told(self.clock())

    def pace_turns_in(self) -> int | None:
        """Return when some of it is forgotten, in seconds; None where nothing is."""
        return self.pace.turns_in(self.clock())
