"""The part of a survey that is open in its editor, and what is told beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from facilitator.library.survey_draft import Draft
from facilitator.web.desk import survey_form, survey_head
from facilitator.web.desk.survey_head import HEADS
from facilitator.web.desk.survey_problems import Told


@dataclass(frozen=True, slots=True)
class OpenPart:
    """The part that is open.

    What is just being written is calm: what it lacks is told once it was to be saved.
    """

    part: str
    form: survey_form.QuestionForm | None
    draft: Draft

    def problems(self, found: tuple[Told, ...]) -> Mapping[str, Any]:
        """Return the problems of the part: beside their fields, and the others."""
        beside: dict[str, list[Told]] = {}
        loose = []
        for problem in found:
            if problem.part != self.part or self._is_calm(problem.field):
                continue
            if problem.field in self._shown:
                beside.setdefault(problem.field, []).append(problem)
            else:
                loose.append(problem)
        return {"beside": beside, "loose": loose}

    def heads(self, language: str) -> Mapping[str, Any]:
        """Return the parts before the questions, as far as the page shows them."""
        tree, part = self.draft.tree, self.part
        sections, cases = survey_head.sections(tree), survey_head.cases(tree)
        return {
            "can_edit_head": survey_head.can_edit(tree, part)
            if part in HEADS
            else True,
            "sections": survey_head.section_forms(tree),
            "section_labels": survey_head.labels_of(sections, "label", language),
            "cases": survey_head.case_forms(tree),
            "case_titles": survey_head.labels_of(cases, "title", language),
        }

    def _is_calm(self, field: str) -> bool:
        if self.draft.tried:
            return False
        is_new = self.form.is_begun if self.form else not self.draft.base
        return is_new or any(f"{field}.".startswith(f"{one}.") for one in self._begun)

    @property
    def _begun(self) -> frozenset[str]:
        if self.form:
            return survey_form.begun_fields(self.form)
        return survey_head.begun_fields(self.draft.tree, self.part)

    @property
    def _shown(self) -> frozenset[str]:
        if self.form:
            return survey_form.shown_fields(self.form)
        return survey_head.shown_fields(self.draft.tree, self.part)
