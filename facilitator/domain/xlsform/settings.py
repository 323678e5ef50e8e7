"""The settings of a form: title, kind, version, and what its approval says."""

from dataclasses import dataclass
from datetime import date
from typing import get_args

from facilitator.domain.surveys.instrument import (
    NO_TRANSLATION,
    Lock,
    TextStatus,
    Translation,
)
from facilitator.domain.surveys.limits import LONGEST_VERSION
from facilitator.domain.surveys.survey import SurveyKind
from facilitator.domain.text import LANGUAGES, NO_TEXT, Text
from facilitator.domain.xlsform.form import SETTINGS, Form, status_header
from facilitator.domain.xlsform.lines import Line, Problems, lines_of, shown

LONGEST_NUMBER = 40
LONGEST_HASH = 80

_TRANSLATIONS = tuple(f"translation_{one}" for one in LANGUAGES)
# The form's id is the survey's name, which is given beside the file, and no language
# comes before the other: these two are read by other tools alone.
_FOR_OTHERS = ("form_id", "default_language")
_LOCK = ("omb_number", "omb_expires", "lock_hash")
_KNOWN = (
    "form_title",
    "title_es",
    "version",
    "kind",
    *_FOR_OTHERS,
    *_TRANSLATIONS,
    *(status_header("title", one) for one in LANGUAGES),
    *_LOCK,
)


@dataclass(frozen=True, slots=True)
class Settings:
    """What the sheet says of the whole form; the lock has no burden statement yet."""

    kind: SurveyKind = "evaluation"
    title: Text = NO_TEXT
    version: str = "1"
    lock: Lock | None = None
    translation: Translation = NO_TRANSLATION
    statuses: tuple[TextStatus, ...] = ()


def read_settings(form: Form, kind: str, problems: Problems) -> Settings:
    """Return the settings of a form; `kind` stands in where the sheet names none."""
    sheet = form.get(SETTINGS)
    if sheet is None:
        problems.note(SETTINGS, 0, "", "There is no such sheet.")
        return Settings()
    needed = ("form_title", "title_es")
    lines = lines_of(sheet, _KNOWN, needed, problems)
    for line in lines[1:]:
        line.wrong("", "The settings have one row. Delete this one.")
    if not lines:
        message = "The row with the settings is missing."
        problems.note(SETTINGS, sheet.header.number + 1, "", message)
        return Settings()
    return _settings(lines[0], kind)


def _settings(line: Line, kind: str) -> Settings:
    title = Text(line["form_title"], line["title_es"])
    for column in ("form_title", "title_es"):
        line.check_words(column, line[column])
    if len(line["version"]) > LONGEST_VERSION:
        line.wrong("version", f"A version has at most {LONGEST_VERSION} characters.")
    en, es = (line.status(column) for column in _TRANSLATIONS)
    return Settings(
        kind=_kind(line, kind),
        title=title,
        version=line["version"] or "1",
        lock=_lock(line),
        translation=Translation(en, es),
        statuses=tuple(line.statuses("title", title)),
    )


def _kind(line: Line, otherwise: str) -> SurveyKind:
    kinds: tuple[SurveyKind, ...] = get_args(SurveyKind)
    word = line.one_of("kind", kinds) or otherwise
    if not word and not line["kind"]:
        allowed = ", ".join(kinds)
        line.wrong("kind", f"Say what the form is: {allowed}.")
    return next((kind for kind in kinds if kind == word), "evaluation")


def _lock(line: Line) -> Lock | None:
    if not any(line[column] for column in _LOCK):
        return None
    for column, longest in (
        ("omb_number", LONGEST_NUMBER),
        ("lock_hash", LONGEST_HASH),
    ):
        if len(line[column]) > longest:
            line.wrong(column, f"This has at most {longest} characters.")
    if not line["omb_number"]:
        line.wrong("omb_number", "The number of the approval is missing.")
    try:
        expires = date.fromisoformat(line["omb_expires"])
    except ValueError:
        found = shown(line["omb_expires"])
        line.wrong("omb_expires", f"Write a date such as 2025-08-31, not {found}.")
        expires = date.max
    return Lock(line["omb_number"], expires, NO_TEXT, line["lock_hash"])
