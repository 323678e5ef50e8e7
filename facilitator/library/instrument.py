"""What a survey's file says of its approval, and what that forbids."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from facilitator.domain.surveys.instrument import (
    STATUSES,
    Lock,
    TextStatus,
    Translation,
    settled,
    shortcoming,
)
from facilitator.domain.surveys.locking import has_expired, is_as_locked, languages_of
from facilitator.domain.surveys.survey import Survey
from facilitator.domain.text import LANGUAGES, NO_TEXT, Text
from facilitator.library.problems import Problem, Report
from facilitator.library.reading import Reading
from facilitator.library.schema import (
    DAY,
    TEXT,
    Key,
    Reader,
    one_of,
    optional,
    record,
    words,
)
from facilitator.library.yaml_source import Branch, Leaf, Node, Series, line_of

LONGEST_NUMBER = 40
_LANGUAGES = {"en": "English", "es": "Spanish"}

TRANSLATION = record(
    Translation, {code: optional(one_of(*STATUSES), "") for code in LANGUAGES}
)


def _survey_text(node: Node, report: Report) -> Text:
    """Read a text that may say how far it is itself."""
    if not isinstance(node, Branch) or "translation" not in node.entries:
        return TEXT.read(node, report)
    with report.reading("translation"):
        TRANSLATION.read(node.entries["translation"], report)
    return TEXT.read(_without_status(node), report)


SURVEY_TEXT = Reader(_survey_text, NO_TEXT)
LOCK = record(
    Lock,
    {
        "omb_number": Key(words(LONGEST_NUMBER)),
        "expires": Key(DAY),
        "burden": Key(SURVEY_TEXT),
        "hash": optional(words(80)),
    },
)


def _without_status(node: Branch) -> Branch:
    rest = {key: value for key, value in node.entries.items() if key != "translation"}
    lines = {key: line for key, line in node.lines.items() if key in rest}
    return Branch(node.line, rest, lines)


def with_statuses(survey: Survey, root: Node | None) -> Survey:
    """Return a survey with what the texts of its file say of themselves."""
    texts = settled(_statuses(root)) if root else ()
    return replace(survey, translation=replace(survey.translation, texts=texts))


def _statuses(root: Node) -> Iterator[TextStatus]:
    for node, said in _stated(root):
        text = Text(**{code: _words(node.entries.get(code)) for code in LANGUAGES})
        for code in LANGUAGES:
            for status in STATUSES:
                if _words(said.entries.get(code)) == status:
                    yield TextStatus(text, code, status)


def _stated(node: Node) -> Iterator[tuple[Branch, Branch]]:
    """Yield each text that says how far it is, and what it says."""
    if isinstance(node, Series):
        for item in node.items:
            yield from _stated(item)
    if not isinstance(node, Branch):
        return
    said = node.entries.get("translation")
    if isinstance(said, Branch) and any(code in node.entries for code in LANGUAGES):
        yield node, said
    for value in node.entries.values():
        yield from _stated(value)


def _words(node: Node | None) -> str:
    return node.words.strip() if isinstance(node, Leaf) else ""


def approval_problems(
    reading: Reading[Survey], today: date | None = None
) -> tuple[Problem, ...]:
    """Return what keeps a locked survey closed, and which words are not settled yet.

    Args:
        reading: a survey as its file has it.
        today: the day it is to be used on; without one it does not expire.
    """
    report = Report(reading.file)
    survey = reading.value
    if reading.sound and survey.locked:
        _lock_rule(reading, report)
        if today and has_expired(survey, today):
            day = survey.locked.expires.isoformat()
            report.error(
                reading.line("locked", "expires"),
                f"The approval of this form expired on {day}. It cannot be used.",
            )
    if reading.sound:
        _translation_rule(reading, report)
    return tuple(report.problems)


def _lock_rule(reading: Reading[Survey], report: Report) -> None:
    survey = reading.value
    lock, command = survey.locked, f"facilitator survey lock {survey.name}"
    if survey.kind == "polls":
        line = reading.line("locked")
        report.error(line, "Polls cannot be locked: lock a form that is read whole.")
    elif lock and not lock.hash:
        report.error(
            reading.line("locked"),
            f"The form has no `hash` yet. Write it with `{command}`.",
        )
    elif not is_as_locked(survey):
        report.error(
            reading.line("locked", "hash"),
            "A word or a code of this locked form was changed since it was approved. "
            "Put back what was approved; or, once the new words are approved, "
            f"`{command} --replace`.",
        )


def _translation_rule(reading: Reading[Survey], report: Report) -> None:
    survey, line = reading.value, reading.line("translation")
    allowed = languages_of(survey)
    if not allowed:
        report.error(line, "No language of this locked form is approved.")
        return
    for code in LANGUAGES:
        status = shortcoming(survey.translation, survey, code)
        name = _LANGUAGES[code]
        if code not in allowed:
            other = _LANGUAGES[allowed[0]]
            report.warn(
                line,
                f"The {name} of this locked form is not approved"
                f"{f' ({status})' if status else ''}: everybody reads it in {other}.",
            )
        _drafts(reading, code, report)


def _drafts(reading: Reading[Survey], code: str, report: Report) -> None:
    """Name the whole, or each text that is a draft by itself."""
    name, translation = _LANGUAGES[code], reading.value.translation
    if translation.whole(code) == "draft":
        report.warn(reading.line("translation", code), f"The {name} is a draft.")
    for node, said in _stated(reading.root) if reading.root else ():
        if _words(said.entries.get(code)) == "draft":
            line = line_of(node, "translation", code)
            report.warn(line, f"The {name} of this text is a draft.")
