"""Pictures that questions point at: read from below the surveys' folder, or refused."""

import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from facilitator.domain.surveys.points import Area, Picture
from facilitator.domain.text import Text
from facilitator.domain.xlsform.form import NotInFormError
from facilitator.domain.xlsform.writing import form_of
from facilitator.library.survey_writing import survey_yaml
from facilitator.library.surveys import read_survey

POINT = """\
kind: polls
title: {en: Polls, es: Encuestas}
questions:
  - name: where
    kind: point
    label: {en: Where?, es: ¿Dónde?}
    picture: pictures/room.png
    alt: {en: A room., es: Una sala.}
    areas:
      - {name: door, label: {en: Door, es: Puerta}, left: 0, top: 0, width: 40, height: 50, right: true}
      - {name: desk, label: {en: Desk, es: Mesa}, left: 40, top: 0, width: 60, height: 50}
"""  # noqa: E501


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A curriculum folder with one picture and one survey."""
    (tmp_path / "surveys" / "pictures").mkdir(parents=True)
    Image.new("RGB", (320, 180), "white").save(picture(tmp_path))
    return tmp_path


def picture(folder: Path) -> Path:
    return folder / "surveys" / "pictures" / "room.png"


def problems(folder: Path, words: str = POINT) -> list[str]:
    (folder / "surveys" / "polls.yaml").write_text(words, "utf-8")
    return [problem.message for problem in read_survey(folder, "polls").problems]


def test_a_point_is_read_and_written_back(folder: Path) -> None:
    assert problems(folder) == []
    survey = read_survey(folder, "polls").value
    (question,) = survey.questions
    assert question.picture == Picture("pictures/room.png")
    door = Area("door", Text("Door", "Puerta"), 0, 0, 40, 50, right=True)
    assert question.areas[0] == door
    assert problems(folder, survey_yaml(survey)) == []
    assert read_survey(folder, "polls").value == survey
    with pytest.raises(NotInFormError, match="a place on a picture"):
        form_of(survey)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("    picture: pictures/room.png\n", "", "A point needs `picture`."),
        ("    alt: {en: A room., es: Una sala.}\n", "", "A point needs `alt`."),
        (", es: Una sala.}", "}", "alt: the Spanish (`es`) is missing."),
        ("kind: polls", "kind: worksheet", "A point belongs to the polls"),
        ("kind: point", "kind: text", "`picture` belongs to a point."),
        ("left: 40", "left: 30", "The areas `door` and `desk` overlap."),
        ("left: 40", "left: 41", "The area `desk` goes beyond the picture."),
        ("name: desk", "name: elsewhere", "An area cannot be called `elsewhere`"),
        ("left: 40", "left: .nan", "left:"),
        ("left: 40", "left: .inf", "left:"),
        ("left: 40", "left: [40]", "left:"),
        ("left: 40", "left: 1e99", "left:"),
        ("left: 40", "left: -1", "left:"),
        ("width: 60", "width: 0", "width:"),
        ("height: 50}", "heigth: 50}", "heigth"),
    ],
)
def test_a_point_that_is_not_whole_is_refused(
    folder: Path, old: str, new: str, said: str
) -> None:
    assert old in POINT
    assert any(said in one for one in problems(folder, POINT.replace(old, new, 1)))


@pytest.mark.parametrize(
    "name",
    [
        "../surveys/pictures/room.png",
        "pictures/../pictures/room.png",
        "/etc/passwd.png",
        "..\\\\room.png",
        "pictures/.room.png",
        "pictures//room.png",
        "http://example.org/room.png",
        "pictures/room.svg",
        "pictures/room.gif",
        "pictures/none.png",
        "pictures/room.png\\0",
        "a/b/c/d/e/f.png",
    ],
)
def test_only_a_picture_below_the_folder_is_taken(folder: Path, name: str) -> None:
    words = POINT.replace("pictures/room.png", f'"{name}"')
    assert problems(folder, words)


def test_a_link_is_not_followed(folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.png"
    picture(folder).rename(outside)
    picture(folder).symlink_to(outside)
    assert problems(folder) == [
        "pictures/room.png is a link. Put the picture itself there."
    ]
    picture(folder).unlink()
    (folder / "surveys" / "pictures").rmdir()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    outside.rename(elsewhere / "room.png")
    (folder / "surveys" / "pictures").symlink_to(elsewhere)
    assert "link" in problems(folder)[0]


def _bomb() -> bytes:
    head = b"IHDR" + struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))
    data = b"IDAT" + zlib.compress(b"\0" * 1000)
    body = struct.pack(">I", len(data) - 4) + data + struct.pack(">I", zlib.crc32(data))
    return b"\x89PNG\r\n\x1a\n" + chunk + body


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no PNG"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "no PNG"),
        (b"GIF89a" + b"\0" * 50, "no PNG"),
        (b"\x89PNG\r\n\x1a\n" + b"\xff" * 60, "no PNG"),
        (b"%PDF-1.7\n", "no PNG"),
        (_bomb(), "million pixels"),
    ],
)
def test_what_is_no_picture_by_its_content_is_refused(
    folder: Path, content: bytes, said: str
) -> None:
    picture(folder).write_bytes(content)
    (problem,) = problems(folder)
    assert said in problem


def test_a_moving_a_tiny_and_a_narrow_picture_are_refused(folder: Path) -> None:
    frames = [Image.new("RGB", (200, 200), c) for c in ("red", "blue")]
    frames[0].save(picture(folder), save_all=True, append_images=frames[1:])
    assert "moves" in problems(folder)[0]
    Image.new("RGB", (20, 20)).save(picture(folder))
    assert "smaller" in problems(folder)[0]
    Image.new("RGB", (1000, 100)).save(picture(folder))
    assert "narrow" in problems(folder)[0]


def test_a_picture_with_too_many_bytes_is_refused(folder: Path) -> None:
    with picture(folder).open("ab") as file:
        file.truncate(20_000_001)
    assert "megabytes" in problems(folder)[0]
