"""The details of one person as the desk draws them, with what was wrong."""

from collections.abc import Mapping
from typing import Any

from flask import request

from facilitator.domain.attendance.details import CHANGEABLE
from facilitator.domain.attendance.people import (
    FIELDS,
    LONGEST,
    PROFESSIONS,
    SETTINGS,
    Person,
    wrong_fields,
)
from facilitator.domain.text import LANGUAGE_NAMES, Text
from facilitator.web.locale import sentence_of

_LONGEST_FIELD = 1_000
CHOICES: Mapping[str, Mapping[str, Text]] = {
    "setting": dict(SETTINGS),
    "profession": dict(PROFESSIONS),
    "language": LANGUAGE_NAMES,
}


def given_details() -> dict[str, str]:
    """Return what a form says about a person, each field cut to what could be kept."""
    form = request.form
    return {name: form[name][:_LONGEST_FIELD] for name in CHANGEABLE if name in form}


def details_facts(
    person: Person, given: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """Return what the form of somebody's details is drawn from.

    `given` is what was refused: it is shown again, with what is wrong with it.
    """
    kept = {name: getattr(person, name) for name in CHANGEABLE}
    wrong = wrong_fields({**kept, **given}, tuple(FIELDS)) if given else {}
    return {
        "details": CHANGEABLE,
        "details_typed": {**kept, **(given or {})},
        "details_wrong": {name: sentence_of(each) for name, each in wrong.items()},
        "choices": CHOICES,
        "longest": LONGEST,
    }
