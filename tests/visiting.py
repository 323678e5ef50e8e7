"""Somebody's phone without scripts in a session for credit, and what its pages say."""

import html
import re

from credited import Credited
from werkzeug.test import TestResponse

from facilitator.domain.attendance.people import Attendee
from facilitator.live.room import Room

WHOLE = {
    "given_name": "Rosa",
    "family_name": "Peña",
    "birth": "0229",
    "npi": "1234567893",
    "consent": "1",
}
SECRETS = ("1234567893", "0229")


class Visitor:
    """Somebody's phone in one session."""

    def __init__(self, program: Credited, room: Room, language: str = "en") -> None:
        self.program, self.room = program, room
        self.client = program.phone(language)
        self.me = f"/s/{room.session.code}/me"

    def sign_in(self, **given: str) -> TestResponse:
        """Send the form of the session's page, with the code on the screen."""
        code = self.room.door.code("in", self.program.now).code
        form = given or {"name": "Rosa Peña", "profession": "physician"}
        return self.client.post(f"{self.me}/sign-in", data={"door": code, **form})

    def sign_out(self) -> None:
        code = self.room.door.code("out", self.program.now).code
        assert self.send("/sign-out", door=code).status_code == 303

    def see(self, path: str = "") -> str:
        """Return the words of a page that must be there."""
        answer = self.client.get(f"{self.me}{path}")
        assert answer.status_code == 200, answer.text
        return words(answer)

    def send(self, path: str, **given: str) -> TestResponse:
        return self.client.post(f"{self.me}{path}", data=given)

    @property
    def person(self) -> Attendee:
        (listed,) = [p for p in self.room.people() if p.attendee.person.name]
        return listed.attendee


def words(answer: TestResponse) -> str:
    """Return what a page says, without its elements."""
    main = answer.text.partition("<main")[2].partition("</main>")[0]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split())


def stayed(program: Credited, rosa: Visitor) -> Visitor:
    """Let somebody ask for credit, stay 105 minutes, and the session end."""
    assert rosa.send("/credit/ama", **WHOLE).status_code == 303
    program.pass_minutes(105)
    rosa.sign_out()
    program.finish(rosa.room)
    program.pass_minutes(10)
    return rosa


def link_of(visitor: Visitor) -> str:
    """Make somebody's private link and return its path."""
    assert visitor.send("/link", do="make").status_code == 303
    page = visitor.client.get(f"{visitor.me}/link").text
    found = re.search(r"http://[^/<]+(/p/[A-Z2-7]{32})<", page)
    assert found
    assert '<svg xmlns="http://www.w3.org/2000/svg" class="qr"' in page
    return found[1]
