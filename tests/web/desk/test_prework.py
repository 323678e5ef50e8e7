"""A list of completions at the desk: looked at, taken over, found and tied."""

import io
import re
from html import unescape
from typing import Any

import openpyxl
import pytest
import requests
from running import Held

PAGE = {"Accept": "text/html"}
JSON = {"Accept": "application/json"}
CSV = (
    "Nombre,Apellidos,Correo,Módulo,Fecha\n"
    "José,Núñez,jose@x.org,Básico,14/4/2026\n"
    "Ana,Ruiz,,Básico,2026-04-15\n"
    "Bo,Chen,bo@x,Básico,\n"
)
MAPPED = {
    f"column-{place}": name
    for place, name in enumerate(
        ("given_name", "family_name", "email", "module", "done_on")
    )
}


def post(held: Held, path: str, **given: Any) -> requests.Response:
    return held.server.trainer.post(
        f"{held.server.url}/desk/sessions/{held.id}/prework{path}",
        **{"headers": PAGE, **given},
    )


def bring(held: Held, content: bytes, name: str = "done.csv") -> str:
    return unescape(post(held, "", files={"list": (name, content)}).text)


def take_over(held: Held) -> str:
    bring(held, CSV.encode())
    given = {"do": "import", "days": "day-first", **MAPPED}
    return unescape(post(held, "/list", data=given).text)


def roster(held: Held) -> list[dict[str, object]]:
    book = openpyxl.load_workbook(io.BytesIO(held.download("attendance")))
    headers, *rows = book["Roster"].iter_rows(values_only=True)
    return [dict(zip(map(str, headers), row, strict=True)) for row in rows]


def test_the_list_is_looked_at_and_then_taken_over(session: Held) -> None:
    page = bring(session, CSV.encode("cp1252"))

    assert "2 rows would be taken over. 1 row would be left out." in re.sub(
        r"\s+", " ", page
    )
    assert "There is no day: it was probably not completed." in page
    assert "Row 2 is read as April 14, 2026." in page
    session.phone().post("/me/sign-in", name="Ana Ruiz")
    assert "Online module done: Básico" not in roster(session)[0]

    done = take_over(session)

    assert "The list was taken over." in done
    assert "Online module done on April 15, 2026" in done
    (ana,) = roster(session)
    assert str(ana["Online module done: Básico"])[:10] == "2026-04-15"
    people = f"{session.server.url}/desk/sessions/{session.id}/people"
    assert (
        "Online module done on April 15, 2026"
        in session.server.trainer.get(people).text
    )


def test_nobody_sees_what_others_completed(session: Held) -> None:
    take_over(session)
    phone = session.phone()
    signed = phone.post("/me/sign-in", name="José Núñez")

    for answer in (signed, phone.web.get(session.url("/me"), headers=PAGE)):
        assert "Básico" not in answer.text
        assert "Ana" not in answer.text


def test_a_row_is_tied_to_somebody_who_came(session: Held) -> None:
    take_over(session)
    session.phone().post("/me/sign-in", name="Pepe Nunez")
    trainer, here = session.server.trainer, f"/desk/sessions/{session.id}"
    page = trainer.get(f"{session.server.url}{here}/prework").text
    row = re.search(r"prework/([0-9a-f]{32})/person", page)
    person = re.search(r'option value="([0-9a-f]{32})">Pepe', page)
    assert row
    assert person

    post(session, f"/{row[1]}/person", data={"person": person[1]})

    assert str(roster(session)[0]["Online module done: Básico"])[:10] == "2026-04-14"
    for given, code in (("x", "bad-input"), ("0" * 32, "no-such-person")):
        refused = post(
            session, f"/{row[1]}/person", headers=JSON, data={"person": given}
        )
        assert refused.json()["code"] == code


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"do": "import", "column-4": "done_on"}, "nobody-named"),
        ({"do": "import", "column-0": "name"}, "no-date-column"),
        ({"do": "look", "column-0": "name", "column-1": "name"}, "two-columns"),
        ({"do": "look", "column-0": "profession"}, "bad-input"),
        ({"do": "dance"}, "bad-input"),
    ],
)
def test_what_makes_no_sense_is_refused_and_the_list_stays(
    session: Held, given: dict[str, str], code: str
) -> None:
    bring(session, CSV.encode())

    refused = post(session, "/list", headers=JSON, data=given)

    assert refused.json()["code"] == code
    assert "Take these rows over" in post(session, "/list", data=given).text


def test_a_dropped_list_and_a_forgotten_one_are_gone(session: Held) -> None:
    bring(session, CSV.encode())
    page = post(session, "/list", data={"do": "drop"}).text
    assert "Nothing was taken over from it." in page
    again = post(session, "/list", headers=JSON, data={"do": "import", **MAPPED})
    assert again.json()["code"] == "no-list"
    take_over(session)
    assert post(session, "/empty").status_code == 422

    page = post(session, "/empty", data={"sure": "yes"}).text

    assert "No pre-work is kept any more." in page
    assert "Básico" not in page


def test_a_file_that_is_no_list_ends_in_its_sentence(session: Held) -> None:
    refused = post(session, "", headers=JSON, files={"list": ("a.csv", b"\x00\x01")})

    assert refused.json()["code"] == "not-a-list"
    assert not list((session.server.data / "uploads").glob("*.list"))
