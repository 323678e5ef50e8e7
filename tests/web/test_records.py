"""Records of attendance: on the phone, in a batch, and checked by their number."""

import io
import re
import zipfile

import openpyxl
import pypdfium2
import requests
from running import Held, Phone

PAGE = {"Accept": "text/html"}
JSON = {"Accept": "application/json"}


def signed_out(session: Held, name: str) -> Phone:
    phone = session.phone()
    phone.post("/me/sign-in", name=name)
    phone.post("/me/sign-out")
    return phone


def words(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    said = str(document[0].get_textpage().get_text_range())
    document.close()
    return " ".join(said.split())


def number_in(pdf: bytes) -> str:
    found = re.search(r"[0-9A-Z]{6}-[0-9A-Z]{5}-[0-9A-Z]{5}", words(pdf))
    assert found
    return found[0]


def test_a_person_gets_their_own_record_once_it_is_whole(session: Held) -> None:
    phone = session.phone()
    phone.post("/me/sign-in", name="José Núñez")
    address = session.url("/me/record.pdf")
    early = phone.web.get(address, headers=JSON)
    assert (early.status_code, early.json()["code"]) == (409, "no-record")
    assert "(PDF)" not in phone.web.get(session.url("/me"), headers=PAGE).text

    phone.post("/me/sign-out")

    assert "(PDF)" in phone.web.get(session.url("/me"), headers=PAGE).text
    record = phone.web.get(address)
    assert record.headers["Content-Type"] == "application/pdf"
    assert record.headers["Cache-Control"] == "no-store"
    assert "José Núñez" in words(record.content)
    stranger = session.phone().web.get(address, headers=JSON)
    assert stranger.json()["code"] == "not-signed-in"


def test_without_a_name_there_is_no_record(session: Held) -> None:
    phone = session.phone()
    phone.post("/me/sign-in", anonymous="1")
    phone.post("/me/sign-out")

    refused = phone.web.get(session.url("/me/record.pdf"), headers=JSON)

    assert refused.json()["code"] == "no-record"


def test_a_number_is_checked_without_naming_anybody(session: Held) -> None:
    phone = signed_out(session, "José Núñez")
    record = phone.web.get(session.url("/me/record.pdf")).content
    number = number_in(record)

    page = requests.get(f"{session.server.url}/v/{number.lower()}", timeout=30)

    assert page.ok
    assert "This record is genuine" in page.text
    assert "Núñez" not in page.text
    for wrong in (f"{session.code}-22222-22222", f"{number}X", f"{session.code}-"):
        answer = requests.get(f"{session.server.url}/v/{wrong}", timeout=30)
        assert answer.status_code == 404
        assert "genuine" not in answer.text
    assert requests.get(f"{session.server.url}/v/x", timeout=30).status_code == 404


def test_a_corrected_record_has_another_number(session: Held) -> None:
    phone = signed_out(session, "Ana Ruiz")
    before = number_in(phone.web.get(session.url("/me/record.pdf")).content)
    people = f"{session.server.url}/desk/sessions/{session.id}/people"
    found = re.search(
        r'people/([0-9a-f]{32})">Ana', session.server.trainer.get(people).text
    )
    assert found
    log = session.server.trainer.get(f"{people}/{found[1]}").text
    first = re.findall(r'<th scope="row">(\d+)</th>', log)[0]
    session.server.trainer.post(
        f"{people}/{found[1]}",
        data={
            "kind": "in",
            "supersedes": first,
            "date": "2020-01-01",
            "time": "09:00",
            "reason": "Came much earlier",
        },
    ).raise_for_status()

    after = number_in(phone.web.get(session.url("/me/record.pdf")).content)

    assert after != before
    old = requests.get(f"{session.server.url}/v/{before}", timeout=30)
    assert old.status_code == 404


def test_the_batch_and_the_workbook_hold_the_same_numbers(session: Held) -> None:
    for name in ("Ana Ruiz", "Bo Chen"):
        signed_out(session, name)
    session.phone().post("/me/sign-in", name="Still Here")
    desk = f"{session.server.url}/desk/sessions/{session.id}"

    batch = session.server.trainer.get(f"{desk}/records.zip")

    with zipfile.ZipFile(io.BytesIO(batch.content)) as archive:
        assert archive.namelist() == ["001 Ana Ruiz.pdf", "002 Bo Chen.pdf"]
        numbers = [number_in(archive.read(name)) for name in archive.namelist()]
    book = openpyxl.load_workbook(io.BytesIO(session.download("attendance")))
    headers, *rows = book["Roster"].iter_rows(values_only=True)
    place = headers.index("Record number")
    assert [row[place] for row in rows] == [*numbers, None]


def test_the_sheet_on_paper_has_the_roster(session: Held) -> None:
    desk = f"{session.server.url}/desk/sessions/{session.id}"
    trainer = session.server.trainer
    trainer.post(f"{desk}/roster", files={"list": ("a.csv", b"Full name\nAna Ruiz\n")})
    trainer.post(f"{desk}/roster/list", data={"do": "import", "column-0": "name"})

    sheet = trainer.get(f"{desk}/sign-in-sheet.pdf")

    assert "Ana Ruiz" in words(sheet.content)
    assert requests.get(f"{desk}/sign-in-sheet.pdf", timeout=30).status_code == 403
    assert requests.get(f"{desk}/records.zip", timeout=30).status_code == 403
