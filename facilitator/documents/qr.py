"""QR codes for pages and slides: the join address, and the room's Wi-Fi."""

from collections.abc import Iterator
from html import escape
from itertools import groupby
from typing import Literal

from qrcode.constants import (
    ERROR_CORRECT_H,
    ERROR_CORRECT_L,
    ERROR_CORRECT_M,
    ERROR_CORRECT_Q,
)
from qrcode.main import QRCode

Level = Literal["L", "M", "Q", "H"]

QUIET_ZONE = 4

_LEVELS: dict[Level, int] = {
    "L": ERROR_CORRECT_L,
    "M": ERROR_CORRECT_M,
    "Q": ERROR_CORRECT_Q,
    "H": ERROR_CORRECT_H,
}
# Source: the Wi-Fi network config format of ZXing, which phones' cameras read.
_SPECIAL = str.maketrans({c: f"\\{c}" for c in '\\;,":'})


def svg(text: str, *, level: Level = "M", title: str = "") -> str:
    """Return a QR code as an inline SVG element, black on white, quiet zone included.

    It has no size of its own: one unit of its `viewBox` is one module.

    Args:
        text: what the code holds.
        level: how much damage it survives.
        title: what it is, for people who cannot see it; empty hides it from them.
    """
    rows = modules(text, level)
    side = len(rows)
    label = (
        f'role="img" aria-label="{escape(title)}"' if title else 'aria-hidden="true"'
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="qr" {label} '
        f'viewBox="0 0 {side} {side}" shape-rendering="crispEdges">'
        f'<rect width="{side}" height="{side}" fill="#fff"/>'
        f'<path fill="#000" d="{"".join(_bars(rows))}"/></svg>'
    )


def modules(text: str, level: Level = "M") -> list[list[bool]]:
    """Return the modules of a code row by row, dark ones true, with its quiet zone."""
    code = QRCode(error_correction=_LEVELS[level], border=QUIET_ZONE)
    code.add_data(text)
    code.make(fit=True)
    return code.get_matrix()


def join_text(address: str, code: str) -> str:
    """Return what the join QR holds, `address` being host:port.

    Upper case throughout: QR codes pack capitals and digits tighter, so the modules
    are larger and read from farther away.
    """
    return f"http://{address}/j/{code}".upper()


def door_text(address: str, code: str, letter: str, door_code: str) -> str:
    """Return what a QR at the door holds; `letter` is I for the way in, O for out."""
    return f"http://{address}/{letter}/{code}/{door_code}".upper()


def wifi_text(name: str, password: str) -> str:
    """Return what the Wi-Fi QR holds; without a password the network is open."""
    network = name.translate(_SPECIAL)
    if not password:
        return f"WIFI:T:nopass;S:{network};;"
    return f"WIFI:T:WPA;S:{network};P:{password.translate(_SPECIAL)};;"


def _bars(rows: list[list[bool]]) -> Iterator[str]:
    """Yield one closed path for each run of dark modules in a row."""
    for y, row in enumerate(rows):
        x = 0
        for dark, run in groupby(row):
            width = len(list(run))
            if dark:
                yield f"M{x} {y}h{width}v1h-{width}z"
            x += width
