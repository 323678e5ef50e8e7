"""A QR code as a picture file, for slides."""

from io import BytesIO

from PIL import Image

from facilitator.documents.qr import modules

_PIXELS = 1_200


def qr_png(text: str) -> bytes:
    """Return a QR code as a PNG, black on white, quiet zone included.

    Each module is the same whole number of pixels, so that its edges stay sharp.
    """
    rows = modules(text)
    side = len(rows)
    image = Image.new("1", (side, side))
    image.putdata([not dark for row in rows for dark in row])
    whole = side * (_PIXELS // side)
    file = BytesIO()
    image.resize((whole, whole), Image.Resampling.NEAREST).save(file, "PNG")
    return file.getvalue()
