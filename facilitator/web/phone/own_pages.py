"""The doors of a person's own page: details put right, its private address."""

from flask import (
    Blueprint,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)

from facilitator.documents import qr
from facilitator.domain.attendance.people import (
    FIELDS,
    LONGEST,
    PROFESSIONS,
    SETTINGS,
    NotSignedInError,
    wrong_fields,
)
from facilitator.errors import FacilitatorError
from facilitator.live.own_pages import NoSuchOwnPageError
from facilitator.live.rooms import Rooms
from facilitator.web.downloads import PDF, attached, called, record_pdf
from facilitator.web.locale import get_language, sentence_of
from facilitator.web.phone.forms import wants_page
from facilitator.web.phone.own import Answer, Own, given_fields, own_of
from facilitator.web.phone.papers import paper_facts
from facilitator.web.problems import told


class OwnDoors:
    """The routes of one person's own page."""

    def __init__(self, rooms: Rooms) -> None:
        self.rooms = rooms

    def add_to(self, phone: Blueprint) -> None:
        """Open the doors."""
        phone.add_url_rule("/p/<token>", "own_me", self.me)
        phone.add_url_rule("/P/<token>", "own_scanned", self.scanned)
        phone.add_url_rule("/p/<token>/record.pdf", "own_record", self.record)
        for base, prefix in (("/s/<code>/me", ""), ("/p/<token>", "own_")):
            there = f"{base}/details"
            phone.add_url_rule(there, f"{prefix}details", self.details)
            phone.add_url_rule(
                there, f"{prefix}send_details", self.put_right, methods=["POST"]
            )
        phone.register_error_handler(NoSuchOwnPageError, gone)
        link = "/s/<code>/me/link"
        phone.add_url_rule(link, "link", self.link)
        phone.add_url_rule(link, "send_link", self.keep_link, methods=["POST"])

    def me(self, token: str) -> Answer:
        """Show somebody's own page to whoever has its private address."""
        return own_me(own_of(self.rooms, token=token))

    def scanned(self, token: str) -> Answer:
        """Lead from the QR code to the page."""
        own = own_of(self.rooms, token=token)
        return redirect(own.to("me"))

    def record(self, token: str) -> Answer:
        """Hand out the record of attendance."""
        own = own_of(self.rooms, token=token)
        made = record_pdf(self.rooms, own.room, own.attendee, get_language())
        return attached(made, PDF, f"{called('record')}-{own.room.session.code}.pdf")

    def details(self, code: str = "", token: str = "") -> Answer:
        """Show what is known of the person, to be put right."""
        return self._details(own_of(self.rooms, code, token))

    def put_right(self, code: str = "", token: str = "") -> Answer:
        """Keep what was put right; the log keeps what it was."""
        own = own_of(self.rooms, code, token)
        try:
            own.room.put_right(own.attendee.id, given_fields())
        except FacilitatorError as problem:
            if not wants_page(request):
                raise
            return self._details(own, problem)
        return redirect(own.to("me", done="details"), 303)

    def _details(self, own: Own, problem: FacilitatorError | None = None) -> Answer:
        asked, person = own.room.details_asked(own.attendee), own.attendee.person
        hidden = own.room.filled_in(own.attendee)
        kept = {f: "" if f in hidden else getattr(person, f) for f in asked}
        typed = {**kept, **given_fields()} if problem else kept
        wrong = wrong_fields(typed, asked) if problem else {}
        return own.page(
            "details",
            problem.status if problem else 200,
            asked=asked,
            labels={name: label[get_language()] for name, label in FIELDS.items()},
            settings=SETTINGS,
            professions=PROFESSIONS,
            longest=LONGEST,
            typed=typed,
            wrong={field: sentence_of(each) for field, each in wrong.items()},
            message=sentence_of(problem) if problem and not wrong else "",
            closed=own.room.session.books_closed_at,
            language_page=own.to("details"),
        )

    def link(self, code: str) -> Answer:
        """Show the private address, where there is one."""
        try:
            own = own_of(self.rooms, code)
        except NotSignedInError:
            return redirect(url_for("phone.session", code=code))
        return self._link(own)

    def keep_link(self, code: str) -> Answer:
        """Make a private address, or switch it off."""
        own = own_of(self.rooms, code)
        if given_fields().get("do") == "off":
            own.room.drop_own_address(own.attendee)
        else:
            own.room.make_own_address(_identity(), own.attendee)
        return redirect(own.to("link"), 303)

    @staticmethod
    def _link(own: Own) -> Answer:
        token = own.room.own_address(_identity(), own.attendee)
        place = own.room.session.details.address or request.host
        address = f"http://{place}/p/{token}" if token else ""
        return own.page(
            "link",
            address=address,
            code_drawn=qr.svg(address.upper()) if address else "",
            language_page=own.to("link"),
        )


def gone(error: NoSuchOwnPageError) -> Answer:
    """Say calmly that a private address leads nowhere; nothing else is told."""
    if not wants_page(request):
        return told(error), error.status
    html = render_template("phone/own_gone.html", message=sentence_of(error))
    response = make_response(html, error.status)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "same-origin"
    return response


def own_me(own: Own) -> Answer:
    """Return somebody's own page as their private address shows it."""
    return own.page(
        "own",
        standings=own.room.credit(own.attendee),
        zone=own.room.session.details.time_zone,
        done=request.args.get("done", ""),
        **paper_facts(own.room, own.attendee),
        language_page=own.to("me"),
    )


def _identity() -> str:
    return request.cookies.get("identity", "")
