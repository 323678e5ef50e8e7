"""A rehearsal as a person runs it: the command, its report and its workbooks."""

import asyncio
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from facilitator.errors import NoSuchSessionError
from facilitator.gallery.samples import sample_curriculum
from facilitator.library.curriculum import shipped_folder
from facilitator.library.surveys import read_survey
from facilitator.rehearsal.exchange import Place
from facilitator.rehearsal.pace import Pace
from facilitator.rehearsal.practice import practise
from facilitator.rehearsal.serving import Serving, serving
from facilitator.rehearsal.trainer import Trainer

QUICK = Pace(0.0, 0.2)


def command(*options: str) -> "subprocess.CompletedProcess[str]":
    line = [sys.executable, "-m", "facilitator", "rehearse", *options]
    return subprocess.run(
        line, capture_output=True, text=True, timeout=200, check=False
    )


def figures(report: str) -> dict[str, list[int]]:
    """Return the whole numbers of each line of a report, by the line's name."""
    lines = (line.partition(":") for line in report.splitlines())
    return {name: [int(n) for n in re.findall(r"\d+", said)] for name, _, said in lines}


def rows(file: Path, sheet: str) -> list[tuple[object, ...]]:
    found = load_workbook(file)[sheet].iter_rows(min_row=2, values_only=True)
    return [row for row in found if any(cell is not None for cell in row)]


def tickets_used(data: Path) -> int:
    """Return how many tickets of the door were used up."""
    with closing(sqlite3.connect(data / "facilitator.sqlite3")) as connection:
        return int(connection.execute("SELECT count(*) FROM tickets").fetchone()[0])


def every_kind(folder: Path) -> Path:
    """Write a curriculum whose plan asks every kind of question between its slides."""
    sample_curriculum(folder)
    asked = read_survey(folder, "gallery-polls").value.questions
    slide = "\n---\n\n# {0}\n\nNotes:\n[[poll: {0}]]\n"
    for language in ("en", "es"):
        slides = folder / "slides" / "gallery" / f"slides.{language}.md"
        marks = (slide.format(question.name) for question in asked)
        slides.write_text("".join([slides.read_text("utf-8"), *marks]), "utf-8")
    return folder


def test_every_kind_of_question_is_in_the_workbooks_as_it_was_answered(
    tmp_path: Path,
) -> None:
    own = every_kind(tmp_path / "own")
    done = command(
        *("--plan", "gallery", "--curriculum", str(own), "--phones", "12"),
        *("--speed", "6000", "--export", str(tmp_path / "books")),
    )
    assert (done.returncode, done.stderr) == (0, "")
    told = figures(done.stdout)
    assert told["Answers"][0] > 12 * 9
    assert "Pre and post: none\n" in done.stdout
    codes = load_workbook(tmp_path / "books" / "evaluation.xlsx")["responses_codes"]
    assert codes.max_row - 1 == told["Evaluations"][0] > 0


def test_a_plan_that_asks_nothing_is_rehearsed(tmp_path: Path) -> None:
    own = sample_curriculum(tmp_path / "own")
    done = command(
        *("--plan", "gallery", "--curriculum", str(own), "--phones", "9"),
        *("--speed", "6000"),
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_a_whole_session_ends_with_three_workbooks_that_the_report_speaks_of(
    tmp_path: Path,
) -> None:
    data = tmp_path / "data"
    done = command(
        *("--phones", "12", "--speed", "6000", "--data", str(data)),
        *("--export", str(tmp_path)),
    )
    assert (done.returncode, done.stderr) == (0, "")
    told = figures(done.stdout)
    sent, acknowledged, changed, *_ = told["Answers"]
    assert "invalid on purpose, refused\n" in done.stdout
    assert "dropped on purpose and recovered\n" in done.stdout
    stored, kept = told["Stored"]
    assert sent == acknowledged
    assert stored == kept == acknowledged - changed
    roster = rows(tmp_path / "attendance.xlsx", "Roster")
    assert len(roster) == 12
    signed_out = [row for row in roster if row[8] is not None]
    assert told["Signed out"] == [len(signed_out), 12 - len(signed_out)]
    named = [row for row in roster if row[1] != "No name given"]
    went = [row for row in named if row[8] is not None]
    assert tickets_used(data) == len(named) + len(went) > 0
    picked = rows(tmp_path / "polls.xlsx", "responses")
    written = rows(tmp_path / "polls.xlsx", "open_text")
    assert len({row[:3] for row in picked}) + len(written) == stored
    evaluations = rows(tmp_path / "evaluation.xlsx", "responses_codes")
    assert told["Evaluations"] == [len(evaluations)]
    forms = [row[1] for row in rows(tmp_path / "evaluation.xlsx", "pre_post_codes")]
    assert told["Pre and post"] == [forms.count(n) for n in ("both", "pre", "post")]
    assert told["Pre and post"][0] >= 5


def test_a_half_day_brings_the_tables_plans_too(tmp_path: Path) -> None:
    done = command(
        *("--plan", "organization", "--phones", "10", "--speed", "9000"),
        *("--export", str(tmp_path), "--seed", "2"),
    )
    assert (done.returncode, done.stderr) == (0, "")
    plans = rows(tmp_path / "polls.xlsx", "action_plans")
    assert [row[0] for row in plans] == ["Table 1", "Table 2"]
    assert figures(done.stdout)["Worksheets"] == [2]


async def hold_short_session(program: Serving, phones: int) -> tuple[Trainer, int]:
    """Ask one question of a practice audience, and let it sign out."""
    trainer = Trainer(Place.of(program.desk_url))
    await trainer.enter(program.desk_url)
    await trainer.create("conference-2h", datetime.now(UTC))
    await trainer.open_screens()
    code = trainer.console["join"]["code"]
    address = Place.of(program.desk_url).origin
    audience = asyncio.create_task(practise(address, code.lower(), phones, QUICK))
    await trainer.move("open_poll", poll="under_18")
    while trainer.results.get("answered") != phones:  # noqa: ASYNC110  # a client looks
        await asyncio.sleep(0.05)
    await trainer.move("close_and_show", poll="under_18")
    await trainer.move("sign_out")
    seen = ("evaluated", "inside")
    while [trainer.count[n] for n in seen] != [phones, 0]:  # noqa: ASYNC110  # likewise
        await asyncio.sleep(0.05)
    await trainer.move("finish")
    came = await audience
    await trainer.leave()
    return trainer, came


def test_a_practice_audience_joins_answers_and_can_be_told_from_people(
    tmp_path: Path,
) -> None:
    async def hold(program: Serving) -> tuple[int, dict[str, bytes]]:
        async with asyncio.timeout(180):
            trainer, came = await hold_short_session(program, 4)
            return came, await trainer.workbooks()

    with serving(tmp_path / "data", shipped_folder()) as program:
        came, books = asyncio.run(hold(program))
    assert came == 4
    for kind, book in books.items():
        (tmp_path / f"{kind}.xlsx").write_bytes(book)
    roster = rows(tmp_path / "attendance.xlsx", "Roster")
    assert [row[1] for row in roster] == [
        f"Practice 0{number} / Práctica 0{number}" for number in (1, 2, 3, 4)
    ]
    assert all(row[8] is not None for row in roster)
    assert len(rows(tmp_path / "polls.xlsx", "responses")) == 4
    assert len(rows(tmp_path / "evaluation.xlsx", "responses_codes")) == 4


def test_a_practice_audience_says_that_no_session_has_the_code(tmp_path: Path) -> None:
    with serving(tmp_path / "data", shipped_folder()) as program:
        address = Place.of(program.desk_url).origin
        with pytest.raises(NoSuchSessionError):
            asyncio.run(practise(address, "ZZZZZZ", 2))


def test_what_cannot_be_rehearsed_is_said_in_a_sentence() -> None:
    nobody = command("--url", "http://127.0.0.1:9", "--code", "ABCDEF")
    assert nobody.returncode == 1
    assert "No session could be reached at http://127.0.0.1:9" in nobody.stderr
    half = command("--url", "http://127.0.0.1:9")
    assert half.returncode == 1
    assert half.stderr == "To join a running session give both --url and --code.\n"
    unknown = command("--plan", "no-such-plan", "--phones", "1")
    assert unknown.returncode == 1
    assert unknown.stderr == (
        "There is no session plan called no-such-plan. "
        "There are: conference-2h, organization.\n"
    )
