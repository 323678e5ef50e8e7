"""Readers: what they take, and what they say of the rest."""

from datetime import date
from typing import TypeVar

import pytest

from facilitator.domain.plan import Objective
from facilitator.domain.text import Text
from facilitator.library.problems import Report
from facilitator.library.schema import (
    DAY,
    FILE_NAME,
    TEXT,
    YES_OR_NO,
    Key,
    Reader,
    list_of,
    name,
    named_list,
    one_of,
    optional,
    record,
    whole_number,
    words,
)
from facilitator.library.yaml_source import read_tree

T = TypeVar("T")
OBJECTIVE = record(Objective, {"name": Key(name()), "text": optional(TEXT)})


def read(reader: Reader[T], source: str) -> tuple[T, list[tuple[int, str, str]]]:
    report = Report("file.yaml")
    root = read_tree(source, report)
    assert root is not None
    value = reader.read(root, report)
    return value, [(p.line, p.severity, p.message) for p in report.problems]


def wrong(reader: Reader[T], source: str) -> list[tuple[int, str, str]]:
    return read(reader, source)[1]


def test_what_is_right_is_read() -> None:
    assert read(words(), " some words ") == ("some words", [])
    assert read(name(), "snake_case_2") == ("snake_case_2", [])
    assert read(name(FILE_NAME), "conference-2h") == ("conference-2h", [])
    assert read(whole_number(1, 9), "9") == (9, [])
    assert read(YES_OR_NO, "Yes") == (True, [])
    assert read(YES_OR_NO, "false") == (False, [])
    assert read(one_of("a", "b"), "b") == ("b", [])
    assert read(DAY, "2025-08-31") == (date(2025, 8, 31), [])
    assert read(TEXT, "en: No\nes: 'No'") == (Text("No", "No"), [])
    assert read(list_of(words()), "[a, b]") == (("a", "b"), [])


@pytest.mark.parametrize(
    ("reader", "source", "message"),
    [
        (words(), "[a]", "Write a text here, not a list or keys."),
        (words(), "''", "The text is empty."),
        (words(3), "abcd", "The text has 4 characters, at most 3."),
        (name(), "Not-So", "`Not-So` is no snake_case name: use a-z, 0-9 and _."),
        (
            name(FILE_NAME),
            "../secret",
            "`../secret` is no kebab-case name: use a-z, 0-9 and -.",
        ),
        (whole_number(1, 9), "10", "Write a whole number from 1 to 9, not `10`."),
        (whole_number(1, 9), "2.5", "Write a whole number from 1 to 9, not `2.5`."),
        (whole_number(0, 9), "-1", "Write a whole number from 0 to 9, not `-1`."),
        (whole_number(1, 9), "٣", "Write a whole number from 1 to 9, not `٣`."),
        (YES_OR_NO, "perhaps", "Write true or false, not `perhaps`."),
        (one_of("a", "b"), "c", "Write one of: a, b; not `c`."),
        (
            DAY,
            "31.8.2025",
            "Write a date as year-month-day, such as 2025-08-31, not `31.8.2025`.",
        ),
        (TEXT, "Hello", "Write the text in both languages, as en: and es:."),
        (TEXT, "en: Hello", "The Spanish (`es`) is missing."),
        (TEXT, "es: Hola", "The English (`en`) is missing."),
        (TEXT, "{en: Hello, es: ''}", "es: the text is empty."),
        (
            list_of(words()),
            "a",
            "Write a list here: lines that begin with `- `.",
        ),
        (list_of(words()), "[]", "The list has 0 items; 1 to 200 are allowed."),
        (
            list_of(words(), most=1),
            "[a, b]",
            "The list has 2 items; 1 to 1 are allowed.",
        ),
        (OBJECTIVE, "a", "Write keys here: name."),
        (OBJECTIVE, "text: {en: a, es: b}", "`name` is missing."),
    ],
)
def test_a_wrong_value_stops(reader: Reader[T], source: str, message: str) -> None:
    assert wrong(reader, source) == [(1, "error", message)]


def test_an_unknown_key_only_warns() -> None:
    value, problems = read(OBJECTIVE, "name: stop\ncolour: red\n")
    assert value == Objective("stop", Text())
    assert problems == [(2, "warning", "colour: unknown key.")]


def test_a_wrong_value_is_told_with_its_key_and_what_stands_there() -> None:
    plan = record(
        lambda **given: given,
        {"title": Key(TEXT), "minutes": Key(whole_number(1, 480))},
    )

    assert wrong(plan, "title: {en: Hello}\nminutes: soon\n") == [
        (1, "error", "title: the Spanish (`es`) is missing."),
        (2, "error", "minutes: write a whole number from 1 to 480, not `soon`."),
    ]
    assert wrong(plan, "title: {en: Hello, es: ''}\nminutes: [1]\n") == [
        (1, "error", "title.es: the text is empty."),
        (
            2,
            "error",
            "minutes: write a whole number from 1 to 480, not a list or keys.",
        ),
    ]


def test_an_unknown_key_comes_with_the_nearest_known_one() -> None:
    plan = record(lambda **given: given, {"polls": Key(name())})

    assert wrong(plan, "polls: a\npols: a\n") == [
        (2, "warning", "pols: unknown key; did you mean polls?")
    ]


def test_a_name_used_twice_is_told_where_it_comes_again() -> None:
    source = "- name: stop\n- name: ask\n-\n  name: stop\n"
    assert wrong(named_list(OBJECTIVE), source) == [
        (4, "error", "The name `stop` is here twice.")
    ]


def test_all_mistakes_are_found_in_one_reading() -> None:
    source = "- name: S\n- nam: ask\n- name: x\n  text: {en: a}\n"
    assert wrong(list_of(OBJECTIVE), source) == [
        (1, "error", "`S` is no snake_case name: use a-z, 0-9 and _."),
        (2, "warning", "nam: unknown key; did you mean name?"),
        (2, "error", "`name` is missing."),
        (4, "error", "text: the Spanish (`es`) is missing."),
    ]
