"""The hand-off for the accredited provider: what is missing for it, and the file."""

from dataclasses import dataclass, replace
from datetime import date
from importlib import import_module
from pathlib import Path

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from facilitator.domain.credit.certificates import papers
from facilitator.domain.credit.hand_off import (
    MODULE_DIGITS,
    ORGANIZATION_DIGITS,
    HandOff,
    read_pars_numbers,
    submit_by,
)
from facilitator.domain.credit.lines import credit_book
from facilitator.domain.credit.reporting import (
    CPE,
    PARS,
    Reporting,
    credit_reporting,
    missing_ids,
)
from facilitator.domain.reports import AttendanceReport
from facilitator.domain.text import Text
from facilitator.errors import FacilitatorError
from facilitator.library.problems import CurriculumError, Problem
from facilitator.live import reports
from facilitator.live.aside import aside
from facilitator.live.erased import check_kept, erased
from facilitator.live.room import Room
from facilitator.live.rooms import Rooms
from facilitator.web.desk import page as desk_page
from facilitator.web.desk.session import wants_page
from facilitator.web.desk.to_do import to_do
from facilitator.web.downloads import ZIP, attached, called, file_name
from facilitator.web.locale import get_language, sentence_of

_LONGEST_NUMBER = 40


@dataclass(frozen=True, slots=True)
class PreValidation:
    """What the page before the download says.

    `mistakes` are those of the provider's file; `ids` what it has yet to fill in;
    `asks_numbers` says that it leaves a number to the desk.
    """

    types: tuple[Reporting, ...]
    ids: tuple[Text, ...]
    mistakes: tuple[Problem, ...]
    asks_numbers: bool
    has_own_columns: bool
    submit_by: date | None


def archive(rooms: Rooms, room: Room, language: str) -> bytes:
    """Return the .zip file with all that goes to the accredited provider.

    Raises:
        CurriculumError: the provider's own file has mistakes.
        ErasedError: the names were erased.
    """
    check_kept(room, "hand-off")
    report, wanted = reports.roll(room), rooms.hand_off(room)
    template = rooms.template(import_module("facilitator.documents.close_out").CARD)
    # Seconds for some hundred people, in which phones are served.
    return aside(_written, template, room.kept_door_key, report, wanted, language)


def _written(
    template: Path,
    key: bytes,
    report: AttendanceReport,
    wanted: HandOff,
    language: str,
) -> bytes:
    writing = import_module("facilitator.documents.hand_off_archive")
    whole = replace(report, issues=papers(key, report))
    made: bytes = writing.hand_off_archive(template, whole, wanted, language)
    return made


def create_hand_off(rooms: Rooms) -> Blueprint:
    """Return the page and the file, for the trainer."""
    blueprint = Blueprint("hand_off", __name__)

    @blueprint.get("/desk/sessions/<session_id>/hand-off")
    def page(session_id: str) -> ResponseReturnValue:
        return _page(rooms, rooms.room(session_id))

    @blueprint.post("/desk/sessions/<session_id>/hand-off")
    def numbers(session_id: str) -> ResponseReturnValue:
        room, form = rooms.room(session_id), request.form
        try:
            organization, module = read_pars_numbers(
                form.get("organization", "")[:_LONGEST_NUMBER],
                form.get("module", "")[:_LONGEST_NUMBER],
            )
        except FacilitatorError as refusal:
            if not wants_page():
                raise
            return _page(rooms, room, refusal)
        details = room.session.details
        room.change_details(
            replace(details, pars_organization=organization, pars_module=module)
        )
        return redirect(url_for("hand_off.page", session_id=session_id), 303)

    @blueprint.get("/desk/sessions/<session_id>/hand-off.zip")
    def file(session_id: str) -> ResponseReturnValue:
        room = rooms.room(session_id)
        made = archive(rooms, room, get_language())
        return attached(made, ZIP, file_name(room, called("hand-off"), "zip"))

    return blueprint


def _page(
    rooms: Rooms, room: Room, refusal: FacilitatorError | None = None
) -> ResponseReturnValue:
    page = render_template(
        "desk/hand_off.html",
        room=room,
        session=room.session,
        found=_pre_validation(rooms, room),
        to_do=to_do(room),
        gone=erased(room),
        digits=(ORGANIZATION_DIGITS, MODULE_DIGITS),
        trouble=sentence_of(refusal) if refusal else "",
        typed=request.form if refusal else {},
    )
    return page, refusal.status if refusal else 200


def _types(report: AttendanceReport) -> tuple[Reporting, ...]:
    return credit_reporting(report, credit_book(report))


def _pre_validation(rooms: Rooms, room: Room) -> PreValidation:
    types = aside(_types, reports.roll(room))
    names = {one.policy.type for one in types}
    wanted = HandOff()
    mistakes: tuple[Problem, ...] = ()
    try:
        wanted = rooms.hand_off(room)
    except CurriculumError as wrong:
        mistakes = wrong.problems
    day = desk_page.starts(room.session).date()
    return PreValidation(
        types,
        missing_ids(wanted, room.session.code) if PARS in names else (),
        mistakes,
        PARS in names and _asks_numbers(wanted, room),
        bool(wanted.pars or wanted.cpe),
        submit_by(day) if CPE in names else None,
    )


def _asks_numbers(wanted: HandOff, room: Room) -> bool:
    """Whether the provider's file leaves a number to what is written at the desk."""
    details, module = room.session.details, wanted.activity(room.session.code, "")
    return (
        wanted.accreditor.organization_id == details.pars_organization
        or module.module_id == details.pars_module
    )
