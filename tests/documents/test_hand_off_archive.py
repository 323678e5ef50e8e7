"""What goes to the accredited provider: whole, checkable, no more than agreed."""

import csv
import io
import json
import zipfile
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import pypdfium2
import pytest
from made_attendance import BOARD_ID, IDS, LICENSE, NABP, NPI, awkward, report, whole
from openpyxl import load_workbook

from facilitator import __version__
from facilitator.documents.hand_off_archive import hand_off_archive
from facilitator.domain.credit.hand_off import HandOff
from facilitator.domain.reports import AttendanceReport

from .tagged_pdf import problems

TEMPLATE = Path(__file__).parents[2] / "handouts" / "close-out-card.typ"
TABLES = [
    *("Agenda", "Audit", "Credit", "Exceptions", "ProgramSummary", "README"),
    *("Roster", "Scans"),
]


def parts(
    made: AttendanceReport, wanted: HandOff = IDS, language: str = "en"
) -> dict[str, bytes]:
    data = hand_off_archive(TEMPLATE, made, wanted, language)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.fixture(scope="module")
def sent() -> dict[str, bytes]:
    return parts(awkward())


def test_everything_is_there_in_its_place(sent: dict[str, bytes]) -> None:
    assert list(sent) == [
        "README.txt",
        "attendance.xlsx",
        *(f"csv/{name}.csv" for name in TABLES),
        "cpe-monitor.csv",
        "pre-validation.csv",
        "pars.csv",
        "pars-learners.json",
        "close-out-card.pdf",
        "manifest.json",
    ]


def test_the_manifest_has_the_size_and_checksum_of_every_file(
    sent: dict[str, bytes],
) -> None:
    manifest = json.loads(sent["manifest.json"])

    assert manifest.pop("files") == [
        {"name": name, "size": len(data), "sha256": sha256(data).hexdigest()}
        for name, data in sent.items()
        if name != "manifest.json"
    ]
    assert manifest == {
        "session": "ABC234",
        "made_at": "2026-03-11T13:00:00+00:00",
        "program": "facilitator-toolkit",
        "version": __version__,
        "language": "en",
    }


def test_licenses_and_birthdays_are_nowhere_but_where_they_are_reported(
    sent: dict[str, bytes],
) -> None:
    reported = {"pars.csv", "cpe-monitor.csv", "pars-learners.json"}
    secrets = [NPI, LICENSE, BOARD_ID, NABP, "0229", "0704"]
    book = load_workbook(io.BytesIO(sent["attendance.xlsx"]))
    sheets = {
        sheet.title: " ".join(str(c) for row in sheet.values for c in row)
        for sheet in book
    }
    told = {
        name: data.decode("utf-8", "replace")
        for name, data in sent.items()
        if name not in reported and name.endswith((".csv", ".txt", ".json"))
    }
    del told["manifest.json"]  # its checksums may hold any four digits
    told |= {
        n: words for n, words in sheets.items() if n not in ("PARS", "CPE Monitor")
    }

    assert "0229" in sheets["PARS"]
    assert NABP in sheets["CPE Monitor"]
    for name, words in told.items():
        # The README explains why 0229 needs care.
        assert not [s for s in secrets if s in words.replace("0229 for a", "")], name


def test_nobody_is_passed_on_who_did_not_agree(sent: dict[str, bytes]) -> None:
    pars = [row[:2] for row in rows(sent["pars.csv"])]
    cpe = rows(sent["cpe-monitor.csv"])

    assert pars == [
        ["given_name", "family_name"],
        ["'=Bo", "'+Cheng"],
        ["Ana", "Ruiz"],
        ["Given", "Family"],
    ]
    assert [row[:2] for row in cpe] == [["nabp", "birth"], ["001234", "0229"]]
    assert cpe[0][-1:] == ["submit_by"]
    assert cpe[1][-1] == "2026-05-09"
    held = [row[2] for row in rows(sent["pre-validation.csv"])[1:]]
    assert held == ["Dan", "Eva", "Eva", "Eva", "Gus"]


def test_times_of_the_files_have_their_offset(sent: dict[str, bytes]) -> None:
    [header, first, *_] = rows(sent["csv/Scans.csv"])

    assert sent["csv/Scans.csv"].startswith(b"\xef\xbb\xbf")
    assert header[3] == "Time (America/New_York)"
    assert first[3] == "2026-03-10T09:00:00-04:00"
    assert datetime.fromisoformat(first[3]).utcoffset() is not None


def test_without_the_providers_ids_there_is_no_learner_report_and_it_says_why() -> None:
    without = parts(awkward(), HandOff())
    said = " ".join(without["README.txt"].decode().split())

    assert "pars-learners.json" not in without
    assert "pars.csv" in without
    assert "Left out: pars-learners.json" in said
    assert "PARS organization number" in said


def test_the_register_checks_each_paper_and_names_nobody() -> None:
    numbered = replace(awkward(), numbers={"Ana Ruiz": "ABC234-11111-22222"})

    made = parts(numbered)

    [head, row] = rows(made["register.csv"])
    assert head[0] == "number"
    assert row[:4] == ["ABC234-11111-22222", "attendance", "", "60"]
    assert b"Ana" not in made["register.csv"]
    assert "register.csv" in made["README.txt"].decode()


def test_where_nobody_can_be_reported_the_letter_says_so() -> None:
    silent = parts(report([whole("Ana", "physician")], types=("ama",)))

    assert "pars-learners.json" not in silent
    assert "Nobody can be reported yet." in silent["README.txt"].decode()
    assert rows(silent["pre-validation.csv"])[1:] == []


def test_without_designated_credit_attendance_goes_alone() -> None:
    alone = parts(report([whole("Ana", "physician")], types=()))

    assert list(alone) == [
        "README.txt",
        "attendance.xlsx",
        *(f"csv/{n}.csv" for n in TABLES if n not in ("Audit", "Credit")),
        "manifest.json",
    ]


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("wanted", [IDS, HandOff()])
def test_the_card_fits_one_page_that_can_be_read_aloud(
    language: str, wanted: HandOff
) -> None:
    made = replace(
        awkward(),
        plan=report([], types=("ama", "ancc", "acpe", "apa", "aswb", "nchec")).plan,
    )
    card = parts(made, wanted, language)["close-out-card.pdf"]
    document = pypdfium2.PdfDocument(card)
    words = " ".join(document[0].get_textpage().get_text_range().split())

    assert problems(card, language) == []
    assert len(document) == 1
    counts = {
        "en": ("Physicians 6", "Other learners 3", "Everybody 9"),
        "es": ("Médicas y médicos 6", "Otras personas 3", "Todas las personas 9"),
    }[language]
    for said in counts:
        assert said in words
    assert ("0009999" in words) == (wanted is IDS)


def test_the_letter_is_in_the_language_of_the_files() -> None:
    said = " ".join(parts(awkward(), IDS, "es")["README.txt"].decode().split())

    assert said.startswith("Entrega a la entidad acreditada: Deténgase, Observe")
    assert "BORRADOR" in said
    assert "a más tardar" not in said
    assert "fecha límite de envío: 2026-05-09" in said
