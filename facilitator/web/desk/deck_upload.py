"""A deck on its way in: streamed to the disk, refused early when it is too large."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from secrets import token_hex
from typing import IO

from flask import Request
from flask_babel import gettext as _
from werkzeug.formparser import FormDataParser

from facilitator.documents.errors import (
    NO_ROOM,
    FileTooLargeError,
    LargePictureError,
)
from facilitator.documents.uploads import MAX_UPLOAD_BYTES, base_name
from facilitator.domain.text import is_kept
from facilitator.errors import FacilitatorError
from facilitator.store.errors import StorageFullError

MAX_PICTURE_BYTES = 20 * 1024**2

# The boundaries and headers around the file.
_ENVELOPE_BYTES = 64 * 1024
_LONGEST_NAME = 120
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


class NoPictureSentError(FacilitatorError):
    """The form for a picture arrived without a file."""

    code = "no-picture"
    status = 422
    sentence = "No picture arrived. Choose a .png, .jpg or .webp file and add it again."


@dataclass(frozen=True, slots=True)
class Door:
    """A form's field for files, how large they may be, and what is said otherwise."""

    field: str
    most_bytes: int
    too_large: type[FacilitatorError]
    nothing_sent: type[FacilitatorError]


DECKS = Door("deck", MAX_UPLOAD_BYTES, FileTooLargeError, NoDeckSentError)
PICTURES = Door("picture", MAX_PICTURE_BYTES, LargePictureError, NoPictureSentError)


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
def received(request: Request, folder: Path, door: Door = DECKS) -> Iterator[Upload]:
    """Stream the file of a multipart request to a file in `folder`.

    Where it has several, this is the first. Otherwise as `all_received`.
    """
    with all_received(request, folder, door) as uploads:
        yield uploads[0]


@contextmanager
def all_received(
    request: Request, folder: Path, door: Door = DECKS
) -> Iterator[tuple[Upload, ...]]:
    """Stream the files of a multipart request to files in `folder`, at least one.

    Unless they are `kept`, they are removed when the block ends, so a refusal leaves
    nothing behind. Nothing of the body is read when its stated length is too large.

    Raises:
        FacilitatorError: `door.too_large`, or `door.nothing_sent` where no file is in
            it.
        LengthUnknownError: the request has no Content-Length.
        StorageFullError: the disk is full.
    """
    _check_length(request.content_length, door)
    # The app's own limit is for forms; one byte more, as reading up to it is refused.
    request.max_content_length = door.most_bytes + _ENVELOPE_BYTES + 1
    folder.mkdir(parents=True, exist_ok=True)
    shelf = _Shelf(folder)
    try:
        yield _receive(request, shelf, door)
    except OSError as wrong:
        if wrong.errno in NO_ROOM:
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


def _check_length(length: int | None, door: Door) -> None:
    if length is None:
        raise LengthUnknownError
    if length > door.most_bytes + _ENVELOPE_BYTES:
        limit = door.most_bytes // 1024**2
        raise door.too_large(filename=_("This file"), limit=limit)


def _receive(request: Request, shelf: _Shelf, door: Door) -> tuple[Upload, ...]:
    if request.mimetype != "multipart/form-data":
        raise door.nothing_sent
    parser = FormDataParser(stream_factory=shelf.open, max_form_parts=_MOST_PARTS)
    _stream, _form, files = parser.parse(
        request.stream,
        request.mimetype,
        request.content_length,
        request.mimetype_params,
    )
    for part in shelf.parts:
        part.close()
    uploads = tuple(
        Upload(Path(str(sent.stream.name)), filename)
        for sent in files.getlist(door.field)
        if (filename := shown_name(sent.filename or ""))
    )
    if not uploads:
        raise door.nothing_sent
    return uploads
