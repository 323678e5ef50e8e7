"""The addresses of the curriculum's surveys at the desk."""

from flask import Blueprint

from facilitator.live.rooms import Rooms
from facilitator.web.desk.survey_editor import SurveyEditor
from facilitator.web.desk.survey_preview import SurveyPreview
from facilitator.web.desk.survey_use import SurveyUse
from facilitator.web.desk.surveys import SurveyRoutes, SurveyShelf


def add_surveys(blueprint: Blueprint, rooms: Rooms) -> None:
    """Add the list of surveys, the editor of one, and the phone beside it."""
    add, shelf = blueprint.add_url_rule, SurveyShelf(rooms)
    surveys, editor, preview = (
        SurveyRoutes(shelf),
        SurveyEditor(shelf),
        SurveyPreview(shelf),
    )
    there = "/desk/surveys"
    add(there, "surveys", surveys.list)
    add(there, "add_survey", surveys.add, methods=["POST"])
    add("/desk/curriculum", "own_curriculum", surveys.make_own, methods=["POST"])
    one = f"{there}/<name>"
    add(one, "survey", editor.show)
    add(one, "change_survey", editor.change, methods=["POST"])
    add(f"{one}/preview", "survey_preview", preview.show)
    add(f"{one}/pictures/<path:file>", "survey_picture", preview.picture)
    add(f"{one}/plan", "use_survey", SurveyUse(shelf, editor).use, methods=["POST"])
    add(f"{one}.yaml", "survey_yaml", surveys.as_yaml)
    add(f"{one}.xlsx", "survey_xlsx", surveys.as_form)
