"""The times of the parts are put right at the desk, and the workbook tells how."""

import io
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import requests
from clocked import clocked
from openpyxl import load_workbook
from running import Held, Server

from facilitator.library.curriculum import DATA_FOLDERS, shipped_folder

CREDIT = """
credit:
  - {type: ama, designated: 2.00, languages: [en, es]}
"""
CHICAGO = ZoneInfo("America/Chicago")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose two-hour plan has designated credit."""
    folder = tmp_path_factory.mktemp("curriculum")
    for name in DATA_FOLDERS:
        shutil.copytree(shipped_folder() / name, folder / name)
    plan: Path = folder / "sessions" / "conference-2h.yaml"
    plan.write_text(plan.read_text(encoding="utf-8") + CREDIT, encoding="utf-8")
    data = tmp_path_factory.mktemp("server") / "data"
    running = Server(data, ("--curriculum", str(folder))).start()
    yield running
    running.stop()


def url(held: Held) -> str:
    return f"{held.server.url}/desk/sessions/{held.id}/times"


def send(held: Held, kind: str = "text/html", **given: Any) -> requests.Response:
    data = {"do": "correct", "reason": "Marked late", **given}
    return held.server.trainer.post(url(held), headers={"Accept": kind}, data=data)


def test_a_correction_stands_beside_the_mark_and_in_the_workbook(
    session: Held,
) -> None:
    console = session.console()
    console.move("agenda", item="welcome")
    console.move("finish")
    console.close()
    # Midnight of the day is past whenever this runs.
    midnight = (
        datetime.now(UTC)
        .astimezone(CHICAGO)
        .replace(hour=0, minute=0, second=0, microsecond=0)
    )

    done = send(session, item="welcome", time="00:00")
    stop = send(session, item="stop", time="00:00", reason="Forgot to mark it")

    assert "The time is put right." in done.text
    assert "Forgot to mark it" in stop.text
    assert "that may earn credit have no time below" in stop.text
    book = load_workbook(io.BytesIO(session.download("attendance")))
    headers, *rows = book["Agenda"].iter_rows(values_only=True)
    agenda = [dict(zip(map(str, headers), row, strict=True)) for row in rows]
    naive = midnight.replace(tzinfo=None)
    began = next(name for name in agenda[0] if name.startswith("Began"))
    marked = next(name for name in agenda[0] if name.startswith("Marked"))
    assert [row[began] for row in agenda[:2]] == [naive, naive]
    assert isinstance(agenda[0][marked], datetime)
    assert agenda[0][marked] != naive
    assert agenda[1][marked] is None
    assert [row["Reason"] for row in agenda[:3]] == [
        "Marked late",
        "Forgot to mark it",
        None,
    ]
    audit = list(book["Audit"].iter_rows(values_only=True))
    corrections = [row for row in audit if row[1] == "Correction"]
    assert [row[3] for row in corrections] == ["Marked late", "Forgot to mark it"]


def test_struck_out_it_counts_as_not_begun(session: Held) -> None:
    console = session.console()
    console.move("agenda", item="welcome")
    console.close()

    done = send(session, item="welcome", do="strike", reason="Pressed by mistake")

    assert "The part counts as not begun." in done.text
    assert "Pressed by mistake" in done.text
    again = send(session, "application/json", item="welcome", do="strike")
    assert again.json()["code"] == "no-mark"


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"item": "dance"}, "no-such-part"),
        ({"item": ""}, "no-such-part"),
        ({"item": "end"}, "no-such-part"),  # it goes on
        ({"time": "soon"}, "bad-input"),
        ({"reason": ""}, "reason-needed"),
        ({"do": "dance"}, "bad-input"),
    ],
    ids=str,
)
def test_what_makes_no_sense_is_refused(
    session: Held, wrong: dict[str, str], code: str
) -> None:
    given = {"item": "welcome", "time": "00:00", **wrong}

    assert send(session, "application/json", **given).json()["code"] == code
    assert send(session, **given).status_code == 422
    assert "Marked late" not in session.server.trainer.get(url(session)).text


def test_another_order_has_to_be_said(session: Held) -> None:
    assert send(session, item="stop", time="00:00").ok

    refused = send(session, item="welcome", time="00:01")
    assert refused.status_code == 422
    assert "The parts were really held in this order" in refused.text
    assert send(session, item="welcome", time="00:01", any_order="yes").ok


def test_a_clock_set_back_between_marks_is_told_until_a_time_is_put_right(
    tmp_path: Path,
) -> None:
    nine = datetime(2026, 5, 14, 14, 0, tzinfo=UTC)
    with clocked(tmp_path, nine) as (program, clock):
        held = program.create_session()
        console = held.console()
        console.move("agenda", item="welcome")
        clock.set(nine - timedelta(minutes=50))  # ten minutes later, an hour back
        console.move("agenda", item="stop")
        clock.set(nine + timedelta(hours=2))
        console.move("finish")
        console.close()

        told = program.trainer.get(url(held)).text
        done = send(held, item="stop", time="09:10").text

    sentence = "clock was set back while the agenda was marked"
    assert sentence in told
    assert sentence not in done
