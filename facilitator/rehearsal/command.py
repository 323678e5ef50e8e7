"""`facilitator rehearse`: play a session from beginning to end, or join one."""

import asyncio
import signal
import sys
from collections.abc import Mapping
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from facilitator.library.curriculum import load, plan_names, shipped_folder
from facilitator.rehearsal.before_after import compare_forms
from facilitator.rehearsal.changes import Forms
from facilitator.rehearsal.comparison import compare, compare_results, expect
from facilitator.rehearsal.crowd import Crowd
from facilitator.rehearsal.errors import (
    IncompleteOptionsError,
    RehearsalFailedError,
    UnknownPlanError,
)
from facilitator.rehearsal.exchange import Place
from facilitator.rehearsal.pace import rehearsed
from facilitator.rehearsal.performance import Performance, askings
from facilitator.rehearsal.phone import Phone
from facilitator.rehearsal.practice import practise
from facilitator.rehearsal.report import Report, add_up
from facilitator.rehearsal.script import write_scripts
from facilitator.rehearsal.serving import Serving, allow_many_connections, serving
from facilitator.rehearsal.stored import read_stored
from facilitator.rehearsal.trainer import Trainer


def rehearse(
    *,
    data: Path | None,
    curriculum: Path | None,
    plan: str,
    phones: int,
    export_to: Path | None,
    speed: float,
    seed: int,
    url: str | None,
    code: str | None,
) -> None:
    """Play a whole session and print its report, or join the session at `url`.

    Raises:
        RehearsalFailedError: something was lost, doubled or not as it was sent.
        FacilitatorError: the rehearsal could not be held.
    """
    allow_many_connections()
    if url or code:
        if not (url and code):
            raise IncompleteOptionsError
        came = asyncio.run(practise(url, code, phones))
        sys.stdout.write(f"{came} practice phones took part.\n")
        return
    curriculum = curriculum or shipped_folder()
    plans = plan_names(curriculum)
    if plan not in plans:
        raise UnknownPlanError(plan=plan, plans=", ".join(plans))
    held = load(curriculum, plan)
    forms = Forms(held.pre, held.post)
    # Told to stop, it ends as with Ctrl+C, and takes the program it started along.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with ExitStack() as stack:
        folder = export_to or Path(stack.enter_context(TemporaryDirectory()))
        program = stack.enter_context(serving(data, curriculum))
        rehearsal = Rehearsal(program, plan, forms, phones, seed, speed)
        report, differences = asyncio.run(rehearsal.hold(folder, kept=bool(export_to)))
    sys.stdout.write(report.text())
    if differences:
        raise RehearsalFailedError(differences)


def _save(books: Mapping[str, bytes], folder: Path) -> dict[str, Path]:
    """Write the workbooks into a folder; return where each one is."""
    folder.mkdir(parents=True, exist_ok=True)
    files = {kind: folder / f"{kind}.xlsx" for kind in books}
    for kind, file in files.items():
        file.write_bytes(books[kind])
    return files


class Rehearsal:
    """One session played unattended against a running program."""

    def __init__(
        self,
        program: Serving,
        plan: str,
        forms: Forms,
        phones: int,
        seed: int,
        speed: float,
    ) -> None:
        self._program, self._plan, self._forms = program, plan, forms
        self._phones, self._seed, self._speed = phones, seed, speed

    async def hold(self, folder: Path, *, kept: bool) -> tuple[Report, list[str]]:
        """Play the session; return its report, and everything that is not right."""
        began = monotonic()
        place = Place.of(self._program.desk_url)
        trainer = Trainer(place)
        await trainer.enter(self._program.desk_url)
        await trainer.create(self._plan, datetime.now(UTC))
        await trainer.guard_door()
        await trainer.open_screens()
        crowd, pause = self._cast(place, trainer)
        performance = Performance(trainer, crowd, pause)
        try:
            await performance.play()
            books = await trainer.workbooks()
        finally:
            await crowd.end()
            await trainer.leave()
        stored = read_stored(_save(books, folder))
        ledgers = [phone.ledger for phone in crowd.phones]
        scripts = [phone.script for phone in crowd.phones]
        expected = expect(zip(scripts, ledgers, strict=True), performance.questions)
        differences = [
            *performance.differences,
            *(line for ledger in ledgers for line in ledger.differences),
            *compare_results(expected, performance.questions, performance.told),
            *compare(expected, stored),
            *compare_forms(self._forms, ledgers, stored),
        ]
        report = add_up(
            self._plan,
            ledgers,
            stored,
            crowd.messages,
            monotonic() - began,
            folder if kept else None,
        )
        return report, differences

    def _cast(self, place: Place, trainer: Trainer) -> tuple[Crowd, float]:
        """Return the phones, and how long each step of the session lasts."""
        console = trainer.console
        steps, code = trainer.steps, console["join"]["code"]
        minutes = sum(item["minutes"] for item in console["agenda"])
        pause = minutes * 60 / self._speed / max(1, len(steps))
        scripts = write_scripts(self._seed, self._phones, len(askings(steps)))
        pace = rehearsed(pause)
        crowd = Crowd(
            Phone(place, code, script, pace, lambda: trainer.door) for script in scripts
        )
        return crowd, pause
