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


class NotAWorkbookNameError(FacilitatorError):
    """The file is not named as a workbook."""

    code = "not-a-workbook-name"
    sentence = "{file} does not end in .xlsx. Name a file such as {example}."


class NoFolderError(FacilitatorError):
    """The folder that the workbook is to go to does not exist."""

    code = "no-folder"
    sentence = "There is no folder {folder}. Make it first, or choose another place."


def export(
    kind: str, session: str, file: Path, *, data: Path, language: str, now: datetime
) -> bool:
    """Write one workbook of a session, whole or not at all.

    Returns:
        Whether a file of that name was there before, and is replaced.

    Raises:
        FacilitatorError: no data, no such session, or the file cannot be written.
    """
    if file.suffix.lower() != ".xlsx":
        example = file.with_name(f"{file.name or kind}.xlsx")
        raise NotAWorkbookNameError(file=file, example=example)
    if not file.parent.is_dir():
        raise NoFolderError(folder=file.parent)
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
        replaced = file.exists()
        part.write_bytes(made)
        part.replace(file)
    except OSError as wrong:
        part.unlink(missing_ok=True)
        raise NotWrittenError(file=file, reason=wrong.strerror) from wrong
    return replaced
