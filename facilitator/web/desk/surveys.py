"""The curriculum's surveys at the desk: listed, copied, taken away, used in plans."""

import copy
from dataclasses import dataclass, field
from datetime import date
from threading import RLock
from typing import Any, get_args

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from facilitator.documents.xlsform_file import xlsform_file
from facilitator.domain.surveys.limits import LONGEST_NAME, LONGEST_WORDS
from facilitator.domain.surveys.locking import languages_of
from facilitator.domain.surveys.survey import Survey, SurveyKind
from facilitator.domain.text import LANGUAGES, cleaned
from facilitator.domain.xlsform.writing import form_of
from facilitator.errors import FacilitatorError, NotFoundError
from facilitator.library import copying
from facilitator.library.option_edits import NO_WORDS
from facilitator.library.problems import CurriculumError, Problem, Report, errors
from facilitator.library.reading import Reading
from facilitator.library.schema import FILE_NAME
from facilitator.library.survey_draft import Draft
from facilitator.library.survey_drafts import SurveyDrafts
from facilitator.library.survey_shelf import (
    PLACES,
    Use,
    is_shipped,
    shelf,
    survey_names,
    uses_of,
)
from facilitator.library.survey_tree import Tree, tree_of
from facilitator.library.surveys import read_survey
from facilitator.library.text_file import read_words
from facilitator.live.rooms import Rooms
from facilitator.web.desk.session import wants_page
from facilitator.web.downloads import XLSX, attached
from facilitator.web.locale import sentence_of

YAML = "application/yaml"
DRAFTS = "survey-drafts"


class NoSuchSurveyError(NotFoundError):
    """No survey has this name."""

    code = "no-such-survey"
    sentence = "There is no survey called {name}. Choose one from the list."


class SurveyNameError(FacilitatorError):
    """A survey cannot be called so."""

    code = "survey-name"
    status = 422
    sentence = (
        "{name} is no name of a file. Use a-z, 0-9 and -, such as my-evaluation, "
        "with at most 40 characters."
    )


class SurveyThereError(FacilitatorError):
    """A survey of this name would be written over."""

    code = "survey-there"
    status = 409
    sentence = "There is a survey called {name} already. Choose another name."


class ShippedSurveyError(FacilitatorError):
    """What came with the program is not written to."""

    code = "shipped-survey"
    status = 409
    sentence = (
        "This survey came with the program and stays as it is. "
        "Make your own copy of the curriculum first."
    )


@dataclass(frozen=True, slots=True)
class SurveyRow:
    """A survey in the list; `survey` is as far as it could be read."""

    name: str
    survey: Survey
    problems: tuple[Problem, ...]
    uses: tuple[Use, ...]
    is_changed: bool
    has_file: bool

    @property
    def stops(self) -> int:
        """How many problems keep it from being used."""
        return len(errors(self.problems))

    @property
    def languages(self) -> tuple[tuple[str, str], ...]:
        """Each language and how far it is: approved, reviewed, draft, whole or not."""
        return tuple((code, self._said(code)) for code in LANGUAGES)

    def _said(self, code: str) -> str:
        survey, said = self.survey, self.survey.translation
        if survey.locked and code not in languages_of(survey):
            return "closed"
        own = {one.status for one in said.texts if one.language == code}
        if "draft" in own | {said.whole(code)}:
            return "draft"
        return said.whole(code) or ("missing" if self.stops else "whole")


@dataclass(frozen=True, slots=True)
class SurveyShelf:
    """The surveys of the curriculum in use, and their drafts."""

    rooms: Rooms
    lock: RLock = field(default_factory=RLock)

    @property
    def drafts(self) -> SurveyDrafts:
        """The drafts of the curriculum in use."""
        folder = self.rooms.data / DRAFTS
        return SurveyDrafts(self.rooms.curriculum_folder, folder, self.lock)

    @property
    def is_shipped(self) -> bool:
        """Whether the curriculum came with the program, and is only read."""
        return is_shipped(self.rooms.curriculum_folder)

    @property
    def today(self) -> date:
        """The day on which surveys are used."""
        return self.rooms.clock().astimezone().date()

    def check(self, name: str) -> None:
        """See that a survey is there, as a file or as a draft.

        Raises:
            NoSuchSurveyError: it is not. A name is no path before it is known.
        """
        named = len(name) <= LONGEST_NAME and FILE_NAME.match(name)
        if not named or not (self.file(name) or self.drafts.is_kept(name)):
            raise NoSuchSurveyError(name=name[:LONGEST_NAME])

    def file(self, name: str) -> bool:
        """Whether a survey is in the curriculum."""
        return self.drafts.file(name).is_file()

    def reading(self, name: str) -> Reading[Survey]:
        """Read the file of a survey."""
        return read_survey(self.rooms.curriculum_folder, name, self.today)

    def draft(self, name: str) -> Draft | None:
        """Return what is edited of a survey, None where it is only read here."""
        if self.is_shipped:
            return None
        draft = self.drafts.draft(name)
        return None if draft is None or "locked" in draft.tree else draft


@dataclass(frozen=True, slots=True)
class SurveyRoutes:
    """The list of surveys, and what is done with one as a whole."""

    shelf: SurveyShelf

    def list(self, refusal: FacilitatorError | None = None) -> ResponseReturnValue:
        """Show the surveys."""
        page = render_template(
            "desk/surveys.html",
            rows=self._rows(),
            shipped=self.shelf.is_shipped,
            folder=self.shelf.rooms.curriculum_folder,
            kinds=PLACES,
            typed=request.form if refusal else {},
            trouble=sentence_of(refusal) if refusal else "",
            done=request.args.get("done", ""),
        )
        return page, refusal.status if refusal else 200

    def make_own(self) -> ResponseReturnValue:
        """Copy the curriculum that came with the program, to be edited from now on."""
        rooms = self.shelf.rooms
        try:
            if self.shelf.is_shipped:
                made = copying.make_own(rooms.curriculum_folder, rooms.data)
                rooms.curriculum_folder = made
        except FacilitatorError as refusal:
            if not wants_page():
                raise
            return self.list(refusal)
        name = request.form.get("name", "")
        if name in survey_names(rooms.curriculum_folder):
            return redirect(url_for("desk.survey", name=name, done="own"), 303)
        return redirect(url_for("desk.surveys", done="own"), 303)

    def add(self) -> ResponseReturnValue:
        """Begin a new survey, or a copy of one under another name."""
        try:
            name = self._new_name(request.form.get("name", ""))
            origin = request.form.get("from", "")
            tree = self._copied(origin) if origin else self._blank()
            there = self.shelf.drafts.draft(origin) if origin else None
            self.shelf.drafts.begin(name, tree, there.added if there else ())
        except FacilitatorError as refusal:
            if not wants_page():
                raise
            return self.list(refusal)
        done = "copied" if origin else "begun"
        return redirect(url_for("desk.survey", name=name, done=done), 303)

    def as_yaml(self, name: str) -> ResponseReturnValue:
        """Give the file of a survey as it is saved."""
        self.shelf.check(name)
        words = read_words(self.shelf.drafts.file(name), Report(f"{name}.yaml"))
        if words is None:
            raise NotFoundError
        return attached(words.encode("utf-8"), YAML, f"{name}.yaml")

    def as_form(self, name: str) -> ResponseReturnValue:
        """Give a survey as it is saved as an XLSForm."""
        self.shelf.check(name)
        reading = self.shelf.reading(name)
        if not reading.sound:
            raise CurriculumError(reading.problems)
        survey = reading.value
        made = xlsform_file(form_of(survey), survey.title.en, self.shelf.rooms.clock())
        return attached(made, XLSX, f"{name}.xlsx")

    def _rows(self) -> tuple[SurveyRow, ...]:
        rooms, shelved = self.shelf.rooms, {}
        for one in shelf(rooms.curriculum_folder, self.shelf.today):
            reading = one.reading
            shelved[one.name] = SurveyRow(
                one.name, reading.value, reading.problems, one.uses, False, True
            )
        begun = () if self.shelf.is_shipped else self.shelf.drafts.begun()
        for name in begun:
            draft = self.shelf.drafts.draft(name)
            if draft:
                reading = draft.reading()
                shelved[name] = SurveyRow(
                    name,
                    reading.value,
                    reading.problems,
                    uses_of(rooms.curriculum_folder, name),
                    True,
                    self.shelf.file(name),
                )
        return tuple(shelved[name] for name in sorted(shelved))

    def _new_name(self, typed: str) -> str:
        if self.shelf.is_shipped:
            raise ShippedSurveyError
        name = typed.strip().lower().replace(" ", "-")
        if len(name) > LONGEST_NAME or not FILE_NAME.match(name):
            raise SurveyNameError(name=cleaned(typed)[:LONGEST_NAME] or "“”")
        if self.shelf.file(name) or self.shelf.drafts.is_kept(name):
            raise SurveyThereError(name=name)
        return name

    def _copied(self, origin: str) -> Tree:
        """Return the tree of a survey as it is edited, without an approval.

        What was approved is the form of that name with those words, and no other.
        """
        self.shelf.check(origin)
        draft = self.shelf.drafts.draft(origin)
        if draft is None:
            words = read_words(self.shelf.drafts.file(origin), Report(origin))
            tree = tree_of(words or "")
            if tree is None:
                raise CurriculumError(self.shelf.reading(origin).problems)
        else:
            tree = draft.tree
        return {key: copy.deepcopy(tree[key]) for key in tree if key != "locked"}

    def _blank(self) -> dict[str, Any]:
        kind = request.form.get("kind", "")
        title = cleaned(request.form.get("title", ""))[:LONGEST_WORDS].strip()
        kind = kind if kind in get_args(SurveyKind) else "evaluation"
        words = {**NO_WORDS, "en": title}
        return {"kind": kind, "version": "1", "title": words, "questions": []}
