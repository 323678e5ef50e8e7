"""Pictures of slides, in the two widths that screens and phones load."""

import hashlib
import io
import os
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pypdfium2
from PIL import Image

from facilitator.documents.pdf_pages import opened

WIDE = 1920
NARROW = 960
QUALITY = 80
# An upright A4 page at full width; a taller page is drawn narrower.
TALLEST = 2716

DRAWN_FILE = "drawn.txt"

DIGEST_LETTERS = 32


# The document, a page of it counted from zero, and that page's picture.
Look = Callable[[pypdfium2.PdfDocument, int, Image.Image], None]


def picture_name(digest: str, width: int) -> str:
    """Return the file name of a slide's picture in one of the two widths."""
    return f"{digest}-{width}.webp"


def draw_pages(
    pdf: Path,
    filename: str,
    folder: Path,
    tell: Callable[[int, int], None],
    look: Look = lambda _document, _index, _picture: None,
) -> tuple[str, ...]:
    """Write each page as WebP in both widths, and return their digests in order.

    A digest is empty where its page cannot be drawn. The first pages are ready while
    the later ones are still drawn: `tell` hears how many are, of how many, and
    `drawn_so_far` says which; `look` is shown each page with its picture.

    Raises:
        DocumentError: the PDF cannot be opened.
    """
    digests: list[str] = []

    def finish(digest: str) -> None:
        digests.append(digest)
        with (folder / DRAWN_FILE).open("a", encoding="ascii") as drawn:
            drawn.write(f"{digest}\n")
        tell(len(digests), pages)

    waiting: deque[Future[str]] = deque()
    # Encoding takes four times as long as drawing, and Pillow does it without the
    # interpreter's lock; only this thread touches PDFium.
    encoders = min(4, os.cpu_count() or 1)
    with opened(pdf, filename) as document, ThreadPoolExecutor(encoders) as pool:
        pages = len(document)
        for index in range(pages):
            image = _draw(document, index)
            if image is not None:
                look(document, index, image)
            waiting.append(pool.submit(_written, image, folder))
            # Few uncompressed pictures at a time: each is six megabytes.
            while waiting and (waiting[0].done() or len(waiting) > encoders):
                finish(waiting.popleft().result())
        while waiting:
            finish(waiting.popleft().result())
    (folder / DRAWN_FILE).unlink(missing_ok=True)
    return tuple(digests)


def drawn_so_far(folder: Path) -> tuple[str, ...]:
    """Return the digests that `draw_pages` has written by now, in order."""
    try:
        lines = (folder / DRAWN_FILE).read_text(encoding="ascii").splitlines()
    except OSError:
        return ()
    return tuple(digest for digest in lines if len(digest) == DIGEST_LETTERS)


def _draw(document: pypdfium2.PdfDocument, index: int) -> Image.Image | None:
    try:
        with closing(document[index]) as page:
            width, height = page.get_size()
            if width <= 0 or height <= 0:
                return None
            scale = min(WIDE / width, TALLEST / height)
            with closing(page.render(scale=scale)) as bitmap:
                image: Image.Image = bitmap.to_pil().convert("RGB")
    except (pypdfium2.PdfiumError, MemoryError):
        return None
    # Rounding up leaves a page of 1,921 pixels now and then.
    return image.crop((0, 0, min(image.width, WIDE), min(image.height, TALLEST)))


def _written(image: Image.Image | None, folder: Path) -> str:
    return write_picture(image, folder) if image else ""


def write_picture(image: Image.Image, folder: Path) -> str:
    """Write an RGB picture, at most `WIDE`, in both widths, and return its digest.

    A digest is the first 32 hexadecimal digits of the SHA-256 of the wide picture. A
    picture narrower than a width is kept as it is.
    """
    wide = _encoded(image)
    digest = hashlib.sha256(wide).hexdigest()[:DIGEST_LETTERS]
    if image.width > NARROW:
        height = max(1, round(image.height * NARROW / image.width))
        image = image.resize((NARROW, height), Image.Resampling.BOX)
    (folder / picture_name(digest, NARROW)).write_bytes(_encoded(image))
    (folder / picture_name(digest, WIDE)).write_bytes(wide)
    return digest


def _encoded(image: Image.Image) -> bytes:
    target = io.BytesIO()
    image.save(target, "WEBP", quality=QUALITY)
    return target.getvalue()
