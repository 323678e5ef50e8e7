"""Hours that go wrong, played to the end and read back from the workbook."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from openpyxl import load_workbook

from facilitator.documents.workbooks.attendance import attendance_workbook
from facilitator.domain.session import SessionDetails
from facilitator.library.curriculum import DATA_FOLDERS, shipped_folder
from facilitator.live import reports
from facilitator.live.room import Room
from facilitator.live.rooms import Rooms
from facilitator.store.database import open_database

NEW_YORK = ZoneInfo("America/New_York")
CREDIT = """
credit:
  - {type: ama, designated: 2.00, languages: [en, es]}
  - {type: acpe, designated: 2.00, languages: [en, es], tolerance: 5}
"""
# When each part begins by the plan, in minutes; the parts before the last one count.
PARTS = {"welcome": 0, "stop": 8, "observe": 33, "ask": 58, "respond": 90}
WRAP_UP = 120
Sheet = list[dict[str, Any]]


@dataclass
class Evening:
    """One session in New York, whose clock the test holds."""

    rooms: Rooms
    start: datetime = datetime(2026, 5, 14, 9, 0, tzinfo=NEW_YORK)
    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    room: Room = field(init=False)

    def begin(self, start: datetime) -> "Evening":
        """Make the session that starts then."""
        self.start = start
        self.minute(0)
        details = SessionDetails(starts_at=start, time_zone="America/New_York")
        session = self.rooms.create("conference-2h", details)
        self.room = self.rooms.room(session.id)
        return self

    def minute(self, minutes: float) -> None:
        """Make it so many minutes after the start: as time passes, not clocks."""
        self.now = self.start.astimezone(UTC) + timedelta(minutes=minutes)

    def sign_in(self, name: str, profession: str = "physician") -> str:
        """Sign a person in now; return their cookie."""
        given = {"name": name, "profession": profession}
        return self.room.sign_in(given, "en", "phone")

    def hold(self, end: float, wrap_up: float = WRAP_UP) -> None:
        """Mark every part as it began, and finish the session."""
        for item, began in (*PARTS.items(), ("wrap_up", wrap_up)):
            if began < end:
                self.minute(began)
                self.room.move("agenda", {"item": item})
        self.minute(end)
        self.room.move("finish", {})

    def sheet(self, name: str) -> Sheet:
        """Return the rows of a sheet by the first words of their headers."""
        book = load_workbook(
            BytesIO(attendance_workbook(reports.attendance(self.room)))
        )
        head, *rows = book[name].iter_rows(values_only=True)
        names = [str(one).partition(" (")[0] for one in head]
        return [dict(zip(names, row, strict=True)) for row in rows]


@pytest.fixture
def evening(tmp_path: Path) -> Iterator[Evening]:
    """A laptop with a plan that has credit."""
    curriculum = tmp_path / "curriculum"
    for name in DATA_FOLDERS:
        shutil.copytree(shipped_folder() / name, curriculum / name)
    plan = curriculum / "sessions" / "conference-2h.yaml"
    plan.write_text(plan.read_text(encoding="utf-8") + CREDIT, encoding="utf-8")
    database = open_database(tmp_path)
    made: list[Evening] = []
    rooms = Rooms(database, tmp_path, curriculum, lambda: made[0].now)
    made.append(Evening(rooms))
    yield made[0]
    database.close()


def local(day: int, hour: int, minute: int = 0, month: int = 5) -> datetime:
    """Return a moment as the workbook shows it."""
    return datetime(2026, month, day, hour, minute)  # noqa: DTZ001 - as cells are


def credit(evening: Evening, name: str) -> list[tuple[object, ...]]:
    """Return minutes, quarters, status and reasons of a person, for AMA and ACPE."""
    return [
        (
            row["Creditable minutes"],
            row["Quarters"],
            row["Status"],
            row["Reasons"],
        )
        for row in evening.sheet("Credit")
        if row["Name"] == name
    ]


@pytest.mark.parametrize(
    ("start", "came", "left"),
    [
        ((2026, 5, 14, 23, 0), local(14, 23), local(15, 1, 5)),
        # The clocks go forward at 2:00 on March 8, and back at 2:00 on November 1.
        ((2026, 3, 8, 1, 15), local(8, 1, 15, 3), local(8, 4, 20, 3)),
        ((2026, 11, 1, 0, 30), local(1, 0, 30, 11), local(1, 1, 35, 11)),
    ],
    ids=["midnight", "clocks forward", "clocks back"],
)
def test_two_hours_are_two_hours_whatever_the_clock_on_the_wall_does(
    evening: Evening, start: tuple[int, ...], came: datetime, left: datetime
) -> None:
    evening.begin(datetime(*start, tzinfo=NEW_YORK))  # type: ignore[misc,arg-type]
    ana = evening.sign_in("Ana")
    evening.hold(end=125)
    evening.room.sign_out(ana, "phone")

    [row] = evening.sheet("Roster")
    assert (row["In"], row["Out"], row["Minutes present"]) == (came, left, 125)
    assert row["Status"] == "Present, all recorded"
    assert [part["Actual minutes"] for part in evening.sheet("Agenda")] == [
        *(8, 25, 25, 32, 30),
        5,
    ]
    assert credit(evening, "Ana")[0] == (120, 8, "Complete", None)


def test_who_comes_and_goes_within_the_hour_that_comes_twice_is_whole(
    evening: Evening,
) -> None:
    evening.begin(datetime(2026, 11, 1, 0, 30, tzinfo=NEW_YORK))
    evening.minute(80)
    ana = evening.sign_in("Ana")  # at 1:50, for the first time
    evening.minute(100)
    evening.room.sign_out(ana, "phone")  # at 1:10, when it comes again
    evening.hold(end=125)

    [row] = evening.sheet("Roster")
    assert (row["In"], row["Out"]) == (local(1, 1, 50, 11), local(1, 1, 10, 11))
    assert (row["Minutes present"], row["Status"]) == (20, "Present, all recorded")
    assert [scan["Kind"] for scan in evening.sheet("Scans")] == ["In", "Out"]
    assert credit(evening, "Ana")[0] == (20, 1, "Complete", None)


def test_a_clock_set_back_leaves_no_credit_until_the_trainer_has_settled_it(
    evening: Evening,
) -> None:
    evening.begin(evening.start)
    ana = evening.sign_in("Ana")
    evening.hold(end=125)
    evening.minute(-20)  # somebody set the laptop's clock back
    evening.room.sign_out(ana, "phone")

    [row] = evening.sheet("Roster")
    assert row["Minutes present"] is None
    assert row["Status"] == "Incomplete: clock set back"
    for minutes, quarters, status, reasons in credit(evening, "Ana"):
        assert (minutes, quarters) == (None, None)
        assert status in ("Incomplete", "Not eligible")
        assert "The laptop's clock was set back between two scans." in str(reasons)

    evening.minute(140)
    person = evening.room.people()[0].attendee
    left = evening.start + timedelta(minutes=126)
    wrong = person.scans[-1].number
    evening.room.correct(
        person.id, "out", left, supersedes=wrong, reason="Clock was wrong; seen leaving"
    )

    [row] = evening.sheet("Roster")
    assert (row["Out"], row["Minutes present"]) == (local(14, 11, 6), 126)
    assert row["Status"] == "Present, all recorded"
    assert credit(evening, "Ana")[0] == (120, 8, "Complete", None)


def test_a_clock_set_back_between_two_parts_leaves_nobody_credit_until_it_is_settled(
    evening: Evening,
) -> None:
    evening.begin(evening.start)
    ana = evening.sign_in("Ana")
    for item, minute in (("welcome", 0), ("stop", 8), ("observe", -27)):
        evening.minute(minute)  # somebody set the laptop's clock back by an hour
        evening.room.move("agenda", {"item": item})
    evening.hold(end=125)  # and somebody put it right
    evening.room.sign_out(ana, "phone")

    sentence = "The laptop's clock was set back while the agenda was marked."
    assert credit(evening, "Ana")[0] == (None, None, "Incomplete", sentence)
    everybody = [e for e in evening.sheet("Exceptions") if e["Number"] is None]
    assert [(e["What"], e["State"]) for e in everybody] == [(sentence, "To settle")]

    evening.minute(140)
    evening.room.correct_time("observe", time(9, 33), reason="The clock was wrong")

    assert credit(evening, "Ana")[0] == (120, 8, "Complete", None)
    assert not [e for e in evening.sheet("Exceptions") if e["Number"] is None]


def test_a_session_that_takes_longer_gives_no_more_than_is_designated(
    evening: Evening,
) -> None:
    evening.begin(evening.start)
    people = {
        name: evening.sign_in(name, job)
        for name, job in (("Ana", "physician"), ("Bo", "pharmacist"))
    }
    punctual = evening.sign_in("Cy", "pharmacist")
    evening.minute(122)  # when it was to end
    evening.room.sign_out(punctual, "phone")
    evening.hold(end=185, wrap_up=180)
    for identity in people.values():
        evening.room.sign_out(identity, "phone")

    minutes = {row["Name"]: row["Minutes present"] for row in evening.sheet("Roster")}
    assert minutes == {"Ana": 185, "Bo": 185, "Cy": 122}
    assert evening.sheet("Agenda")[4]["Actual minutes"] == 90
    assert credit(evening, "Ana")[0] == (120, 8, "Complete", None)
    # Nobody misses what a part took beyond its plan.
    for name in ("Bo", "Cy"):
        assert credit(evening, name)[1] == (120, 8, "Complete", None)


def test_a_session_that_ends_early_gives_what_was_held_or_nothing(
    evening: Evening,
) -> None:
    evening.begin(evening.start)
    people = {
        name: evening.sign_in(name, job)
        for name, job in (("Ana", "physician"), ("Bo", "pharmacist"))
    }
    evening.hold(end=100)
    for identity in people.values():
        evening.room.sign_out(identity, "phone")

    assert [part["Actual minutes"] for part in evening.sheet("Agenda")] == [
        *(8, 25, 25, 32, 10),
        None,
    ]
    assert credit(evening, "Ana")[0] == (100, 7, "Complete", None)
    short = "Creditable time of the session: 100 min. 2.00 credits need 113."
    assert credit(evening, "Bo")[1] == (100, 0, "Below the minimum", short)
