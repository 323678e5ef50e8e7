"""Entries that may be one person: suggested with the reason, and quickly."""

import time
from datetime import UTC, datetime

import pytest

from facilitator.domain.attendance.likeness import (
    Entry,
    Likely,
    Source,
    entry_of,
    likely_expected,
    likely_same,
)
from facilitator.domain.attendance.people import Attendee, Method, Person, Scan


def entry(
    name: str, source: Source = "phone", email: str = "", organization: str = ""
) -> Entry:
    """Return an entry, called by all that is in it."""
    person = Person(name, email, organization)
    return Entry(f"{name}/{source}/{email}/{organization}", person, source)


def reasons(one: Entry, other: Entry) -> tuple[str, ...]:
    """Return why the two may be one person; it is the same whoever comes first."""
    there, back = likely_same([one, other]), likely_same([other, one])
    assert [pair.reasons for pair in there] == [pair.reasons for pair in back]
    return there[0].reasons if there else ()


COUNTY, SHELTER = "County", "Shelter"


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (
            entry("Ana Ruiz", email="ana@x.org"),
            entry("A. R.", email="ANA@x.org"),
            ("same-email",),
        ),
        (
            entry("José Núñez"),
            entry("NUNEZ, Jose", organization=COUNTY),
            ("same-name",),
        ),
        (
            entry("Ana Ruiz", email="ana@x.org"),
            entry("Ana Ruiz", email="a@y.org"),
            ("same-name", "two-emails"),
        ),
        (
            entry("Ana Ruiz"),
            entry("Ana Ruíz", "trainer"),
            ("same-name", "by-trainer"),
        ),
        (
            entry("Ana Ruiz", organization=COUNTY),
            entry("Anna Ruiz", organization="COUNTY"),
            ("one-letter",),
        ),
        (
            entry("Ana Ruiz", organization=COUNTY),
            entry("Ana Riuz", organization=COUNTY),
            ("one-letter",),
        ),
        (
            entry("Ana Ruiz", organization=COUNTY),
            entry("Ana Ruiz", organization=SHELTER),
            ("same-name",),
        ),
        (
            entry("Ana Ruiz"),
            entry("Ana Ruis", "trainer"),
            ("one-letter", "by-trainer"),
        ),
        (
            entry("Ana Ruiz Gómez"),
            entry("Ana Ruiz", "trainer"),
            ("part-of-name", "by-trainer"),
        ),
        (entry("محمد علي"), entry("علي محمد"), ("same-name",)),
    ],
    ids=lambda value: value.person.name if isinstance(value, Entry) else value[0],
)
def test_what_two_entries_share_is_the_reason(
    one: Entry, other: Entry, why: tuple[str, ...]
) -> None:
    assert reasons(one, other) == why


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (entry("Ana Ruiz"), entry("Anna Ruiz")),
        (
            entry("Ana Ruiz", organization=COUNTY),
            entry("Anna Ruiz", "trainer", organization=SHELTER),
        ),
        (
            entry("Ana Ruiz", email="ana@x.org", organization=COUNTY),
            entry("Anna Ruiz", email="anna@x.org", organization=COUNTY),
        ),
        (entry("Ana Ruiz", organization=COUNTY), entry("Ana Ruiz Gómez")),
        (entry("Ana"), entry("Ana Ruiz", "trainer")),
        (entry("Li Wu", organization=COUNTY), entry("Li Wo", organization=COUNTY)),
        (entry(""), entry("", "trainer")),
        (
            entry("Ana Díaz", organization=COUNTY),
            entry("Ana Pérez", organization=COUNTY),
        ),
    ],
    ids=lambda one: one.person.name or "nobody",
)
def test_too_little_is_no_reason(one: Entry, other: Entry) -> None:
    assert reasons(one, other) == ()


@pytest.mark.parametrize(
    ("method", "source"),
    [
        ("phone", "phone"),
        ("kiosk", "phone"),
        ("trainer", "trainer"),
        ("paper", "trainer"),
    ],
)
def test_an_entry_is_whose_hand_wrote_its_first_line(
    method: Method, source: Source
) -> None:
    at = datetime(2026, 5, 14, 9, tzinfo=UTC)
    came = Scan("a", "in", at, method)
    tapped = Scan("a", "out", at, "trainer")

    who = Attendee("a", Person("Ana"), (came, tapped))

    assert entry_of(who) == Entry("a", Person("Ana"), source)


def test_three_of_one_name_are_three_pairs_and_the_surest_come_first() -> None:
    people = [
        Entry("1", Person("Ana Ruiz")),
        Entry("2", Person("Ana Ruiz")),
        Entry("3", Person("Ruiz Ana", "ana@x.org")),
        Entry("4", Person("A", "ana@x.org")),
    ]

    found = likely_same(people)

    assert found[0] == Likely("3", "4", ("same-email",))
    assert {(pair.one, pair.other) for pair in found[1:]} == {
        ("1", "2"),
        ("1", "3"),
        ("2", "3"),
    }


def test_a_stray_may_be_somebody_who_is_expected() -> None:
    strays = [Entry("a", Person("Ana Ruis")), Entry("b", Person("Bo Chen"))]
    listed = [
        Entry("x", Person("Ana Ruiz", "ana@x.org", "County"), "list"),
        Entry("y", Person("Chen, Bo", organization="Shelter"), "list"),
        Entry("z", Person("Bo Chen", "bo@x.org"), "list"),
    ]

    assert likely_expected(strays, listed) == (
        Likely("b", "y", ("same-name",)),
        Likely("b", "z", ("same-name",)),
        Likely("a", "x", ("one-letter",)),
    )


@pytest.mark.parametrize("name", ["Person {}", "Test", "Ana Ruiz{:.0}", "x" * 120])
def test_a_thousand_people_and_five_thousand_expected_take_no_time(name: str) -> None:
    people = [
        Entry(f"a{n}", Person(name.format(str(n)), organization="X"))
        for n in range(1_000)
    ]
    listed = [
        Entry(f"e{n}", Person(name.format(str(n)), organization="X"), "list")
        for n in range(5_000)
    ]
    started = time.process_time()

    likely_same(people)
    likely_expected(people, listed)

    # In pairs it would be half a million, and five.
    assert time.process_time() - started < 3


def test_an_address_of_a_whole_office_makes_nobody_one() -> None:
    office = [entry(name, email="front@x.org") for name in ("Ana", "Bo", "Cy", "Di")]
    assert likely_same(office) == ()
    assert [pair.reasons for pair in likely_same(office[:2])] == [("same-email",)]
    [pair] = likely_same([*office, entry("Ana", "trainer", email="front@x.org")])
    assert pair.reasons == ("same-email", "by-trainer")
