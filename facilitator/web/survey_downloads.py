"""The surveys of a session as XLSForm, to be read and edited elsewhere."""

from dataclasses import dataclass

from flask import Blueprint
from flask.typing import ResponseReturnValue

from facilitator.documents.xlsform_file import xlsform_file
from facilitator.domain.xlsform.writing import form_of
from facilitator.errors import NotFoundError
from facilitator.live.rooms import Rooms
from facilitator.web.downloads import XLSX, attached


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
