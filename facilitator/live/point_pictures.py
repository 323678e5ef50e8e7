"""The pictures that a plan's questions point at, drawn anew for a session."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path

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
        made = {file: _picture(folder, file, work) for file in wanted}
        polls = _with_pictures(content.polls, made)
        with desk.shelved(work) if wanted else nullcontext():
            yield replace(content, polls=polls)


def _files(polls: Survey) -> Iterable[str]:
    named = (question.picture for question in polls.questions)
    return dict.fromkeys(picture.file for picture in named if picture)


def _picture(folder: Path, file: str, work: Path) -> Picture:
    why = picture_problem(folder, file)
    if why:
        raise SurveyPictureError(file=file, why=why)
    digest = draw_picture(picture_path(folder, file), file, work)
    return Picture(file, digest, *size_of(work / f"{digest}-1920.webp"))


def _with_pictures(polls: Survey, made: dict[str, Picture]) -> Survey:
    questions = tuple(
        replace(question, picture=made[question.picture.file])
        if question.picture
        else question
        for question in polls.questions
    )
    return replace(polls, questions=questions)
