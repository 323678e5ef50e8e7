"""The number of a paper checked against an exported register, without the program."""

import csv
from pathlib import Path
from typing import get_args

from facilitator.domain.credit.policy import CREDIT_TYPES
from facilitator.domain.credit.register import (
    HEAD,
    Kind,
    RegisterRow,
    find_row,
    has_name,
)
from facilitator.errors import FacilitatorError

_KINDS: dict[str, Kind] = {kind: kind for kind in get_args(Kind)}

LONGEST_REGISTER = 50 * 1024**2


class NoRegisterError(FacilitatorError):
    """The file is not there, or is no register."""

    code = "no-register"
    sentence = (
        "{file} is no register of papers that can be read. Name the file register.csv "
        "that was exported with the session."
    )


def verify(number: str, register: Path, name: str | None) -> tuple[bool, str]:
    """Return whether a paper is genuine, and the sentence that says so.

    Args:
        number: as on the paper.
        register: the register exported with the session.
        name: as on the paper; None leaves it unchecked.

    Raises:
        NoRegisterError: the file is none.
    """
    row = find_row(_read(register), number)
    if row is None:
        return False, "Not genuine: the register has no paper with this number."
    if name is None:
        return True, f"Genuine: {_told(row)} The name was not checked (--name)."
    if not has_name(row, name):
        return False, f"Not genuine: {_told(row)} It was made for another name."
    return True, f"Genuine: {_told(row)} The name is right."


def _told(row: RegisterRow) -> str:
    credit = str(dict(CREDIT_TYPES).get(row.type, ""))
    if row.kind == "certificate":
        return (
            f"a certificate of {row.amount}, {credit}, for the session on {row.date}."
        )
    if row.kind == "participation":
        return f"a confirmation of participation in the session on {row.date}."
    return f"a record of {row.amount} minutes in the session on {row.date}."


def _read(register: Path) -> list[RegisterRow]:
    try:
        if register.stat().st_size > LONGEST_REGISTER:
            raise NoRegisterError(file=register)
        with register.open(encoding="utf-8-sig", newline="") as lines:
            rows = csv.DictReader(lines)
            if not set(HEAD) <= set(rows.fieldnames or ()):
                raise NoRegisterError(file=register)
            return [_row(row) for row in rows]
    except (OSError, UnicodeDecodeError, csv.Error) as wrong:
        raise NoRegisterError(file=register) from wrong


def _row(row: dict[str, str]) -> RegisterRow:
    number, kind, *rest = (row[name] or "" for name in HEAD)
    return RegisterRow(number, _KINDS.get(kind, "participation"), *rest)
