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
from facilitator.domain.hand_off import HandOff
from facilitator.domain.reports import AttendanceReport, EvaluationReport, PollsReport


def printed(soffice: Path, folder: Path, *files: bytes) -> list[str]:
    """Return the words on the pages that LibreOffice prints of each file."""
    endings = ["xlsx" if data.startswith(b"PK") else "csv" for data in files]
    names = [folder / f"{number}.{end}" for number, end in enumerate(endings)]
    for name, data in zip(names, files, strict=True):
        name.write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = ["--headless", "--convert-to", "pdf", "--outdir", str(folder)]
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
    tables = attendance_files(awkward, language, HandOff())
    people, said, asked, handed, pars, roster = printed(
        soffice,
        tmp_path,
        attendance_workbook(attendance, language),
        evaluation_workbook(evaluation, language),
        polls_workbook(polls, language),
        attendance_workbook(awkward, language),
        tables["PARS"],
        tables["Roster"],
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
    # Nothing typed by a person is a formula, in a workbook or in a file of text.
    assert "=Bo +Cheng 0101" in handed
    assert {"en": "The sign-out is missing.", "es": "Falta el registro de salida."}[
        language
    ] in handed
    assert "'=Bo '+Cheng" in pars
    assert "Cara Díaz" in roster
    assert "2026-03-10T09:00:00-04:00" in roster
