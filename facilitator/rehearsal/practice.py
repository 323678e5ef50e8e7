"""Simulated phones that join a session led by a person."""

import asyncio
import signal
from collections.abc import Sequence

from facilitator.domain.text import LANGUAGES
from facilitator.errors import FacilitatorError
from facilitator.rehearsal.browser import JSON_ONLY, Browser
from facilitator.rehearsal.errors import LineLostError, NotReachableError
from facilitator.rehearsal.exchange import Place
from facilitator.rehearsal.pace import HUMAN, Pace
from facilitator.rehearsal.phone import Phone
from facilitator.rehearsal.script import write_practice

_SECONDS_BETWEEN_ARRIVALS = 0.15


async def practise(url: str, code: str, phones: int, pace: Pace = HUMAN) -> int:
    """Let phones take part until the session ends, or the process is told to stop.

    Returns:
        How many of them came in.

    Raises:
        NotReachableError: nothing answers at `url`.
        FacilitatorError: no session has this code, or it has ended.
    """
    place = Place.of(url)
    told = asyncio.Event()
    _listen(told)
    crowd: list[Phone] = []
    arriving = asyncio.create_task(_arrive(crowd, place, code.upper(), phones, pace))
    leaving = asyncio.create_task(told.wait())
    try:
        await asyncio.wait({arriving, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if arriving.done():
            arriving.result()
            ended = asyncio.create_task(_ended(crowd))
            await asyncio.wait({leaving, ended}, return_when=asyncio.FIRST_COMPLETED)
            ended.cancel()
    except LineLostError as wrong:
        raise NotReachableError(url=url, reason=wrong) from wrong
    finally:
        arriving.cancel()
        leaving.cancel()
        for phone in crowd:
            phone.vanish()
        await asyncio.sleep(0)
    return sum(phone.ledger.signed_in for phone in crowd)


async def _arrive(
    crowd: list[Phone], place: Place, code: str, phones: int, pace: Pace
) -> None:
    """Fill the room; the first comes in alone, so that a wrong code is told once."""
    languages = await _offered(place, code)
    scripts = write_practice(phones, languages)
    crowd += (Phone(place, code, script, pace) for script in scripts)
    await crowd[0].arrive()
    for phone in crowd[1:]:
        await asyncio.sleep(_SECONDS_BETWEEN_ARRIVALS)
        try:
            await phone.arrive()
        except (FacilitatorError, LineLostError):  # the session may end meanwhile
            phone.vanish()


async def _offered(place: Place, code: str) -> tuple[str, ...]:
    """Return the languages of the session; all where it does not say."""
    reply = await Browser(place, LANGUAGES[0]).get(f"/s/{code}/state", JSON_ONLY)
    told = () if reply.refused else reply.json().get("languages", ())
    return tuple(one for one in LANGUAGES if one in told) or LANGUAGES


async def _ended(crowd: Sequence[Phone]) -> None:
    for phone in crowd:
        await phone.gone.wait()


def _listen(told: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        try:
            loop.add_signal_handler(number, told.set)
        except NotImplementedError:  # on Windows the process just ends
            return
