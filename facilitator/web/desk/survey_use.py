"""A plan takes a survey as its own, or the survey's page says why it does not fit."""

import re
from dataclasses import dataclass

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from facilitator.domain.text import Text
from facilitator.errors import FacilitatorError, NotFoundError
from facilitator.library.curriculum import plan_names
from facilitator.library.problems import CurriculumError
from facilitator.library.survey_shelf import plan_titles, use_in
from facilitator.web.desk.session import wants_page
from facilitator.web.desk.survey_editor import SurveyEditor
from facilitator.web.desk.surveys import ShippedSurveyError, SurveyShelf


class MissingPollsError(FacilitatorError):
    """Slides of a plan ask for polls that a survey does not have."""

    code = "missing-polls"
    status = 409
    sentence = (
        "The plan “{plan}” was not changed: its slides ask for polls that this file "
        "does not have ({names}). Begin with a copy of the polls that the plan uses "
        "now, or take these out of the slides' notes."
    )


class MissingObjectivesError(FacilitatorError):
    """Questions of a survey name objectives that a plan does not have."""

    code = "missing-objectives"
    status = 409
    sentence = (
        "The plan “{plan}” was not changed: questions of this file name objectives "
        "that the plan does not have ({names})."
    )


class AskedOtherwiseError(FacilitatorError):
    """Two forms of a plan would ask one question in two ways."""

    code = "asked-otherwise"
    status = 409
    sentence = (
        "The plan “{plan}” was not changed: this file and another form of the plan "
        "ask the same question in different ways ({names}). Give it the same kind and "
        "options in both."
    )


class SurveyMistakesError(FacilitatorError):
    """A survey has mistakes of its own."""

    code = "survey-mistakes"
    status = 409
    sentence = (
        "The plan “{plan}” was not changed: the file of this survey is not there yet, "
        "or has mistakes. Save the survey first."
    )


# What the proofreader says of a plan and a survey that do not fit, and what it names.
_MISFITS: tuple[tuple[str, type[FacilitatorError]], ...] = (
    (r"There is no poll `(.*)` in surveys/", MissingPollsError),
    (r"There is no objective `(.*)` in sessions/", MissingObjectivesError),
    (r"both ask `(.*)`, but not in the same way", AskedOtherwiseError),
)


@dataclass(frozen=True, slots=True)
class SurveyUse:
    """The button by which a plan uses a survey from now on."""

    shelf: SurveyShelf
    editor: SurveyEditor

    def use(self, name: str) -> ResponseReturnValue:
        """Let a plan use a survey; what does not fit is said on the survey's page."""
        self.shelf.check(name)
        if self.shelf.is_shipped:
            raise ShippedSurveyError
        folder, plan = self.shelf.rooms.curriculum_folder, request.form.get("plan", "")
        if plan not in plan_names(folder):
            raise NotFoundError
        try:
            use_in(folder, plan, name, self.shelf.today)
        except FacilitatorError as refusal:
            if not wants_page():
                raise
            return self.editor.show(name, _why(refusal, plan_titles(folder)[plan]))
        there = url_for("desk.survey", name=name, done="used", _anchor="plans")
        return redirect(there, 303)


def _why(refusal: FacilitatorError, plan: Text) -> FacilitatorError:
    """Return what keeps a survey from a plan, in words for whoever pressed."""
    if not isinstance(refusal, CurriculumError):
        return refusal
    messages = [problem.message for problem in refusal.problems]
    for pattern, error in _MISFITS:
        matches = (re.search(pattern, message) for message in messages)
        named = dict.fromkeys(match[1] for match in matches if match)
        if named:
            return error(plan=plan, names=", ".join(named))
    return SurveyMistakesError(plan=plan)
