"""The signed sheet at the desk, and the time at which sign-in opens."""

import re
from typing import Any

import pytest
import requests
from running import Held

PAGE = {"Accept": "text/html"}
JSON = {"Accept": "application/json"}
CSV = "Name,Email\nAna Ruiz,ana@x.org\nSiobhán O’Hara,s@x.org\n"


def post(held: Held, path: str, **given: Any) -> requests.Response:
    address = f"{held.server.url}/desk/sessions/{held.id}{path}"
    return held.server.trainer.post(address, **{"headers": PAGE, **given})


@pytest.fixture
def expecting(session: Held) -> Held:
    """A session that expects two people."""
    post(session, "/roster", files={"list": ("a.csv", CSV.encode())})
    columns = {"column-0": "name", "column-1": "email"}
    post(session, "/roster/list", data={"do": "import", **columns})
    return session


def rows(held: Held) -> list[str]:
    """Return the ids of the rows, in the order of the sheet."""
    address = f"{held.server.url}/desk/sessions/{held.id}/paper"
    return re.findall(
        r'name="in-([0-9a-f]{32})"', held.server.trainer.get(address).text
    )


def typed(*given: tuple[str, str, str]) -> dict[str, str]:
    fields: dict[str, str] = {"save": "all"}
    for key, came, left in given:
        fields |= {f"in-{key}": came, f"out-{key}": left}
    return fields


def test_wrong_rows_say_why_and_keep_what_was_typed(expecting: Held) -> None:
    ana, siobhan = rows(expecting)
    given = typed((ana, "09:05", "11:00"), (siobhan, "11:00", "09:00"))

    page = post(expecting, "/paper", data=given)

    assert page.status_code == 422
    assert "1 row was saved." in page.text
    assert page.text.count("The time out is before the time in.") == 2
    assert f'name="out-{siobhan}" value="09:00"' in page.text
    refused = post(expecting, "/paper", data=given, headers=JSON)
    assert refused.json()["code"] == "out-before-in"
    done = post(expecting, "/paper", data=typed((siobhan, "09:00", "11:00")))
    assert "1 row was saved." in done.text
    assert 'value="09:05"' in done.text


def test_one_row_is_saved_and_the_others_stay_typed(expecting: Held) -> None:
    ana, siobhan = rows(expecting)
    given = typed((ana, "09:05", ""), (siobhan, "09:10", "")) | {"save": ana}

    page = post(expecting, "/paper", data=given)

    assert "1 row was saved." in page.text
    assert f'name="in-{siobhan}" value="09:10"' in page.text
    facts = f"{expecting.server.url}/desk/sessions/{expecting.id}/facts"
    counts = expecting.server.trainer.get(facts).json()["counts"]
    assert (counts["signed_in"], counts["awaited"]) == (1, 1)


def test_somebody_in_an_empty_row_is_added(expecting: Held) -> None:
    given = {"name": "Di <b>", "came": "09:00", "left": "10:00"}

    done = post(expecting, "/paper/unlisted", data=given)
    refused = post(expecting, "/paper/unlisted", data=given | {"came": "noon"})

    assert "Di &lt;b&gt;" in done.text
    assert refused.status_code == 422
    assert 'name="came" type="time" required value="noon"' in refused.text


def test_whoever_is_early_is_kept_and_told_from_when_it_counts(session: Held) -> None:
    later = session.server.create_session(date="2099-05-14")
    opens = {"door": "open", "opens": "60"}
    assert post(later, "/door", data=opens).status_code == 200
    phone = later.phone()

    me = phone.post("/me/sign-in", name="Ana")

    assert me.json()["early"] is True
    assert me.json()["in_at"] == "2099-05-14T13:00:00+00:00"
    page = phone.web.get(later.url(), headers=PAGE).text
    assert "You are early. Your sign-in is kept, and your time counts from 8:00" in page
    assert "You are early." in phone.web.get(later.url("/me"), headers=PAGE).text
    desk = f"{later.server.url}/desk/sessions/{later.id}/people"
    people = later.server.trainer.get(desk).text
    found = re.search(r'people/([0-9a-f]{32})">Ana<', people)
    assert found
    assert "Early: noted at" in later.server.trainer.get(f"{desk}/{found[1]}").text
    refused = post(later, "/door", data=opens | {"opens": "7"}, headers=JSON)
    assert refused.json()["code"] == "bad-input"
