"""Many papers set into one zip file, by a program beside the server."""

import csv
import io
import json
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from facilitator.documents import worker
from facilitator.documents.errors import (
    DocumentError,
    ReadingStoppedError,
    SlowDeckError,
)
from facilitator.documents.worker import Halt, Terms
from facilitator.domain.records import as_record

NOT_MADE, REGISTER = "not-made.csv", "register.csv"
# Half a minute for five hundred on a new laptop; ten minutes for a slow one.
SECONDS = 1_800

# What a spreadsheet would take for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class BatchStoppedError(DocumentError):
    """The program that sets the papers ended without an answer, or not in time."""

    code = "batch-stopped"
    status = 500
    sentence = (
        "The papers could not be made: the work stopped in the middle. Close other "
        "programs and try again."
    )


class NoPlaceError(DocumentError):
    """The file may not be written where it was asked for."""

    code = "no-place"
    sentence = "{file} could not be written ({reason}). Choose another place."


@dataclass(frozen=True, slots=True)
class ToSet:
    """One paper: its name in the zip file, what fills its template, and for whom.

    `row` tells of it, should it be that it cannot be set: the reason is added to it.
    """

    name: str
    data: dict[str, object]
    row: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """Papers of one template, and two tables, each with its head first.

    `not_made` has a row for each paper that there is none of, `register` what numbers
    are checked against; `language` is that of the reasons why a paper cannot be set.
    """

    template: Path
    papers: tuple[ToSet, ...]
    not_made: tuple[tuple[str, ...], ...]
    register: tuple[tuple[str, ...], ...]
    language: str


def set_batch(
    batch: Batch,
    target: Path,
    tell: Callable[[int, int], None] = lambda _done, _of: None,
    halt: Halt | None = None,
) -> int:
    """Write a batch into the zip file `target`; return how many papers are in it.

    Blocks and ends as `worker.run` does: only the caller waits, and what this program
    holds in memory does not grow with the batch. `tell` hears how many are made, of how
    many.

    Raises:
        DocumentError: the template has a mistake, the file cannot be written, or the
            work stopped.
        HaltedError: it was ended by `halt`; there is no file then.
    """
    told = {**as_record(batch), "template": str(batch.template)}
    terms = Terms(SECONDS, halt or Halt(), progress=lambda _, *of: tell(*of))
    try:
        # Beside its target: names that a power cut leaves are nowhere else.
        with tempfile.TemporaryDirectory(
            dir=target.parent, prefix=f"{target.name}-", ignore_cleanup_errors=True
        ) as folder:
            job, part = Path(folder, "batch.json"), Path(folder, "papers.part")
            job.write_text(json.dumps(told), encoding="utf-8")
            made = worker.run("set_papers", [job, part], target.name, terms)
            part.replace(target)
    except OSError as wrong:
        raise NoPlaceError(file=target, reason=wrong.strerror) from wrong
    except (ReadingStoppedError, SlowDeckError) as stopped:
        raise BatchStoppedError from stopped
    return int(str(made))


def csv_table(rows: Iterable[tuple[str, ...]]) -> bytes:
    """Return rows as a CSV file that spreadsheets open, whatever is in its cells."""
    told = io.StringIO(newline="")
    writer = csv.writer(told)
    writer.writerows([_cell(cell) for cell in row] for row in rows)
    return told.getvalue().encode("utf-8-sig")


def _cell(words: str) -> str:
    return f"'{words}" if words.startswith(_FORMULA) else words
