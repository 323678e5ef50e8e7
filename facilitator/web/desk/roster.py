"""The roster at the desk: a list comes in, is looked at, and is taken over."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex

import gevent
from flask import request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import RequestEntityTooLarge

from facilitator.documents.people_list import read_people
from facilitator.documents.tables import MAX_LIST_BYTES, LargeListError
from facilitator.domain.attendance.roster import COLUMNS
from facilitator.domain.text import Text
from facilitator.errors import BadInputError, FacilitatorError
from facilitator.web.desk.deck_upload import shown_name
from facilitator.web.desk.session import SessionDesk

FIELD = "list"
_ENVELOPE_BYTES = 64 * 1024
_COLUMN = re.compile(r"column-([0-9]{1,3})")


class NoListSentError(BadInputError):
    """The form arrived without a file."""

    code = "no-list-sent"
    sentence = "No file arrived. Choose an .xlsx or .csv file and add it again."


class TwoColumnsError(BadInputError):
    """Two columns are said to hold the same."""

    code = "two-columns"
    sentence = "Two columns cannot both hold {field}. Choose one of them."


@dataclass(frozen=True, slots=True)
class RosterRoutes:
    """Lists of people come and are taken over."""

    desk: SessionDesk

    def bring(self, session_id: str) -> ResponseReturnValue:
        """Read a list and show what would be taken over."""
        room = self.desk.rooms.room(session_id)
        path = self.desk.rooms.data / "uploads" / f"{token_hex(16)}.list"
        try:
            filename = received_list(path)
            # A long workbook takes a second to read, in which phones are served.
            pool = gevent.get_hub().threadpool
            room.bring_list(filename, pool.apply(read_people, (path, filename)))
        except FacilitatorError as refusal:
            return self.desk.refused(room, "roster", refusal)
        finally:
            path.unlink(missing_ok=True)
        return self.desk.back(session_id, "roster", "list-read")

    def settle(self, session_id: str) -> ResponseReturnValue:
        """Look at the list again with other columns, take it over, or drop it."""
        room = self.desk.rooms.room(session_id)
        wanted = request.form.get("do", "")
        try:
            if wanted == "drop":
                room.drop_list()
            elif wanted == "import":
                update = request.form.get("update") == "yes"
                mapped = mapped_columns(request.form, COLUMNS)
                room.take_over_list(mapped, update=update)
            elif wanted == "look":
                room.map_list(mapped_columns(request.form, COLUMNS))
            else:
                raise BadInputError(what="do")
        except FacilitatorError as refusal:
            return self.desk.refused(room, "roster", refusal)
        return self.desk.back(session_id, "roster", f"list-{wanted}")

    def empty(self, session_id: str) -> ResponseReturnValue:
        """Expect nobody any more."""
        room = self.desk.rooms.room(session_id)
        if request.form.get("sure") != "yes":
            raise BadInputError(what="sure")
        room.expect_nobody()
        return self.desk.back(session_id, "roster", "roster-emptied")


def received_list(path: Path) -> str:
    """Put the list that was sent at `path`, and return the name it had."""
    request.max_content_length = MAX_LIST_BYTES + _ENVELOPE_BYTES
    try:
        sent = request.files.get(FIELD)
    except RequestEntityTooLarge as error:
        limit = MAX_LIST_BYTES // 1024**2
        raise LargeListError(filename="This file", limit=limit) from error
    filename = shown_name(sent.filename or "") if sent else ""
    if sent is None or not filename:
        raise NoListSentError
    path.parent.mkdir(parents=True, exist_ok=True)
    sent.save(path)
    return filename


def mapped_columns(
    given: MultiDict[str, str], columns: Mapping[str, Text]
) -> Mapping[str, int]:
    """Return what each column of a list is said to hold, of `columns`.

    Raises:
        TwoColumnsError: two are said to hold the same.
        BadInputError: no such column or field.
    """
    mapped: dict[str, int] = {}
    for key, name in given.items():
        column = _COLUMN.fullmatch(key)
        if column is None or not name:
            continue
        if name not in columns:
            raise BadInputError(what=name[:40])
        if name in mapped:
            raise TwoColumnsError(field=columns[name])
        mapped[name] = int(column[1])
    return mapped
