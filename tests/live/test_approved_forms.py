"""A form whose approval ends while a session goes on."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from facilitator.domain.session import SessionDetails
from facilitator.library.copying import copy
from facilitator.library.curriculum import shipped_folder
from facilitator.library.problems import CurriculumError
from facilitator.library.survey_locking import locked_words
from facilitator.live.approved_forms import ExpiredFormError
from facilitator.live.room import Room
from facilitator.live.rooms import Rooms
from facilitator.store.database import open_database

Clock = Any  # the fixture of conftest
LOCK = """\
locked:
  omb_number: 0000-0000
  expires: 2026-05-14
  burden: {en: About five minutes., es: Unos cinco minutos.}
sections:"""
UNTIL_MIDNIGHT = 15 * 60  # minutes from the start, nine in the morning in Chicago


@pytest.fixture
def approved(tmp_path: Path, clock: Clock) -> Iterator[Rooms]:
    """Rooms whose evaluation may be used until the day of the session."""
    own = tmp_path / "own"
    copy(shipped_folder(), own)
    file = own / "surveys/evaluation.yaml"
    words = file.read_text(encoding="utf-8")
    file.write_text(words.replace("sections:", LOCK, 1), encoding="utf-8")
    file.write_text(locked_words(own, "evaluation")[0], encoding="utf-8")
    database = open_database(tmp_path)
    yield Rooms(database, tmp_path, own, clock)
    database.close()


def made(rooms: Rooms) -> Room:
    details = SessionDetails(starts_at=rooms.clock(), time_zone="America/Chicago")
    return rooms.room(rooms.create("conference-2h", details).id)


def test_a_form_opens_until_midnight_of_its_last_day(
    approved: Rooms, clock: Clock
) -> None:
    room = made(approved)
    clock.pass_minutes(UNTIL_MIDNIGHT - 1)
    room.move("evaluation", {"open": True})
    assert room.stage.evaluation_open
    room.move("evaluation", {"open": False})
    clock.pass_minutes(1)
    with pytest.raises(ExpiredFormError, match="expired on 2026-05-14"):
        room.move("evaluation", {"open": True})
    assert not room.stage.evaluation_open


def test_people_sign_out_without_the_form_that_expired(
    approved: Rooms, clock: Clock
) -> None:
    room = made(approved)
    clock.pass_minutes(UNTIL_MIDNIGHT)
    room.move("sign_out", {})
    assert room.stage.sign_out_open
    assert not room.stage.evaluation_open


def test_no_session_is_made_once_the_form_expired(
    approved: Rooms, clock: Clock
) -> None:
    clock.pass_minutes(2 * 24 * 60)
    with pytest.raises(CurriculumError, match="expired on 2026-05-14"):
        made(approved)
    assert [plan.name for plan in approved.plans() if plan.opens] == []
