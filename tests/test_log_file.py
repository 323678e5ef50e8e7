"""The log file."""

import logging
from pathlib import Path

from facilitator.log_file import LARGEST_BYTES, log_file


def test_the_log_stays_small_whatever_is_sent(tmp_path: Path) -> None:
    handler = log_file(tmp_path)
    record = logging.LogRecord("x", logging.ERROR, "", 0, "z" * 10_000, None, None)

    for _ in range(4 * LARGEST_BYTES // 10_000):
        handler.emit(record)
    handler.close()

    sizes = [path.stat().st_size for path in tmp_path.iterdir()]
    assert len(sizes) == 2
    assert max(sizes) <= LARGEST_BYTES
