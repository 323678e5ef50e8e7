"""Exports from the command line: where they may go, and what is said of it."""

import os
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from pptx import Presentation

from facilitator.cli import commands
from facilitator.domain.session import SessionDetails
from facilitator.library.curriculum import shipped_folder
from facilitator.live.rooms import Rooms
from facilitator.store.database import open_database

NOW = datetime(2026, 5, 14, 14, 0, tzinfo=UTC)


@pytest.fixture
def code(tmp_path: Path) -> str:
    """The join code of a session kept in `tmp_path`."""
    database = open_database(tmp_path)
    rooms = Rooms(database, tmp_path, shipped_folder(), lambda: NOW)
    made = rooms.create("conference-2h", SessionDetails(NOW, "America/Chicago"))
    database.close()
    return made.code


def export(
    code: str, data: Path, file: Path, kind: str = "attendance"
) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "facilitator", "export", kind, code]
    return subprocess.run(
        [*command, str(file), "--data", str(data)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env=os.environ,
    )


def test_a_file_that_was_there_is_said_to_be_replaced(
    code: str, tmp_path: Path
) -> None:
    file = tmp_path / "attendance.xlsx"

    first, second = export(code, tmp_path, file), export(code, tmp_path, file)

    assert (first.returncode, first.stdout) == (0, f"Written: {file}\n")
    assert (second.returncode, second.stdout) == (0, f"Replaced: {file}\n")


def test_a_file_that_is_no_workbook_is_left_alone(code: str, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("mine", encoding="utf-8")

    done = export(code, tmp_path, file)

    assert done.returncode == 1
    assert done.stderr == (
        f"{file} does not end in .xlsx. Name a file such as {file}.xlsx.\n"
    )
    assert file.read_text(encoding="utf-8") == "mine"


def test_a_folder_that_is_not_there_is_not_made(code: str, tmp_path: Path) -> None:
    folder = tmp_path / "typo"

    done = export(code, tmp_path, folder / "attendance.xlsx")

    assert done.returncode == 1
    assert done.stderr == (
        f"There is no folder {folder}. Make it first, or choose another place.\n"
    )
    assert not folder.exists()


def test_results_are_slides_and_nothing_else(code: str, tmp_path: Path) -> None:
    file = tmp_path / "results.pptx"

    done = export(code, tmp_path, file, "results")
    refused = export(code, tmp_path, tmp_path / "results.xlsx", "results")

    assert (done.returncode, done.stdout) == (0, f"Written: {file}\n")
    titles = [slide.shapes.title for slide in Presentation(str(file)).slides]
    assert [title.text for title in titles if title] == [
        "Two-hour conference session",
        "Attendance",
    ]
    assert refused.returncode == 1
    assert "does not end in .pptx" in refused.stderr


def test_the_hand_off_is_named_by_options_and_nothing_twice(
    code: str, tmp_path: Path
) -> None:
    file = tmp_path / "hand-off.zip"
    named = ["--session", code, "--file", str(file), "--data", str(tmp_path)]

    done = subprocess.run(
        [sys.executable, "-m", "facilitator", "export", "handoff", *named],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    twice = CliRunner().invoke(commands, ["export", "handoff", code, "x.zip", *named])
    never = CliRunner().invoke(commands, ["export", "handoff", "--session", code])

    assert (done.returncode, done.stdout) == (0, f"Written: {file}\n")
    with zipfile.ZipFile(file) as archive:
        assert archive.namelist()[:2] == ["README.txt", "attendance.xlsx"]
        assert archive.namelist()[-1] == "manifest.json"
    for refused in (twice, never):
        assert refused.exit_code == 2
        assert "each of them once" in refused.output


def test_certificates_are_in_a_zip_with_the_register(code: str, tmp_path: Path) -> None:
    file = tmp_path / "certificates.zip"

    done = export(code, tmp_path, file, "certificates")

    assert (done.returncode, done.stdout) == (0, f"Written: {file}\n")
    with zipfile.ZipFile(file) as archive:
        assert {"not-made.csv", "register.csv"} <= set(archive.namelist())


def test_the_evaluation_goes_to_statistics_programs_as_tables(
    code: str, tmp_path: Path
) -> None:
    file = tmp_path / "evaluation.zip"

    done = export(code, tmp_path, file, "evaluation-csv")

    assert (done.returncode, done.stdout) == (0, f"Written: {file}\n")
    with zipfile.ZipFile(file) as archive:
        tables = {name for name in archive.namelist() if name.endswith(".csv")}
    assert {"responses_codes.csv", "codebook.csv", "paired.csv"} <= tables
