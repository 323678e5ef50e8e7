"""The program that reads what a deck says, and draws nothing.

    python -m facilitator.documents.read_words SOURCE FILENAME

It answers with the deck, in one line of JSON, or with the error that it ends in.
"""

import json
import sys
from contextlib import suppress
from pathlib import Path

from facilitator.documents.pdf import read_pdf
from facilitator.documents.powerpoint import read_presentation
from facilitator.documents.uploads import check_upload
from facilitator.domain.records import as_record
from facilitator.errors import FacilitatorError

if sys.platform != "win32":
    import resource

# Address space. A deck takes 60 MB, and the worst one that is let in 250; a page of a
# PDF may unpack to more than any laptop has.
_MAX_MEMORY_BYTES = 1024**3


def main(arguments: list[str]) -> int:
    """Read the deck that the arguments name, and return the exit code."""
    source, filename = arguments
    _stay_small()
    try:
        kind = check_upload(Path(source), filename)
        read = read_pdf if kind == "pdf" else read_presentation
        told = {"answer": as_record(read(Path(source), filename))}
    except FacilitatorError as error:
        told = {"error": error.code, "facts": error.facts}
    sys.stdout.write(json.dumps(told) + "\n")
    return 0


def _stay_small() -> None:
    if sys.platform != "win32":
        with suppress(ValueError, OSError):
            _, hard = resource.getrlimit(resource.RLIMIT_AS)
            resource.setrlimit(resource.RLIMIT_AS, (_MAX_MEMORY_BYTES, hard))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
