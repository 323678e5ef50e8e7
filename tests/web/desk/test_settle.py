"""Records are settled at the desk: one by one, many at once, each with a reason."""

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


def url(held: Held) -> str:
    return f"{held.server.url}/desk/sessions/{held.id}/settle"


def page(held: Held, **query: str) -> str:
    answer = held.server.trainer.get(url(held), params=query)
    answer.raise_for_status()
    return answer.text


def send(held: Held, *, json: bool = False, **given: Any) -> requests.Response:
    headers = JSON if json else PAGE
    return held.server.trainer.post(url(held), headers=headers, data=given)


def ids(held: Held) -> dict[str, str]:
    """Return who is to be settled, by name, in the order of the list."""
    found = re.findall(r'people/([0-9a-f]{32})"><b>([^<]+)</b>', page(held))
    return {unescape(name): who for who, name in found}


@pytest.fixture
def ended(session: Held) -> Held:
    """A session that ended with three people who did not sign out."""
    for name in ("Ana", "Bo <Chen>", "Carmen"):
        assert session.phone().post("/me/sign-in", name=name).ok
    console = session.console()
    console.move("finish")
    console.close()
    return session


def backdated(held: Held, who: str) -> None:
    """Put somebody's sign-in at nine on the first day of 2020."""
    there = f"{held.server.url}/desk/sessions/{held.id}/people/{who}"
    line = re.search(r'<th scope="row">(\d+)</th>', held.server.trainer.get(there).text)
    assert line
    given = {"kind": "in", "supersedes": line[1], "date": "2020-01-01"}
    answer = held.server.trainer.post(
        there, headers=PAGE, data={**given, "time": "09:00", "reason": "A test"}
    )
    assert answer.ok


def test_the_list_holds_who_did_not_sign_out_and_no_time(ended: Held) -> None:
    text = page(ended)

    assert "3 records are not whole." in text
    assert "Bo &lt;Chen&gt;" in text
    assert text.count("The sign-out is missing") == 3
    times = re.findall(r'<input[^>]*type="time"[^>]*>', text)
    assert len(times) == 4  # one for many, one for each
    assert not [field for field in times if "value=" in field]


def test_many_get_one_line_each_and_the_list_reaches_nobody(ended: Held) -> None:
    people = ids(ended)
    for who in people.values():
        backdated(ended, who)
    chosen = [people["Ana"], people["Carmen"]]

    done = send(
        ended,
        person=chosen,
        do="settle",
        kind="out",
        time="10:30",
        reason="Seen until the end",
    )

    assert "2 records have a new line with your reason." in done.text
    assert "1 record is not whole." in done.text
    left = send(ended, person=people["Bo <Chen>"], do="leave", reason="Nobody saw")
    assert "One record stays incomplete, with your reason." in left.text
    assert "Every record is whole or was settled." in left.text
    assert "Nobody saw" in left.text
    book = openpyxl.load_workbook(io.BytesIO(ended.download("attendance")))
    headers, *rows = book["Roster"].iter_rows(values_only=True)
    roster = [dict(zip(map(str, headers), row, strict=True)) for row in rows]
    assert [row["Minutes present"] for row in roster] == [90, None, 90]
    headers, *rows = book["Exceptions"].iter_rows(values_only=True)
    found = [dict(zip(map(str, headers), row, strict=True)) for row in rows]
    missing = [row for row in found if row["What"] == "The sign-out is missing."]
    assert [(row["State"], row["Reason"]) for row in missing] == [
        ("Settled", "Seen until the end"),
        ("Settled", "Nobody saw"),
        ("Settled", "Seen until the end"),
    ]


def test_the_next_person_has_the_focus(ended: Held) -> None:
    people = ids(ended)
    backdated(ended, people["Ana"])
    given: dict[str, Any] = {"do": "settle", "kind": "out", "time": "10:30"}

    done = send(ended, person=people["Ana"], reason="Seen", **given)

    focused = re.search(r'<input[^>]*id="time-([0-9a-f]{32})"[^>]*autofocus', done.text)
    assert focused
    assert focused[1] == people["Bo <Chen>"]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"reason": " "}, "reason-needed"),
        ({"reason": "x" * 301}, "reason-too-long"),
        ({"time": "25:00"}, "bad-input"),
        ({"kind": "re-entry"}, "bad-input"),
        ({"do": "dance"}, "bad-input"),
        ({"supersedes": "²"}, "bad-input"),
        ({"supersedes": "999"}, "no-such-scan"),
        ({"person": "0" * 32}, "no-such-person"),
        ({"person": []}, "nothing-chosen"),
        ({"kind": "in"}, "still-open"),
    ],
    ids=str,
)
def test_what_makes_no_sense_is_refused_and_kept_in_its_fields(
    ended: Held, wrong: dict[str, Any], code: str
) -> None:
    who = ids(ended)["Ana"]
    backdated(ended, who)
    right = {"person": who, "do": "settle", "kind": "out", "time": "10:30"}
    given = {**right, "reason": "Seen", **wrong}

    refused = send(ended, json=True, **given)
    shown = send(ended, **given)

    assert refused.json()["code"] == code
    assert shown.status_code == refused.status_code
    assert "3 records are not whole." in shown.text
    assert "Seen" not in page(ended)


def test_a_wrong_line_is_replaced_by_what_it_says(ended: Held) -> None:
    who = ids(ended)["Ana"]
    there = f"{ended.server.url}/desk/sessions/{ended.id}/people/{who}"
    early = {"kind": "out", "supersedes": "0", "date": "2020-01-01", "time": "10:00"}
    ended.server.trainer.post(there, headers=PAGE, data={**early, "reason": "Typo"})
    text = page(ended)
    assert "Out before in" in text
    options = re.findall(rf'id="line-{who}".*?</select>', text, re.DOTALL)
    [signed_in] = re.findall(r'value="(\d+)">Came in', options[0])

    # The typed time is on the day of the person's first line.
    done = send(
        ended,
        person=who,
        do="settle",
        supersedes=signed_in,
        time="09:00",
        reason="The clock was wrong",
    )

    assert "One record has a new line" in done.text
    assert "Ana" not in ids(ended)


def test_only_the_trainer_opens_what_is_done_after_a_session(ended: Held) -> None:
    other = ended.server.create_session()
    invited = ended.server.trainer.post(
        f"{ended.server.url}/console/{other.id}/remotes"
    ).json()
    remote = requests.Session()
    remote.trust_env = False
    token = invited["url"].rpartition("/")[2]
    joined = remote.post(
        f"{ended.server.url}/r/{token}", data={"key": "a" * 32}, allow_redirects=False
    )
    assert joined.status_code == 303
    assert remote.get(f"{ended.server.url}/console/{other.id}").ok

    base = f"{ended.server.url}/desk/sessions/{other.id}"
    for path in ("settle", "times", "handover", "purge", "purge/session"):
        assert remote.get(f"{base}/{path}").status_code == 403
        answer = remote.post(f"{base}/{path}", data={"code": other.code})
        assert answer.status_code == (405 if path == "purge" else 403)
    for path in ("receipts", "receipts/1.txt"):
        assert remote.get(f"{ended.server.url}/desk/{path}").status_code == 403
