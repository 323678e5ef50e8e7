"""Who is expected: columns guessed, rows checked, people found again."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.attendance.people import Person
from facilitator.domain.attendance.roster import (
    Directory,
    Expected,
    ListedPeople,
    guessed,
    matched,
)
from facilitator.domain.attendance.roster_lines import (
    NoNameColumnError,
    read_lines,
    values_read,
)


def people(*rows: tuple[str, ...], header: tuple[str, ...] = ()) -> ListedPeople:
    return ListedPeople(header, tuple(enumerate(rows, 2)))


@pytest.mark.parametrize(
    ("header", "mapped"),
    [
        (("Name", "E-mail"), {"name": 0, "email": 1}),
        (
            ("Last Name", "First name", "Email Address", "Agency"),
            {"family_name": 0, "given_name": 1, "email": 2, "organization": 3},
        ),
        (
            ("Nombre", "Apellidos", "Correo electrónico", "Institución", "Profesión"),
            {
                "given_name": 0,
                "family_name": 1,
                "email": 2,
                "organization": 3,
                "profession": 4,
            },
        ),
        (("Nombre", "Correo"), {"name": 0, "email": 1}),
        (("a", "b"), {}),
        # The closer name wins, in whichever order the columns stand.
        (("Name", "Credentials", "Profession"), {"name": 0, "profession": 2}),
        (("Nombre", "Cargo", "Profesión"), {"name": 0, "profession": 2}),
        (("Learner", "Credentials"), {"name": 0, "profession": 1}),
    ],
)
def test_columns_are_known_by_what_they_are_called(
    header: tuple[str, ...], mapped: dict[str, int]
) -> None:
    assert guessed(header) == mapped


def test_a_row_becomes_a_person_from_first_and_last_name() -> None:
    mapped = {"family_name": 0, "given_name": 1, "profession": 2, "setting": 3}
    (line,) = read_lines(people((" Núñez ", "José", "Nurse", "Vivienda")), mapped)

    expected = Person("José Núñez", profession="nurse", setting="housing")
    assert (line.number, line.person, line.problems) == (2, expected, ())


def test_words_that_are_no_choice_of_ours_are_other() -> None:
    (line,) = read_lines(people(("Ana", "Doula")), {"name": 0, "profession": 1})

    assert line.person.profession == "other"


@pytest.mark.parametrize(
    ("written", "profession"),
    [
        ("MD", "physician"),
        ("M.D., MPH", "physician"),
        ("RN, BSN", "nurse"),
        ("FNP-C", "nurse"),
        ("PA-C", "physician_assistant"),
        ("LCSW", "social_worker"),
        ("PharmD", "pharmacist"),
        ("PhD", None),
        ("RN, LCSW", None),
        ("PA Department of Health", None),
        ("Enfermero", "nurse"),
        ("Doula", None),
    ],
)
def test_credentials_are_understood_where_they_are_of_one_profession(
    written: str, profession: str | None
) -> None:
    rows, mapped = people(("Ana", written)), {"name": 0, "profession": 1}

    (line,) = read_lines(rows, mapped)
    (value,) = values_read(rows, mapped)

    assert line.person.profession == (profession or "other")
    assert (value.written, value.rows) == (written, 1)
    assert (value.chosen, value.understood) == (profession or "other", bool(profession))


def test_a_mistyped_email_is_left_away_and_the_person_is_taken() -> None:
    (line,) = read_lines(people(("Ana Ruiz", "ana@x")), {"name": 0, "email": 1})

    assert (line.person, line.problems) == (Person("Ana Ruiz"), ())
    assert [one.code for one in line.warnings] == ["bad-email"]


def test_a_list_brought_again_tells_what_it_would_change() -> None:
    known = [
        Expected("1", Person("Ana Ruiz", "ana@x.org", profession="nurse")),
        Expected("2", Person("Bo Chen", profession="other")),
        Expected("3", Person("Lee Park", "lee@x.org")),
    ]
    rows = people(
        ("ana ruiz", "ANA@x.org", "Doula"),
        ("Chen Bo", "bo@x.org", "RN"),
        ("Lee Park", "other@x.org", "MD"),
    )
    mapped = {"name": 0, "email": 1, "profession": 2}

    ana, bo, lee = read_lines(rows, mapped, known)

    # What was not understood changes nothing that is known.
    assert [problem.code for problem in ana.problems] == ["already-expected"]
    assert (bo.updates, bo.changed) == ("2", ("email", "profession"))
    assert bo.person == Person("Bo Chen", "bo@x.org", profession="nurse")
    # Another email may be another person.
    assert (lee.updates, lee.person.name) == ("", "Lee Park")


def test_every_problem_of_a_row_is_said_and_others_are_fine() -> None:
    rows = people(("", "ana@x"), ("Ana Ruiz", "ana@x.org"), ("x" * 121, "b@x.org"))
    lines = read_lines(rows, {"name": 0, "email": 1})

    assert [[p.code for p in line.problems] for line in lines] == [
        ["missing-field"],
        [],
        ["field-too-long"],
    ]
    assert [problem.code for problem in lines[0].warnings] == ["bad-email"]


def test_the_same_person_is_taken_once() -> None:
    rows = people(("Ana Ruiz", "a@x.org"), ("ANA RUÍZ", "A@x.org"), ("Bo", ""))
    lines = read_lines(
        rows, {"name": 0, "email": 1}, known=[Expected("7", Person("bo"))]
    )

    assert [[p.code for p in line.problems] for line in lines] == [
        [],
        ["twice-listed"],
        ["already-expected"],
    ]
    assert str(lines[1].problems[0]).endswith("row 2 already.")


def test_without_a_column_of_names_nothing_is_read() -> None:
    with pytest.raises(NoNameColumnError):
        read_lines(people(("a",)), {"email": 0})


ANA = Expected("1", Person("Ana Ruiz", "ana@x.org"))
BO = Expected("2", Person("Chen, Bo"))
TWINS = (Expected("3", Person("Lee Park")), Expected("4", Person("Lee Park")))
LIST = (ANA, BO, *TWINS)


@pytest.mark.parametrize(
    ("person", "found"),
    [
        (Person("ana ruiz"), ANA),
        (Person("Ruíz Ana"), ANA),
        (Person("A. R.", "ANA@x.org"), ANA),
        (Person("Ana Ruiz", "other@x.org"), None),
        (Person("Bo Chen", "bo@x.org"), BO),
        (Person("Lee Park"), None),
        (Person("Ana"), None),
        (Person(""), None),
    ],
)
def test_people_are_found_by_email_or_a_name_that_is_unique(
    person: Person, found: Expected | None
) -> None:
    assert matched(person, LIST) == found
    assert matched(person, Directory(LIST).candidates(person)) == found


cells = st.text(max_size=150)


@given(st.lists(st.tuples(cells, cells, cells), max_size=6))
def test_whatever_the_cells_hold_each_row_is_a_person_or_has_problems(
    rows: list[tuple[str, str, str]],
) -> None:
    mapped = {"name": 0, "email": 1, "organization": 2}
    lines = read_lines(people(*rows), mapped)

    assert len(lines) == len(rows)
    for line in lines:
        assert line.problems or line.person.name


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("محمد بن علي", "محمد بن علي"),
        ("דנה כהן", "דנה כהן"),
        ("\u202eziuR anA\u202c", "ziuR anA"),
        ("Ana\x00\x1b[31m Ruiz", "Ana [31m Ruiz"),
        ("Ana\n\tRuiz", "Ana Ruiz"),
        ("<b>Ana</b>", "<b>Ana</b>"),
        ("=1+1", "=1+1"),
    ],
)
def test_names_stay_as_they_are_written_but_for_what_steers(
    name: str, kept: str
) -> None:
    (line,) = read_lines(people((name,)), {"name": 0})

    assert (line.person.name, line.problems) == (kept, ())


def test_two_hundred_letters_are_no_name_and_the_others_are_taken() -> None:
    lines = read_lines(people(("ñ" * 200,), ("Ana",)), {"name": 0})

    assert [[p.code for p in line.problems] for line in lines] == [
        ["field-too-long"],
        [],
    ]


def test_rows_shorter_than_their_header_are_read_as_far_as_they_go() -> None:
    (line,) = read_lines(people(("Ana",)), {"name": 0, "email": 7})

    assert (line.person, line.problems) == (Person("Ana"), ())


@pytest.mark.parametrize("name", ["Person {}", "Ana Ruiz", "{} عليّ"])
def test_five_thousand_rows_are_checked_and_found_in_no_time(name: str) -> None:
    rows = [(name.format(n), f"p{n}@x.org") for n in range(5_000)]
    persons = [Person(name.format(n), f"q{n}@x.org") for n in range(5_000)]
    known = [Expected(str(n), one) for n, one in enumerate(persons)]
    started = time.process_time()

    lines = read_lines(people(*rows), {"name": 0, "email": 1}, known)
    directory = Directory(known)
    for number in range(0, 5_000, 100):
        person = Person("", f"q{number}@x.org")
        assert directory.candidates(person)[0].id == str(number)

    assert not any(line.problems for line in lines)
    # In pairs it would be twenty-five million.
    assert time.process_time() - started < 5
