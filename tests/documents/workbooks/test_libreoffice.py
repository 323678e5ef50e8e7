"""The workbooks in a second program, as the people who get them may open them."""

import os
import subprocess
from pathlib import Path

import made_attendance
import pypdfium2
import pytest

from facilitator.documents.workbooks.attendance import (
    attendance_files,
    attendance_workbook,
)
from facilitator.documents.workbooks.evaluation import evaluation_workbook
from facilitator.documents.workbooks.polls import polls_workbook
from facilitator.domain.credit.hand_off import HandOff
from facilitator.domain.reports import AttendanceReport, EvaluationReport, PollsReport


def printed(
    soffice: Path, folder: Path, *files: bytes, as_text: bool = False
) -> list[str]:
    """Return the words on the pages that LibreOffice prints of each file.

    A file of text is told to be UTF-8, as a person does who opens it.
    """
    ending = "csv" if as_text else "xlsx"
    names = [folder / f"{number}.{ending}" for number in range(len(files))]
    for name, data in zip(names, files, strict=True):
        name.write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = ["--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    convert += ["--infilter=CSV:44,34,76,1"] if as_text else []
    subprocess.run(
        [soffice, profile, *convert, *names],
        check=True,
        capture_output=True,
        timeout=180,
        env={**os.environ, "HOME": str(folder)},
    )
    if not names[0].with_suffix(".pdf").exists():
        pytest.skip("Install LibreOffice's spreadsheets (Debian: libreoffice-calc).")
    return [_words(name.with_suffix(".pdf")) for name in names]


def _words(pdf: Path) -> str:
    document = pypdfium2.PdfDocument(pdf)
    text = " ".join(page.get_textpage().get_text_bounded() for page in document)
    return " ".join(text.split())


@pytest.mark.parametrize("language", ["en", "es"])
def test_libreoffice_shows_what_was_written(
    *,
    language: str,
    soffice: Path,
    tmp_path: Path,
    attendance: AttendanceReport,
    evaluation: EvaluationReport,
    polls: PollsReport,
) -> None:
    awkward = made_attendance.awkward()
    people, said, asked, handed = printed(
        soffice,
        tmp_path,
        attendance_workbook(attendance, language),
        evaluation_workbook(evaluation, language),
        polls_workbook(polls, language),
        attendance_workbook(awkward, language),
    )

    assert "=Harbor Clinic" in people
    assert "2026-03-10 09:01" in people
    assert {"en": "No name given", "es": "Sin nombre"}[language] in people
    assert "=SUM(1)" in said
    assert {"en": "Skipped", "es": "Omitida"}[language] in said
    assert "-5 people" in asked
    assert {"en": "Is force needed? (Round 2)", "es": "¿Hace falta? (Ronda 2)"}[
        language
    ] in asked
    assert "=Bo +Cheng 0101" in handed
    assert {"en": "The sign-out is missing.", "es": "Falta el registro de salida."}[
        language
    ] in handed


def test_libreoffice_reads_the_tables_as_text(soffice: Path, tmp_path: Path) -> None:
    tables = attendance_files(made_attendance.awkward(), "es", HandOff())

    pars, scans = printed(
        soffice, tmp_path, tables["PARS"], tables["Scans"], as_text=True
    )

    assert "'=Bo '+Cheng" in pars
    assert "Número Nombre" in scans
    assert "Cara Díaz Entrada 2026-03-10T09:00:00-04:00" in scans
