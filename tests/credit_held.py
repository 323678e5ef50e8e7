"""A session that was held for credit, on disk as it stands afterwards."""

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from facilitator.domain.credit.claim import Claim
from facilitator.domain.credit.request import CreditRequest
from facilitator.domain.session import SessionDetails
from facilitator.library.curriculum import DATA_FOLDERS, shipped_folder
from facilitator.live.room import Room
from facilitator.live.rooms import Rooms
from facilitator.store.database import open_database

START = datetime(2026, 5, 14, 14, 0, tzinfo=UTC)
PROVIDER = """
    provider:
      name: Example Provider
      address: 100 Example Street
      contact: ce@provider.example
      verified: 2026-01-15
      statement: {en: Its words., es: Sus palabras.}
"""
CREDIT = "\ncredit:" + "".join(
    f"\n  - type: {kind}\n    designated: 2.00\n    languages: [en, es]{PROVIDER}"
    for kind in ("ama", "acpe")
)


@dataclass
class Clock:
    """The time of day, as the test wants it."""

    now: datetime = START

    def __call__(self) -> datetime:
        return self.now


def curriculum_with_credit(folder: Path, credit: str = CREDIT) -> Path:
    """Copy the curriculum into `folder`; its two-hour plan has a made-up provider."""
    for name in DATA_FOLDERS:
        shutil.copytree(shipped_folder() / name, folder / name)
    plan = folder / "sessions" / "conference-2h.yaml"
    plan.write_text(plan.read_text(encoding="utf-8") + credit, encoding="utf-8")
    return folder


def hold(
    rooms: Rooms, clock: Clock, people: Iterable[tuple[str, str, str]], address: str
) -> tuple[Room, list[str]]:
    """Hold a session from its first part to its end; return the cookies of people.

    People are given by name, profession and language, and stay to the end.
    """
    details = SessionDetails(clock.now, "America/Chicago", address=address)
    room = rooms.room(rooms.create("conference-2h", details).id)
    cookies = [
        room.sign_in(
            {"name": n, "profession": p, "email": "a@b.example"}, lang, "phone"
        )
        for n, p, lang in people
    ]
    for item in room.plan.agenda:
        room.move("agenda", {"item": item.name})
        clock.now += timedelta(minutes=item.minutes)
    for cookie in cookies:
        room.sign_out(cookie, "phone")
    room.move("finish", {})
    return room, cookies


def claims(room: Room, cookie: str, credit_type: str, quarters: int) -> None:
    """Keep that somebody asks for a credit and, but for 0, claims some of it."""
    who, session = room.attendee(cookie), room.session.id
    assert who
    room.credit_kept.keep(session, CreditRequest(who.id, credit_type), room.clock())
    if quarters:
        claim = Claim(credit_type, quarters, "1", room.clock())
        room.credit_kept.claim(session, who.id, claim)


def held_on_disk(
    data: Path, folder: Path, people: Iterable[tuple[str, str, str]]
) -> tuple[str, str, list[str]]:
    """Hold a session in `data`, where the first person claims 1.75 of AMA credit.

    Returns:
        Its id, its join code, and the cookies of its people.
    """
    data.mkdir(parents=True, exist_ok=True)
    database, clock = open_database(data), Clock()
    room, cookies = hold(Rooms(database, data, folder, clock), clock, people, "h:80")
    claims(room, cookies[0], "ama", 7)
    database.close()
    return room.session.id, room.session.code, cookies
