"""Rooms on a real database, with a clock that tests turn."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from facilitator.domain.session import SessionDetails
from facilitator.library.curriculum import shipped_folder
from facilitator.live.room import Room
from facilitator.live.rooms import Rooms
from facilitator.store.database import open_database

START = datetime(2026, 5, 14, 14, 0, tzinfo=UTC)


class Clock:
    """The time of day, as the test wants it."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def pass_minutes(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def rooms(tmp_path: Path, clock: Clock) -> Iterator[Rooms]:
    database = open_database(tmp_path)
    yield Rooms(database, tmp_path, shipped_folder(), clock)
    database.close()


@pytest.fixture
def room(rooms: Rooms) -> Room:
    details = SessionDetails(
        starts_at=START,
        time_zone="America/Chicago",
        host="County Health",
        address="192.168.1.5:8765",
    )
    return rooms.room(rooms.create("conference-2h", details).id)
