"""What is installed is all there, and works away from the checkout."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return next(folder.glob("*.whl"))


def test_the_wheel_carries_the_curriculum_and_the_screens(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    tops = {name.partition("/")[0] for name in names}

    assert "facilitator/curriculum/sessions/conference-2h.yaml" in names
    assert "facilitator/curriculum/surveys/evaluation.yaml" in names
    assert "facilitator/web/static/vendor/socket.io.js" in names
    assert "facilitator/web/templates/_base.html" in names
    assert "facilitator/web/translations/es/LC_MESSAGES/messages.mo" in names
    assert "facilitator/store/migrations/versions/0001_first.py" in names
    assert {t for t in tops if not t.endswith(".dist-info")} == {"facilitator"}


def test_the_wheels_curriculum_has_no_problem(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path)

    done = subprocess.run(
        [sys.executable, "-m", "facilitator", "check"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 to mend" in done.stdout


def test_the_version_is_the_same_in_the_wheel_and_in_a_checkout(wheel: Path) -> None:
    said = subprocess.run(
        [sys.executable, "-m", "facilitator", "--version"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert said.stdout == f"facilitator, version {wheel.name.split('-')[1]}\n"
