"""The page of the gallery: every question on every screen, side by side."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from flask import Blueprint, make_response, render_template
from flask.typing import ResponseReturnValue

from facilitator.domain.surveys.survey import Question
from facilitator.web import policy
from facilitator.web.locale import get_language
from facilitator.web.phone.pages import keep_participant

Moment = Literal["asked", "results", "closed", "few", "none", "rounds"]


@dataclass(frozen=True, slots=True)
class Shown:
    """A session that stands still: its id for the trainer, its code for phones."""

    id: str
    code: str


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A question while it is asked, and once its results are shown."""

    question: Question
    asked: Shown
    results: Shown


@dataclass(frozen=True, slots=True)
class Collection:
    """All that is shown in one language, to the phone known as `participant`."""

    participant: str
    form: Shown
    exhibits: tuple[Exhibit, ...]
    moments: Mapping[Moment, Shown]
    one_language: Shown

    @property
    def sessions(self) -> tuple[Shown, ...]:
        """Every session, in the order of the page."""
        pairs = (s for one in self.exhibits for s in (one.asked, one.results))
        return (*pairs, *self.moments.values(), self.one_language, self.form)


def create_gallery(collections: Mapping[str, Collection]) -> Blueprint:
    """Return the page of these collections, by language."""
    gallery = Blueprint("gallery", __name__)

    @gallery.get("/gallery")
    def page() -> ResponseReturnValue:
        collection = collections[get_language()]
        html = render_template("gallery/page.html", collection=collection)
        response = keep_participant(make_response(html), collection.participant)
        for shown in collection.sessions:
            path = f"/s/{shown.code}"
            response.set_cookie("here", "anonymous", path=path, samesite="Lax")
        response.headers[policy.HEADER] = policy.WITH_DRAWING
        return response

    return gallery
