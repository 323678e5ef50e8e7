"""Three hundred people at a guarded door, and the workbook that tells of them."""

import asyncio
import io
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from clocked import Clock, clocked
from openpyxl import load_workbook
from running import Server

from facilitator.library.curriculum import DATA_FOLDERS, shipped_folder
from facilitator.rehearsal.exchange import Place
from facilitator.rehearsal.trainer import Trainer

from .attendance_cast import write_cast
from .attendance_play import Play, expected_people
from .attendance_story import END, MINUTE, Story
from .attendance_truth import Part, Row, Rule, Truth, professions, to_settle

NINE = datetime(2026, 5, 14, 14, 0, tzinfo=UTC)  # in Chicago
PEOPLE = 300
CREDIT = """
credit:
  - {type: ama, designated: 2.00, languages: [en, es]}
  - {type: ancc, designated: 2.00, languages: [en]}
  - {type: aswb, designated: 2.00, languages: [en, es], tolerance: 5}
"""
BREAK = """  - name: pause
    title: {en: Break, es: Descanso}
    minutes: 10
    creditable: false
"""
# The agenda as it really was: some parts longer than planned and some shorter.
BEGAN = {
    "welcome": 20,
    "stop": 9 * MINUTE + 5,
    "pause": 34 * MINUTE,
    "observe": 44 * MINUTE + 30,
    "ask": 70 * MINUTE + 10,
    "respond": 101 * MINUTE,
    "wrap_up": 131 * MINUTE + 15,
}
PLANNED = {"welcome": 8, "stop": 25, "pause": 10, "observe": 25, "ask": 32}
PLANNED |= {"respond": 30, "wrap_up": 10}
BREAKS = ("pause", "wrap_up")
TRUTH = Truth(
    NINE,
    "America/Chicago",
    tuple(
        Part(PLANNED[item], item not in BREAKS, range(began, ended))
        for (item, began), ended in zip(
            BEGAN.items(), [*[*BEGAN.values()][1:], END], strict=True
        )
    ),
    (
        Rule("AMA PRA Category 1", "physician", ("en", "es"), 8, nearest=True),
        Rule("ANCC contact hours", "nurse", ("en",), 8),
        Rule(
            "ASWB ACE credits",
            "social_worker",
            ("en", "es"),
            8,
            full=True,
            tolerance=5,
            evaluation=True,
        ),
    ),
)
ROSTER = (
    *("Name", "Email", "Organization", "Setting", "Profession", "Language"),
    *("In", "Out", "Minutes present", "Status", "Evaluation handed in"),
)
LINE = ("Kind", "Time", "Method", "In place of line", "Reason", "Written")
CREDITED = (
    *("Profession", "Language of delivery", "Credit type", "Creditable minutes"),
    *("Quarters", "Credit", "Claimed", "Status", "Reasons", "Attested"),
)
Sheets = dict[str, list[dict[str, Any]]]
# What a person's part of the workbook is compared by.
Told = tuple[Row, bool, tuple[Row, ...], tuple[Row, ...]]


@pytest.fixture(scope="module")
def running(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Server, Clock]]:
    """A program with a clock to turn; its plan has credit and a break."""
    folder = tmp_path_factory.mktemp("attendance")
    curriculum = folder / "curriculum"
    for name in DATA_FOLDERS:
        shutil.copytree(shipped_folder() / name, curriculum / name)
    plan: Path = curriculum / "sessions" / "conference-2h.yaml"
    told = plan.read_text(encoding="utf-8").replace("minutes: 130", "minutes: 140")
    told = told.replace(
        "  - name: observe\n    title", f"{BREAK}  - name: observe\n    title"
    )
    plan.write_text(told + CREDIT, encoding="utf-8")
    with clocked(folder, NINE, "--curriculum", str(curriculum)) as both:
        yield both


async def rehearse(
    server: Server, clock: Clock, cast: tuple[Story, ...], roster: bytes
) -> tuple[Trainer, list[str], bytes, str]:
    """Play the session; return who led it, what went wrong, workbook and list."""
    trainer = Trainer(Place.of(server.desk_url))
    await trainer.enter(server.desk_url)
    clock.set(NINE - timedelta(hours=1))
    await trainer.create("conference-2h", NINE)
    bring_roster(server, trainer.session, roster)
    await trainer.guard_door()
    await trainer.open_screens()
    play = Play(server, clock, NINE, trainer, cast)
    moves = {at: [("agenda", item)] for item, at in BEGAN.items()}
    moves |= {130 * MINUTE: [("sign_out", "")], END: [("finish", "")]}
    try:
        await play.perform(moves)
        books = await trainer.workbooks()
        gaps_page = await trainer.page("people?show=gaps")
        async with asyncio.timeout(30):
            while counted(trainer) != expected_counts(cast):  # noqa: ASYNC110  # a client looks
                await asyncio.sleep(0.05)
    finally:
        await trainer.leave()
    return trainer, play.differences, books["attendance"], gaps_page


def counted(trainer: Trainer) -> dict[str, int]:
    """Return what the console was told last of people."""
    return {name: trainer.count[name] for name in ("signed_in", "inside", "evaluated")}


def expected_counts(cast: tuple[Story, ...]) -> dict[str, int]:
    """Return what it should have been told once all is done."""
    inside = sum(story.open_since is not None for story in cast)
    evaluated = sum(story.evaluates for story in cast)
    return {"signed_in": PEOPLE, "inside": inside, "evaluated": evaluated}


def bring_roster(server: Server, session: str, roster: bytes) -> None:
    there = f"{server.url}/desk/sessions/{session}/roster"
    files = {"list": ("people.csv", roster)}
    server.trainer.post(there, files=files).raise_for_status()
    columns = {
        f"column-{n}": name
        for n, name in enumerate(("name", "email", "organization", "profession"))
    }
    server.trainer.post(
        f"{there}/list", data={"do": "import", **columns}
    ).raise_for_status()


def tables(book: bytes) -> Sheets:
    """Return each sheet's rows by their headers."""
    found: Sheets = {}
    for sheet in load_workbook(io.BytesIO(book)).worksheets:
        head, *rows = sheet.iter_rows(values_only=True)
        names = [str(name) for name in head]
        found[sheet.title] = [dict(zip(names, row, strict=True)) for row in rows]
    return found


def as_told(sheets: Sheets) -> Counter[Told]:
    """Return what the workbook says of each person, put together by their number."""
    told: Counter[Told] = Counter()
    for row in sheets["Roster"]:
        number = row["Number"]
        scans = [scan for scan in sheets["Scans"] if scan["Number"] == number]
        credit = [line for line in sheets["Credit"] if line["Number"] == number]
        told[
            cells(row, ROSTER),
            row["Record number"] is not None,
            _log(scans),
            tuple(cells(line, CREDITED) for line in credit),
        ] += 1
    return told


def cells(row: dict[str, Any], names: tuple[str, ...]) -> Row:
    """Return some cells of a row, by what their headers say before the zone."""
    found = {head.partition(" (")[0]: cell for head, cell in row.items()}
    return tuple(found[name] for name in names)


def open_exceptions(sheets: Sheets) -> Counter[Row]:
    rows = [row for row in sheets["Exceptions"] if row["State"] == "To settle"]
    return Counter(cells(row, ("Name", "What")) for row in rows)


def people_by_profession(sheets: Sheets) -> dict[str, int]:
    rows = [r for r in sheets["Program summary"] if r["Counted by"] == "Profession"]
    return {row["Group"]: row["People"] for row in rows if row["People"]}


def _log(scans: list[dict[str, Any]]) -> tuple[Row, ...]:
    scans.sort(key=lambda scan: int(scan["Line"]))
    lines = {scan["Line"]: place for place, scan in enumerate(scans, start=1)}
    log = []
    for scan in scans:
        *what, stands_for, reason, written = cells(scan, LINE)
        place = lines[stands_for] if stands_for else None
        log.append((*what, place, reason, written))
    return tuple(log)


def as_true(cast: tuple[Story, ...]) -> Counter[Told]:
    """Return what the stories say that the workbook must say."""
    return Counter(
        (
            TRUTH.roster(story),
            TRUTH.has_record(story),
            TRUTH.scans(story),
            TRUTH.credit(story),
        )
        for story in cast
    )


def test_the_workbook_says_of_three_hundred_people_what_they_did(
    running: tuple[Server, Clock],
) -> None:
    server, clock = running
    cast = write_cast(7, PEOPLE)
    roster, listed, came = expected_people(cast)

    trainer, differences, book, gaps_page = asyncio.run(
        rehearse(server, clock, cast, roster)
    )

    assert differences == []
    sheets = tables(book)
    told, true = as_told(sheets), as_true(cast)
    assert list((told - true).elements()) == list((true - told).elements()) == []
    assert open_exceptions(sheets) == to_settle(cast)
    assert people_by_profession(sheets) == professions(cast)
    inside = sum(story.open_since is not None for story in cast)
    unsettled = inside + sum(story.lone_out is not None for story in cast)
    assert counted(trainer) == expected_counts(cast)
    assert trainer.count["expected"] == listed
    assert trainer.count["awaited"] == listed - came
    assert len(re.findall(r'/people/[0-9a-f]{32}">', gaps_page)) == unsettled
