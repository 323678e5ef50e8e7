"""The accredited provider of a credit type, as it says itself who it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from facilitator.domain.credit.findings import CreditFinding
from facilitator.domain.text import LANGUAGE_NAMES, NO_TEXT, Text

# Source: the body asks for both numbers on each certificate.
NUMBERED = ("nchec",)


@dataclass(frozen=True, slots=True)
class ProfessionStatement:
    """What the provider says to people of some professions in place of its statement.

    Either language may be empty.
    """

    professions: tuple[str, ...]
    statement: Text


@dataclass(frozen=True, slots=True)
class Provider:
    """An accredited provider: its words, which are printed and never changed.

    `joint` are those who provide together with it. `statement` is the accreditation
    statement, empty in a language that the provider gave none in; `verified` the day on
    which it was last compared with what the provider says. `number` is the provider's
    own, `event_number` that of this session; both are text.

    Source: the provider, by way of the credit entry in the session plan.
    """

    name: str = ""
    address: str = ""
    contact: str = ""
    joint: tuple[str, ...] = ()
    statement: Text = NO_TEXT
    verified: date | None = None
    number: str = ""
    event_number: str = ""
    profession_statements: tuple[ProfessionStatement, ...] = ()

    def statement_for(self, profession: str, language: str) -> str:
        """Return the provider's words for a profession in one language, or ""."""
        for own in self.profession_statements:
            if profession in own.professions:
                return own_words(own.statement, language)
        return own_words(self.statement, language)


def own_words(words: Text, language: str) -> str:
    """Return the words given in this language alone; "" where there are none.

    The words of a provider are never shown in another language than asked for.
    """
    return words.es if language == "es" else words.en


def lacking(
    provider: Provider, credit_type: str, languages: tuple[str, ...], today: date
) -> tuple[CreditFinding, ...]:
    """Return what keeps certificates of a credit type from being made.

    Args:
        provider: what the plan says of it.
        credit_type: the type, a key of `CREDIT_TYPES`.
        languages: those in which there are to be certificates.
        today: the day on which they are made.
    """
    needed = _needed(provider, credit_type)
    found = [kind for kind, words in needed if not words.strip()]
    if provider.verified is None:
        found.append("not-verified")
    elif provider.verified > today:
        found.append("verified-later")
    return (*map(CreditFinding, found), *_not_said(provider, languages))


def _needed(provider: Provider, credit_type: str) -> Iterator[tuple[str, str]]:
    yield "provider-no-name", provider.name
    yield "provider-no-address", provider.address
    yield "provider-no-contact", provider.contact
    if credit_type in NUMBERED:
        yield "provider-no-number", provider.number
        yield "no-event-number", provider.event_number


def _not_said(
    provider: Provider, languages: tuple[str, ...]
) -> Iterator[CreditFinding]:
    for language in languages:
        if not own_words(provider.statement, language).strip():
            name = LANGUAGE_NAMES.get(language, Text(language))
            yield CreditFinding("no-statement", (("language", name),))
