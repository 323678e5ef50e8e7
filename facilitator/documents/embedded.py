"""What lies in a deck beside its words: pictures, videos and sounds, as files."""

import hashlib
import io
import struct
from pathlib import Path

from PIL import Image

from facilitator.documents.archive import Archive
from facilitator.documents.errors import DamagedDeckError
from facilitator.documents.slide_pictures import (
    DIGEST_LETTERS,
    NARROW,
    QUALITY,
    TALLEST,
    picture_name,
)
from facilitator.domain.decks.deck import MEDIA_ENDINGS

MAX_PICTURES = 200
MAX_PICTURE_BYTES = 64 * 1024**2
# A photograph of 50 megapixels takes 150 MB while it is made smaller.
MAX_PIXELS = 50_000_000
MAX_MEDIA = 100
MAX_MEDIA_BYTES = 200 * 1024**2

# What Pillow draws by itself everywhere; drawings of Windows (EMF, WMF) are not.
_DRAWN = ("PNG", "JPEG", "GIF", "BMP", "DIB", "TIFF", "WEBP")
_UNDRAWABLE = (
    Image.DecompressionBombError,
    ArithmeticError,
    LookupError,
    MemoryError,
    OSError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
)
# A frame of MPEG audio begins with eleven ones, a version and a layer (0: none).
_MP3_SYNC, _MP3_LAYER = 0xFFE0, 0x0006


class EmbeddedFiles:
    """Keeps a deck's pictures, videos and sounds, each once, in a folder.

    Without a folder nothing is kept, and pictures are not looked at.
    """

    def __init__(self, archive: Archive, folder: Path | None) -> None:
        self._archive = archive
        self._folder = folder
        self._pictures: dict[str, str] = {}
        self._media: dict[str, str | None] = {}

    def picture(self, part: str) -> str:
        """Return the digest of a picture's file, and keep it 960 pixels wide.

        A digest is the first 32 hexadecimal digits of the SHA-256 of the file as it
        lies in the deck (empty: it cannot be drawn, or is one too many).
        """
        if self._folder is None:
            return ""
        if part not in self._pictures:
            full = len(self._pictures) >= MAX_PICTURES
            self._pictures[part] = "" if full else self._drawn(part, self._folder)
        return self._pictures[part]

    def media(self, part: str) -> str | None:
        """Return the digest of a video or sound, and keep its file.

        None where no browser plays it, by its ending and its content, or where it is
        too large or one too many; empty where nothing is kept.
        """
        if part not in self._media:
            full = len(self._media) >= MAX_MEDIA
            self._media[part] = None if full else self._kept(part)
        return self._media[part]

    def _drawn(self, part: str, folder: Path) -> str:
        try:
            data = self._archive.read(part, MAX_PICTURE_BYTES)
        except DamagedDeckError:
            return ""
        digest = hashlib.sha256(data).hexdigest()[:DIGEST_LETTERS]
        target = folder / picture_name(digest, NARROW)
        return digest if target.exists() or _draw(data, target) else ""

    def _kept(self, part: str) -> str | None:
        ending = ending_of(part)
        if ending not in MEDIA_ENDINGS:
            return None
        scratch = self._folder / "medium.part" if self._folder else None
        try:
            return self._copied(part, ending, scratch)
        except DamagedDeckError:
            return None
        finally:
            if scratch:
                scratch.unlink(missing_ok=True)

    def _copied(self, part: str, ending: str, scratch: Path | None) -> str | None:
        chunks = self._archive.stream(part)
        chunk = next(chunks, b"")
        if not plays(chunk, ending):
            return None
        if scratch is None:
            return ""
        digest, size = hashlib.sha256(), 0
        with scratch.open("wb") as file:
            while chunk:
                size += len(chunk)
                if size > MAX_MEDIA_BYTES:
                    return None
                digest.update(chunk)
                file.write(chunk)
                chunk = next(chunks, b"")
        name = digest.hexdigest()[:DIGEST_LETTERS]
        scratch.replace(scratch.with_name(f"{name}.{ending}"))
        return name


def ending_of(part: str) -> str:
    """Return the ending of a part's name in lower case, without the dot."""
    return part.rpartition("/")[2].rpartition(".")[2].lower()


def plays(head: bytes, ending: str) -> bool:
    """Tell whether a file begins as one with that ending that browsers play."""
    match ending:
        case "mp4" | "m4v" | "m4a":
            return head[4:8] == b"ftyp"
        case "webm":
            return head.startswith(b"\x1aE\xdf\xa3") and b"webm" in head[:64]
        case "ogv" | "ogg":
            return head.startswith(b"OggS")
        case "wav":
            return head.startswith(b"RIFF") and head[8:12] == b"WAVE"
        case "mp3":
            return head.startswith(b"ID3") or _is_mp3_frame(head)
        case _:
            return False


def _is_mp3_frame(head: bytes) -> bool:
    begins = int.from_bytes(head[:2], "big")
    return begins & _MP3_SYNC == _MP3_SYNC and begins & _MP3_LAYER != 0


def _draw(data: bytes, target: Path) -> bool:
    """Write a picture at most 960 pixels wide; tell whether it can be drawn."""
    try:
        with Image.open(io.BytesIO(data), formats=_DRAWN) as image:
            if image.width * image.height > MAX_PIXELS:
                return False
            image.thumbnail((NARROW, TALLEST))
            image.convert(_mode(image)).save(target, "WEBP", quality=QUALITY, method=2)
    except _UNDRAWABLE:
        target.unlink(missing_ok=True)
        return False
    return True


def _mode(image: Image.Image) -> str:
    return "RGBA" if image.has_transparency_data else "RGB"
