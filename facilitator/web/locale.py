"""Which language a visitor reads, and how words, days and times look in it."""

import json
from collections.abc import Mapping
from datetime import date, datetime, tzinfo
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time
from babel.support import NullTranslations, Translations
from flask import Flask, g, request
from flask.wrappers import Response
from flask_babel import Babel
from markupsafe import Markup

from facilitator.domain.credit.policy import amount
from facilitator.domain.text import LANGUAGES, Text
from facilitator.errors import FacilitatorError

TRANSLATIONS = Path(__file__).parent / "translations"
# Plain `es` prints 14:30 and 34,5 %, which nobody in the United States expects.
FORMATS = {"en": "en_US", "es": "es_US"}
A_YEAR = 365 * 24 * 3600


def get_language() -> str:
    """Return the visitor's language: asked for, remembered, or the browser's own."""
    if "language" not in g:
        asked = request.args.get("lang") or request.cookies.get("language") or ""
        best = request.accept_languages.best_match(LANGUAGES)
        g.language = asked if asked in LANGUAGES else best or default_language()
    return str(g.language)


def default_language() -> str:
    """Return the language the program was started in, for who states none."""
    return str(g.get("default_language", "en"))


@cache
def catalogue(language: str) -> NullTranslations:
    """Return the translations into `language`; English translates to itself."""
    return Translations.load(str(TRANSLATIONS), [language])


def sentence_of(error: FacilitatorError, language: str | None = None) -> str:
    """Return an error's sentence in `language`, or in the visitor's."""
    return filled(error.sentence, error.facts, language or get_language())


def filled(sentence: str, facts: Mapping[str, object], language: str) -> str:
    """Return an English sentence in `language`, its places filled with facts.

    Facts that are words of ours, such as the name of a field, are translated too.
    """
    words = catalogue(language)
    told = {name: _fact(fact, words, language) for name, fact in facts.items()}
    return str(words.gettext(sentence)).format(**told)


def _fact(fact: object, words: NullTranslations, language: str) -> object:
    if isinstance(fact, Text):
        return fact[language]
    if isinstance(fact, date):
        return format_date(fact, "long", locale=FORMATS[language])
    return words.gettext(fact) if isinstance(fact, str) and fact else fact


@cache
def script_strings(language: str, screens: str = "all") -> str:
    """Return `{English: translation}` of the strings in the scripts, as JSON.

    `screens` is `first` for those of a phone's own page, `phone` for all that a phone
    loads, or `all`.
    """
    listed = json.loads((TRANSLATIONS / "scripts.json").read_text(encoding="utf-8"))
    kept = listed[screens]
    words = catalogue(language)
    pairs: dict[str, str] = {}
    if language != "en":
        for entry in kept:
            pairs[entry] = words.gettext(entry)
    return json.dumps(pairs, ensure_ascii=False)


def words_of(value: Any) -> str:  # noqa: ANN401
    """Return a text of two languages in the visitor's one."""
    text = value if isinstance(value, Text) else Text.of(value or {})
    return text[get_language()]


def _zoned(moment: datetime, zone: str | tzinfo | None) -> datetime:
    return moment.astimezone(ZoneInfo(zone) if isinstance(zone, str) else zone)


def day(moment: datetime, zone: str | tzinfo | None = None) -> str:
    """Return the day of a moment, written out."""
    local = _zoned(moment, zone)
    return str(format_date(local, "full", locale=FORMATS[get_language()]))


def clock(moment: datetime, zone: str | tzinfo | None = None) -> str:
    """Return the time of day of a moment."""
    local = _zoned(moment, zone)
    return str(format_time(local, "short", locale=FORMATS[get_language()]))


def clock_seconds(moment: datetime, zone: str | tzinfo | None = None) -> str:
    """Return the time of day of a moment to the second."""
    local = _zoned(moment, zone)
    return str(format_time(local, "medium", locale=FORMATS[get_language()]))


def date_of(day: date) -> str:
    """Return a day written out, without the hour."""
    return str(format_date(day, "long", locale=FORMATS[get_language()]))


def json_data(value: object) -> Markup:
    """Return JSON that cannot end the script element it stands in."""
    text = json.dumps(value, ensure_ascii=False)
    safe = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return Markup(safe)  # noqa: S704  # nothing that opens a tag is left


def install(app: Flask, language: str) -> None:
    """Make every page speak the visitor's language and remember a choice."""
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(TRANSLATIONS)
    Babel(app, locale_selector=lambda: FORMATS[get_language()])
    app.jinja_env.globals["sentence_of"] = sentence_of
    app.jinja_env.filters.update(
        words=words_of,
        day=day,
        clock=clock,
        clock_seconds=clock_seconds,
        date_of=date_of,
        moment=datetime.fromisoformat,
        json_data=json_data,
        credits=amount,
    )

    @app.before_request
    def set_default() -> None:
        g.default_language = language

    @app.context_processor
    def give_language() -> dict[str, object]:
        return {"language": get_language(), "languages": LANGUAGES}

    @app.after_request
    def remember(response: Response) -> Response:
        asked = request.args.get("lang")
        if asked in LANGUAGES:
            response.set_cookie(
                "language", asked, max_age=A_YEAR, samesite="Lax", httponly=True
            )
        return response
