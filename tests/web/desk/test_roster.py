"""A list of people at the desk: read, looked at, taken over, and found at sign-in."""

import io
import re
from typing import Any
from uuid import uuid4

import openpyxl
import pytest
import requests
from running import Held

PAGE = {"Accept": "text/html"}
JSON = {"Accept": "application/json"}
CSV = "Nombre,Apellidos,Correo\nJosé,Núñez,jose@x.org\nAna,Ruiz,ana@x\nBo,Chen,\n"


def post(held: Held, path: str, **given: Any) -> requests.Response:
    return held.server.trainer.post(
        f"{held.server.url}/desk/sessions/{held.id}{path}",
        **{"headers": PAGE, **given},
    )


def bring(held: Held, content: bytes, name: str = "people.csv") -> requests.Response:
    return post(held, "/roster", files={"list": (name, content)})


def counts(held: Held) -> tuple[int, int]:
    """Return how many are expected, and how many of them have not come."""
    answer = held.server.trainer.get(
        f"{held.server.url}/desk/sessions/{held.id}/facts"
    ).json()["counts"]
    return answer["expected"], answer["awaited"]


def test_nobody_is_expected_before_the_list_was_looked_at(session: Held) -> None:
    page = bring(session, CSV.encode("cp1252"))

    assert "3 people would be taken over." in page.text
    assert "would be left out" not in page.text
    assert "Rows that would be taken over without their email" in page.text
    assert "That email address is not complete." in page.text
    assert counts(session) == (0, 0)


def test_the_right_rows_are_taken_over_and_the_columns_remembered(
    session: Held,
) -> None:
    bring(session, CSV.encode())
    mapped = {"column-0": "given_name", "column-1": "family_name"}

    done = post(session, "/roster/list", data={"do": "import", **mapped})

    assert "The list was taken over." in done.text
    assert counts(session) == (3, 3)
    other = session.server.create_session()
    page = bring(other, CSV.encode())
    assert "3 people would be taken over." in page.text
    assert "would be left out" not in page.text


def test_taken_over_again_nobody_is_expected_twice(session: Held) -> None:
    # A header of its own: columns are remembered for all sessions.
    content = CSV.replace("Correo", "Correo electrónico").encode()
    for expected in ("3 people", "0 people"):
        page = bring(session, content)
        assert f"{expected} would be taken over." in page.text
        fields = ("given_name", "family_name", "email")
        mapped = {f"column-{n}": name for n, name in enumerate(fields)}
        post(session, "/roster/list", data={"do": "import", **mapped})

    assert counts(session) == (3, 3)


def test_whoever_signs_in_is_found_and_sees_nobody_else(session: Held) -> None:
    bring(session, CSV.encode())
    mapped = {"column-0": "given_name", "column-1": "family_name", "column-2": "email"}
    post(session, "/roster/list", data={"do": "import", **mapped})
    phone = session.phone()

    signed = phone.post("/me/sign-in", name="nunez JOSE")

    assert signed.ok
    assert "Chen" not in signed.text
    assert counts(session) == (3, 2)
    session.phone().post("/me/sign-in", name="Somebody Else")
    assert counts(session) == (3, 2)


def test_an_emptied_roster_expects_nobody(session: Held) -> None:
    bring(session, CSV.encode())
    post(session, "/roster/list", data={"do": "import", "column-1": "name"})
    assert post(session, "/roster/empty").status_code == 422
    assert counts(session) == (3, 3)

    post(session, "/roster/empty", data={"sure": "yes"})

    assert counts(session) == (0, 0)


def test_a_dropped_list_is_gone(session: Held) -> None:
    bring(session, CSV.encode())
    page = post(session, "/roster/list", data={"do": "drop"})

    assert "Nobody was taken over from it." in page.text
    again = post(session, "/roster/list", headers=JSON, data={"do": "import"})
    assert again.json()["code"] == "no-list"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"do": "import"}, "no-name-column"),
        ({"do": "import", "column-0": "name", "column-1": "name"}, "two-columns"),
        ({"do": "import", "column-0": "shoe size"}, "bad-input"),
        ({"do": "import", "column-99": "email"}, "no-name-column"),
        ({"do": "dance", "column-0": "name"}, "bad-input"),
    ],
)
def test_what_makes_no_sense_is_refused_and_the_list_stays(
    session: Held, given: dict[str, str], code: str
) -> None:
    bring(session, CSV.encode())

    refused = post(session, "/roster/list", headers=JSON, data=given)

    assert refused.json()["code"] == code
    assert "Take these people over" in post(session, "/roster/list", data=given).text
    assert counts(session) == (0, 0)


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "people.csv", "empty-list"),
        (b"\x00\x01", "people.csv", "not-a-list"),
        (b"PK\x03\x04", "people.xlsx", "damaged-list"),
        (b"x" * (10 * 1024**2 + 100_000), "people.csv", "large-list"),
    ],
)
def test_a_file_that_is_no_list_ends_in_its_sentence_and_leaves_nothing(
    session: Held, content: bytes, name: str, code: str
) -> None:
    refused = post(session, "/roster", headers=JSON, files={"list": (name, content)})

    assert refused.json()["code"] == code
    assert not list((session.server.data / "uploads").glob("*.list"))
    assert post(session, "/roster", headers=JSON).json()["code"] == "no-list-sent"


def test_a_workbook_of_5000_rows_comes_in_whole(session: Held) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet
    sheet.append(["Full name", "Email"])
    for number in range(5_000):
        sheet.append([f"Person {number}", f"p{number}@x.org"])
    content = io.BytesIO()
    book.save(content)
    bring(session, content.getvalue(), "people.xlsx")

    mapped = {"column-0": "name", "column-1": "email"}
    post(session, "/roster/list", data={"do": "import", **mapped})

    assert counts(session) == (5_000, 5_000)


def test_what_was_not_understood_is_said_before_anybody_is_taken_over(
    session: Held,
) -> None:
    rows = ["Learner,Credentials", "Ana Ruiz,RN", "Bo Chen,Wizard", "Li Wu,Wizard"]

    page = bring(session, "\n".join(rows).encode()).text

    assert "2 rows of the column “Credentials” were not understood." in page
    assert "For example: Wizard." in page
    assert re.search(r'<td dir="auto">RN</td><td>Nurse</td>', page)


def test_a_list_brought_again_changes_people_only_where_that_is_wanted(
    session: Held,
) -> None:
    take = {"do": "import", "column-0": "name", "column-1": "profession"}
    bring(session, b"Person,Work\nAna Ruiz,\nBo Chen,Nurse\n")
    post(session, "/roster/list", data=take)
    again = b"Person,Work \nAna Ruiz,MD\nBo Chen,Nurse\n"

    bring(session, again)
    page = post(session, "/roster/list", data={**take, "do": "look"}).text
    assert "Also change 1 person who is on the roster already" in page
    assert "0 people would be taken over." in page
    post(session, "/roster/list", data=take)
    assert "Physician</option>" in one_of_roster(session, "Ana Ruiz")
    assert 'value="physician" selected' not in one_of_roster(session, "Ana Ruiz")
    bring(session, again)
    post(session, "/roster/list", data={**take, "update": "yes"})

    assert 'value="physician" selected' in one_of_roster(session, "Ana Ruiz")
    assert counts(session) == (2, 2)


def roster_page(held: Held, **query: str) -> str:
    answer = held.server.trainer.get(
        f"{held.server.url}/desk/sessions/{held.id}/roster/people", params=query
    )
    answer.raise_for_status()
    return answer.text


def id_of(held: Held, name: str) -> str:
    found = re.search(r"who=([0-9a-f]{32})", roster_page(held, q=name))
    assert found
    return found[1]


def one_of_roster(held: Held, name: str) -> str:
    return roster_page(held, who=id_of(held, name))


def test_one_person_of_the_roster_is_changed_and_removed(session: Held) -> None:
    bring(session, b"Full name\nAna Ruiz\nBo Chen\n")
    post(session, "/roster/list", data={"do": "import", "column-0": "name"})
    there = f"/roster/people/{id_of(session, 'Bo')}"

    changed = {"do": "keep", "name": "Bo Chen", "email": "bo@x.org"}
    assert "is changed" in post(session, there, data=changed).text
    assert 'value="bo@x.org"' in one_of_roster(session, "Bo")
    refused = post(session, there, data={**changed, "email": "bo@x", "name": ""})
    assert refused.status_code == 422
    assert 'value="bo@x"' in refused.text
    assert "no longer" in post(session, there, data={"do": "remove"}).text
    assert counts(session) == (1, 1)
    gone = post(session, there, headers=JSON, data=changed)
    assert gone.json()["code"] == "not-expected"


def test_what_somebody_leaves_empty_is_filled_from_the_roster_and_said(
    session: Held,
) -> None:
    fields = ("name", "email", "organization", "profession")
    mapped = {f"column-{n}": name for n, name in enumerate(fields)}
    bring(session, b"Full name,Mail,Agency,Work\nAna Ruiz,ana@x.org,Clinic,RN\n")
    post(session, "/roster/list", data={"do": "import", **mapped})
    phone = session.phone()
    form = {"name": "Ana Ruiz", "organization": "County", "once": uuid4().hex}

    phone.post("/me/sign-in", **form)
    again = session.phone().post("/me/sign-in", **form)

    assert again.ok
    book = openpyxl.load_workbook(io.BytesIO(session.download("attendance")))
    headers, *rows = book["Roster"].iter_rows(values_only=True)
    (row,) = [dict(zip(map(str, headers), row, strict=True)) for row in rows]
    assert (row["Email"], row["Profession"]) == ("ana@x.org", "Nurse")
    # What was typed wins.
    assert row["Organization"] == "County"
    people = f"{session.server.url}/desk/sessions/{session.id}/people"
    found = re.search(
        r'people/([0-9a-f]{32})">Ana', session.server.trainer.get(people).text
    )
    assert found
    page = session.server.trainer.get(f"{people}/{found[1]}").text
    assert page.count("From the roster") == 2
    # Whoever knows a name does not learn what the roster holds of it.
    there = session.url("/me/details")
    assert "ana@x.org" not in phone.web.get(there, headers=PAGE).text
    phone.post("/me/details", name="Ana Ruiz", email="", organization="Shelter")
    assert "ana@x.org" in session.server.trainer.get(f"{people}/{found[1]}").text
