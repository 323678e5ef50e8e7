"""Chance in a rehearsal: all of it from the seed."""

from facilitator.rehearsal.questions import HOSTILE_TEXTS, PLAIN_TEXTS, Asked
from facilitator.rehearsal.script import Script, write_practice, write_scripts

ASKED = Asked("first", "multiple", ("a", "b", "c", "d"), most=2)


def answers(scripts: tuple[Script, ...]) -> list[object]:
    return [ASKED.choose(s.chance("answer", "first:1"), s.language) for s in scripts]


def test_the_same_seed_plays_the_same_session() -> None:
    first, again = write_scripts(7, 60, 7), write_scripts(7, 60, 7)
    assert first == again
    assert answers(first) == answers(again)


def test_another_seed_brings_other_people_acts_and_answers() -> None:
    one, other = write_scripts(1, 60, 7), write_scripts(2, 60, 7)
    assert [s.person for s in one] != [s.person for s in other]
    assert [s.act("a:1") for s in one] != [s.act("a:1") for s in other]
    assert answers(one) != answers(other)


def test_everybody_comes_before_the_last_question_and_leaves_after_coming() -> None:
    for script in write_scripts(3, 500, 7):
        assert 0 <= script.arrives < 7
        assert script.leaves > script.arrives
        assert any(script.there(number) for number in range(1, 8))


def test_a_multiple_choice_is_answered_in_order_and_within_its_limit() -> None:
    for script in write_scripts(4, 200, 7):
        answer = ASKED.choose(script.chance("answer"), "en")
        assert isinstance(answer, list)
        assert answer == sorted(answer)
        assert 1 <= len(answer) <= 2


def test_practice_phones_say_what_they_are() -> None:
    names = [s.person["name"] for s in write_practice(20) if s.person]
    assert len(names) == 20
    assert names[0] == "Practice 01 / Práctica 01"
    assert names == sorted(names)
    many = [s.person["name"] for s in write_practice(120) if s.person]
    assert many[0] == "Practice 001 / Práctica 001"
    assert many == sorted(many)


def test_a_practice_audience_speaks_the_languages_of_the_session() -> None:
    spanish = write_practice(9, ("es",))
    assert {script.language for script in spanish} == {"es"}
    assert spanish[0].person == {"name": "Práctica 01", "organization": "Simulado"}
    assert spanish[0].table == "Mesa de práctica 1"
    assert {script.language for script in write_practice(9)} == {"en", "es"}


def test_a_practice_audience_writes_nothing_a_trainer_would_not_show() -> None:
    asked = Asked("step", "text")
    for script in write_practice(40):
        for number in range(25):
            dice = script.chance("answer", number)
            first = script.answer(asked, dice)
            second = script.other_answer(asked, dice, first)
            assert {first, second} <= set(PLAIN_TEXTS[script.language])


def test_an_unattended_rehearsal_does_play_tricks() -> None:
    asked = Asked("step", "text")
    said = {s.answer(asked, s.chance("answer")) for s in write_scripts(5, 300, 7)}

    assert said & set(HOSTILE_TEXTS)
