"""Files that can, and cannot, be read as words."""

from pathlib import Path

import pytest

from facilitator.library.problems import Report
from facilitator.library.text_file import LARGEST, read_words


def read(path: Path) -> tuple[str | None, list[tuple[int, str]]]:
    report = Report("file")
    words = read_words(path, report)
    return words, [(p.line, p.message) for p in report.problems]


def test_line_ends_and_byte_order_mark_disappear(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes("\ufeffá\r\nb\rc\n".encode())
    assert read(path) == ("á\nb\nc\n", [])


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (b"a\nb\xff", (2, "The file is not UTF-8 text. Save it as UTF-8.")),
        (
            "a\né".encode("latin-1"),
            (2, "The file is not UTF-8 text. Save it as UTF-8."),
        ),
        (b"a\n\nb\x00", (3, "There is a control character (U+0000). Remove it.")),
        (
            b"x" * (LARGEST + 1),
            (1, "The file is larger than 1,000,000 bytes. Split it."),
        ),
    ],
)
def test_what_is_no_small_text_is_a_problem(
    tmp_path: Path, raw: bytes, problem: tuple[int, str]
) -> None:
    path = tmp_path / "file"
    path.write_bytes(raw)
    assert read(path) == (None, [problem])


def test_a_missing_file_and_a_folder_are_problems(tmp_path: Path) -> None:
    missing = (None, [(1, "There is no such file.")])
    assert read(tmp_path / "nothing") == missing
    assert read(tmp_path) == missing
