"""The program that sets a batch of papers into a zip file."""

import json
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from facilitator.documents import worker_program
from facilitator.documents.certificates import set_certificate
from facilitator.documents.errors import UnprintableError
from facilitator.documents.paper_batch import NOT_MADE, REGISTER, csv_table
from facilitator.domain.text import Text

_UNPRINTABLE = Text(
    "No font on this laptop has these letters: {letters}",
    "Ninguna fuente de esta laptop tiene estas letras: {letters}",
)


def set_papers(job: Path, target: Path) -> int:
    """Write each paper that can be set, and a table of those that are not made."""
    batch: dict[str, Any] = json.loads(job.read_bytes())
    # Kept as they are: a PDF is compressed already.
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        refused = list(_set_into(archive, batch))
        rows = [tuple(row) for row in batch["not_made"]] + refused
        archive.writestr(NOT_MADE, csv_table(rows))
        archive.writestr(REGISTER, csv_table(batch["register"]))
    return len(batch["papers"]) - len(refused)


def _set_into(
    archive: zipfile.ZipFile, batch: dict[str, Any]
) -> Iterator[tuple[str, ...]]:
    """Set every paper; yield a row for each that has letters no font has."""
    template, papers = Path(batch["template"]), batch["papers"]
    for done, paper in enumerate(papers, 1):
        try:
            made = set_certificate(template, paper["data"])
            archive.writestr(paper["name"], made)
        except UnprintableError as refusal:
            words = _UNPRINTABLE[batch["language"]]
            yield (*paper["row"], words.format(letters=refusal.facts["letters"]))
        worker_program.tell("papers", done, len(papers))


def main(arguments: list[str]) -> int:
    """Set what the arguments name, and return the exit code."""
    job, target = map(Path, arguments)
    return worker_program.answer(lambda: set_papers(job, target), target.name)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
