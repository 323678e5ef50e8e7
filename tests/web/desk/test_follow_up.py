"""The follow-up at the desk: opened and closed, its letter, and its form on paper."""

from io import BytesIO
from pathlib import Path

import pytest
from credited import Credited
from openpyxl import load_workbook
from pyxform.xls2xform import convert
from visiting import words
from werkzeug.test import TestResponse

from facilitator.documents.xlsform_file import read_xlsform
from facilitator.domain.xlsform.reading import survey_of
from facilitator.live.room import Room


@pytest.fixture
def room(program: Credited) -> Room:
    return program.hold()


def there(room: Room) -> str:
    return f"/desk/sessions/{room.session.id}/follow-up"


def test_it_is_opened_and_closed_once_the_session_is_finished(
    program: Credited, room: Room
) -> None:
    desk = program.desk()
    early = desk.post(there(room), data={"do": "open"}, headers={"Accept": "text/html"})
    assert early.status_code == 409
    assert "once the session is finished" in words(early)
    room.move("finish", {})

    assert "Open the follow-up" in words(desk.get(there(room)))
    assert desk.post(there(room), data={"do": "open"}).status_code == 303
    assert room.takes_follow_up
    room.send_follow_up("", "a" * 32, {"confidence_ask": "low"})
    page = words(desk.get(there(room)))
    assert "It is open. 1 answer came in." in page
    assert "Answered without one 1" in page
    assert "It is open. 1 answer came in." in words(
        desk.get(f"/desk/sessions/{room.session.id}")
    )
    assert desk.post(there(room), data={"do": "close"}).status_code == 303
    assert not room.takes_follow_up
    assert "Open it again" in words(desk.get(there(room)))
    assert desk.post(there(room), data={"do": "burn"}).status_code == 422


def test_nobody_but_the_trainer_opens_it(program: Credited, room: Room) -> None:
    room.move("finish", {})
    phone = program.phone()
    for path in ("", "/letter", "/paper"):
        assert phone.get(f"{there(room)}{path}").status_code == 403
    assert phone.post(there(room), data={"do": "open"}).status_code == 403
    assert not room.takes_follow_up


def test_the_letter_leads_where_the_trainer_says_and_holds_no_code(
    program: Credited, room: Room
) -> None:
    desk = program.desk()
    letter = words(desk.get(f"{there(room)}/letter?address=10.0.0.7:9000"))
    assert f"http://10.0.0.7:9000/f/{room.session.code}" in letter
    spanish = words(desk.get(f"{there(room)}/letter?lang=es"))
    assert "Nos gustaría saber qué ha cambiado" in spanish
    wrong = desk.get(f"{there(room)}?address=<script>&lang=en")
    assert "This is not an address" in words(wrong)
    assert "<script>&" not in wrong.text


def test_the_form_on_paper_has_every_question_and_a_place_for_the_code(
    program: Credited, room: Room
) -> None:
    survey = room.follow_up
    assert survey
    for language in ("en", "es"):
        page = words(program.desk().get(f"{there(room)}/paper?lang={language}"))
        for question in survey.questions:
            assert question.label[language] in page
            assert all(o.label[language] in page for o in question.choices)


def bring(program: Credited, room: Room, words: bytes, name: str) -> TestResponse:
    return program.desk().post(
        f"{there(room)}/answers",
        data={"list": (BytesIO(words), name)},
        headers={"Accept": "text/html"},
    )


def test_answers_of_another_tool_are_brought_in_and_what_does_not_fit_is_said(
    program: Credited, room: Room
) -> None:
    room.move("evaluation", {"open": True})
    phone = room.join()
    room.submit(phone, "evaluation", {"improve": "More time"})
    code = room.make_code(phone)
    room.move("finish", {})
    file = (
        "_submission_time,group/form__code,group/confidence_ask,group/would_help\n"
        f"2026-08-12,{code},high,Time\n"
        "2026-08-12,,low,\n"
        "2026-08-12,ABCD-EFGH-JKMN,low,\n"
        "2026-08-12,,enormous,\n"
    ).encode()
    assert "not open" in words(bring(program, room, file, "answers.csv"))
    room.open_follow_up()

    page = bring(program, room, file, "answers.csv")

    said = words(page)
    assert "1 answer was taken with a code, 1 without one." in said
    assert "2 rows were not taken:" in said
    assert "Row 4: This session has no such code" in said
    assert "Row 5, Ask: my confidence" in said
    kept = [f.answers for f in room.responses.follow_up_forms(room.session.id)]
    assert {"confidence_ask": "high", "would_help": "Time"} in kept
    assert len(kept) == 2
    assert not list((program.rooms.data / "uploads").glob("*.list"))


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"%PDF-1.7\x00", "a.pdf", "neither an Excel workbook"),
        (
            b"Name,Email\nAna,a@b.org\n",
            "people.csv",
            "has no answers to this follow-up",
        ),
        (b"", "empty.csv", "has no answers to this follow-up"),
        (b"confidence_ask," * 700 + b"\n", "wide.csv", "more than 5000 rows or 600"),
    ],
)
def test_a_file_that_is_none_ends_in_its_sentence(
    program: Credited, room: Room, content: bytes, name: str, said: str
) -> None:
    room.move("finish", {})
    room.open_follow_up()

    page = bring(program, room, content, name)

    assert page.status_code in (413, 415, 422)
    assert said in words(page)


def test_the_form_for_another_tool_asks_for_the_code_and_comes_back_without(
    program: Credited, room: Room, tmp_path: Path
) -> None:
    survey = room.follow_up
    assert survey
    made = program.desk().get(
        f"/desk/sessions/{room.session.id}/surveys/{survey.name}.xlsx"
    )
    file = tmp_path / "later.xlsx"
    file.write_bytes(made.data)
    rows = load_workbook(file)["survey"].iter_rows(max_col=3, values_only=True)
    assert ("text", "form__code", "Your code from the session") in list(rows)
    assert survey_of(read_xlsform(file, "later.xlsx"), survey.name) == survey
    assert not convert(file).warnings
