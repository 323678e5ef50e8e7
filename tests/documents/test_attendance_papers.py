"""Papers about attendance: tagged, in both languages, whatever the name is."""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import zxingcpp

from facilitator.documents.attendance_papers import (
    record_of_attendance,
    records_of_attendance,
    sign_in_sheet,
)
from facilitator.documents.errors import TemplateError
from facilitator.documents.typeset import FONTS, typeset
from facilitator.domain.attendance.people import Attendee, Person, Scan
from facilitator.domain.attendance.personal_codes import PersonalCodes, scanned, short
from facilitator.domain.attendance.roster import Expected
from facilitator.domain.plan import SessionPlan
from facilitator.domain.reports import AttendanceReport, RecordOfAttendance
from facilitator.domain.session import Session, SessionDetails
from facilitator.domain.text import Text

from .tagged_pdf import problems, structure

TEMPLATES = Path(__file__).parents[2] / "handouts"
MADE_AT = datetime(2026, 3, 10, 20, 0, tzinfo=UTC)
NAMES = (
    "Ana Ruiz",
    '#import "x" *bold* $1$ \\ _it_ @a <b> [c] `d`',
    "שרה כהן",
    "محمد علي",
    "O’Hara-Núñez, José María",
    "Li",
    "x" * 200,
)


@pytest.fixture
def session() -> Session:
    details = SessionDetails(
        starts_at=datetime(2026, 3, 10, 13, 0, tzinfo=UTC),
        time_zone="America/Chicago",
        place="Room 4, Main Street 12",
        host="Harbor Clinic",
        address="192.168.1.5:8765",
    )
    title = Text("Two-hour conference session", "Sesión de dos horas")
    return Session("a" * 32, "ABC234", "conference-2h", title, details)


@pytest.fixture
def record(session: Session) -> Callable[[str, str], RecordOfAttendance]:
    """Return the record of somebody of a name, who was there for 118 minutes."""

    def made(name: str, language: str = "en") -> RecordOfAttendance:
        log = (
            Scan("a", "in", datetime(2026, 3, 10, 13, 2, tzinfo=UTC), "phone", 1),
            Scan("a", "out", datetime(2026, 3, 10, 15, 0, tzinfo=UTC), "phone", 2),
        )
        person = Attendee("a", Person(name, language=language), log)
        no = Text()
        plan = SessionPlan("p", no, no, no, (), (), "", "", "")
        report = AttendanceReport(session, plan, (person,), MADE_AT)
        return RecordOfAttendance(report, person, "ABC234-1-2", "http://h:1/v/ABC234")

    return made


def words(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    pages = [document[n].get_textpage().get_text_range() for n in range(len(document))]
    document.close()
    return " ".join(" ".join(pages).split())


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("name", NAMES)
def test_a_record_can_be_read_aloud_and_says_what_it_is_not(
    record: Callable[..., RecordOfAttendance], name: str, language: str
) -> None:
    made = record_of_attendance(TEMPLATES, record(name), language)

    assert problems(made, language) == []
    said = words(made)
    wanted = {
        "en": ("It is not a certificate", "118 minutes", "March 10, 2026"),
        "es": ("No es un certificado", "118 minutos", "10 de marzo de 2026"),
    }[language]
    for part in (*wanted, "8:02", "10:00", "Room 4", "Harbor Clinic", "ABC234-1-2"):
        assert part in said


def test_nothing_in_a_name_is_taken_for_markup(
    record: Callable[..., RecordOfAttendance],
) -> None:
    made = record_of_attendance(TEMPLATES, record(NAMES[1]), "en")

    assert '#import "x" *bold* $1$' in words(made)


def test_a_batch_holds_each_record_in_its_language(
    record: Callable[..., RecordOfAttendance],
) -> None:
    told: list[tuple[int, int]] = []
    people = (record("Ana Ruiz"), record("José/..\\Núñez", "es"), record("Bo", "fr"))

    made = records_of_attendance(TEMPLATES, people, lambda *n: told.append(n))

    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        names = archive.namelist()
        assert names == ["001 Ana Ruiz.pdf", "002 José Núñez.pdf", "003 Bo.pdf"]
        assert "No es un certificado" in words(archive.read(names[1]))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_one_name_that_no_font_can_print_keeps_nobody_from_their_record(
    record: Callable[..., RecordOfAttendance],
) -> None:
    people = (record("Ana \U00010570"), record("Bo 🎉"))

    made = records_of_attendance(TEMPLATES, people)

    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert archive.namelist() == ["002 Bo.pdf", "not-made.csv"]
        assert "Bo was present" in words(archive.read("002 Bo.pdf"))
        assert "Ana \U00010570,\U00010570" in archive.read("not-made.csv").decode()


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_sheet_is_one_table_with_headings_and_room_for_more(
    session: Session, language: str
) -> None:
    expected = tuple(
        Expected(str(n), Person(f"Person {n} ¡Núñez!", organization="County"))
        for n in range(60)
    )

    made = sign_in_sheet(TEMPLATES, session, expected, language)

    assert problems(made, language) == []
    assert "Person 59 ¡Núñez!" in words(made)
    with pikepdf.open(io.BytesIO(made)) as pdf:
        kinds = [str(e["/S"]) for e in structure(pdf.Root.StructTreeRoot.get("/K"))]
    assert kinds.count("/Table") == 1
    assert kinds.count("/TH") >= 6
    assert kinds.count("/TR") >= 60 + 15


@pytest.mark.parametrize("language", ["en", "es"])
def test_personal_codes_are_printed_to_be_read_by_camera_and_by_eye(
    session: Session, language: str
) -> None:
    people = tuple(Expected(str(n), Person(name)) for n, name in enumerate(NAMES))
    codes = PersonalCodes(b"k" * 32, session.id).codes(one.id for one in people)

    made = sign_in_sheet(TEMPLATES, session, people, language, codes)

    assert problems(made, language) == []
    said = words(made)
    assert all(short(code) in said for code in codes.values())
    read = set()
    document = pypdfium2.PdfDocument(made)
    for page in document:
        picture = page.render(scale=2).to_pil().convert("L")
        read |= {code.text for code in zxingcpp.read_barcodes(picture)}
    document.close()
    assert read == {scanned(code) for code in codes.values()}


def test_a_template_with_a_mistake_is_named(tmp_path: Path) -> None:
    (tmp_path / "mine.typ").write_text("#nothing(")

    with pytest.raises(TemplateError, match=r"mine\.typ could not be set"):
        typeset(tmp_path / "mine.typ", {})
    with pytest.raises(TemplateError):
        typeset(tmp_path / "missing.typ", {})


def test_the_fonts_are_the_ones_that_their_list_says() -> None:
    entries = json.loads((FONTS / "fonts.json").read_text())

    assert {entry["file"] for entry in entries} == {p.name for p in FONTS.glob("*.ttf")}
    for entry in entries:
        content = (FONTS / entry["file"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == entry["sha256"]
        assert entry["version"]
    assert "Open Font License" in (FONTS / "OFL.txt").read_text()


def test_a_name_that_no_font_prints_stops_nobody_elses_row(session: Session) -> None:
    expected = tuple(
        Expected(str(n), Person(name))
        for n, name in enumerate(
            ("Ana Ruiz", "Bo \U00010570\U00010571 Chen", "\U00010572")
        )
    )

    made = words(sign_in_sheet(TEMPLATES, session, expected, "en"))

    assert "Ana Ruiz" in made
    assert "Bo Chen (see the list)" in made
    assert "no font here can print: 2, 3." in made
