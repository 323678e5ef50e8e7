"""One survey at the desk: edited part by part, seen as on a phone, and saved."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from flask import make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from facilitator.domain.surveys.instrument import STATUSES
from facilitator.domain.surveys.limits import LEVELS, OUTCOMES
from facilitator.domain.surveys.survey import Question, Survey
from facilitator.errors import BadInputError, FacilitatorError
from facilitator.library.option_edits import Used
from facilitator.library.problems import Problem, errors
from facilitator.library.question_fields import KINDS, NOT_IN_POLLS
from facilitator.library.reading import Reading
from facilitator.library.survey_drafts import Draft
from facilitator.library.survey_shelf import (
    PLACES,
    misfits,
    objectives_of,
    plan_titles,
    uses_of,
)
from facilitator.library.survey_tree import Tree
from facilitator.live.asked_polls import asked_as
from facilitator.web import policy
from facilitator.web.desk import survey_form
from facilitator.web.desk.approval import speak
from facilitator.web.desk.session import wants_page
from facilitator.web.desk.survey_changes import DOES, Change, Place, index_of
from facilitator.web.desk.survey_form import ABOUT
from facilitator.web.desk.survey_problems import Told, told
from facilitator.web.desk.surveys import ShippedSurveyError, SurveyShelf
from facilitator.web.locale import get_language, sentence_of
from facilitator.web.phone.relevance import conditions

LONGEST_DO = 40


class LockedSurveyError(FacilitatorError):
    """An approved form is not changed."""

    code = "locked-survey"
    status = 409
    sentence = (
        "This form was approved as it is and cannot be changed. "
        "Make a copy under another name, and change that."
    )


class NotEditableHereError(FacilitatorError):
    """The file cannot be read part by part."""

    code = "not-editable-here"
    status = 409
    sentence = (
        "This file cannot be edited here. Correct its mistakes in the file first."
    )


# These keep the words and do something with the draft as a whole.
WHOLE = frozenset({"undo", "save", "discard"})


@dataclass(frozen=True, slots=True)
class SurveyEditor:
    """The page of one survey, its form and its preview."""

    shelf: SurveyShelf

    def show(self, name: str) -> ResponseReturnValue:
        """Show a survey: to be edited, or to be read where it is not ours to edit."""
        self.shelf.check(name)
        return self._page(name, request.args.get("part", ""))

    def change(self, name: str) -> ResponseReturnValue:
        """Keep what was typed, and do what the button says."""
        self.shelf.check(name)
        self._check_editable(name)
        did, _, rest = request.form.get("do", "words")[:LONGEST_DO].partition(":")
        part = request.form.get("part", ABOUT)[:LONGEST_DO]
        try:
            if did == "discard":
                return self._discarded(name)
            place = self._kept(name, did if did in DOES else "words", part, rest)
            if did in WHOLE:
                return self._as_a_whole(name, did, place[0])
            if did not in DOES:
                raise BadInputError(what="do")  # the page says so
        except FacilitatorError as refusal:
            if not wants_page():
                raise
            # What was typed is not lost because the button could not be followed.
            with suppress(FacilitatorError):
                self._kept(name, "words", part, "")
            return self._page(name, part, refusal)
        return self._back(
            name, place, did if did in ("remove", "remove-option") else ""
        )

    def preview(self, name: str) -> ResponseReturnValue:
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
            polls=[_as_poll(one) for one in asked],
            is_whole=len(asked) == len(survey.questions),
            is_open=open_at >= 0,
            answers={},
            wrong={},
            # As they are written, whatever order a phone gets them in.
            choices_of=attrgetter("choices"),
            conditions=conditions(survey),
            readable=bool(draft or survey.questions) or reading.sound,
        )
        response = make_response(page)
        response.headers[policy.HEADER] = policy.PREVIEW
        return response

    def _check_editable(self, name: str) -> None:
        if self.shelf.is_shipped:
            raise ShippedSurveyError
        draft = self.shelf.drafts.draft(name)
        if draft is None:
            raise NotEditableHereError
        if "locked" in draft.tree:
            raise LockedSurveyError

    def _kept(self, name: str, did: str, part: str, rest: str) -> Place:
        """Keep the words of the open form, and make the change that was asked for."""
        places: list[Place] = []
        named = rest.split(":")[:2]
        numbers = tuple(int(n) for n in named if n.isascii() and n.isdigit())
        word = named[0] if not numbers else ""

        def edit(tree: Tree, used: Used) -> None:
            _read(part, tree, used)
            change = Change(tree, used, part, numbers, word)
            places.append(DOES[did](change))

        revision = request.form.get("revision", "")[:LONGEST_DO]
        label = f"words {part}" if did in ("words", "go") else did
        self.shelf.drafts.change(name, revision, label, edit)
        return places[-1]

    def _as_a_whole(self, name: str, did: str, part: str) -> ResponseReturnValue:
        drafts = self.shelf.drafts
        draft = drafts.draft(name)
        if draft is None:
            raise NotEditableHereError
        if did == "undo":
            drafts.undo(name, draft.revision)
            return self._back(name, (part, "undo"), "undone")
        reading = draft.reading()
        found = told(reading, self._problems(reading))
        stopping = [problem for problem in found if problem.stops]
        if stopping:
            drafts.try_out(name)
            return self._back(name, (stopping[0].part, ""), "wrong")
        drafts.save(draft)
        return self._back(name, (part, ""), "saved")

    def _discarded(self, name: str) -> ResponseReturnValue:
        self.shelf.drafts.discard(name)
        if not self.shelf.file(name):
            return redirect(url_for("desk.surveys", done="discarded"), 303)
        return self._back(name, ("", ""), "discarded")

    def _back(self, name: str, place: Place, done: str) -> ResponseReturnValue:
        part, focus = (word or None for word in place)
        there = url_for(
            "desk.survey", name=name, part=part, focus=focus, done=done or None
        )
        return redirect(there, 303)

    def _problems(self, reading: Reading[Survey]) -> tuple[Problem, ...]:
        found = [*reading.problems]
        if reading.sound:
            folder = self.shelf.rooms.curriculum_folder
            found += misfits(folder, reading, self.shelf.today)
        return tuple(found)

    def _page(
        self, name: str, part: str, refusal: FacilitatorError | None = None
    ) -> ResponseReturnValue:
        draft = self.shelf.draft(name)
        facts = {
            "name": name,
            "uses": uses_of(self.shelf.rooms.curriculum_folder, name),
            "plans": plan_titles(self.shelf.rooms.curriculum_folder),
            "has_file": self.shelf.file(name),
            "trouble": sentence_of(refusal) if refusal else "",
            "done": request.args.get("done", ""),
            "focus": request.args.get("focus", ""),
            "shipped": self.shelf.is_shipped,
        }
        page = (
            self._editor(draft, part, facts) if draft else self._read_only(name, facts)
        )
        response = make_response(page, refusal.status if refusal else 200)
        response.headers[policy.HEADER] = policy.WITH_DRAWING
        return response

    def _read_only(self, name: str, facts: Mapping[str, Any]) -> str:
        reading = self.shelf.reading(name)
        return render_template(
            "desk/survey_read.html",
            survey=reading.value,
            problems=errors(reading.problems),
            part="",
            **facts,
        )

    def _editor(self, draft: Draft, part: str, facts: Mapping[str, Any]) -> str:
        tree, reading = draft.tree, draft.reading()
        # Reading every plan takes a while: only once it was to be saved.
        problems = self._problems(reading) if draft.tried else reading.problems
        found = told(reading, problems)
        index = index_of(part)
        form = None
        if 0 <= index < len(tree["questions"]):
            form = survey_form.question_form(tree, index)
        part = f"q{index}" if form else ABOUT
        return render_template(
            "desk/survey.html",
            draft=draft,
            tree=tree,
            survey=reading.value,
            rows=survey_form.rows(tree, found),
            form=form,
            part=part,
            problems=found,
            **_beside(form, part, found, is_calm=_is_begun(draft, form)),
            sections=survey_form.sections(tree),
            section_labels=survey_form.section_labels(tree, get_language()),
            can_edit_about=survey_form.can_edit_about(tree),
            kinds=[
                k for k in KINDS if tree.get("kind") != "polls" or k not in NOT_IN_POLLS
            ],
            survey_kinds=PLACES,
            levels=LEVELS,
            outcomes=OUTCOMES,
            objectives=objectives_of(self.shelf.rooms.curriculum_folder, draft.name),
            statuses=STATUSES,
            is_behind=self.shelf.drafts.is_behind(draft),
            earlier=len(self.shelf.drafts.earlier(draft.name)),
            **facts,
        )


def _read(part: str, tree: Tree, used: Used) -> None:
    index = index_of(part)
    if 0 <= index < len(tree["questions"]):
        survey_form.read_question(request.form, tree, index, used)
    elif part == ABOUT:
        survey_form.read_about(request.form, tree)


def _is_begun(draft: Draft, form: survey_form.QuestionForm | None) -> bool:
    """Whether a part is just being written: what it lacks is not told yet."""
    is_new = form.is_new if form else not draft.base
    return is_new and not draft.tried


def _beside(
    form: survey_form.QuestionForm | None,
    part: str,
    found: tuple[Told, ...],
    *,
    is_calm: bool,
) -> dict[str, Any]:
    """Return the problems of the open part: beside their fields, and the others.

    `is_calm` tells none yet.
    """
    mine = [problem for problem in found if problem.part == part]
    if is_calm:
        mine = []
    shown = survey_form.shown_fields(form) if form else survey_form.ABOUT_FIELDS
    beside: dict[str, list[Told]] = {}
    loose = []
    for problem in mine:
        if problem.field in shown or (not form and problem.field[:8] == "section."):
            beside.setdefault(problem.field, []).append(problem)
        else:
            loose.append(problem)
    return {"beside": beside, "loose": loose}


def _as_poll(question: Question) -> dict[str, Any]:
    facts = {"name": question.name, "phase": "open", "round": 1}
    return {**facts, "question": asked_as(question)}
