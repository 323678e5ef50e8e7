"""A whole form as a phone's page: what its template is drawn from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial

from flask.wrappers import Response

from facilitator.domain.surveys.shuffling import offered
from facilitator.domain.surveys.survey import Survey
from facilitator.errors import FacilitatorError
from facilitator.live.room import Room
from facilitator.live.rooms import Rooms
from facilitator.web.desk.approval import form_facts
from facilitator.web.locale import sentence_of
from facilitator.web.phone.pages import page, sections
from facilitator.web.phone.relevance import conditions


@dataclass(frozen=True, slots=True)
class Typed:
    """What was answered so far; with `problem` it was refused, `wrong` by question."""

    answers: Mapping[str, object] = field(default_factory=dict)
    wrong: Mapping[str, FacilitatorError] = field(default_factory=dict)
    problem: FacilitatorError | None = None


def form_page(
    rooms: Rooms,
    room: Room,
    survey: Survey,
    typed: Typed,
    *,
    order: str,
    template: str = "survey",
    **facts: object,
) -> Response:
    """Return the page of a form; shuffled choices come in the phone's own `order`."""
    problem, wrong = typed.problem, typed.wrong
    return page(
        rooms,
        room,
        template,
        problem.status if problem else 200,
        survey=survey,
        **form_facts(survey),
        sections=sections(survey),
        choices_of=partial(offered, seed=order),
        conditions=conditions(survey),
        answers=typed.answers,
        is_sent=bool(typed.answers) and problem is None,
        wrong={asked: sentence_of(found) for asked, found in wrong.items()},
        message=sentence_of(problem) if problem and not wrong else "",
        **facts,
    )
