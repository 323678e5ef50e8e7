"""LibreOffice, and programs that only claim to be it."""

import os
import sys
import time
from pathlib import Path

import psutil
import pytest

from facilitator.documents.errors import DrawingError, SlowDrawingError
from facilitator.documents.libreoffice import convert_to_pdf, find_libreoffice
from facilitator.documents.pdf_pages import opened, page_lines

posix = pytest.mark.skipif(sys.platform == "win32", reason="a shell script")


def _program(path: Path, script: str) -> Path:
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def _gone(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def _still_running(file: Path) -> list[int]:
    """The programs of those that wrote their number down, after a moment."""
    pids = [int(pid) for pid in file.read_text().split()]
    assert pids
    end = time.monotonic() + 60
    while time.monotonic() < end and not all(map(_gone, pids)):
        time.sleep(0.05)
    return [pid for pid in pids if not _gone(pid)]


def test_hidden_slides_keep_their_pages(
    soffice: Path, small_deck: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    pdf = convert_to_pdf(soffice, small_deck, folder, lambda: None)
    with opened(pdf, "a.pdf") as document:
        titles = [page_lines(document, page)[0] for page in range(len(document))]
    assert titles == ["Stop", "Observe", "Ask"]


@posix
def test_a_hung_program_is_stopped_with_its_children(
    small_deck: Path, tmp_path: Path
) -> None:
    pids = tmp_path / "pids"
    hung = _program(
        tmp_path / "soffice",
        f"(sleep 300 & echo $! >> {pids}); sleep 300 & echo $! >> {pids}; "
        f"echo $$ >> {pids}; wait",
    )
    start = time.monotonic()
    with pytest.raises(SlowDrawingError, match="did not finish this deck in 3 seconds"):
        convert_to_pdf(hung, small_deck, tmp_path, lambda: None, timeout=3)
    assert time.monotonic() - start < 60
    assert _still_running(pids) == []


@posix
def test_a_listener_that_gives_up_stops_the_program(
    small_deck: Path, tmp_path: Path
) -> None:
    pids = tmp_path / "pids"
    hung = _program(tmp_path / "soffice", f"echo $$ >> {pids}; sleep 300")

    def gone() -> None:
        raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        convert_to_pdf(hung, small_deck, tmp_path, gone)
    assert _still_running(pids) == []


@posix
@pytest.mark.parametrize("script", ["exit 0", "exit 139", "kill -SEGV $$"])
def test_ending_without_a_pdf_is_a_failure_whatever_the_exit_code(
    small_deck: Path, tmp_path: Path, script: str
) -> None:
    broken = _program(tmp_path / "soffice", script)
    with pytest.raises(DrawingError, match="could not draw this deck"):
        convert_to_pdf(broken, small_deck, tmp_path, lambda: None)


@posix
def test_the_program_on_the_path_comes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = _program(tmp_path / "soffice", "exit 0")
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    assert find_libreoffice() == program
