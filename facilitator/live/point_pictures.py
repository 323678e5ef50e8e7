"""The pictures that a plan's questions point at, drawn anew for a session."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from shutil import copyfile

from facilitator.documents.deck_worker import draw_picture
from facilitator.documents.drawn_size import size_of
from facilitator.domain.surveys.points import Picture
from facilitator.domain.surveys.survey import Survey
from facilitator.library.curriculum import Curriculum
from facilitator.library.survey_pictures import (
    SurveyPictureError,
    picture_path,
    picture_problem,
)
from facilitator.live.deck_desk import DeckDesk

# Which picture each file came to, by its content: drawing takes a second or two.
_drawn_before: dict[str, str] = {}


@contextmanager
def drawn(content: Curriculum, folder: Path, desk: DeckDesk) -> Iterator[Curriculum]:
    """Give a plan whose pictures lie where all can see them; within, keep it.

    Each is drawn anew in a process of its own, so that phones get nothing of the file.

    Raises:
        SurveyPictureError: a picture is not there any more, or not as it was.
        DocumentError: it is not a picture that can be shown.
    """
    wanted = _files(content.polls)
    with desk.workplace() if wanted else nullcontext(folder) as work:
        made = {file: _picture(folder, file, work, desk.pictures) for file in wanted}
        polls = _with_pictures(content.polls, made)
        with desk.shelved(work) if wanted else nullcontext():
            yield replace(content, polls=polls)


def _files(polls: Survey) -> Iterable[str]:
    named = (question.picture for question in polls.questions)
    return dict.fromkeys(picture.file for picture in named if picture)


def _picture(folder: Path, file: str, work: Path, pictures: Path) -> Picture:
    why = picture_problem(folder, file)
    if why:
        raise SurveyPictureError(file=file, why=why)
    path = picture_path(folder, file)
    key = sha256(path.read_bytes()).hexdigest()
    digest = _drawn_before.get(key, "")
    if not digest or not _fetched(digest, pictures, work):
        digest = _drawn_before[key] = draw_picture(path, file, work)
    return Picture(file, digest, *size_of(work / f"{digest}-1920.webp"))


def _fetched(digest: str, pictures: Path, work: Path) -> bool:
    """Copy a picture that an earlier session shows; False where it is gone."""
    try:
        for width in (1920, 960):
            copyfile(
                pictures / f"{digest}-{width}.webp", work / f"{digest}-{width}.webp"
            )
    except FileNotFoundError:
        return False
    return True


def _with_pictures(polls: Survey, made: dict[str, Picture]) -> Survey:
    questions = tuple(
        replace(question, picture=made[question.picture.file])
        if question.picture
        else question
        for question in polls.questions
    )
    return replace(polls, questions=questions)
