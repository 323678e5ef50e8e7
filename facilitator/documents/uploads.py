"""The door for files that people bring: what is let in, and what is turned away."""

import mmap
from pathlib import Path
from typing import Literal

from facilitator.documents.archive import Archive
from facilitator.documents.errors import (
    EmptyFileError,
    FileTooLargeError,
    LockFileError,
    NotADeckError,
    OldDeckError,
    ProtectedDeckError,
)
from facilitator.documents.package import is_presentation

MAX_UPLOAD_BYTES = 200 * 1024**2

Kind = Literal["presentation", "pdf"]

_ZIP = b"PK\x03\x04"
_OLE2 = bytes.fromhex("d0cf11e0a1b11ae1")
_PDF = b"%PDF-"
# A PDF may begin with other bytes, such as a mail header, within the first 1,024.
_HEAD_BYTES = 1024
# Office writes its owner file with exactly this length.
_OWNER_FILE_BYTES = 165


def check_upload(path: Path, filename: str) -> Kind:
    """Return what kind of deck an uploaded file is, going by its content.

    Nothing is unpacked but the short list of what an Office file contains.

    Args:
        path: where the upload was stored.
        filename: the name it had on the visitor's machine.

    Raises:
        FileTooLargeError: over `MAX_UPLOAD_BYTES`.
        EmptyFileError: no bytes at all.
        LockFileError: the file that Office keeps beside an open document.
        ProtectedDeckError: a presentation with a password.
        OldDeckError: a presentation from before 2007.
        DamagedDeckError: cut off or broken.
        ExpandingFileError: unpacks to more than a deck needs.
        NotADeckError: anything else.
    """
    filename = base_name(filename)
    size = path.stat().st_size
    if size > MAX_UPLOAD_BYTES:
        raise FileTooLargeError(filename=filename, limit=MAX_UPLOAD_BYTES // 1024**2)
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    if filename.startswith("~$"):
        raise LockFileError(filename=filename)
    if not size:
        raise EmptyFileError(filename=filename)
    if head.startswith(_ZIP):
        return _check_zip(path, filename)
    if head.startswith(_OLE2):
        raise _refusal_of_ole2(path, filename)
    if _PDF in head:
        return "pdf"
    if size == _OWNER_FILE_BYTES:
        raise LockFileError(filename=filename)
    raise NotADeckError(filename=filename)


def base_name(filename: str) -> str:
    """Return a file's name without folders, whichever system wrote it."""
    return filename.replace("\\", "/").rpartition("/")[2]


def _check_zip(path: Path, filename: str) -> Kind:
    with Archive(path, filename) as archive:
        if not is_presentation(archive):
            raise NotADeckError(filename=filename)
    return "presentation"


def _refusal_of_ole2(path: Path, filename: str) -> Exception:
    """Return the refusal of an old container, by the streams that it names."""
    with (
        path.open("rb") as file,
        mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content,
    ):
        if content.find("EncryptedPackage".encode("utf-16-le")) >= 0:
            return ProtectedDeckError(filename=filename)
        if content.find("PowerPoint Document".encode("utf-16-le")) >= 0:
            return OldDeckError(filename=filename)
    return NotADeckError(filename=filename)
