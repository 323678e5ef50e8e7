"""A paper's number checked against an exported register, from the command line."""

import subprocess
import sys
from pathlib import Path

import pytest

from facilitator.documents.paper_batch import csv_table
from facilitator.domain.credit.register import HEAD, RegisterRow, name_mark
from facilitator.verifying import NoRegisterError, verify

CERTIFICATE, PARTICIPATION, RECORD = "ABC234-22222-22222", "ABC234-3", "ABC234-4"


@pytest.fixture
def register(tmp_path: Path) -> Path:
    mark, day = name_mark(CERTIFICATE, "Ana Ruíz"), "2026-03-10"
    rows = (
        RegisterRow(CERTIFICATE, "certificate", "ama", "1.75", day, mark),
        RegisterRow(PARTICIPATION, "participation", "ama", "", day, "00"),
        RegisterRow(RECORD, "attendance", "", "118", day, "00"),
    )
    file = tmp_path / "register.csv"
    file.write_bytes(csv_table((HEAD, *(row.cells for row in rows))))
    return file


@pytest.mark.parametrize(
    ("given", "genuine", "said"),
    [
        (
            (CERTIFICATE.lower(), "ana ruiz"),
            True,
            (
                "Genuine: a certificate of 1.75, AMA PRA Category 1, for the session "
                "on 2026-03-10. The name is right."
            ),
        ),
        (
            (CERTIFICATE, "Bo Li"),
            False,
            (
                "Not genuine: a certificate of 1.75, AMA PRA Category 1, for the "
                "session on 2026-03-10. It was made for another name."
            ),
        ),
        (
            (PARTICIPATION, None),
            True,
            (
                "Genuine: a confirmation of participation in the session on "
                "2026-03-10. The name was not checked (--name)."
            ),
        ),
        (
            (RECORD, None),
            True,
            (
                "Genuine: a record of 118 minutes in the session on 2026-03-10. "
                "The name was not checked (--name)."
            ),
        ),
        (
            ("ABC234-9", None),
            False,
            "Not genuine: the register has no paper with this number.",
        ),
    ],
)
def test_a_paper_is_genuine_or_not(
    register: Path, given: tuple[str, str | None], genuine: bool, said: str
) -> None:
    number, name = given

    assert verify(number, register, name) == (genuine, said)


@pytest.mark.parametrize("content", [None, b"", b"a,b\n1,2\n", b"\xff\xfe\x00", b"\0"])
def test_what_is_no_register_is_refused(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "register.csv"
    if content is not None:
        file.write_bytes(content)

    with pytest.raises(NoRegisterError, match="is no register of papers"):
        verify(CERTIFICATE, file, None)


def test_a_register_with_short_lines_is_read_as_far_as_it_goes(register: Path) -> None:
    register.write_text(f"{','.join(HEAD)}\n{CERTIFICATE}\n", encoding="utf-8")

    genuine, said = verify(CERTIFICATE, register, "Ana")

    assert not genuine
    assert "another name" in said


@pytest.mark.parametrize(("number", "code"), [(CERTIFICATE, 0), ("ABC234-9", 1)])
def test_the_command_says_it_by_its_exit_code(
    register: Path, number: str, code: int
) -> None:
    command = [sys.executable, "-m", "facilitator", "verify", number]
    done = subprocess.run(
        [*command, "--register", str(register)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.returncode == code
    assert ("Not genuine" in done.stdout) is bool(code)
