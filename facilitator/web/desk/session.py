"""One session at the desk: its page, its details, its way in, its practice phones."""

import re
from dataclasses import dataclass, replace

from flask import (
    Response,
    current_app,
    jsonify,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from facilitator.documents import qr
from facilitator.domain.attendance.door import CODE_SECONDS
from facilitator.domain.attendance.roster import COLUMNS
from facilitator.domain.decks.pictures import as_shown
from facilitator.domain.session import OPENINGS, SessionDetails
from facilitator.domain.surveys.results import FEWEST_SHOWN
from facilitator.errors import BadInputError, FacilitatorError
from facilitator.live.practice import MOST_PHONES, GuardedPracticeError, Practice
from facilitator.live.room import Room
from facilitator.live.rooms import Rooms
from facilitator.web import policy
from facilitator.web.desk import (
    approval,
    certificates_view,
    deck_report,
    draft_review,
    languages,
    page,
    pages_beside,
    session_form,
    time_zones,
    to_do,
)
from facilitator.web.desk.person_details import CHOICES
from facilitator.web.desk.session_form import SessionForm
from facilitator.web.locale import sentence_of
from facilitator.web.network import Candidate, candidates
from facilitator.web.survey_downloads import no_form

USUAL_PHONES = 20

_LONGEST_WIFI_NAME = 32
_WIFI_PASSWORD = range(8, 64)


class WifiNameError(FacilitatorError):
    """The network name is too long to be one."""

    code = "wifi-name"
    status = 422
    sentence = "A Wi-Fi name has at most 32 characters. Copy it as the laptop shows it."


class WifiPasswordError(FacilitatorError):
    """The password cannot be one."""

    code = "wifi-password"
    status = 422
    sentence = (
        "A Wi-Fi password has 8 to 63 characters. Leave it empty for an open network."
    )


@dataclass(frozen=True, slots=True)
class Trouble:
    """What went wrong, and the section of the page that says so."""

    section: str
    sentence: str
    code: str


def wants_page() -> bool:
    """Whether a person's browser asks, rather than a script."""
    return "text/html" in request.headers.get("Accept", "")


def found() -> tuple[Candidate, ...]:
    """Return the addresses of this laptop, with the port it answers on."""
    return candidates(int(current_app.config["PORT"]))


@dataclass(frozen=True, slots=True)
class SessionDesk:
    """The pages and forms of one session."""

    rooms: Rooms
    practice: Practice

    def page(self, session_id: str) -> ResponseReturnValue:
        """Show the session."""
        return self.show(self.rooms.room(session_id))

    def facts(self, session_id: str) -> Response:
        """Tell the page's scripts how things stand."""
        room = self.rooms.room(session_id)
        practising = self.practice.phones(room.session.code)
        drawn = self.rooms.deck_desk.drawn
        return jsonify(page.facts(room, found(), practising, drawn))

    def change(self, session_id: str) -> ResponseReturnValue:
        """Keep changed details, or show the form again with what is wrong."""
        room = self.rooms.room(session_id)
        form, details = session_form.read(request.form, room.session.details)
        if details is None:
            return self.show(room, 422, form=form)
        try:
            room.change_details(details)
        except FacilitatorError as refusal:
            return self.refused(room, "details", refusal, form)
        return self.back(session_id, "details", "saved")

    def network(self, session_id: str) -> ResponseReturnValue:
        """Keep the address that phones are sent to."""
        room = self.rooms.room(session_id)
        address = request.form.get("address", "").strip()
        try:
            if not session_form.is_address(address):
                raise BadInputError(what=address[:80] or "address")
            room.change_details(replace(room.session.details, address=address))
        except FacilitatorError as refusal:
            return self.refused(room, "room", refusal)
        return self.back(session_id, "room", "network")

    def wifi(self, session_id: str) -> ResponseReturnValue:
        """Keep the Wi-Fi's name and password for its QR code."""
        room = self.rooms.room(session_id)
        name = request.form.get("name", "").strip()
        password = request.form.get("password", "")
        try:
            _check_wifi(name, password)
            room.change_details(
                replace(
                    room.session.details,
                    wifi_name=name,
                    wifi_password=password if name else "",
                )
            )
        except FacilitatorError as refusal:
            return self.refused(room, "room", refusal)
        return self.back(session_id, "room", "wifi" if name else "no-wifi")

    def practise(self, session_id: str) -> ResponseReturnValue:
        """Let practice phones join; none at all sends them home."""
        room = self.rooms.room(session_id)
        try:
            phones = _read_phones(request.form)
            if phones and room.is_guarded:
                raise GuardedPracticeError
            if phones:
                self.practice.join(room.session.code, phones)
            else:
                self.practice.leave(room.session.code)
        except FacilitatorError as refusal:
            return self.refused(room, "practice", refusal)
        if not wants_page():
            return jsonify(ok=True)
        done = "practice" if phones else "no-practice"
        return self.back(session_id, "practice", done)

    def refused(
        self,
        room: Room,
        section: str,
        refusal: FacilitatorError,
        form: SessionForm | None = None,
    ) -> ResponseReturnValue:
        """Say on the page why something was not done; a script gets the error."""
        if not wants_page():
            raise refusal
        trouble = Trouble(section, sentence_of(refusal), refusal.code)
        return self.show(room, refusal.status, form=form, trouble=trouble)

    def back(
        self,
        session_id: str,
        section: str,
        done: str,
        poll: str | None = None,
        slide: int | None = None,
    ) -> ResponseReturnValue:
        """Return to a section of the session's page, which says what was done."""
        there = url_for(
            "desk.session",
            session_id=session_id,
            done=done,
            poll=poll,
            slide=slide,
            _anchor=section,
        )
        return redirect(there, 303)

    def show(
        self,
        room: Room,
        status: int = 200,
        *,
        form: SessionForm | None = None,
        trouble: Trouble | None = None,
    ) -> ResponseReturnValue:
        """Draw the session's page."""
        session = room.session
        addresses = found()
        chosen = page.chosen_address(room, addresses)
        wifi = _wifi_typed(session.details, trouble)
        drawn = render_template(
            "desk/session.html",
            room=room,
            session=session,
            form=form or session_form.filled(session.details),
            zones=time_zones.choices(),
            trouble=trouble,
            done=request.args.get("done", ""),
            placed=_placed(room, request.args.get("poll", "")),
            starts=page.starts(session),
            agenda=page.agenda(room),
            wordings=approval.notices(room),
            surveys=room.surveys,
            no_form=no_form,
            fewest=FEWEST_SHOWN,
            credit=page.credit(room),
            certificates=certificates_view.view(self.rooms, room),
            decks=room.decks(),
            deck_facts=page.deck_in_use(room),
            **_deck_report(room),
            languages_of_decks=languages.of_decks(room),
            drafts=draft_review.reviews(room),
            exports=pages_beside.exports(room.decks()),
            pages=pages_beside.view(room, request.args.get("slide", "")),
            way_names=pages_beside.way_names(),
            drawn=self.rooms.deck_desk.drawn,
            why_failed=page.why_failed,
            order=page.order(room),
            swapped_steps=page.swapped_steps(room),
            unplaced=page.unplaced(room),
            spots=page.spot_choices(room),
            addresses=addresses,
            chosen=chosen,
            gone=page.is_gone(chosen, addresses),
            join_code=qr.svg(
                qr.join_text(chosen, session.code), title=_("QR code to join")
            ),
            wifi_code=page.wifi_code(room, _("QR code for the Wi-Fi")),
            wifi_name=wifi[0],
            wifi_password=wifi[1],
            counts=room.counts(),
            code_seconds=CODE_SECONDS,
            openings=OPENINGS,
            preview=room.preview(),
            to_do=to_do.to_do(room),
            list_columns=COLUMNS,
            choices=CHOICES,
            practising=self.practice.phones(session.code),
            usual_phones=USUAL_PHONES,
            most_phones=MOST_PHONES,
        )
        return drawn, status, {policy.HEADER: policy.WITH_DRAWING}


def _deck_report(room: Room) -> dict[str, object]:
    """Return what the report on the deck in use is drawn from."""
    look = request.args.get("look", "")
    # What is put right is put right in the deck itself, not in its translation.
    deck = as_shown(room.stored_deck) if room.stored_deck else None
    whole = deck_report.report(deck)
    return {
        "report": deck_report.report(deck, look) if look else whole,
        "reported": len(whole),
        "kinds": deck_report.kinds(whole),
        "look": look,
        "deck_findings": deck_report.about_the_deck(deck),
        "sections": deck_report.sections(room),
    }


def _placed(room: Room, poll: str) -> page.OrderRow | None:
    """Return where the poll that was just moved stands now."""
    rows = page.order(room) if poll else ()
    return next((r for r in rows if r.poll and r.poll.name == poll), None)


def _wifi_typed(details: SessionDetails, trouble: Trouble | None) -> tuple[str, str]:
    """Return the Wi-Fi's name and password: as typed where they were refused."""
    if trouble and "password" in request.form:
        return request.form.get("name", ""), request.form["password"]
    return details.wifi_name, details.wifi_password


def _check_wifi(name: str, password: str) -> None:
    if len(name.encode()) > _LONGEST_WIFI_NAME:
        raise WifiNameError
    if name and password and len(password) not in _WIFI_PASSWORD:
        raise WifiPasswordError


def _read_phones(given: MultiDict[str, str]) -> int:
    typed = given.get("phones", "").strip()
    phones = int(typed) if re.fullmatch("[0-9]{1,3}", typed) else -1
    if not 0 <= phones <= MOST_PHONES:
        raise BadInputError(what=typed[:20] or "phones")
    return phones
