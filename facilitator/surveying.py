"""Surveys from the command line: taken out and in as XLSForm, and locked."""

from datetime import datetime
from pathlib import Path

from facilitator.documents.xlsform_file import read_xlsform, xlsform_file
from facilitator.domain.surveys.limits import LONGEST_NAME
from facilitator.domain.surveys.survey import Survey
from facilitator.domain.xlsform.reading import survey_of
from facilitator.domain.xlsform.writing import form_of
from facilitator.errors import FacilitatorError
from facilitator.file_writing import check_place, write_whole
from facilitator.library.problems import CurriculumError, Report
from facilitator.library.schema import FILE_NAME
from facilitator.library.survey_locking import locked_words
from facilitator.library.survey_writing import heading_of, survey_yaml
from facilitator.library.surveys import proofread, read_survey
from facilitator.library.text_file import read_words

ENDING = ".xlsx"


class NotASurveyNameError(FacilitatorError):
    """A survey cannot be called so."""

    code = "survey-name"
    status = 422
    sentence = "{name} is no name of a survey. Use a-z, 0-9 and -, such as my-survey."


class NoFormError(FacilitatorError):
    """There is no file to take in."""

    code = "no-form"
    status = 404
    sentence = "There is no file {file}. Check its name and its folder."


class OwnCurriculumError(FacilitatorError):
    """Only a curriculum of one's own is written to."""

    code = "own-curriculum"
    status = 409
    sentence = (
        "Name your own copy of the curriculum with --curriculum. "
        "`facilitator copy` makes one."
    )


class SurveyThereError(FacilitatorError):
    """A survey of this name would be written over."""

    code = "survey-there"
    status = 409
    sentence = (
        "{file} is there already. Choose another name, or write over it with --replace."
    )


def export_form(name: str, file: Path, *, curriculum: Path, now: datetime) -> bool:
    """Write a survey as an XLSForm, and return whether a file was replaced.

    Raises:
        FacilitatorError: no such survey, mistakes in it, or the file cannot be written.
    """
    check_place(file, ENDING, name)
    return write_whole(file, form_file(_survey(curriculum, name), now))


def form_file(survey: Survey, now: datetime) -> bytes:
    """Return a survey as the bytes of an XLSForm."""
    return xlsform_file(form_of(survey), survey.title.en, now)


def import_form(
    file: Path, name: str, *, curriculum: Path | None, kind: str = "", replace: bool
) -> tuple[Path, bool]:
    """Write the survey that an XLSForm is into a curriculum, whole or not at all.

    Comments at the top of a file that is replaced stay.

    Args:
        file: the XLSForm.
        name: what the survey is to be called.
        curriculum: the folder with `surveys`.
        kind: what the survey is, where the form does not say it.
        replace: whether a survey of this name may be written over.

    Returns:
        The file written, and whether it was there before.

    Raises:
        FacilitatorError: with what is wrong; nothing is written then.
    """
    target = _target(curriculum, name)
    if target.exists() and not replace:
        raise SurveyThereError(file=target)
    if not file.is_file():
        raise NoFormError(file=file)
    survey = survey_of(read_xlsform(file, file.name), name, kind)
    before = read_words(target, Report(target.name)) if target.exists() else None
    words = survey_yaml(survey, heading_of(before or ""))
    reading = proofread(words, name)
    if not reading.sound:
        raise CurriculumError(reading.problems)
    return target, write_whole(target, words.encode("utf-8"))


def lock(name: str, *, curriculum: Path | None, replace: bool) -> str:
    """Write the hash of a locked survey into its file, and return it.

    Raises:
        FacilitatorError: with what is wrong; nothing is written then.
    """
    target = _target(curriculum, name)
    words, computed = locked_words(target.parents[1], name, anew=replace)
    write_whole(target, words.encode("utf-8"))
    return computed


def _survey(curriculum: Path, name: str) -> Survey:
    _check_name(name)
    reading = read_survey(curriculum, name)
    if not reading.sound:
        raise CurriculumError(reading.problems)
    return reading.value


def _target(curriculum: Path | None, name: str) -> Path:
    if curriculum is None:
        raise OwnCurriculumError
    _check_name(name)
    target = curriculum / "surveys" / f"{name}.yaml"
    check_place(target, ".yaml", name)
    return target


def _check_name(name: str) -> None:
    # A name from outside never becomes a path before it is known to be one.
    if len(name) > LONGEST_NAME or not FILE_NAME.match(name):
        raise NotASurveyNameError(name=name[:LONGEST_NAME])
