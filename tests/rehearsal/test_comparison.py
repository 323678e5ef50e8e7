"""The check at the end: nothing lost, nothing doubled, nothing changed."""

from collections import Counter
from dataclasses import replace

import pytest

from facilitator.rehearsal.channel import JSON
from facilitator.rehearsal.comparison import (
    Expected,
    compare,
    compare_results,
    expect,
)
from facilitator.rehearsal.ledger import Ledger
from facilitator.rehearsal.script import Script
from facilitator.rehearsal.stored import Stored, Written

Answers = dict[str, Counter[Written]]

LABELS = {"a": "First", "b": "Second"}
CHOICES = [{"name": n, "label": {"en": label}} for n, label in LABELS.items()]
QUESTIONS: dict[str, JSON] = {"q:1": {"choices": CHOICES}, "t:1": {"choices": []}}


def books() -> list[tuple[Script, Ledger]]:
    """Two phones: one named and changing its mind, one nameless and leaving early."""
    ana, other = Ledger(1), Ledger(2)
    ana.acknowledge("q:1", ["a", "b"], 1, 0.01)
    ana.acknowledge("q:1", ["b"], 2, 0.01)
    ana.acknowledge("t:1", "=1+1", 1, 0.01)
    ana.evaluation = {
        "confidence.now": 4,
        "confidence.before": -9,
        "improve": "Nothing",
    }
    other.acknowledge("q:1", ["b"], 1, 0.01)
    return [
        (Script(1, 1, person={"name": "Ana"}), ana),
        (Script(1, 2, leaves=1), other),
    ]


@pytest.fixture
def expected() -> Expected:
    return expect(books(), QUESTIONS)


@pytest.fixture
def stored() -> Stored:
    """What a program that loses nothing keeps of these two."""
    return Stored(
        answers={"q:1": Counter({("Second",): 2}), "t:1": Counter({("=1+1",): 1})},
        answered={"q:1": 2, "t:1": 1},
        people=Counter({("Ana", True): 1, ("No name given", False): 1}),
        evaluations=Counter(
            [frozenset({("confidence_now", 4), ("confidence_before", -9)})]
        ),
        texts=Counter({("improve", "Nothing"): 1}),
        worksheets=Counter(),
    )


def test_words_and_what_stands_behind_other_are_each_looked_for() -> None:
    phone = Ledger(1)
    phone.acknowledge("w:1", ["hope", "trust"], 1, 0.01)
    phone.acknowledge("q:1", {"b": "", "other": "Fear"}, 1, 0.01)
    other = {"name": "other", "label": {"en": "Other"}}
    asked: dict[str, JSON] = {
        "w:1": {"kind": "words", "choices": []},
        "q:1": {"kind": "multiple", "choices": [*CHOICES, other]},
    }

    found = expect([(Script(1, 1, person={"name": "Ana"}), phone)], asked)

    assert found.answers == {
        "w:1": Counter({("hope",): 1, ("trust",): 1}),
        "q:1": Counter({("Other", "Second"): 1}),
        "q_other:1": Counter({("Fear",): 1}),
    }
    assert found.answered == {"w:1": 1, "q:1": 1}


def test_what_was_kept_as_it_was_sent_is_no_difference(
    expected: Expected, stored: Stored
) -> None:
    assert compare(expected, stored) == []


def test_a_lost_answer_is_listed(expected: Expected, stored: Stored) -> None:
    less: Answers = {**stored.answers, "q:1": Counter({("Second",): 1})}
    lost = replace(stored, answers=less, answered={"q:1": 1, "t:1": 1})
    assert compare(expected, lost) == [
        "q:1: answer missing (1): ('Second',).",
        "q:1: results say 1, not 2.",
    ]


def test_an_answer_counted_twice_is_listed(expected: Expected, stored: Stored) -> None:
    more: Answers = {**stored.answers, "t:1": Counter({("=1+1",): 2})}
    assert compare(expected, replace(stored, answers=more)) == [
        "t:1: answer too much (1): ('=1+1',)."
    ]


def test_the_answer_before_a_change_of_mind_is_the_wrong_one(
    expected: Expected, stored: Stored
) -> None:
    before = Counter({("Second",): 1, ("First", "Second"): 1})
    kept = replace(stored, answers={**stored.answers, "q:1": before})
    assert compare(expected, kept) == [
        "q:1: answer missing (1): ('Second',).",
        "q:1: answer too much (1): ('First', 'Second').",
    ]


def test_a_made_up_sign_out_and_a_lost_person_are_listed(
    expected: Expected, stored: Stored
) -> None:
    people = Counter({("No name given", True): 1})
    assert compare(expected, replace(stored, people=people)) == [
        "Person (name, out) missing (1): ('Ana', True).",
        "Person (name, out) missing (1): ('No name given', False).",
        "Person (name, out) too much (1): ('No name given', True).",
    ]


def test_a_text_that_a_spreadsheet_would_calculate_is_listed(
    expected: Expected, stored: Stored
) -> None:
    formulas = replace(stored, formulas=("polls.xlsx open_text!D2",))
    assert compare(expected, formulas) == [
        "polls.xlsx open_text!D2: a text became a formula."
    ]


def test_the_screens_numbers_are_held_against_the_acknowledgements(
    expected: Expected,
) -> None:
    answers: Answers = {**expected.answers, "q:1": Counter({("Second",): 5})}
    five = replace(expected, answers=answers, answered={"q:1": 5, "t:1": 1})
    right = {
        "q:1": Counter({"b": 5, "answered": 5}),
        "t:1": Counter({"answered": 1}),
    }
    assert compare_results(five, QUESTIONS, right) == []
    wrong = {**right, "q:1": Counter({"b": 4, "answered": 4})}
    assert len(compare_results(five, QUESTIONS, wrong)) == 1


def test_of_fewer_than_five_the_screens_tell_how_many_and_no_more(
    expected: Expected,
) -> None:
    told = {"q:1": Counter({"answered": 2}), "t:1": Counter({"answered": 1})}
    assert compare_results(expected, QUESTIONS, told) == []
    split = {**told, "q:1": Counter({"b": 2, "answered": 2})}
    assert len(compare_results(expected, QUESTIONS, split)) == 1
