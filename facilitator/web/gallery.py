"""Every kind of question on every screen: one row for each, a frame for each screen."""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from flask import Blueprint, Response, make_response, render_template
from flask.typing import ResponseReturnValue

from facilitator.domain.surveys.survey import Question
from facilitator.errors import NotFoundError
from facilitator.live.room import Room
from facilitator.web import policy

JSON = dict[str, Any]
# With scripts, drawn by the screens' own modules; without, by the phone's templates.
DRAWN = ("phone", "answered", "closed", "wall", "results", "console")
WRITTEN = ("form", "evaluation")


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One question, and what screens got while it was asked; a form asks nothing live.

    `asked` and `shown` are the projector's snapshots before and after, `on_phones` and
    `closed` those of phones, `told` RESULTS as the console gets them, `own` the answer
    of one phone.
    """

    question: Question
    asked: JSON | None = None
    on_phones: JSON | None = None
    shown: JSON | None = None
    closed: JSON | None = None
    told: JSON | None = None
    own: object = None

    def screens(self) -> tuple[str, ...]:
        """Return the screens that this question is shown on."""
        if self.asked is None:
            return ("evaluation",)
        in_forms = () if self.question.kind == "words" else ("evaluation",)
        return (*DRAWN, "form", *in_forms)

    def facts(self, screen: str) -> JSON:
        """Return what a screen's module draws."""
        state = self.asked if screen == "wall" else self.shown
        if screen in ("phone", "answered"):
            state = self.on_phones
        if screen == "closed":
            state = self.closed
        return {
            "screen": screen,
            "state": state,
            "results": self.told,
            "own": None if screen == "phone" else self.own,
        }


def create_gallery(room: Room, exhibits: Sequence[Exhibit]) -> Blueprint:
    """Return the gallery's doors."""
    gallery = Blueprint("gallery", __name__, url_prefix="/gallery")
    known = {one.question.name: one for one in exhibits}

    @gallery.get("")
    def index() -> ResponseReturnValue:
        return _page(
            policy.WITH_DRAWING, "index", exhibits=exhibits, screens=(*DRAWN, *WRITTEN)
        )

    @gallery.get("/<name>/<screen>")
    def screen(name: str, screen: str) -> ResponseReturnValue:
        one = known.get(name)
        if one is None or screen not in one.screens():
            raise NotFoundError
        if screen in DRAWN:
            return _page(policy.PAGE, "screen", facts=one.facts(screen))
        return _page(
            policy.PREVIEW,
            "form",
            question=one.question,
            snapshot=one.on_phones,
            screen=screen,
            code=room.session.code,
            mine={"more_time": False},
            answers={},
            wrong={},
            conditions={},
            choices_of=attrgetter("choices"),
        )

    return gallery


def _page(allowed: str, name: str, **facts: Any) -> Response:  # noqa: ANN401
    response = make_response(render_template(f"gallery/{name}.html", **facts))
    response.headers[policy.HEADER] = allowed
    return response
