"""The trainer's own curriculum, and their browser."""

import shutil
from pathlib import Path

import pytest
from credited import Credited
from flask.testing import FlaskClient

from facilitator.library.curriculum import DATA_FOLDERS, shipped_folder


@pytest.fixture
def own(program: Credited, tmp_path: Path) -> Path:
    """Somebody's own curriculum, as it came."""
    for name in DATA_FOLDERS:
        shutil.copytree(shipped_folder() / name, tmp_path / "own" / name)
    program.rooms.curriculum_folder = tmp_path / "own"
    return tmp_path / "own"


@pytest.fixture
def desk(program: Credited, own: Path) -> FlaskClient:
    """The trainer's browser, without scripts."""
    assert own.is_dir()
    return program.desk()
