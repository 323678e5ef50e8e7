"""The signed sheet at the desk: typed in row by row."""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from facilitator.domain.attendance.people import FIELDS, PROFESSIONS, SETTINGS
from facilitator.errors import BadInputError, FacilitatorError
from facilitator.live.paper import SheetRow, TypedRow
from facilitator.live.room import Room
from facilitator.live.rooms import Rooms
from facilitator.web.desk.session import wants_page
from facilitator.web.locale import get_language, sentence_of

# Some three pages of the sheet at a time.
ROWS = 40
_MOST_DIGITS = 4
_LONGEST_REASON = 1_000
_FIELD = re.compile(r"(in|out|reason)-([0-9a-f]{32})")


@dataclass(frozen=True, slots=True)
class PaperRoutes:
    """The page with the rows of the sheet."""

    rooms: Rooms

    def show(self, session_id: str) -> ResponseReturnValue:
        """Show the rows, with what is known of each."""
        return self._page(self.rooms.room(session_id))

    def save(self, session_id: str) -> ResponseReturnValue:
        """Save one row, or all that were typed in; what is wrong stays to be seen."""
        room, typed = self.rooms.room(session_id), _read_rows()
        one = request.form.get("save", "all")
        chosen = typed if one == "all" else {k: v for k, v in typed.items() if k == one}
        try:
            result = room.write_rows(chosen, _("Added from the signed sheet."))
        except FacilitatorError as refusal:
            return self._refused(room, refusal, typed)
        for problem in result.wrong.values():
            if not wants_page():
                raise problem
        if result.wrong or chosen != typed:
            return self._page(room, typed, wrong=result.wrong, saved=len(result.saved))
        return _back(session_id, str(len(result.saved)))

    def add(self, session_id: str) -> ResponseReturnValue:
        """Save somebody who wrote themselves into an empty row."""
        room, form = self.rooms.room(session_id), request.form
        try:
            row = TypedRow(form.get("came", ""), form.get("left", ""))
            room.write_unlisted(form, row, get_language())
        except FacilitatorError as refusal:
            return self._refused(room, refusal, {})
        return _back(session_id, "1")

    def _refused(
        self, room: Room, refusal: FacilitatorError, typed: Mapping[str, TypedRow]
    ) -> ResponseReturnValue:
        if not wants_page():
            raise refusal
        return self._page(room, typed, refusal=refusal)

    def _page(
        self,
        room: Room,
        typed: Mapping[str, TypedRow] | None = None,
        *,
        wrong: Mapping[str, BadInputError] | None = None,
        saved: int = 0,
        refusal: FacilitatorError | None = None,
    ) -> ResponseReturnValue:
        rows = room.sheet_rows()
        pages = max(1, -(-len(rows) // ROWS))
        page = min(_number(request.args.get("page", ""), 1), pages)
        shown = rows[(page - 1) * ROWS : page * ROWS]
        html = render_template(
            "desk/paper.html",
            room=room,
            session=room.session,
            rows=[(row, _shown(row, typed or {})) for row in shown],
            wrong={key: sentence_of(error) for key, error in (wrong or {}).items()},
            page=page,
            pages=pages,
            saved=saved or _number(request.args.get("saved", ""), 0),
            trouble=sentence_of(refusal) if refusal else "",
            form=request.form if refusal else {},
            once=secrets.token_hex(16),
            labels=FIELDS,
            settings=SETTINGS,
            professions=PROFESSIONS,
        )
        status = refusal.status if refusal else 422 if wrong else 200
        return html, status


def _shown(row: SheetRow, typed: Mapping[str, TypedRow]) -> TypedRow:
    """Return what the fields of a row hold: what was typed, else what is known."""
    return typed.get(row.id) or TypedRow(row.came, row.left)


def _read_rows() -> dict[str, TypedRow]:
    found: dict[str, dict[str, str]] = {}
    for name, value in request.form.items():
        field = _FIELD.fullmatch(name)
        if field:
            found.setdefault(field[2], {})[field[1]] = value[:_LONGEST_REASON]
    return {
        key: TypedRow(row.get("in", ""), row.get("out", ""), row.get("reason", ""))
        for key, row in found.items()
    }


def _number(given: str, otherwise: int) -> int:
    is_number = given.isascii() and given.isdigit() and len(given) <= _MOST_DIGITS
    return max(int(given), 1) if is_number else otherwise


def _back(session_id: str, saved: str) -> ResponseReturnValue:
    page = request.args.get("page")
    there = url_for("desk.paper", session_id=session_id, page=page, saved=saved)
    return redirect(there, 303)
