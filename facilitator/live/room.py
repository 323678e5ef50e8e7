"""One session being held: every use case of its screens in one place."""

from typing import Any

from facilitator.live import doorway, following, results, snapshots
from facilitator.live.drafting import Drafting
from facilitator.live.follow_up_files import FollowUpFiles
from facilitator.live.handing_over import HandingOver
from facilitator.live.illustrating import Illustrating
from facilitator.live.inviting import Inviting
from facilitator.live.own_pages import OwnPages
from facilitator.live.pacing import Pacing
from facilitator.live.paper import PaperSheet
from facilitator.live.poll_making import PollMaking
from facilitator.live.poll_timing import PollTiming
from facilitator.live.prework import Prework
from facilitator.live.questioning import Questioning
from facilitator.live.reconciling import Reconciling
from facilitator.live.settling import Settling
from facilitator.live.sharing import Sharing
from facilitator.live.two_languages import TwoLanguages


class Room(
    FollowUpFiles,
    Questioning,
    Pacing,
    PollMaking,
    PollTiming,
    Prework,
    OwnPages,
    PaperSheet,
    Sharing,
    Reconciling,
    Settling,
    HandingOver,
    Inviting,
    Drafting,
    Illustrating,
    TwoLanguages,
):
    """Everything that can be done in one session, and what its screens show."""

    def phone_snapshot(self) -> dict[str, Any]:
        """Return what every phone is drawn from; made once per version."""
        version, made = self._phone
        if version != self.stage.version:
            made = {**snapshots.for_phones(self), "seen": following.seen(self)}
            self._phone = (made["v"], made)
        # Kept for a thousand phones; a countdown needs the hour of this one.
        return {**made, "now": self.clock().isoformat()}

    def earlier_slide(self, number: int) -> dict[str, Any]:
        """Return a slide that the room has seen, by its number on the screens."""
        with self.lock:
            return following.earlier_slide(self, number)

    def projector_snapshot(self) -> dict[str, Any]:
        """Return what the projector is drawn from."""
        return snapshots.for_projector(self)

    def console_snapshot(self) -> dict[str, Any]:
        """Return what the console is drawn from."""
        return snapshots.for_console(self)

    def door_now(self) -> dict[str, Any] | None:
        """Return the codes at the door, or None where it is open."""
        return doorway.now(self)

    def results(self, *, everything: bool) -> dict[str, Any] | None:
        """Return what projector, or console (`everything`), shows of the poll."""
        return results.with_earlier(self, everything=everything)

    def counts(self) -> dict[str, int]:
        """Return how many are connected, signed in, inside, answered, evaluated."""
        return results.counts(self)
