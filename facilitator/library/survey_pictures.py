"""The pictures that a survey's questions point at, as they lie below its folder."""

import re
from collections.abc import Iterator
from pathlib import Path

from PIL import Image

from facilitator.domain.surveys.section_names import stem_of, unused
from facilitator.domain.surveys.survey import Survey
from facilitator.errors import FacilitatorError
from facilitator.file_writing import write_whole
from facilitator.library.problems import Problem
from facilitator.library.reading import Reading

FORMATS = ("PNG", "JPEG", "WEBP")
LARGEST = 20_000_000
"""Bytes."""
MOST_PIXELS = 50_000_000
SHORTEST_SIDE = 100
# No picture is so flat or narrow that a thumb cannot point into it.
LARGEST_RATIO = 4
NAME = re.compile(
    r"(?:[A-Za-z0-9][A-Za-z0-9_-]{0,59}/){0,3}"
    r"[A-Za-z0-9][A-Za-z0-9_-]{0,59}\.(?:png|jpg|jpeg|webp)\Z"
)
# Where pictures that are added at the desk lie, below the surveys' folder.
ADDED = "pictures"
_ENDINGS = frozenset({"png", "jpg", "jpeg", "webp"})
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, LookupError, MemoryError)
_TOO_MANY = f"has more than {MOST_PIXELS // 1_000_000} million pixels."


class SurveyPictureError(FacilitatorError):
    """A picture that a question names is not there any more, or not as it was."""

    code = "survey-picture"
    status = 409
    sentence = "The picture {file} of a survey cannot be used: {why}"


def picture_path(folder: Path, file: str) -> Path:
    """Return where a survey's picture lies below a curriculum folder."""
    return folder / "surveys" / file


def picture_size(folder: Path, file: str) -> tuple[int, int]:
    """Return the width and height of a picture in pixels; nought if it is none."""
    if picture_problem(folder, file):
        return 0, 0
    with Image.open(picture_path(folder, file), formats=FORMATS) as picture:
        return picture.size


def pictures_in(folder: Path) -> tuple[str, ...]:
    """Return the pictures below the surveys' folder that a question can name."""
    surveys = folder / "surveys"
    there = (path.relative_to(surveys).as_posix() for path in surveys.rglob("*.*"))
    return tuple(sorted(file for file in there if NAME.match(file)))


def add_picture(folder: Path, made: bytes, called: str) -> str:
    """Put a picture below the surveys' folder, under a name that none has yet.

    Args:
        folder: the curriculum.
        made: the content of the picture's file.
        called: the name that it came with; only its letters and digits are kept.

    Returns:
        The file as a question names it.

    Raises:
        SurveyPictureError: it is none that can be used. Nothing is kept then.
        NotWrittenError: the disk refuses.
    """
    there = folder / "surveys" / ADDED
    there.mkdir(exist_ok=True)
    stem, _, ending = called.rpartition(".")
    ending = ending.lower() if ending.lower() in _ENDINGS else "png"
    taken = {path.stem for path in there.iterdir()}
    name = unused(stem_of(stem, "picture"), taken)
    file = f"{ADDED}/{name}.{ending}"
    path = picture_path(folder, file)
    write_whole(path, made)
    why = picture_problem(folder, file)
    if why:
        path.unlink(missing_ok=True)
        raise SurveyPictureError(file=file, why=why)
    return file


def picture_problem(folder: Path, file: str) -> str:
    """Return a sentence on what keeps a picture from being used, else "".

    Its bytes are looked at, whatever its name says; nothing of it is drawn.
    """
    if not NAME.match(file):
        return (
            "Name a .png, .jpg or .webp below the surveys folder, in letters, digits, "
            "- and _ only."
        )
    path = picture_path(folder, file)
    inside = [path, *path.parents][: len(Path(file).parts)]
    if any(part.is_symlink() for part in inside):
        return f"{file} is a link. Put the picture itself there."
    try:
        return _of_file(path, file) or _of_content(path, file)
    except Image.DecompressionBombError:
        return f"{file} {_TOO_MANY}"
    except _BROKEN:
        return f"{file} is no PNG, JPEG or WebP picture."


def _of_file(path: Path, file: str) -> str:
    if not path.is_file():
        return f"There is no picture {file} below the surveys folder."
    if path.stat().st_size > LARGEST:
        return f"{file} is larger than {LARGEST // 1_000_000} megabytes."
    return ""


def picture_problems(folder: Path, reading: Reading[Survey]) -> Iterator[Problem]:
    """Yield what keeps the pictures of a survey from being used."""
    for index, question in enumerate(reading.value.questions):
        if question.picture is None:
            continue
        why = picture_problem(folder, question.picture.file)
        if why:
            line = reading.line("questions", index, "picture")
            yield Problem(reading.file, line, "error", why)


def _of_content(path: Path, file: str) -> str:
    with Image.open(path, formats=FORMATS) as picture:
        width, height = picture.size
        if getattr(picture, "is_animated", False):
            return f"{file} moves. Use a picture that stands still."
    if width * height > MOST_PIXELS:
        return f"{file} {_TOO_MANY}"
    if min(width, height) < SHORTEST_SIDE:
        return f"{file} is smaller than {SHORTEST_SIDE} pixels."
    if max(width, height) > LARGEST_RATIO * min(width, height):
        return f"{file} is too narrow or too flat to point at."
    return ""
