"""A zip file from a stranger, read within limits."""

import copy
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from facilitator.documents.errors import DamagedDeckError, ExpandingFileError

MAX_PARTS = 5_000
MAX_UNPACKED_BYTES = 1024**3
# Of 777 real decks the densest unpacks to 31 times its size.
MAX_RATIO = 100
# A deck of a few kilobytes of text may pack better than that, and hurts nobody.
ALWAYS_ALLOWED_BYTES = 20 * 1024**2
# 5,000 parts with names of the usual length need a tenth of this.
MAX_DIRECTORY_BYTES = 4 * 1024**2

_CHUNK = 256 * 1024
_END = b"PK\x05\x06"
_END_LENGTH = 22
_END64 = b"PK\x06\x06"
_END64_LENGTH = 56
_LOCATOR_LENGTH = 20
_LONGEST_TAIL = 65_535 + _END_LENGTH + _LOCATOR_LENGTH + _END64_LENGTH
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, OSError, ValueError)


class Archive:
    """The parts of a zip file, by name.

    Sizes are checked twice: as the directory claims them, before anything is
    unpacked, and as they come out, because a directory can lie.

    Raises:
        DamagedDeckError: the file is cut off or not a zip file.
        ExpandingFileError: it would unpack, or does unpack, to more than the limits.
    """

    def __init__(self, path: Path, filename: str) -> None:
        self._filename = filename
        upload = path.stat().st_size
        self._budget = min(
            MAX_UNPACKED_BYTES, max(ALWAYS_ALLOWED_BYTES, MAX_RATIO * upload)
        )
        if _directory_bytes(path) > MAX_DIRECTORY_BYTES:
            raise ExpandingFileError(filename=filename)
        try:
            self._zip = zipfile.ZipFile(path)
        except _BROKEN as error:
            raise DamagedDeckError(filename=filename) from error
        # Names differ in case between writers; the last of two equal names counts.
        self._parts = {part.filename.lower(): part for part in self._zip.infolist()}
        claimed = sum(part.file_size for part in self._zip.infolist())
        if len(self._zip.infolist()) > MAX_PARTS or claimed > self._budget:
            self._zip.close()
            raise ExpandingFileError(filename=filename)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._zip.close()

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._parts

    def names(self) -> list[str]:
        """Return the names of all parts that are not folders."""
        return [part.filename for part in self._parts.values() if not part.is_dir()]

    def packs_well(self, name: str) -> bool:
        """Tell whether the part was worth compressing (text, not photographs)."""
        part = self._parts[name.lower()]
        return part.compress_size * 5 < part.file_size * 4

    def stream(self, name: str) -> Iterator[bytes]:
        """Yield the bytes of a part, and no more than the directory promised."""
        part = self._parts.get(name.lower())
        if part is None:
            raise DamagedDeckError(filename=self._filename)
        # zipfile stops at the size in the directory. Asking for more shows whether the
        # part goes on, which is how a small-looking part unpacks to a gigabyte in
        # other programs. Two chunks: at the end it would complain of the checksum.
        honest = copy.copy(part)
        honest.file_size += 2 * _CHUNK
        given = 0
        try:
            with self._zip.open(honest) as stream:
                while chunk := stream.read(_CHUNK):
                    given += len(chunk)
                    if given > part.file_size:
                        raise ExpandingFileError(filename=self._filename)
                    yield chunk
        except _BROKEN as error:
            raise DamagedDeckError(filename=self._filename) from error
        if given != part.file_size:
            raise DamagedDeckError(filename=self._filename)

    def read(self, name: str, limit: int) -> bytes:
        """Return the bytes of a part of at most `limit` bytes.

        Raises:
            DamagedDeckError: the part is missing, broken or larger.
        """
        part = self._parts.get(name.lower())
        if part is None or part.file_size > limit:
            raise DamagedDeckError(filename=self._filename)
        return b"".join(self.stream(name))


def _directory_bytes(path: Path) -> int:
    """Return how long the zip directory claims to be (0: no directory found).

    zipfile builds an object for each entry before anybody can count them.
    """
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - _LONGEST_TAIL))
        tail = file.read()
    end = tail.rfind(_END)
    if end < 0 or len(tail) - end < _END_LENGTH:
        return 0
    (claimed,) = struct.unpack_from("<L", tail, end + 12)
    large = end - _LOCATOR_LENGTH - _END64_LENGTH
    if large >= 0 and tail[large : large + 4] == _END64:
        (claimed,) = struct.unpack_from("<Q", tail, large + 40)
    return int(claimed)
