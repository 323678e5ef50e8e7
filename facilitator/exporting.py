"""Workbooks and results from the command line, while the program runs or not."""

from datetime import datetime
from pathlib import Path

from facilitator.domain.session import CODE_LENGTH
from facilitator.errors import FacilitatorError
from facilitator.file_writing import check_place, write_whole
from facilitator.library.curriculum import shipped_folder
from facilitator.live.certificates_zip import TEMPLATE, certificates_zip
from facilitator.live.rooms import Rooms
from facilitator.store.database import FILE_NAME, open_database
from facilitator.web.deck_downloads import results_deck
from facilitator.web.downloads import evaluation_csv, workbook
from facilitator.web.hand_off import archive

RESULTS, HAND_OFF, CERTIFICATES = "results", "handoff", "certificates"
TABLES = "evaluation-csv"
ENDINGS = {
    RESULTS: ".pptx",
    **dict.fromkeys((HAND_OFF, CERTIFICATES, TABLES), ".zip"),
}


class NoDataError(FacilitatorError):
    """The folder holds no sessions."""

    code = "no-data"
    status = 404
    sentence = "There are no sessions in {folder}. Name the right folder with --data."


def export(
    kind: str,
    session: str,
    file: Path,
    *,
    data: Path,
    language: str,
    now: datetime,
    curriculum: Path | None = None,
) -> bool:
    """Write one workbook of a session, its results, certificates or hand-off.

    Returns:
        Whether a file of that name was there before, and is replaced.

    Raises:
        FacilitatorError: no data, no such session, or the file cannot be written.
    """
    check_place(file, ENDINGS.get(kind, ".xlsx"), kind)
    if not (data / FILE_NAME).is_file():
        raise NoDataError(folder=data)
    database = open_database(data)
    try:
        rooms = Rooms(database, data, curriculum or shipped_folder(), lambda: now)
        by_code = len(session) == CODE_LENGTH
        room = rooms.room_by_code(session) if by_code else rooms.room(session)
        if kind == CERTIFICATES:
            replaced = file.exists()
            # Its parts are set one by one and put in place once all are there.
            certificates_zip(room, rooms.template(TEMPLATE), file, language)
            return replaced
        if kind == RESULTS:
            made = results_deck(rooms, room, language)
        elif kind == HAND_OFF:
            made = archive(rooms, room, language)
        elif kind == TABLES:
            made = evaluation_csv(rooms, room, language)
        else:
            made = workbook(rooms, room, kind, language)
    finally:
        database.close()
    return write_whole(file, made)
