"""Locked forms: the hash of their words, what keeps one closed, what may be read."""

import hashlib
import json
import unicodedata
from dataclasses import MISSING, fields, is_dataclass, replace
from datetime import date
from typing import Any

from facilitator.domain.surveys.instrument import approved_languages
from facilitator.domain.surveys.survey import Question, Survey
from facilitator.domain.text import LANGUAGES

# What nobody who answers sees: an analyst may tag a question anew, a file be renamed,
# and a translation be approved without a change of its words.
_APART = frozenset({"objective", "level", "outcome", "translation", "hash"})
# A picture is drawn anew for a session.
_APART |= {"digest", "wide", "high"}


def words_hash(survey: Survey) -> str:
    """Return the hash over all words and codes of a survey, as `sha256:…`.

    The canonical form is JSON with sorted keys, in which what has its usual value is
    left out; words are in Unicode's composed form with single spaces. The labels of
    the program's own scales are part of it.
    """
    canonical = json.dumps(
        _canonical(replace(survey, name="")),
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    return f"sha256:{hashlib.sha256(canonical.encode('utf-8')).hexdigest()}"


def is_as_locked(survey: Survey) -> bool:
    """Whether a survey is not locked, or has the words and codes it was locked with."""
    return survey.locked is None or survey.locked.hash == words_hash(survey)


def has_expired(survey: Survey, on: date) -> bool:
    """Whether a locked survey may no longer be used on a day."""
    return survey.locked is not None and survey.locked.expires < on


def languages_of(survey: Survey) -> tuple[str, ...]:
    """Return the languages that a survey may be read in."""
    if survey.locked is None:
        return LANGUAGES
    return approved_languages(survey.translation, survey)


def _canonical(value: object) -> Any:  # noqa: ANN401  # JSON
    if isinstance(value, str):
        return " ".join(unicodedata.normalize("NFC", value).split())
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_canonical(one) for one in value]
    if not is_dataclass(value):
        return value
    said = {
        f.name: _canonical(getattr(value, f.name))
        for f in fields(value)
        if f.name not in _APART
        and (f.default is MISSING or getattr(value, f.name) != f.default)
    }
    # The words of a scale are the program's, and an approval is of them too.
    if isinstance(value, Question) and value.choices != value.options:
        said["scale"] = _canonical(value.choices)
    return said
