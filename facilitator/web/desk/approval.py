"""What is said of forms that were approved, and of words that are not yet."""

from collections.abc import Iterator

from flask import g
from flask_babel import gettext as _
from flask_babel import refresh

from facilitator.domain.surveys.locking import has_expired, languages_of
from facilitator.domain.surveys.survey import Survey
from facilitator.domain.text import LANGUAGE_NAMES
from facilitator.live.approved_forms import today
from facilitator.live.room import Room
from facilitator.web.locale import date_of, get_language


def form_facts(survey: Survey) -> dict[str, object]:
    """Return in which language a form's own words are shown, and why.

    The page around them stays in the visitor's language: whoever needs a break or
    wants to leave must not look for it in another one.

    Returns:
        `form_language`; `only`, a sentence where it is not the visitor's own; and
        `speak`, which a template changes the language with, and back.
    """
    mine, allowed = get_language(), languages_of(survey)
    if not allowed or mine in allowed:
        return {"form_language": mine, "only": "", "speak": speak}
    said = _(
        "This form is approved in %(language)s only, and is shown as approved.",
        language=_within(allowed[0], mine),
    )
    return {"form_language": allowed[0], "only": said, "speak": speak}


def speak(language: str) -> str:
    """Let what follows in this answer be in a language; nothing is written."""
    if language != get_language():
        g.language = language
        refresh()
    return ""


def notices(room: Room) -> tuple[str, ...]:
    """Return what the trainer should know of the words of a session's surveys."""
    return tuple(said for one in room.surveys for said in _of_survey(room, one))


def _of_survey(room: Room, survey: Survey) -> Iterator[str]:
    mine = get_language()
    title = survey.title[mine]
    if survey.locked and has_expired(survey, today(room)):
        yield _(
            "The approval of “%(title)s” expired on %(day)s. It cannot be opened.",
            title=title,
            day=date_of(survey.locked.expires),
        )
    allowed = languages_of(survey)
    for code in room.session.details.languages:
        language = LANGUAGE_NAMES[code][mine]
        if code not in allowed:
            yield _(
                "%(language)s: “%(title)s” is a locked form, and its words in this "
                "language are not approved. Everybody reads it in %(other)s.",
                language=language,
                title=title,
                other=_within(allowed[0], mine),
            )
        elif _has_draft(survey, code):
            yield _(
                "%(language)s: words of “%(title)s” are a draft.",
                language=language,
                title=title,
            )


def _has_draft(survey: Survey, code: str) -> bool:
    said = {survey.translation.whole(code)}
    said |= {t.status for t in survey.translation.texts if t.language == code}
    return "draft" in said


def _within(code: str, language: str) -> str:
    """Return the name of a language as it stands within a sentence."""
    name = LANGUAGE_NAMES[code][language]
    return name.lower() if language == "es" else name
