"""Lists of completions: columns guessed, days read, rows checked, people found."""

from datetime import date

import pytest

from facilitator.domain.attendance.people import Person
from facilitator.domain.attendance.prework import (
    Completion,
    KeptCompletion,
    NobodyNamedError,
    NoDateColumnError,
    guessed_columns,
    match,
    read_completions,
    says_day_first,
)
from facilitator.domain.attendance.roster import Expected, ListedPeople
from facilitator.domain.attendance.written_days import read_day
from facilitator.errors import BadInputError

TODAY = date(2026, 5, 14)
DONE = date(2026, 5, 2)


def listed(*rows: tuple[str, ...]) -> ListedPeople:
    width = len(rows[0]) if rows else 0
    return ListedPeople(("",) * width, tuple(enumerate(rows, 2)))


@pytest.mark.parametrize(
    ("header", "mapped"),
    [
        (
            ("Name", "Email", "Course", "Completed on"),
            {"name": 0, "email": 1, "module": 2, "done_on": 3},
        ),
        (
            ("Apellidos", "Nombre", "Correo", "Módulo", "Fecha de finalización"),
            {"family_name": 0, "given_name": 1, "email": 2, "module": 3, "done_on": 4},
        ),
        (("Name", "Organization", "Date"), {"name": 0, "done_on": 2}),
    ],
)
def test_columns_are_known_by_what_they_are_called(
    header: tuple[str, ...], mapped: dict[str, int]
) -> None:
    assert guessed_columns(header) == mapped


@pytest.mark.parametrize(
    ("given", "day_first"),
    [
        ("2026-05-02", False),
        ("2026-05-02T13:40:00", False),
        ("2026/5/2", False),
        ("5/2/2026", False),
        ("02.05.26", True),
        ("2/5/2026 13:40", True),
    ],
)
def test_days_are_read_as_lists_write_them(given: str, *, day_first: bool) -> None:
    assert read_day(given, TODAY, day_first=day_first) == DONE


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("", "no-date"),
        ("yes", "bad-date"),
        ("13/13/2026", "bad-date"),
        ("٢/٥/٢٠٢٦", "bad-date"),
        ("2026-05-15", "date-to-come"),
        ("1926-05-02", "date-to-come"),
    ],
)
def test_what_is_no_day_is_said(given: str, code: str) -> None:
    with pytest.raises(BadInputError) as refused:
        read_day(given, TODAY)

    assert refused.value.code == code


def test_a_list_may_show_that_the_day_comes_first() -> None:
    assert says_day_first(listed(("3/4/2026",), ("14/4/2026",)), {"done_on": 0}, TODAY)
    assert not says_day_first(
        listed(("3/4/2026",), ("4/14/2026",)), {"done_on": 0}, TODAY
    )
    assert not says_day_first(listed(("14/4/2026",)), {}, TODAY)
    # One slip does not decide for all the others.
    rows = (("14/4/2026",), ("4/14/2026",), ("4/15/2026",))
    assert not says_day_first(listed(*rows), {"done_on": 0}, TODAY)


def test_every_row_is_a_completion_or_says_why_not() -> None:
    rows = listed(
        ("Ana Ruiz", "ana@x.org", "HT 101", "2026-05-02"),
        ("ANA RUÍZ", "Ana@x.org", "ht 101", "2026-05-03"),
        ("", "bo@x.org", "HT 101", "2026-05-02"),
        ("", "", "HT 101", ""),
        ("Cy", "cy@x", "x" * 121, "soon"),
        ("Dee", "", "HT 101", "2026-05-02"),
    )
    mapped = {"name": 0, "email": 1, "module": 2, "done_on": 3}
    known = [Completion(Person("Dee"), "HT 101", DONE)]

    lines = read_completions(rows, mapped, TODAY, known=known)

    assert [[p.code for p in line.problems] for line in lines] == [
        [],
        ["completed-twice"],
        [],
        ["missing-field", "no-date"],
        ["bad-email", "module-too-long", "bad-date"],
        ["already-kept"],
    ]
    ana = Completion(Person("Ana Ruiz", "ana@x.org"), "HT 101", DONE)
    assert lines[0].completion == ana


def test_a_list_names_people_and_days() -> None:
    with pytest.raises(NobodyNamedError):
        read_completions(listed(), {"done_on": 0}, TODAY)
    with pytest.raises(NoDateColumnError):
        read_completions(listed(), {"email": 0}, TODAY)


def test_completions_are_found_by_email_or_a_name_of_one_alone() -> None:
    people = [
        Expected("1", Person("Ana Ruiz", "ana@x.org")),
        Expected("2", Person("Lee Park")),
        Expected("3", Person("Park, Lee", organization="County")),
        Expected("4", Person("José Núñez")),
    ]

    def kept(name: str, email: str = "", tied: str = "") -> KeptCompletion:
        done = Completion(Person(name, email), "", DONE)
        return KeptCompletion(name or email, done, tied)

    rows = [kept("", "ANA@x.org"), kept("jose nunez"), kept("Lee Park"), kept("Zoe")]

    found = match([*rows, kept("Z.", tied="3"), kept("Gone", tied="9")], people)

    assert {who: len(done) for who, done in found.of.items()} == {
        "1": 1,
        "4": 1,
        "3": 1,
    }
    assert [one.id for one in found.unmatched] == ["Lee Park", "Zoe", "Gone"]


def test_somebody_is_found_by_the_email_that_they_registered_with() -> None:
    done = KeptCompletion("1", Completion(Person("A. R.", "ana@x.org"), "", DONE))
    came = Expected("1", Person("Ana Ruiz", "ana@home.org"))
    registered = Expected("1", Person("Ana Ruiz", "ANA@x.org"))

    assert match([done], [came]).of == {}
    assert match([done], [came, registered]).of == {"1": (done.completion,)}


def test_a_name_with_two_different_emails_is_not_sure() -> None:
    done = KeptCompletion("1", Completion(Person("Ana Ruiz", "ana@x.org"), "", DONE))

    assert match([done], [Expected("1", Person("Ana Ruiz", "a@y.org"))]).of == {}
    assert match([done], [Expected("1", Person("Ana Ruiz"))]).of
