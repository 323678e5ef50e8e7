"""Workbooks written from the command line, while the program runs or not."""

import secrets
from datetime import datetime
from pathlib import Path

from facilitator.domain.session import CODE_LENGTH
from facilitator.errors import FacilitatorError
from facilitator.library.curriculum import shipped_folder
from facilitator.live.rooms import Rooms
from facilitator.store.database import FILE_NAME, open_database
from facilitator.web.downloads import workbook


class NoDataError(FacilitatorError):
    """The folder holds no sessions."""

    code = "no-data"
    status = 404
    sentence = "There are no sessions in {folder}. Name the right folder with --data."


class NotWrittenError(FacilitatorError):
    """The workbook could not be put where it was asked for."""

    code = "not-written"
    sentence = "{file} could not be written ({reason}). Choose another place."


def export(
    kind: str, session: str, file: Path, *, data: Path, language: str, now: datetime
) -> None:
    """Write one workbook of a session, whole or not at all.

    Raises:
        FacilitatorError: no data, no such session, or the file cannot be written.
    """
    if not (data / FILE_NAME).is_file():
        raise NoDataError(folder=data)
    database = open_database(data)
    try:
        rooms = Rooms(database, data, shipped_folder(), lambda: now)
        by_code = len(session) == CODE_LENGTH
        room = rooms.room_by_code(session) if by_code else rooms.room(session)
        made = workbook(room, kind, language)
    finally:
        database.close()
    part = file.with_name(f".{file.name}-{secrets.token_hex(4)}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(made)
        part.replace(file)
    except OSError as wrong:
        part.unlink(missing_ok=True)
        raise NotWrittenError(file=file, reason=wrong.strerror) from wrong
