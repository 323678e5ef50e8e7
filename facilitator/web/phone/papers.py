"""The doors to a person's papers: certificates, and the checking of numbers."""

from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from facilitator.domain.attendance.people import Attendee
from facilitator.domain.credit.papers import Certificate, Issue, Participation
from facilitator.domain.credit.policy import CREDIT_TYPES, amount
from facilitator.domain.credit.records_of_attendance import LONGEST_NUMBER
from facilitator.errors import NotFoundError
from facilitator.live import certificates
from facilitator.live.room import Room
from facilitator.live.rooms import Rooms
from facilitator.web.downloads import PDF, attached, called, certificate_pdf
from facilitator.web.phone.number_tries import NumberTries
from facilitator.web.phone.own import own_of

# What the page says beside it, with the way to do it.
_SAID_ELSEWHERE = frozenset({"not-asked", "not-claimed", "claim-exceeds"})


def paper_facts(room: Room, person: Attendee) -> dict[str, Any]:
    """Return what a person's page says of their papers; `phone/_papers.html` shows it.

    While the record has a gap there are none, and nothing is said of them.
    """
    whole = bool(person.person.name) and person.minutes is not None
    own = certificates.own_papers(room, person) if whole else ()
    rows = [_shown(issue) for issue in own]
    shown = [row for row in rows if row["has_file"] or row["reasons"]]
    return {"has_record": whole, "papers": shown}


def _shown(issue: Issue) -> dict[str, Any]:
    paper = issue.paper
    reasons = [r.text for r in paper.reasons if r.kind not in _SAID_ELSEWHERE]
    return {
        "type": paper.policy.type,
        "label": paper.policy.label,
        "amount": amount(paper.quarters) if isinstance(paper, Certificate) else "",
        "has_file": isinstance(paper, (Certificate, Participation)),
        "reasons": reasons,
    }


class PaperDoors:
    """The routes to certificates, and to what a number stands for."""

    def __init__(self, rooms: Rooms) -> None:
        self.rooms = rooms
        self._tries = NumberTries()

    def add_to(self, phone: Blueprint) -> None:
        """Open the doors."""
        for base, prefix in (("/s/<code>/me", ""), ("/p/<token>", "own_")):
            there = f"{base}/certificates/<credit_type>.pdf"
            phone.add_url_rule(there, f"{prefix}certificate", self.certificate)
        phone.add_url_rule("/v/<number>", "verify", self.verify)
        phone.add_url_rule("/V/<number>", "verify_scanned", self.verify)

    def certificate(
        self, credit_type: str, code: str = "", token: str = ""
    ) -> ResponseReturnValue:
        """Hand out somebody's own certificate.

        Raises:
            NotSignedInError: the phone holds nobody's cookie.
            NoSuchOwnPageError: the private address leads nowhere.
            NotFoundError: there is no such credit type.
        """
        own = own_of(self.rooms, code, token)
        if credit_type not in dict(CREDIT_TYPES):
            raise NotFoundError
        made = certificate_pdf(self.rooms, own.room, own.attendee, credit_type)
        name = f"{called('certificate')}-{credit_type}-{own.room.session.code}.pdf"
        return attached(made, PDF, name)

    def verify(self, number: str) -> ResponseReturnValue:
        """Say whether a paper's number is genuine, and for how long it says so.

        Nobody's name is told: it stands on the paper.

        Raises:
            TooManyNumbersError: too many that no paper has came from this address.
        """
        address = request.remote_addr or ""
        self._tries.take(address)
        room = self.rooms.room_by_code(number[:LONGEST_NUMBER].partition("-")[0])
        person = room.find_record(number)
        issue = None if person else certificates.find(room, number)
        if person or issue:
            self._tries.give_back(address)
        html = render_template(
            "phone/verify.html",
            session=room.session,
            zone=room.session.details.time_zone,
            number=number[:LONGEST_NUMBER].upper(),
            person=person,
            paper=_shown(issue) if issue else None,
        )
        return html, 200 if person or issue else 404
