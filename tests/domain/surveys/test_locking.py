"""The hash of a locked form, its last day, and the languages it may be read in."""

from dataclasses import replace
from datetime import date

import pytest

from facilitator.domain.records import as_record, from_record
from facilitator.domain.surveys.instrument import (
    Lock,
    TextStatus,
    Translation,
    settled,
    shortcoming,
)
from facilitator.domain.surveys.locking import (
    has_expired,
    is_as_locked,
    languages_of,
    words_hash,
)
from facilitator.domain.surveys.survey import Option, Question, Survey
from facilitator.domain.text import Text

LABEL = Text("Where?", "¿Dónde?")
QUESTION = Question(
    "where",
    "single",
    LABEL,
    options=(
        Option("here", 1, Text("Here", "Aquí")),
        Option("there", 2, Text("There", "Allá")),
    ),
)
LOCK = Lock("0000-0000", date(2027, 12, 31), Text("Five minutes.", "Cinco minutos."))
SURVEY = Survey("form", "evaluation", Text("Form", "Ficha"), (QUESTION,), locked=LOCK)


def locked(survey: Survey = SURVEY) -> Survey:
    lock = survey.locked or LOCK
    return replace(survey, locked=replace(lock, hash=words_hash(survey)))


def asking(**changed: object) -> Survey:
    return replace(locked(), questions=(replace(QUESTION, **changed),))  # type: ignore[arg-type]  # any field


def test_a_form_is_as_it_was_locked() -> None:
    assert is_as_locked(locked())
    assert not is_as_locked(SURVEY)
    assert is_as_locked(replace(SURVEY, locked=None))


@pytest.mark.parametrize(
    "changed",
    [
        asking(label=Text("Where", "¿Dónde?")),
        asking(label=Text("Where?", "¿Donde?")),
        asking(name="place"),
        asking(required=True),
        asking(help=Text("A hint", "Una pista")),
        asking(section=Text("A", "B")),
        asking(options=(replace(QUESTION.options[0], code=3), QUESTION.options[1])),
        asking(options=QUESTION.options[::-1]),
        replace(locked(), title=Text("Forms", "Ficha")),
        replace(locked(), version="2"),
        replace(locked(), questions=(QUESTION, replace(QUESTION, name="again"))),
        replace(
            locked(), locked=replace(LOCK, hash=words_hash(SURVEY), omb_number="1")
        ),
        replace(
            locked(),
            locked=replace(LOCK, hash=words_hash(SURVEY), expires=date(2030, 1, 1)),
        ),
    ],
)
def test_a_changed_word_or_code_no_longer_fits(changed: Survey) -> None:
    assert not is_as_locked(changed)


@pytest.mark.parametrize(
    "changed",
    [
        asking(objective="stop", level="competence", outcome="knowledge"),
        asking(label=Text("Where?", "¿Do\u0301nde?")),
        asking(label=Text("Where?\n", "¿Dónde?")),
        replace(locked(), name="renamed"),
        replace(locked(), translation=Translation(es="approved")),
    ],
)
def test_what_nobody_reads_changes_nothing(changed: Survey) -> None:
    assert is_as_locked(changed)


def test_the_words_of_a_scale_are_part_of_the_hash() -> None:
    agreement = replace(QUESTION, kind="agreement", options=())
    quality = replace(agreement, kind="quality")
    hashes = {words_hash(replace(SURVEY, questions=(q,))) for q in (agreement, quality)}
    assert len(hashes) == 2


def test_the_hash_stays_the_same_from_version_to_version() -> None:
    # A form that was approved in one version of the program opens in the next one.
    assert words_hash(SURVEY) == (
        "sha256:c20d6d756b2542ee74c77b14029ac61d2d94f07fbfea29718d3e51474e23f53a"
    )


def test_the_last_day_is_a_day_that_counts() -> None:
    assert not has_expired(SURVEY, date(2027, 12, 31))
    assert has_expired(SURVEY, date(2028, 1, 1))
    assert not has_expired(replace(SURVEY, locked=None), date(2100, 1, 1))


@pytest.mark.parametrize(
    ("translation", "languages"),
    [
        (Translation(), ("en",)),
        (Translation(es="draft"), ("en",)),
        (Translation(es="reviewed"), ("en",)),
        (Translation(es="approved"), ("en", "es")),
        (Translation(en="draft", es="approved"), ("es",)),
        (Translation(en="draft"), ()),
        (
            Translation(es="approved", texts=(TextStatus(LABEL, "es", "draft"),)),
            ("en",),
        ),
        (
            Translation(es="approved", texts=(TextStatus(LABEL, "en", "reviewed"),)),
            ("es",),
        ),
    ],
)
def test_a_locked_form_is_read_where_every_word_is_approved(
    translation: Translation, languages: tuple[str, ...]
) -> None:
    assert languages_of(replace(SURVEY, translation=translation)) == languages


def test_a_form_that_is_not_locked_is_read_in_every_language() -> None:
    draft = replace(SURVEY, locked=None, translation=Translation(es="draft"))
    assert languages_of(draft) == ("en", "es")
    assert shortcoming(draft.translation, draft, "es") == "draft"


def test_the_same_words_keep_the_least_that_is_said_of_them() -> None:
    said = [
        TextStatus(LABEL, "es", "approved"),
        TextStatus(Text("A", "B"), "es", "reviewed"),
        TextStatus(LABEL, "es", "draft"),
    ]
    assert [t.status for t in settled(said)] == ["reviewed", "draft"]


def test_a_session_keeps_what_was_approved() -> None:
    kept = replace(
        locked(),
        translation=Translation(es="draft", texts=(TextStatus(LABEL, "en", "draft"),)),
    )
    assert from_record(Survey, as_record(kept)) == kept
    old = as_record(replace(SURVEY, locked=None))
    del old["locked"], old["translation"]
    assert from_record(Survey, old) == replace(SURVEY, locked=None)
