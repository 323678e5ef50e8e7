"""The tables of a workbook as .csv files, for programs that read no workbook."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from facilitator.documents.workbooks.sheets import (
    RISKY,
    Column,
    Value,
    clean,
    unique_headers,
)

# Excel takes a file for UTF-8 only with it.
_BYTE_ORDER_MARK = "\ufeff"


class CsvTables:
    """Tables as files: comma-separated, UTF-8 with a byte-order mark, CRLF.

    Times are ISO 8601 with their offset in `zone`. Text that a spreadsheet could take
    for a formula has an apostrophe in front.
    """

    def __init__(self, zone: str) -> None:
        self._zone = ZoneInfo(zone)
        self.files: dict[str, bytes] = {}

    def table(
        self,
        name: str,
        columns: Sequence[Column],
        rows: Iterable[Sequence[Value]],
        sheet_name: str = "",  # noqa: ARG002  # files are named as tables are
    ) -> None:
        """Keep one table as `files[name]`."""
        target = io.StringIO(newline="")
        target.write(_BYTE_ORDER_MARK)
        # Quoted, a text of digits is not taken for a number by every program.
        writer = csv.writer(target, quoting=csv.QUOTE_NONNUMERIC)
        headers = unique_headers([column.header for column in columns])
        writer.writerow([_safe(header) for header in headers])
        writer.writerows([self._cell(value) for value in row] for row in rows)
        self.files[name] = target.getvalue().encode()

    def _cell(self, value: Value) -> str | int | float:
        if isinstance(value, datetime):
            local = value.astimezone(self._zone)
            return local.isoformat(timespec="seconds")
        if isinstance(value, (int, float)):
            return value
        return _safe(str(value)) if value is not None else ""


def _safe(text: str) -> str:
    kept = clean(text)
    return f"'{kept}" if kept.lstrip(" ").startswith(RISKY) else kept
