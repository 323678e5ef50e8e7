"""The surveys of a session as XLSForm, to be read and edited elsewhere."""

from dataclasses import dataclass

from flask import Blueprint
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from facilitator.documents.xlsform_file import xlsform_file
from facilitator.domain.surveys.survey import Survey
from facilitator.domain.text import Text
from facilitator.domain.xlsform.form import NotInFormError
from facilitator.domain.xlsform.writing import form_of
from facilitator.errors import NotFoundError
from facilitator.live.rooms import Rooms
from facilitator.web.downloads import XLSX, attached
from facilitator.web.locale import get_language


def no_form(survey: Survey) -> str:
    """Return why a survey cannot be written as an XLSForm, "" where it can."""
    try:
        form_of(survey)
    except NotInFormError as refusal:
        said = _(
            "%(title)s: no XLSForm, because of “%(question)s” (%(what)s).",
            title=survey.title[get_language()],
            question=_told(refusal.facts["question"]),
            what=_told(refusal.facts["what"]),
        )
        return str(said)
    return ""


def _told(fact: object) -> str:
    return str(fact[get_language()] if isinstance(fact, Text) else fact)


@dataclass(frozen=True, slots=True)
class SurveyDownloads:
    """A survey of a session's frozen plan, as a file."""

    rooms: Rooms

    def form(self, session_id: str, name: str) -> ResponseReturnValue:
        """Give one survey as an XLSForm."""
        for survey in self.rooms.room(session_id).surveys:
            if survey.name == name:
                now = self.rooms.clock()
                made = xlsform_file(form_of(survey), survey.title.en, now)
                return attached(made, XLSX, f"{survey.name}.xlsx")
        raise NotFoundError


def add_survey_downloads(blueprint: Blueprint, rooms: Rooms) -> None:
    """Add the address of a session's surveys to the desk's own."""
    there = "/desk/sessions/<session_id>/surveys/<name>.xlsx"
    blueprint.add_url_rule(there, "survey_form", SurveyDownloads(rooms).form)
