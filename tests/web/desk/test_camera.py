"""The camera's doors: a sheet's code is read, counted once, and taken back."""

import io
from typing import Any

import openpyxl
import pypdfium2
import pytest
import requests
from running import Held

JSON = {"Accept": "application/json"}
CSV = "Name,Email\nAna Ruiz,ana@x.org\n"


def post(held: Held, path: str, **given: Any) -> requests.Response:
    address = f"{held.server.url}/desk/sessions/{held.id}{path}"
    return held.server.trainer.post(address, headers=JSON, **given)


@pytest.fixture
def expecting(session: Held) -> Held:
    """A session that expects one person."""
    post(session, "/roster", files={"list": ("a.csv", CSV.encode())})
    columns = {"column-0": "name", "column-1": "email"}
    post(session, "/roster/list", data={"do": "import", **columns})
    return session


def seen(held: Held) -> tuple[int, bytes]:
    """Return the width and the grey values of what a camera sees of the sheet."""
    desk = f"{held.server.url}/desk/sessions/{held.id}"
    sheet = held.server.trainer.get(f"{desk}/sign-in-sheet.pdf?codes=1").content
    document = pypdfium2.PdfDocument(sheet)
    page = document[0].render(scale=2.5).to_pil().convert("L")
    document.close()
    # The code's column is a little left of the middle, the first row below the head.
    x, y = int(page.width * 0.44), int(page.height * 0.33)
    part = page.crop((x - 150, y - 150, x + 150, y + 150)).resize((480, 480))
    return 480, part.tobytes()


def look(held: Held, width: object, grey: bytes) -> requests.Response:
    return post(held, f"/camera/look?width={width}", data=grey)


def test_a_printed_code_signs_in_and_is_taken_back(expecting: Held) -> None:
    width, grey = seen(expecting)
    code = look(expecting, width, grey).json()["code"]

    came = post(expecting, "/camera/pass", json={"code": code, "direction": "in"})
    twice = post(expecting, "/camera/pass", json={"code": code, "direction": "in"})

    told = came.json()
    assert (told["name"], twice.json()["line"]) == ("Ana Ruiz", "0")
    undone = {"person": told["person"], "line": told["line"]}
    assert post(expecting, "/camera/undo", json=undone).json() == {"ok": True}
    again = post(expecting, "/camera/undo", json=undone)
    assert again.json()["code"] == "no-such-scan"
    book = openpyxl.load_workbook(io.BytesIO(expecting.download("attendance")))
    _, *rows = book["Scans"].iter_rows(values_only=True)
    assert ["Code on the sheet" in row for row in rows] == [True, False]
    assert "Taken back at the camera at once." in rows[1]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"code": "P:" + "A" * 16, "direction": "in"}, "unknown-code"),
        ({"code": "", "direction": "in"}, "unknown-code"),
        ({"code": "x" * 5000, "direction": "out"}, "unknown-code"),
        ({"code": "ABC234", "direction": "sideways"}, "bad-input"),
        ({"code": 7, "direction": "in"}, "bad-input"),
        (["in"], "bad-input"),
    ],
)
def test_a_code_that_is_nobodys_signs_nobody_in(
    expecting: Held, given: Any, code: str
) -> None:
    assert post(expecting, "/camera/pass", json=given).json()["code"] == code


@pytest.mark.parametrize(
    ("width", "grey"),
    [
        ("", b"x"),
        ("480", b"x"),
        ("-1", b"x"),
        ("99999", b"x"),
        ("٤٨٠", bytes(480 * 480)),
    ],
)
def test_what_is_no_frame_is_refused(expecting: Held, width: str, grey: bytes) -> None:
    assert look(expecting, width, grey).json()["code"] == "frame"


def test_a_frame_that_is_too_large_is_refused(expecting: Held) -> None:
    assert look(expecting, 1024, bytes(1024 * 1025)).status_code in (413, 422)


def test_the_camera_is_the_trainers_alone(expecting: Held) -> None:
    desk = f"{expecting.server.url}/desk/sessions/{expecting.id}"
    page = expecting.server.trainer.get(f"{desk}/camera")

    assert "camera=(self)" in page.headers["Permissions-Policy"]
    other = expecting.server.trainer.get(f"{desk}/people")
    assert "camera=()" in other.headers["Permissions-Policy"]
    stranger = requests.post(
        f"{desk}/camera/pass", json={"code": "ABC234"}, headers=JSON, timeout=30
    )
    assert stranger.status_code == 403
