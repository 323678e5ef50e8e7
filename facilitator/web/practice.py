"""Simulated phones that join a session, so that a trainer can practise."""

import atexit
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass, field

from facilitator.errors import BadInputError, FacilitatorError

MOST_PHONES = 200

_SECONDS_TO_LEAVE = 5


class PracticeNotStartedError(FacilitatorError):
    """The simulated phones did not start."""

    code = "practice-not-started"
    status = 500
    sentence = (
        "The practice phones could not be started. Close other programs and try again."
    )


@dataclass(frozen=True, slots=True)
class _Audience:
    phones: int
    program: "subprocess.Popen[bytes]"

    @property
    def present(self) -> bool:
        return self.program.poll() is None


@dataclass(slots=True)
class Practice:
    """The simulated audiences that this program started, at most one per session.

    They come in by the same doors as real phones, from a program of their own, and
    leave when the session or this program ends.
    """

    _audiences: dict[str, _Audience] = field(default_factory=dict)

    def __post_init__(self) -> None:
        atexit.register(self.stop)

    def phones(self, code: str) -> int:
        """Return how many simulated phones take part in a session now."""
        audience = self._audiences.get(code)
        return audience.phones if audience and audience.present else 0

    def join(self, url: str, code: str, phones: int) -> None:
        """Let `phones` simulated phones join; those that joined before leave first.

        Raises:
            BadInputError: not between 1 and 200 phones.
            PracticeNotStartedError: the computer refused another program.
        """
        if not 1 <= phones <= MOST_PHONES:
            raise BadInputError(what="phones")
        self.leave(code)
        command = [sys.executable, "-m", "facilitator", "rehearse"]
        command += ["--url", url, "--code", code, "--phones", str(phones)]
        try:
            program = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        except OSError as wrong:
            raise PracticeNotStartedError from wrong
        self._audiences[code] = _Audience(phones, program)

    def leave(self, code: str) -> None:
        """Let the practice phones of a session leave, if there are any."""
        audience = self._audiences.pop(code, None)
        if audience is None or not audience.present:
            return
        audience.program.terminate()
        with suppress(subprocess.TimeoutExpired):
            audience.program.wait(_SECONDS_TO_LEAVE)
            return
        audience.program.kill()

    def stop(self) -> None:
        """Let every practice phone leave."""
        for code in tuple(self._audiences):
            self.leave(code)
