"""The QR codes, read back the way a phone's camera reads them."""

import re

import pytest
import zxingcpp
from PIL import Image

from facilitator.documents import qr

MODULE = 6


def read(drawn: str) -> str:
    """Paint the SVG's bars as pixels and decode the picture."""
    box = re.search(r'viewBox="0 0 (\d+) \1"', drawn)
    assert box
    side = int(box[1]) * MODULE
    picture = Image.new("L", (side, side), 255)
    bars = re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", drawn)
    for x, y, width in (map(int, bar) for bar in bars):
        picture.paste(
            0, (x * MODULE, y * MODULE, (x + width) * MODULE, (y + 1) * MODULE)
        )
    found = zxingcpp.read_barcode(picture)
    assert found is not None
    return str(found.text)


def test_the_join_code_holds_the_address_in_capitals() -> None:
    text = qr.join_text("192.168.1.5:8765", "K7MQ2X")

    assert text == "HTTP://192.168.1.5:8765/J/K7MQ2X"
    assert read(qr.svg(text)) == text


def test_a_join_code_on_a_projector_has_25_modules_and_a_quiet_zone_of_4() -> None:
    drawn = qr.svg(qr.join_text("192.168.1.5:8765", "K7MQ2X"))

    assert 'viewBox="0 0 33 33"' in drawn
    corners = [(int(x), int(y)) for x, y in re.findall(r"M(\d+) (\d+)h", drawn)]
    assert min(corners) == (4, 4)


@pytest.mark.parametrize("level", ["L", "M", "Q", "H"])
def test_every_level_reads(level: qr.Level) -> None:
    assert read(qr.svg("HTTP://10.0.0.2:80/J/ABCDEF", level=level)).endswith("ABCDEF")


def test_a_title_is_read_out_and_cannot_break_out_of_its_attribute() -> None:
    drawn = qr.svg("A", title='Join "<b>"')

    assert 'role="img" aria-label="Join &quot;&lt;b&gt;&quot;"' in drawn
    assert "style=" not in drawn
    assert not drawn.startswith("<?xml")


def test_without_a_title_it_is_hidden_from_screen_readers() -> None:
    assert 'aria-hidden="true"' in qr.svg("A")


def test_the_wifi_code_keeps_signs_that_the_format_uses_itself() -> None:
    text = qr.wifi_text('Clinic; "Room" 2', r"a\b:c,d")

    assert text == r"WIFI:T:WPA;S:Clinic\; \"Room\" 2;P:a\\b\:c\,d;;"
    assert read(qr.svg(text)) == text


def test_an_open_wifi_has_no_password() -> None:
    assert qr.wifi_text("Sala Niños", "") == "WIFI:T:nopass;S:Sala Niños;;"
    assert (
        read(qr.svg(qr.wifi_text("Sala Niños", ""))) == "WIFI:T:nopass;S:Sala Niños;;"
    )
