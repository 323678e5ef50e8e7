"""Everybody's certificates at the desk: made in the background, then downloaded."""

from dataclasses import dataclass

from flask import Response, jsonify, send_file
from flask.typing import ResponseReturnValue

from facilitator.errors import FacilitatorError
from facilitator.live import providers
from facilitator.live.certificates_zip import TEMPLATE
from facilitator.live.erased import check_kept
from facilitator.web.desk.session import SessionDesk, wants_page
from facilitator.web.downloads import ZIP, called, file_name
from facilitator.web.locale import get_language

SECTION = "certificates"


@dataclass(frozen=True, slots=True)
class CertificateRoutes:
    """A session's certificates are made, watched, stopped and downloaded."""

    desk: SessionDesk

    def make(self, session_id: str) -> ResponseReturnValue:
        """Begin to make them; asked again meanwhile, nothing begins anew."""
        rooms = self.desk.rooms
        room = rooms.room(session_id)
        try:
            check_kept(room, SECTION)
        except FacilitatorError as refusal:
            return self.desk.refused(room, SECTION, refusal)
        template = rooms.template(TEMPLATE)
        rooms.certificate_batches.start(room, template, get_language())
        return self._back(session_id, "certificates-begun")

    def stop(self, session_id: str) -> ResponseReturnValue:
        """End the making, and delete what was made."""
        self.desk.rooms.room(session_id)
        self.desk.rooms.certificate_batches.stop(session_id)
        return self._back(session_id, "certificates-stopped")

    def providers(self, session_id: str) -> ResponseReturnValue:
        """Take over what the plan says of the providers now."""
        room = self.desk.rooms.room(session_id)
        try:
            providers.read_again(self.desk.rooms, room)
        except FacilitatorError as refusal:
            return self.desk.refused(room, SECTION, refusal)
        return self._back(session_id, "providers")

    def state(self, session_id: str) -> Response:
        """Tell the page's script how far they are."""
        self.desk.rooms.room(session_id)
        state = self.desk.rooms.certificate_batches.state(session_id)
        response = jsonify(
            status=state.status, done=state.done, of=state.of, made=state.made
        )
        response.headers["Cache-Control"] = "no-store"
        return response

    def download(self, session_id: str) -> Response:
        """Send the zip file, read from the disk piece by piece.

        Raises:
            NoBatchError: there is none.
            ErasedError: the names were erased.
        """
        room = self.desk.rooms.room(session_id)
        check_kept(room, SECTION)
        made = self.desk.rooms.certificate_batches.file(session_id)
        name = file_name(room, called("certificates"), "zip")
        response = send_file(
            made, mimetype=ZIP, as_attachment=True, download_name=name, etag=False
        )
        response.headers["Cache-Control"] = "no-store"
        return response

    def _back(self, session_id: str, done: str) -> ResponseReturnValue:
        if not wants_page():
            return jsonify(ok=True)
        return self.desk.back(session_id, SECTION, done)
