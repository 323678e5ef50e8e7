"""A picture to point at, on its way into the surveys' folder."""

from pathlib import Path

from flask import Request
from flask_babel import gettext as _

from facilitator.documents.errors import LargePictureError
from facilitator.errors import FacilitatorError
from facilitator.library.survey_pictures import SurveyPictureError, add_picture
from facilitator.web.desk.deck_upload import MAX_PICTURE_BYTES, NoPictureSentError
from facilitator.web.desk.survey_sentences import sentence_for

FIELD = "picture.file"
# The words of the form around the picture.
_ENVELOPE_BYTES = 256 * 1024
_LONGEST_NAME = 120


class UnusablePictureError(FacilitatorError):
    """The picture that was added is none that a question can have."""

    code = "survey-picture"
    status = 422
    sentence = "The picture was not added. {why}"


def allow_pictures(request: Request) -> None:
    """Let a form be as large as a picture, where it can hold one.

    Raises:
        LargePictureError: it says that it is larger. Nothing of it is read.
    """
    if request.mimetype != "multipart/form-data":
        return
    most = MAX_PICTURE_BYTES + _ENVELOPE_BYTES
    if (request.content_length or 0) > most:
        limit = MAX_PICTURE_BYTES // 1024**2
        raise LargePictureError(filename=_("This file"), limit=limit)
    request.max_content_length = most


def added_picture(request: Request, folder: Path) -> str:
    """Keep the picture that came with a form; return the file that a question names.

    Raises:
        NoPictureSentError: none came.
        UnusablePictureError: it cannot be pointed at.
    """
    sent = request.files.get(FIELD)
    if sent is None or not sent.filename:
        raise NoPictureSentError
    try:
        return add_picture(folder, sent.read(), sent.filename[-_LONGEST_NAME:])
    except SurveyPictureError as wrong:
        why = str(wrong.facts["why"])
        raise UnusablePictureError(why=sentence_for("", why) or why) from wrong
