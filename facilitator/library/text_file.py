"""The words of one small file, or the reason why they cannot be read."""

import unicodedata
from pathlib import Path

from facilitator.library.problems import Report

LARGEST = 1_000_000
"""Bytes; the longest shipped file has about 40,000."""


def read_words(path: Path, report: Report) -> str | None:
    """Return the text of a UTF-8 file with plain line ends, or None.

    Whatever keeps the file from being read is noted in `report` with its line.
    """
    try:
        if not path.is_file():
            report.error(1, "There is no such file.")
            return None
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except OSError as why:
        report.error(1, f"The file cannot be opened: {why.strerror}.")
        return None
    if len(raw) > LARGEST:
        report.error(1, f"The file is larger than {LARGEST:,} bytes. Split it.")
        return None
    try:
        words = raw.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = raw.count(b"\n", 0, wrong.start) + 1
        report.error(line, "The file is not UTF-8 text. Save it as UTF-8.")
        return None
    words = words.replace("\r\n", "\n").replace("\r", "\n")
    return words if _is_plain(words, report) else None


def _is_plain(words: str, report: Report) -> bool:
    """Tell whether there are no control characters, which no editor shows."""
    for number, line in enumerate(words.split("\n"), start=1):
        for char in line:
            if char != "\t" and unicodedata.category(char) == "Cc":
                report.error(
                    number,
                    f"There is a control character (U+{ord(char):04X}). Remove it.",
                )
                return False
    return True
