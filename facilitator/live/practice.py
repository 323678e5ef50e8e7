"""Simulated phones that join a session, so that a trainer can practise."""

import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass, field

from facilitator.errors import BadInputError, FacilitatorError

MOST_PHONES = 200
SECONDS_TO_LEAVE = 5


class PracticeNotStartedError(FacilitatorError):
    """The simulated phones did not start."""

    code = "practice-not-started"
    status = 500
    sentence = (
        "The practice phones could not be started. "
        "Close other programs, then try again."
    )


class GuardedPracticeError(FacilitatorError):
    """The door is kept by codes, and a simulated phone cannot read the projector."""

    code = "practice-guarded"
    status = 409
    sentence = (
        "Practice phones cannot read the code on the projector. Under “Signing in and "
        "out” choose “Open” while you practice, and the code again before people come."
    )


@dataclass(frozen=True, slots=True)
class _Audience:
    phones: int
    program: "subprocess.Popen[bytes]"


@dataclass(slots=True)
class Practice:
    """The simulated audiences that this program started, at most one per session.

    They come in by the same doors as real phones (`url`), from a process of their
    own, and leave when the session ends or the program stops.
    """

    url: str
    _audiences: dict[str, _Audience] = field(default_factory=dict)

    def phones(self, code: str) -> int:
        """Return how many simulated phones take part in the session now."""
        audience = self._audiences.get(code)
        present = audience is not None and audience.program.poll() is None
        return audience.phones if audience and present else 0

    def join(self, code: str, phones: int) -> None:
        """Let `phones` simulated phones join; earlier ones of the session leave.

        Raises:
            BadInputError: not between 1 and 200 phones.
            PracticeNotStartedError: the machine refused another process.
        """
        if not 1 <= phones <= MOST_PHONES:
            raise BadInputError(what="phones")
        self.leave(code)
        command = [sys.executable, "-m", "facilitator", "rehearse"]
        command += ["--url", self.url, "--code", code, "--phones", str(phones)]
        quiet = subprocess.DEVNULL
        try:
            program = subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet)
        except OSError as wrong:
            raise PracticeNotStartedError from wrong
        self._audiences[code] = _Audience(phones, program)

    def leave(self, code: str) -> None:
        """Send the simulated phones of a session home."""
        audience = self._audiences.pop(code, None)
        if audience is None or audience.program.poll() is not None:
            return
        audience.program.terminate()
        with suppress(subprocess.TimeoutExpired):
            audience.program.wait(SECONDS_TO_LEAVE)
            return
        audience.program.kill()

    def stop(self) -> None:
        """Send every simulated phone home."""
        for code in tuple(self._audiences):
            self.leave(code)
