"""A deck on its way in: streamed to the disk, refused early when it is too large."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from secrets import token_hex
from typing import IO

from flask import Request
from flask_babel import gettext as _
from werkzeug.formparser import FormDataParser

from facilitator.documents.errors import FileTooLargeError
from facilitator.documents.uploads import MAX_UPLOAD_BYTES, base_name
from facilitator.domain.text import is_kept
from facilitator.errors import FacilitatorError
from facilitator.store.errors import StorageFullError

FIELD = "deck"

# The boundaries and headers around the file.
_ENVELOPE_BYTES = 64 * 1024
_LONGEST_NAME = 120
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_MOST_PARTS = 20


class NoDeckSentError(FacilitatorError):
    """The form arrived without a file."""

    code = "no-deck"
    status = 422
    sentence = "No file arrived. Choose a .pptx or .pdf file and add it again."


class LengthUnknownError(FacilitatorError):
    """The request does not say how large it is."""

    code = "length-unknown"
    status = 411
    sentence = (
        "The file could not be taken because its size was not sent along. "
        "Add it with the button on this page."
    )


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that arrived: where it lies, and the name it is shown by."""

    path: Path
    filename: str

    def kept(self) -> Path:
        """Move the file out of the way of the tidying, and return where it lies now."""
        return self.path.rename(self.path.with_suffix(".deck"))


@dataclass(slots=True)
class _Shelf:
    """Where the parts of one request are put down; what is left over is removed."""

    folder: Path
    parts: list[IO[bytes]] = field(default_factory=list)

    def open(
        self,
        total_content_length: int | None,  # noqa: ARG002 - Werkzeug hands in four
        content_type: str | None,  # noqa: ARG002
        filename: str | None,  # noqa: ARG002
        content_length: int | None = None,  # noqa: ARG002
    ) -> IO[bytes]:
        """Open the file that the next part is streamed to."""
        part = (self.folder / f"{token_hex(16)}.part").open("xb+")
        self.parts.append(part)
        return part

    def clear(self) -> None:
        """Remove every file that nobody took over."""
        for part in self.parts:
            with suppress(OSError):  # a full disk refuses what is still in memory
                part.close()
            Path(part.name).unlink(missing_ok=True)


@contextmanager
def received(request: Request, folder: Path) -> Iterator[Upload]:
    """Stream the deck of a multipart request to a file in `folder`.

    Unless it is `kept`, the file is removed when the block ends, so a refusal leaves
    nothing behind. Nothing of the body is read when its stated length is too large.

    Raises:
        FileTooLargeError: over `MAX_UPLOAD_BYTES`.
        LengthUnknownError: the request has no Content-Length.
        NoDeckSentError: no file is in it.
        StorageFullError: the disk is full.
    """
    _check_length(request.content_length)
    # The app's own limit is for forms; one byte more, as reading up to it is refused.
    request.max_content_length = MAX_UPLOAD_BYTES + _ENVELOPE_BYTES + 1
    folder.mkdir(parents=True, exist_ok=True)
    shelf = _Shelf(folder)
    try:
        yield _receive(request, shelf)
    except OSError as wrong:
        if wrong.errno in _NO_ROOM:
            raise StorageFullError from wrong
        raise
    finally:
        shelf.clear()


def shown_name(filename: str) -> str:
    """Return a file's name as it may be shown: no folders, no control characters."""
    kept = "".join(c for c in base_name(filename) if is_kept(c)).strip()
    if len(kept) <= _LONGEST_NAME:
        return kept
    stem, dot, ending = kept.rpartition(".")
    return f"{stem[: _LONGEST_NAME - 10]}…{dot}{ending[:8]}"


def _check_length(length: int | None) -> None:
    if length is None:
        raise LengthUnknownError
    if length > MAX_UPLOAD_BYTES + _ENVELOPE_BYTES:
        raise FileTooLargeError(
            filename=_("This file"), limit=MAX_UPLOAD_BYTES // 1024**2
        )


def _receive(request: Request, shelf: _Shelf) -> Upload:
    if request.mimetype != "multipart/form-data":
        raise NoDeckSentError
    parser = FormDataParser(stream_factory=shelf.open, max_form_parts=_MOST_PARTS)
    _stream, _form, files = parser.parse(
        request.stream,
        request.mimetype,
        request.content_length,
        request.mimetype_params,
    )
    for part in shelf.parts:
        part.close()
    sent = files.get(FIELD)
    filename = shown_name(sent.filename or "") if sent else ""
    if sent is None or not filename:
        raise NoDeckSentError
    return Upload(Path(str(sent.stream.name)), filename)
