"""A survey as it is edited, as it looks on a phone."""

from collections.abc import Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from flask import make_response, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from facilitator.domain.surveys.cases import earlier_steps
from facilitator.domain.surveys.survey import Question, Survey
from facilitator.errors import NotFoundError
from facilitator.library.survey_pictures import (
    picture_path,
    picture_problem,
    picture_size,
)
from facilitator.live.asked_polls import asked_as
from facilitator.live.cases import brief
from facilitator.web import policy
from facilitator.web.desk.approval import speak
from facilitator.web.desk.survey_changes import index_of
from facilitator.web.desk.surveys import SurveyShelf
from facilitator.web.locale import get_language
from facilitator.web.phone.answer_fields import PICTURE_WIDE, picture_high
from facilitator.web.phone.relevance import conditions


@dataclass(frozen=True, slots=True)
class SurveyPreview:
    """The phone beside the editor; nothing can be sent from it."""

    shelf: SurveyShelf

    def show(self, name: str) -> ResponseReturnValue:
        """Show a survey as it is edited on a phone's page; nothing can be sent."""
        self.shelf.check(name)
        draft = self.shelf.draft(name)
        reading = draft.reading() if draft else self.shelf.reading(name)
        chosen = request.args.get("in", "")
        speak(chosen if chosen in ("en", "es") else get_language())
        open_at = index_of(request.args.get("part", ""))
        survey = reading.value
        asked = survey.questions
        if 0 <= open_at < len(asked):
            # A frame that had to be scrolled to it would move the page as well.
            asked = asked[open_at:]
        if survey.kind == "polls":
            asked = asked[:1]
        page = render_template(
            "desk/survey_preview.html",
            survey=survey,
            asked=asked,
            polls=[self._as_poll(survey, one) for one in asked],
            is_whole=len(asked) == len(survey.questions),
            is_open=open_at >= 0,
            answers={},
            wrong={},
            # As they are written, whatever order a phone gets them in.
            choices_of=attrgetter("choices"),
            picture_wide=PICTURE_WIDE,
            picture_high=picture_high,
            conditions=conditions(survey),
            readable=bool(draft or survey.questions) or reading.sound,
        )
        response = make_response(page)
        response.headers[policy.HEADER] = policy.PREVIEW
        return response

    def picture(self, name: str, file: str) -> ResponseReturnValue:
        """Give a picture of the surveys' folder, as its file has it."""
        self.shelf.check(name)
        folder = self.shelf.rooms.curriculum_folder
        if picture_problem(folder, file):
            raise NotFoundError
        return send_file(picture_path(folder, file).resolve(), max_age=0)

    def _as_poll(self, survey: Survey, question: Question) -> dict[str, Any]:
        facts = {"name": question.name, "phase": "open", "round": 1}
        asked = asked_as(question)
        if question.picture and question.picture.file:
            asked["picture"] |= self._picture(survey.name, question.picture.file)
        return {**facts, "question": asked, "case": _told(survey, question)}

    def _picture(self, name: str, file: str) -> Mapping[str, Any]:
        wide, high = picture_size(self.shelf.rooms.curriculum_folder, file)
        address = url_for("desk.survey_picture", name=name, file=file)
        return {"wide": wide, "high": high, "address": address}


def _told(survey: Survey, question: Question) -> dict[str, Any] | None:
    """Return what is told of a case up to a question; None outside a case."""
    case, short = question.case, brief(question)
    if short is None:
        return None
    earlier = earlier_steps(survey.questions, case)
    told = [{"story": one.case.story.as_dict()} for one in earlier]
    text, story = case.text.as_dict(), case.story.as_dict()
    return {**short, "text": text, "story": story, "earlier": told}
