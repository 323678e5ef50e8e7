"""What papers about a person share: dates in words, and words fit to be set."""

import re
import unicodedata
from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time

from facilitator.domain.session import Session
from facilitator.domain.text import is_kept

_FORMATS = {"en": "en_US", "es": "es_US"}
_LONGEST_FILENAME = 60
# Emoji, dingbats, and what colours or frames them: no font for paper has them.
_EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\ufe00-\ufe0f\u20e3]")
_JOINS_NOTHING = re.compile(r"(?<!\w)[\u200c\u200d]+|[\u200c\u200d]+(?!\w)")
_MOST_PARAGRAPHS = 12


def printable(words: str) -> str:
    """Return words on one line, without emoji and without what steers a text."""
    spaced = (" " if c.isspace() else c for c in _EMOJI.sub("", words))
    kept = "".join(c for c in spaced if is_kept(c))
    whole = unicodedata.normalize("NFC", _JOINS_NOTHING.sub("", kept))
    return " ".join(whole.split())


def printable_name(name: str) -> str:
    """Return a name fit to be set; one of nothing but emoji is left as it is.

    Such a paper is made only where the laptop has a font for it.
    """
    return printable(name) or name


def paragraphs(words: str) -> list[str]:
    """Return a text's paragraphs, each on one line; too many become a single one."""
    found = [printable(part) for part in re.split(r"\n\s*\n", words)]
    kept = [part for part in found if part]
    return kept if len(kept) <= _MOST_PARAGRAPHS else [" ".join(kept)]


def day_of(session: Session, language: str) -> str:
    """Return the day of a session in words."""
    return day(session.details.starts_at, session, language)


def day(moment: datetime, session: Session, language: str) -> str:
    """Return a day in words, as the calendar has it where the session is held."""
    local = moment.astimezone(ZoneInfo(session.details.time_zone))
    return str(format_date(local, "long", locale=_FORMATS[language]))


def hour(moment: datetime, session: Session, language: str) -> str:
    """Return the time of day where the session is held."""
    local = moment.astimezone(ZoneInfo(session.details.time_zone))
    return str(format_time(local, "short", locale=_FORMATS[language]))


def spoken(language: str) -> str:
    """Return the language that papers are written in for who speaks this one."""
    return language if language in _FORMATS else "en"


def file_name(name: str) -> str:
    """Return a person's name as part of a file's name, safe on every system."""
    kept = "".join(c if c.isalnum() or c in " -'" else " " for c in printable(name))
    return " ".join(kept.split())[:_LONGEST_FILENAME].strip() or "record"
