"""What a rehearsal expects of the forms before and after."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

import pytest

from facilitator.domain.surveys.survey import FormName
from facilitator.library.curriculum import load, shipped_folder
from facilitator.rehearsal.before_after import filled_in, told, variable, written_in
from facilitator.rehearsal.changes import Forms, changes
from facilitator.rehearsal.comparison import compare, expect
from facilitator.rehearsal.ledger import Ledger
from facilitator.rehearsal.script import Script, write_scripts
from facilitator.rehearsal.stored import Stored

Sent = Mapping[FormName, Mapping[str, int | str]]


def test_a_field_is_called_as_the_column_where_both_forms_stand_in_one_row() -> None:
    called = {
        "hotline": "hotline_pre",
        "hotline.other": "hotline_pre_other",
        "steps___2": "steps_pre___2",
        "sure.before": "sure_pre_before",
        "often.alone": "often_alone_pre",
        "often.alone.now": "often_alone_pre_now",
    }
    assert {name: variable(name, "pre") for name in called} == called


def test_a_phone_has_one_row_that_says_which_forms_it_filled_in() -> None:
    both, late = Ledger(1), Ledger(2)
    both.forms["pre"] = {"hotline": 2, "sure": -8}
    both.forms["post"] = {"hotline": 1, "next": "I will ask"}
    late.forms["post"] = {"hotline": -9, "next": ""}

    rows = [filled_in(both), filled_in(late)]
    assert rows == [
        {("forms", "both"), ("hotline_pre", 2), ("sure_pre", -8), ("hotline_post", 1)},
        {("forms", "post"), ("hotline_post", -9)},
    ]
    assert list(written_in(both)) == [("next_post", "I will ask")]
    assert told(rows) == "1 both, 0 only pre, 1 only post"
    assert told([]) == "none"


def test_a_form_that_was_lost_or_changed_is_listed() -> None:
    ledger = Ledger(1)
    ledger.forms["pre"] = {"hotline": 2}
    people = Counter({("No name given", True): 1})
    kept = Stored({}, {}, people, Counter(), Counter(), Counter())
    expected = expect([(Script(1, 1), ledger)], {})
    right, wrong = (
        Counter([frozenset({("forms", "pre"), ("hotline_pre", code)})])
        for code in (2, 1)
    )

    assert compare(expected, replace(kept, forms=right)) == []
    missing = (
        "Before and after missing (1): [\"('forms', 'pre')\", \"('hotline_pre', 2)\"]."
    )
    assert compare(expected, kept) == [missing]
    assert len(compare(expected, replace(kept, forms=wrong))) == 2


def test_of_few_who_answered_twice_only_the_number_is_expected() -> None:
    held = load(shipped_folder(), "conference-2h")
    forms = Forms(held.pre, held.post)
    learned: Sent = {"pre": {"one_sign": 1}, "post": {"one_sign": 3}}
    once: Sent = {"post": {"one_sign": -8}}

    few = changes(forms, [learned] * 4 + [once])["paired", "one_sign_pre_post"]
    assert {name: figure for name, figure in few.items() if figure is not None} == {
        "Pairs": 4
    }
    enough = changes(forms, [learned] * 6 + [once])
    assert enough["paired", "one_sign_pre_post"] == {
        "Pairs": 6,
        "Only before": 0,
        "Only now": 0,
        "Before: right": 0,
        "Now: right": 6,
        "Normalized gain": 1,
        "Rose": 6,
        "Same": 0,
        "Fell": 0,
        "p": pytest.approx(2 / 2**6),
    }
    assert enough["summary", "knowledge_now"]["n"] == 6
    assert changes(forms, [{}, {}]) == {}


def test_some_phones_fill_in_one_of_the_forms_and_some_both() -> None:
    filled = Counter(script.fills_in for script in write_scripts(1, 200, 7))
    assert set(filled) == {
        frozenset({"pre", "post"}),
        frozenset({"pre"}),
        frozenset({"post"}),
        frozenset(),
    }
    assert filled[frozenset({"pre", "post"})] > 100
