"""Workbooks and pictures to take away, each from its own report."""

import re
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, send_from_directory
from flask.typing import ResponseReturnValue

from facilitator.errors import NotFoundError
from facilitator.live import reports
from facilitator.live.room import Room
from facilitator.live.rooms import Rooms
from facilitator.web.locale import get_language

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PICTURE = re.compile(r"[0-9a-f]{32}-(?:960|1920)\.webp")
A_YEAR = 365 * 24 * 3600
REPORTS: dict[str, Callable[[Room], object]] = {
    "attendance": reports.attendance,
    "evaluation": reports.evaluation,
    "polls": reports.polls,
}


def workbook(room: Room, kind: str, language: str) -> bytes:
    """Return the workbook of one kind; attendance and answers never share one.

    Raises:
        NotFoundError: there is no such kind.
    """
    if kind not in REPORTS:
        raise NotFoundError
    # What writes workbooks takes a tenth of the whole start to load: not before this.
    writing = import_module(f"facilitator.documents.workbooks.{kind}")
    written: bytes = getattr(writing, f"{kind}_workbook")(REPORTS[kind](room), language)
    return written


def create_downloads(rooms: Rooms) -> Blueprint:
    """Return the trainer's downloads."""
    downloads = Blueprint("downloads", __name__)

    @downloads.get("/desk/sessions/<session_id>/<kind>.xlsx")
    def xlsx(session_id: str, kind: str) -> ResponseReturnValue:
        room = rooms.room(session_id)
        made = workbook(room, kind, get_language())
        details = room.session.details
        day = details.starts_at.astimezone(ZoneInfo(details.time_zone)).date()
        name = f"{kind}-{day}-{room.session.code}.xlsx"
        headers = {
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "no-store",
        }
        return Response(made, mimetype=XLSX, headers=headers)

    return downloads


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
