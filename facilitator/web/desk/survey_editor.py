"""One survey at the desk: edited part by part, and saved."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from flask import make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from facilitator.domain.surveys.instrument import STATUSES
from facilitator.domain.surveys.limits import LEVELS, OUTCOMES
from facilitator.domain.surveys.survey import Survey
from facilitator.errors import BadInputError, FacilitatorError
from facilitator.library.kept_codes import code_problems
from facilitator.library.option_edits import Used
from facilitator.library.problems import Problem, errors
from facilitator.library.question_fields import kinds_in
from facilitator.library.reading import Reading
from facilitator.library.survey_draft import Draft
from facilitator.library.survey_naming import settle_names
from facilitator.library.survey_pictures import picture_problems, pictures_in
from facilitator.library.survey_shelf import (
    PLACES,
    misfits,
    objectives_of,
    plan_titles,
    uses_of,
)
from facilitator.library.survey_tree import Tree
from facilitator.web import policy
from facilitator.web.desk import survey_form, survey_head
from facilitator.web.desk.session import wants_page
from facilitator.web.desk.survey_changes import DOES, Change, Place, index_of
from facilitator.web.desk.survey_head import ABOUT, HEADS
from facilitator.web.desk.survey_open_part import OpenPart
from facilitator.web.desk.survey_pictures import added_picture, allow_pictures
from facilitator.web.desk.survey_problems import told
from facilitator.web.desk.surveys import ShippedSurveyError, SurveyShelf
from facilitator.web.locale import get_language, sentence_of
from facilitator.web.survey_downloads import no_form

LONGEST_DO = 40
_AS_TYPED = ("words", "undo")


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
    """The page of one survey and its form."""

    shelf: SurveyShelf

    def show(
        self, name: str, refusal: FacilitatorError | None = None
    ) -> ResponseReturnValue:
        """Show a survey: to be edited, or to be read where it is not ours to edit."""
        self.shelf.check(name)
        return self._page(name, request.args.get("part", ""), refusal)

    def change(self, name: str) -> ResponseReturnValue:
        """Keep what was typed, and do what the button says."""
        self.shelf.check(name)
        self._check_editable(name)
        allow_pictures(request)
        did, rest = _button()
        part = request.form.get("part", ABOUT)[:LONGEST_DO]
        try:
            if did == "discard":
                return self._discarded(name)
            if did == "add-picture":
                place = self._with_picture(name, part)
            else:
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
        return self._back(name, place, "remove" if did.startswith("remove") else "")

    def _check_editable(self, name: str) -> None:
        if self.shelf.is_shipped:
            raise ShippedSurveyError
        draft = self.shelf.drafts.draft(name)
        if draft is None:
            raise NotEditableHereError
        if "locked" in draft.tree:
            raise LockedSurveyError

    def _with_picture(self, name: str, part: str) -> Place:
        """Add the picture that came to the open question, or keep none of it."""
        file = added_picture(request, self.shelf.rooms.curriculum_folder)
        try:
            return self._kept(name, "add-picture", part, file)
        except FacilitatorError:
            self.shelf.drafts.tidy((file,))
            raise

    def _kept(self, name: str, did: str, part: str, rest: str) -> Place:
        """Keep the words of the open form, and make the change that was asked for."""
        places: list[Place] = []
        named = rest.split(":")[:2]
        numbers = tuple(int(n) for n in named if n.isascii() and n.isdigit())
        word = named[0] if not numbers else ""
        focus = request.form.get("focus", "")[:LONGEST_DO]
        # Half a sentence makes no good name: new parts get theirs when they are left.
        is_typing = _button()[0] in _AS_TYPED

        def edit(tree: Tree, used: Used) -> None:
            _read(part, tree, used)
            if not is_typing:
                settle_names(tree, used)
            change = Change(tree, used, part, numbers, word, focus)
            places.append(DOES[did](change))

        revision = request.form.get("revision", "")[:LONGEST_DO]
        label = f"words {part}" if did in ("words", "go") else did
        added = (word,) if did == "add-picture" else ()
        self.shelf.drafts.change(name, revision, label, edit, added)
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
        found = [*reading.problems, *self._of_files(reading)]
        if reading.sound:
            folder = self.shelf.rooms.curriculum_folder
            found += misfits(folder, reading, self.shelf.today)
        return tuple(found)

    def _of_files(self, reading: Reading[Survey]) -> tuple[Problem, ...]:
        """Return what the pictures and the earlier versions of a survey say of it."""
        pictures = picture_problems(self.shelf.rooms.curriculum_folder, reading)
        versions = self.shelf.drafts.versions(reading.value.name)
        return (*pictures, *code_problems(reading, versions))

    def _page(
        self, name: str, part: str, refusal: FacilitatorError | None = None
    ) -> ResponseReturnValue:
        draft = self.shelf.draft(name)
        facts = {
            "name": name,
            "uses": uses_of(self.shelf.rooms.curriculum_folder, name),
            "plans": plan_titles(self.shelf.rooms.curriculum_folder),
            "has_file": self.shelf.file(name),
            "no_form": no_form(self.shelf.reading(name).value),
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
        if not form:
            part = part if part in HEADS else ABOUT
        here = OpenPart(part, form, draft)
        return render_template(
            "desk/survey.html",
            draft=draft,
            tree=tree,
            survey=reading.value,
            rows=survey_form.rows(tree, found),
            form=form,
            part=part,
            problems=found,
            **here.problems(found),
            **here.heads(get_language()),
            **self._choices(draft, form),
            statuses=STATUSES,
            is_behind=self.shelf.drafts.is_behind(draft),
            earlier=len(self.shelf.drafts.earlier(draft.name)),
            **facts,
        )

    def _choices(
        self, draft: Draft, form: survey_form.QuestionForm | None
    ) -> Mapping[str, Any]:
        """Return what can be chosen in the selections of the open part."""
        folder = self.shelf.rooms.curriculum_folder
        has_picture = form and form.question.get("kind") == "point"
        return {
            "kinds": kinds_in(draft.tree.get("kind")),
            "survey_kinds": PLACES,
            "levels": LEVELS,
            "outcomes": OUTCOMES,
            "objectives": objectives_of(folder, draft.name),
            "pictures": pictures_in(folder) if has_picture else (),
        }


def _button() -> tuple[str, str]:
    """Return what the button that was pressed does, and to what."""
    did, _colon, rest = request.form.get("do", "words")[:LONGEST_DO].partition(":")
    return did, rest


def _read(part: str, tree: Tree, used: Used) -> None:
    index = index_of(part)
    if 0 <= index < len(tree["questions"]):
        survey_form.read_question(request.form, tree, index, used)
    elif part in HEADS:
        survey_head.read_head(request.form, tree, part)
