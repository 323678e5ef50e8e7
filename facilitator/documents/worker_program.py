"""What every program that works beside the server does: give way, answer, end."""

import json
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from types import FrameType

from facilitator.documents.errors import NO_ROOM, NoRoomError
from facilitator.errors import FacilitatorError

if sys.platform != "win32":
    import resource

# Phones come before pictures when both want the processor.
_NICENESS = 10
# Address space, of which LibreOffice and PDFium together touch a tenth.
_MAX_MEMORY_BYTES = 4 * 1024**3


def answer(work: Callable[[], object], filename: str) -> int:
    """Do the work, say in a line of JSON what it returns or refuses; the exit code.

    Raises:
        OSError: anything but a full disk.
    """
    signal.signal(signal.SIGTERM, _stop)
    _give_way()
    try:
        result = work()
    except FacilitatorError as error:
        return _refuse(error)
    except OSError as error:
        if error.errno not in NO_ROOM:
            raise
        return _refuse(NoRoomError(filename=filename))
    _say(answer=result)
    return 0


def tell(stage: str, done: int, of: int) -> None:
    """Tell the server how far the work has come."""
    _say(stage=stage, done=done, of=of)


def _refuse(error: FacilitatorError) -> int:
    _say(error=error.code, sentence=error.sentence, facts=error.facts)
    return 1


def _say(**facts: object) -> None:
    # When the server is gone this raises BrokenPipeError, which ends LibreOffice and
    # then this program.
    sys.stdout.write(json.dumps(facts) + "\n")
    sys.stdout.flush()


def _give_way() -> None:
    """Take less than the server, and stop before a decoding bomb fills the laptop."""
    if sys.platform != "win32":
        os.nice(_NICENESS)
        with suppress(ValueError, OSError):
            _, hard = resource.getrlimit(resource.RLIMIT_AS)
            resource.setrlimit(resource.RLIMIT_AS, (_MAX_MEMORY_BYTES, hard))


def _stop(signum: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + signum)
