"""Two entries as one person: details, evaluation, and the log of both."""

from datetime import UTC, datetime, timedelta
from itertools import permutations

from facilitator.domain.attendance.merging import Merge, Merges, differing, with_details
from facilitator.domain.attendance.people import Attendee, Person, Scan, ScanKind
from facilitator.domain.attendance.presence import Interval, presence

NINE = datetime(2026, 5, 14, 9, tzinfo=UTC)


def at(minutes: int) -> datetime:
    return NINE + timedelta(minutes=minutes)


def scan(number: int, who: str, kind: ScanKind, minutes: int) -> Scan:
    return Scan(who, kind, at(minutes), "phone", number)


def merge(number: int, kept: str, other: str, *taken: str, undoes: int = 0) -> Merge:
    return Merge(kept, other, NINE, taken=taken, number=number, undoes=undoes)


A = Attendee(
    "a",
    Person("Ana Ruiz", "", "County"),
    (scan(1, "a", "in", 0), scan(4, "a", "out", 60)),
)
B = Attendee(
    "b",
    Person("Ana Ruiz Gómez", "ana@x.org", "Shelter"),
    (scan(2, "b", "in", 5), scan(3, "b", "out", 30), scan(5, "b", "re-entry", 70)),
    evaluated=True,
)
C = Attendee("c", Person("Ana"), (scan(6, "c", "out", 90),))
NAMED = Person("Ana")
D = Attendee("d", Person("Bo"), (scan(7, "d", "in", 95),))


def test_one_person_has_the_log_of_both_and_what_the_trainer_chose() -> None:
    merges = Merges.of([merge(1, "a", "b", "organization")])

    one, *others = merges.joined([A, B, D])

    assert one == Attendee(
        "a",
        Person("Ana Ruiz", "ana@x.org", "Shelter"),
        (A.scans[0], B.scans[0], B.scans[1], A.scans[1], B.scans[2]),
        evaluated=True,
    )
    assert others == [D]


def test_the_order_of_merging_does_not_matter() -> None:
    pairs = [("a", "b"), ("a", "c")]
    found = {
        Merges.of([merge(n, *pair) for n, pair in enumerate(order, 1)]).joined(people)
        for order in permutations(pairs)
        for people in ([A, B, C], [A, C, B])
    }
    through = Merges.of([merge(1, "b", "c"), merge(2, "a", "b")]).joined([A, B, C])

    assert {(one.scans, one.minutes, one.evaluated) for (one,) in found} == {
        (through[0].scans, through[0].minutes, True)
    }
    assert through[0].minutes == 30 + 20


def test_what_was_undone_does_not_count() -> None:
    lines = [merge(1, "a", "b"), merge(2, "a", "c"), merge(3, "a", "b", undoes=1)]
    merges = Merges.of(lines)

    assert merges.joined([A, B]) == (A, B)
    assert (merges.person_of("b"), merges.person_of("c")) == ("b", "a")
    assert merges.entries == {"a", "c"}


def test_signing_out_of_both_entries_is_no_gap() -> None:
    (one,) = Merges.of([merge(1, "a", "b")]).joined(
        [
            Attendee("a", NAMED, (scan(1, "a", "in", 0), scan(3, "a", "out", 60))),
            Attendee("b", NAMED, (scan(2, "b", "in", 5), scan(4, "b", "out", 62))),
        ]
    )

    assert presence(one.scans).intervals == (Interval(at(0), at(60)),)
    assert presence(one.scans).gaps == ()
    assert one.minutes == 60


def test_a_sign_out_that_belongs_to_no_sign_in_stays_a_gap() -> None:
    log = (scan(1, "a", "in", 0), scan(2, "a", "out", 9), scan(3, "b", "out", 20))

    assert presence(log).gaps == ("no-sign-in",)


def test_a_tie_to_the_roster_says_what_stood_there() -> None:
    listed = Person("Ana R.", "ana@work.org", "County Health")
    line = Merge("a", "x", NINE, "expected", ("organization",), listed=listed, number=1)

    merges = Merges.of([line])

    (one,) = merges.joined([A])
    assert one.person == Person("Ana Ruiz", "ana@work.org", "County Health")
    assert one.scans == A.scans
    assert merges.tied == {"x": "a"}


def test_details_that_one_lacks_come_from_the_other_and_the_language_stays() -> None:
    mine, theirs = Person("A", language="es"), Person("B", "b@x.org", language="en")

    assert differing(mine, theirs) == ("name",)
    assert with_details(mine, theirs, ()) == Person("A", "b@x.org", language="es")
    assert with_details(mine, theirs, ("name",)).name == "B"
