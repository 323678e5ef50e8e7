"""What an approved form carries: its lock, and how far its translation is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import Literal

from facilitator.domain.text import LANGUAGES, NO_TEXT, Text

Status = Literal["draft", "reviewed", "approved"]
# From the first wording to the one that may be used.
STATUSES: tuple[Status, ...] = ("draft", "reviewed", "approved")


@dataclass(frozen=True, slots=True)
class Lock:
    """What an approval gives a form: number, last day, burden statement, hash.

    `hash` is over the words and codes that were approved; empty until it is computed.
    """

    omb_number: str
    expires: date
    burden: Text
    hash: str = ""


@dataclass(frozen=True, slots=True)
class TextStatus:
    """How far one text is in one language; the same words have the same status."""

    text: Text
    language: str
    status: Status


@dataclass(frozen=True, slots=True)
class Translation:
    """How far a survey's words are in each language; empty where nothing is said.

    `texts` are those for which something else is said than for the whole.
    """

    en: Status | Literal[""] = ""
    es: Status | Literal[""] = ""
    texts: tuple[TextStatus, ...] = ()

    def said(self, text: Text, language: str) -> str:
        """Return what is said of this text alone, or nothing."""
        for one in self.texts:
            if one.text == text and one.language == language:
                return one.status
        return ""

    def of(self, text: Text, language: str) -> str:
        """Return how far a text is, by itself or as part of the whole."""
        return self.said(text, language) or self.whole(language)

    def whole(self, language: str) -> str:
        """Return what is said of all words in one language."""
        return self.es if language == "es" else self.en


NO_TRANSLATION = Translation()


def settled(statuses: Iterable[TextStatus]) -> tuple[TextStatus, ...]:
    """Return each text once in each language, with the least that is said of it."""
    least: dict[tuple[str, str, str], TextStatus] = {}
    for one in statuses:
        key = (one.text.en, one.text.es, one.language)
        kept = least.get(key)
        if kept is None or STATUSES.index(one.status) < STATUSES.index(kept.status):
            least[key] = one
    return tuple(least[key] for key in sorted(least))


def texts_in(value: object) -> Iterator[Text]:
    """Yield every text within a survey or a part of it, in the order of its fields."""
    if isinstance(value, Text):
        if value != NO_TEXT:
            yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from texts_in(one)
    elif is_dataclass(value) and not isinstance(value, (type, Translation)):
        for field in fields(value):
            yield from texts_in(getattr(value, field.name))


def statuses_in(translation: Translation, whole: object, language: str) -> set[str]:
    """Return how far the texts of a survey are; "" stands for nothing said."""
    return {translation.of(text, language) for text in texts_in(whole)}


def shortcoming(translation: Translation, whole: object, language: str) -> str:
    """Return the least status of any text in one language; "approved" is the best.

    Words of which nothing is said count as "" and come before every status.
    """
    found = statuses_in(translation, whole, language)
    return min(found, key=["", *STATUSES].index, default="approved")


def approved_languages(translation: Translation, whole: object) -> tuple[str, ...]:
    """Return the languages in which a locked form may be held.

    A form is approved as it was written, which is in English unless something else
    is said of it; a translation only where it says so.
    """
    enough = {"en": {"", "approved"}, "es": {"approved"}}
    return tuple(
        language
        for language in LANGUAGES
        if statuses_in(translation, whole, language) <= enough[language]
    )
