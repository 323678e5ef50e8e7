"""The accredited provider of a credit entry, word for word as the plan has it."""

from datetime import datetime

from facilitator.domain.attendance.people import PROFESSIONS
from facilitator.domain.credit.policy import CreditPolicy
from facilitator.domain.credit.provider import ProfessionStatement, Provider, lacking
from facilitator.domain.text import LANGUAGES, Text
from facilitator.library.problems import Report
from facilitator.library.schema import (
    DAY,
    Key,
    Reader,
    list_of,
    one_of,
    optional,
    record,
    words,
)
from facilitator.library.yaml_source import Branch, Node, line_of

LONGEST_STATEMENT = 5_000
LONGEST_LINE = 300
LONGEST_PROVIDER_NUMBER = 60
MOST_JOINT = 5
# Where to look for what is missing.
_KEYS = {
    "provider-no-name": "name",
    "provider-no-address": "address",
    "provider-no-contact": "contact",
    "provider-no-number": "number",
    "no-event-number": "event_number",
    "not-verified": "statement",
    "verified-later": "verified",
    "no-statement": "statement",
}


def verify_provider(policy: CreditPolicy, node: Branch, report: Report) -> None:
    """Note what keeps certificates of a credit entry from being made.

    Nothing of it keeps a session from being held: people get their record of
    attendance.
    """
    if policy.provider is None:
        return
    # By this laptop's calendar, as it is the one that dates certificates.
    today = datetime.now().astimezone().date()
    for found in lacking(policy.provider, policy.type, policy.languages, today):
        line = line_of(node, "provider", _KEYS[found.kind])
        told = f"{policy.type}: {found.text['en']} No certificate is made without it."
        report.warn(line, told)


def _statement(node: Node, report: Report) -> Text:
    """Read the provider's own words, in the languages that it gave them in."""
    given = node.entries if isinstance(node, Branch) else {}
    if not given:
        report.wrong_value(
            node.line, "Write the provider's own words, as en:, es: or both."
        )
        return Text()
    return _WORDS.read(node, report)


def _either(*, en: str, es: str) -> Text:
    return Text(en=en, es=es)


_WORDS = record(
    _either, {code: optional(words(LONGEST_STATEMENT)) for code in LANGUAGES}
)
_STATEMENT = Reader(_statement, Text())
_LINE = words(LONGEST_LINE)
_NUMBER = words(LONGEST_PROVIDER_NUMBER)
_PROFESSION_STATEMENT = record(
    ProfessionStatement,
    {
        "professions": Key(list_of(one_of(*dict(PROFESSIONS)), most=30)),
        "statement": Key(_STATEMENT),
    },
)
PROVIDER = record(
    Provider,
    {
        "name": optional(_LINE),
        "address": optional(_LINE),
        "contact": optional(_LINE),
        "joint": optional(list_of(_LINE, most=MOST_JOINT)),
        "statement": optional(_STATEMENT),
        "verified": Key(DAY, required=False),
        "number": optional(_NUMBER),
        "event_number": optional(_NUMBER),
        "profession_statements": optional(list_of(_PROFESSION_STATEMENT, most=10)),
    },
)
