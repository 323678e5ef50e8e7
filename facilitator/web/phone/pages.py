"""What a phone's page is drawn from, for scripts and for templates alike."""

import secrets
from contextlib import suppress
from dataclasses import dataclass
from http.client import OK

from flask import g, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask.wrappers import Response

from facilitator.domain.surveys.survey import Survey
from facilitator.domain.text import LANGUAGES, Text
from facilitator.errors import FacilitatorError
from facilitator.live.room import Room
from facilitator.live.rooms import Rooms
from facilitator.web.locale import get_language

PRESENCES = ("in", "out", "anonymous")
# A day at a conference is long, and a phone may come back the next morning.
COOKIE_SECONDS = 48 * 3600


def page(
    rooms: Rooms, room: Room, template: str, status: int = 200, **facts: object
) -> Response:
    """Return one of the phone's pages; its bar works on every one of them."""
    g.mark = secrets.token_hex(8)
    html = render_template(
        f"phone/{template}.html",
        mark=g.mark,
        code=room.session.code,
        session=room.session,
        plan=room.plan,
        presence=presence(),
        shared=is_shared(),
        early=room.opens_later(),
        resources=rooms.resources(),
        language_page=facts.pop("language_page", request.path),
        **facts,
    )
    response = make_response(html, status)
    # What the page says about a person must not come back from a cache.
    response.headers["Cache-Control"] = "no-store"
    return response


def language_choices(room: Room) -> tuple[str, ...]:
    """Return the languages that the pages are there in, the likeliest first.

    That is the one language that the session is offered in, else the phone's own, else
    the session's first. A phone that asks for neither gets its page in that one, too.
    """
    offered = room.session.details.languages
    own = request.accept_languages.best_match(LANGUAGES)
    if not own and offered:
        g.language = offered[0]
    first = offered[0] if len(offered) == 1 else own or get_language()
    return (first, *(one for one in LANGUAGES if one != first))


def count_phone(rooms: Rooms, response: Response) -> Response:
    """Let a phone that got a page count as there; one is known by its cookie alone.

    The very first page is not counted: a phone that refuses cookies would be another
    one each time.
    """
    code = (request.view_args or {}).get("code", "")
    token = request.cookies.get("participant", "")
    is_page = request.method == "GET" and response.mimetype == "text/html"
    if code and token and is_page and response.status_code == OK:
        with suppress(FacilitatorError):  # the end of a session, or another's token
            room = rooms.room_by_code(code)
            phone = room.participant(token)
            rooms.audience.page_opened(room.session.id, phone, g.get("mark", ""))
    return response


def let_go(rooms: Rooms, code: str, mark: str) -> None:
    """Count this phone no more: it left the page with this mark, or all of them ("").

    A phone is known by its own cookie, so that none can leave for another.
    """
    token = request.cookies.get("participant", "")
    with suppress(FacilitatorError):  # the end of a session, or another's token
        room = rooms.room_by_code(code)
        rooms.audience.page_left(room.session.id, room.participant(token), mark)


def presence() -> str:
    """Return "in", "out" or "anonymous" as the phone remembers it, or ""."""
    kept = request.cookies.get("here", "")
    return kept if kept in PRESENCES else ""


def remember(response: Response, room: Room, here: str) -> None:
    """Let the phone's pages know how far it is, without knowing who it is."""
    path = f"/s/{room.session.code}"
    response.set_cookie("here", here, max_age=COOKIE_SECONDS, path=path, samesite="Lax")


def share(response: Response, room: Room) -> None:
    """Let the phone's pages know that several people use it, and not who."""
    path = f"/s/{room.session.code}"
    response.set_cookie(
        "shared", "1", max_age=COOKIE_SECONDS, path=path, samesite="Lax"
    )


def is_shared() -> bool:
    """Whether several people signed in on this phone."""
    return request.cookies.get("shared") == "1"


def join(room: Room) -> tuple[str, bool]:
    """Return the phone's token in this room, and whether it is new."""
    kept = request.cookies.get("participant", "")
    if kept and room.knows(kept):
        return kept, False
    return room.join(), True


def keep_participant(response: ResponseReturnValue, token: str) -> Response:
    """Put the phone's token on its way out."""
    made = make_response(response)
    if token:
        made.set_cookie(
            "participant",
            token,
            max_age=COOKIE_SECONDS,
            path="/",
            httponly=True,
            samesite="Lax",
        )
    return made


@dataclass(frozen=True, slots=True)
class Section:
    """Questions of a survey that stand under one heading."""

    title: Text
    names: tuple[str, ...]


def sections(survey: Survey) -> tuple[Section, ...]:
    """Return the survey's questions, gathered as long as the heading stays the same."""
    made: list[Section] = []
    for question in survey.questions:
        if made and made[-1].title == question.section:
            last = made.pop()
            made.append(Section(last.title, (*last.names, question.name)))
        else:
            made.append(Section(question.section, (question.name,)))
    return tuple(made)
