"""Workbooks and pictures to take away, each from its own report."""

import re
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import gevent
from flask import Blueprint, Response, request, send_from_directory
from flask.typing import ResponseReturnValue

from facilitator.domain.attendance.people import Attendee
from facilitator.domain.credit.hand_off import HandOff
from facilitator.domain.text import Text
from facilitator.errors import NotFoundError
from facilitator.library.problems import CurriculumError
from facilitator.live import certificates, certificates_zip, reports
from facilitator.live.aside import aside
from facilitator.live.erased import check_kept
from facilitator.live.room import Room
from facilitator.live.rooms import Rooms
from facilitator.web.locale import get_language

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF, ZIP = "application/pdf", "application/zip"
PICTURE = re.compile(r"[0-9a-f]{32}-(?:960|1920)\.webp")
MEDIA_TYPES = {
    "mp4": "video/mp4",
    "m4v": "video/mp4",
    "webm": "video/webm",
    "ogv": "video/ogg",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "wav": "audio/wav",
    "ogg": "audio/ogg",
}
MEDIUM = re.compile(rf"[0-9a-f]{{32}}\.(?P<ending>{'|'.join(MEDIA_TYPES)})")
A_YEAR = 365 * 24 * 3600
# What files are called, by the names of their doors; names within archives are fixed.
NAMES = {
    "attendance": Text("attendance", "asistencia"),
    "certificate": Text("certificate", "certificado"),
    "certificates": Text("certificates", "certificados"),
    "evaluation": Text("evaluation", "evaluacion"),
    "evaluation-csv": Text("evaluation-csv", "evaluacion-csv"),
    "hand-off": Text("hand-off", "entrega"),
    "polls": Text("polls", "encuestas"),
    "purge-receipt": Text("purge-receipt", "comprobante-de-lo-borrado"),
    "record": Text("record", "constancia"),
    "records": Text("records", "constancias"),
    "results": Text("results", "resultados"),
    "sample": Text("sample", "ejemplo"),
    "sign-in-sheet": Text("sign-in-sheet", "hoja-de-registro"),
    "starter": Text("starter", "inicial"),
    "with-codes": Text("with-codes", "con-codigos"),
}
REPORTS: dict[str, Callable[[Room], object]] = {
    "attendance": reports.roll,
    "evaluation": reports.evaluation,
    "polls": reports.polls,
}


def workbook(rooms: Rooms, room: Room, kind: str, language: str) -> bytes:
    """Return the workbook of one kind; attendance and answers never share one.

    Raises:
        NotFoundError: there is no such kind.
        ErasedError: what it would hold was erased.
    """
    if kind not in REPORTS:
        raise NotFoundError
    check_kept(room, kind)
    # What writes workbooks takes a tenth of the whole start to load: not before this.
    writing = import_module(f"facilitator.documents.workbooks.{kind}")
    given: tuple[object, ...] = (REPORTS[kind](room), language)
    if kind == "attendance":
        given = (*given, _wanted(rooms, room))
    if kind == "evaluation":
        given = (*given, _wanted(rooms, room).least)
    # Some seconds for thousands of people, in which phones are served.
    written: bytes = aside(getattr(writing, f"{kind}_workbook"), *given)
    return written


def evaluation_csv(rooms: Rooms, room: Room, language: str) -> bytes:
    """Return the tables of the evaluation as .csv files in a .zip."""
    check_kept(room, "evaluation")
    writing = import_module("facilitator.documents.workbooks.evaluation")
    least = _wanted(rooms, room).least
    made: bytes = aside(
        writing.evaluation_csv, reports.evaluation(room), language, least
    )
    return made


def _wanted(rooms: Rooms, room: Room) -> HandOff:
    """Return what the provider wants; a mistake in it does not hold attendance up."""
    try:
        return rooms.hand_off(room)
    except CurriculumError as wrong:
        return HandOff(mistakes=str(wrong))


def _spoken(room: Room) -> str:
    """Return the language of a paper that is handed around in the room."""
    offered = room.session.details.languages
    return offered[0] if len(offered) == 1 else get_language()


def _papers() -> Any:  # noqa: ANN401  # a module of our own, loaded late
    # What sets a PDF is heavy, and no phone waits for it at the start.
    return import_module("facilitator.documents.attendance_papers")


def record_pdf(rooms: Rooms, room: Room, attendee: Attendee, language: str) -> bytes:
    """Return one person's record of attendance.

    Raises:
        NoRecordError: it has no name or a gap.
    """
    record = reports.record(room, attendee)
    made: bytes = _papers().record_of_attendance(rooms.handouts, record, language)
    return made


def certificate_pdf(
    rooms: Rooms, room: Room, attendee: Attendee, credit_type: str
) -> bytes:
    """Return one person's certificate, or confirmation of participation.

    Raises:
        NoCertificateError: there is none, for a reason that it tells.
    """
    setting = import_module("facilitator.documents.certificates")
    wanted = certificates.certificate_of(room, attendee, credit_type)
    template = rooms.template(certificates_zip.TEMPLATE)
    made: bytes = aside(setting.certificate, template, wanted)
    return made


def create_downloads(rooms: Rooms) -> Blueprint:
    """Return the trainer's downloads."""
    downloads = Blueprint("downloads", __name__)

    @downloads.get("/desk/sessions/<session_id>/<kind>.xlsx")
    def xlsx(session_id: str, kind: str) -> ResponseReturnValue:
        room = rooms.room(session_id)
        made = workbook(rooms, room, kind, get_language())
        return attached(made, XLSX, file_name(room, called(kind), "xlsx"))

    @downloads.get("/desk/sessions/<session_id>/evaluation-csv.zip")
    def tables(session_id: str) -> ResponseReturnValue:
        room = rooms.room(session_id)
        made = evaluation_csv(rooms, room, get_language())
        return attached(made, ZIP, file_name(room, called("evaluation-csv"), "zip"))

    @downloads.get("/desk/sessions/<session_id>/sign-in-sheet.pdf")
    def sheet(session_id: str) -> ResponseReturnValue:
        room = rooms.room(session_id)
        expected = room.roster.all(session_id)
        codes = room.personal_codes() if request.args.get("codes") else None
        made = gevent.get_hub().threadpool.apply(
            _papers().sign_in_sheet,
            (rooms.handouts, room.session, expected, _spoken(room), codes),
        )
        return attached(made, PDF, file_name(room, called("sign-in-sheet"), "pdf"))

    @downloads.get("/desk/sessions/<session_id>/records.zip")
    def records(session_id: str) -> ResponseReturnValue:
        room = rooms.room(session_id)
        check_kept(room, "records")
        # Seconds for some hundred people, in which phones are served.
        made = gevent.get_hub().threadpool.apply(
            _papers().records_of_attendance,
            (rooms.handouts, reports.all_records(room)),
        )
        return attached(made, ZIP, file_name(room, called("records"), "zip"))

    return downloads


def attached(made: bytes, kind: str, name: str) -> Response:
    """Return a file to be kept by whoever asked, and by no cache."""
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "no-store",
    }
    return Response(made, mimetype=kind, headers=headers)


def called(kind: str) -> str:
    """Return what a file of this kind is called in the visitor's language: ASCII."""
    return NAMES[kind][get_language()]


def file_name(room: Room, name: str, ending: str) -> str:
    """Return what a download of a session is called: its name, day and code."""
    details = room.session.details
    day = details.starts_at.astimezone(ZoneInfo(details.time_zone)).date()
    return f"{name}-{day}-{room.session.code}.{ending}"


def create_pictures(folder: Path) -> Blueprint:
    """Return the slides' pictures, which everybody in the room may see."""
    pictures = Blueprint("pictures", __name__)

    @pictures.get("/pictures/<name>")
    def picture(name: str) -> ResponseReturnValue:
        if not PICTURE.fullmatch(name):
            raise NotFoundError
        response = send_from_directory(folder, name, max_age=A_YEAR)
        response.headers["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
        return response

    return pictures


def create_media(folder: Path) -> Blueprint:
    """Return the slides' videos and sounds, for the screens that play them."""
    media = Blueprint("media", __name__)

    @media.get("/media/<name>")
    def medium(name: str) -> ResponseReturnValue:
        found = MEDIUM.fullmatch(name)
        if not found:
            raise NotFoundError
        kind = MEDIA_TYPES[found["ending"]]
        response = send_from_directory(
            folder, name, mimetype=kind, max_age=A_YEAR, conditional=True
        )
        response.headers["Cache-Control"] = f"private, max-age={A_YEAR}, immutable"
        return response

    return media
