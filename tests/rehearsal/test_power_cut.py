"""The power goes between a scan and its answer: nobody is lost, nobody comes twice."""

import io
import secrets
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import requests
from clocked import Clock, clocked
from openpyxl import load_workbook
from running import Held, Phone, Server

NINE = datetime(2026, 5, 14, 14, 0, tzinfo=UTC)  # in Chicago
ANA = {"name": "Ana Ruiz", "profession": "nurse"}

Running = tuple[Server, Clock]


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    """A program whose power can be cut."""
    with clocked(tmp_path, NINE) as both:
        yield both


def post_without_an_answer(
    running: Running, phone: Phone, path: str, form: dict[str, str]
) -> None:
    """Send a form whose answer never comes: the power goes once it is kept."""
    server, clock = running
    clock.cut_power()
    with pytest.raises(requests.ConnectionError):
        phone.post(path, **form)
    assert server.process is not None
    server.process.wait(60)
    clock.restore_power()
    server.start()


def log_of(held: Held) -> list[tuple[object, ...]]:
    """Return each line of the log: who, what, when."""
    book = load_workbook(io.BytesIO(held.download("attendance")))
    lines = book["Scans"].iter_rows(min_row=2, values_only=True)
    assert len(list(book["Roster"].iter_rows(min_row=2))) == 1
    return [(line[1], line[2], str(line[3])[11:16]) for line in lines]


def guard(held: Held) -> None:
    there = f"{held.server.url}/desk/sessions/{held.id}/door"
    held.server.trainer.post(there, data={"door": "codes"}).raise_for_status()


def scan(held: Held, phone: Phone, direction: str) -> None:
    """Scan the code that a projector, just loaded, shows."""
    console = held.console()
    code = console.wait("door", lambda _: True)[direction]["code"]
    console.close()
    letter = {"in": "I", "out": "O"}[direction]
    phone.web.get(f"{held.server.url}/{letter}/{held.code}/{code}")


def test_a_scan_whose_answer_the_power_cut_took_is_one_scan(running: Running) -> None:
    server, clock = running
    held = server.create_session()
    guard(held)
    phone, form = held.phone(), {**ANA, "once": secrets.token_hex(16)}

    for path, direction, hour in (
        ("/me/sign-in", "in", 0),
        ("/me/sign-out", "out", 1),
        ("/me/sign-in", "in", 2),
    ):
        clock.set(NINE + timedelta(hours=hour))
        scan(held, phone, direction)
        post_without_an_answer(running, phone, path, form)
        clock.set(NINE + timedelta(hours=hour, minutes=4))
        assert phone.post(path, **form).ok

    assert log_of(held) == [
        ("Ana Ruiz", "In", "09:00"),
        ("Ana Ruiz", "Out", "10:00"),
        ("Ana Ruiz", "Back in", "11:00"),
    ]
