"""Follow-ups that another survey tool collected, brought in as a file."""

from collections.abc import Sequence
from dataclasses import dataclass

import gevent

from facilitator.domain.surveys.answers import check_answer
from facilitator.domain.surveys.follow_up import NoFollowUpCodeError
from facilitator.domain.surveys.survey import Question, Survey
from facilitator.domain.xlsform.submissions import Submission
from facilitator.errors import FacilitatorError
from facilitator.live.aside import aside
from facilitator.live.follow_up import FollowingUp, FollowUpNotOpenError
from facilitator.live.follow_up_codes import all_derived
from facilitator.live.forms import read_form
from facilitator.store.follow_up import FollowUpForm


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that does not fit: why, and in which question, None for the whole row."""

    row: int
    question: Question | None
    problem: FacilitatorError


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a file of follow-ups: kept with and without a code, and not kept.

    Of those kept, so many were there `again`: they came in before.
    """

    by_code: int
    alone: int
    again: int
    refused: tuple[Refused, ...]


class FollowUpFiles(FollowingUp):
    """Answers of people whom no phone of this laptop reached."""

    def take_submissions(self, given: Sequence[Submission]) -> Taken:
        """Keep follow-ups that another tool collected: each that fits, and no other.

        The same file again changes nothing, and a longer one adds to it.

        Raises:
            FollowUpNotOpenError: none is taken now.
        """
        survey = self.follow_up
        if survey is None or not self.takes_follow_up:
            raise FollowUpNotOpenError
        opened = aside(all_derived, self.session.id, [one.code for one in given])
        kept: dict[str, FollowUpForm] = {}
        refused: list[Refused] = []
        for one in given:
            # A long file lets phones be served in between.
            gevent.sleep(0)
            try:
                answers = read_form(survey, one.answers)
                if one.code.strip() and one.code not in opened:
                    raise NoFollowUpCodeError
                form = self._form(opened.get(one.code), one.mark, answers)
            except FacilitatorError as problem:
                refused.append(Refused(one.row, _wrong(survey, one), problem))
                continue
            kept[form.person] = form
        again = len(kept.keys() & self.responses.followed_up(self.session.id))
        if kept:
            self._keep_follow_ups(tuple(kept.values()))
        by_code = sum(form.at_the_end is not None for form in kept.values())
        return Taken(by_code, len(kept) - by_code, again, tuple(refused))


def _wrong(survey: Survey, one: Submission) -> Question | None:
    """Return the first question whose answer does not fit, None where all do."""
    for question in survey.questions:
        try:
            if question.name in one.answers:
                check_answer(question, one.answers[question.name])
        except FacilitatorError:
            return question
    return None
