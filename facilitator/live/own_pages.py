"""A person's own page: details put right by themselves, and its private address."""

import hmac
import secrets
from base64 import b32encode
from collections.abc import Mapping
from dataclasses import asdict, replace
from hashlib import sha256

from facilitator.domain.attendance.details import CHANGEABLE, DetailsChange
from facilitator.domain.attendance.people import FIELDS, Attendee, read_person
from facilitator.domain.credit.asking import NameNeededError
from facilitator.domain.text import LANGUAGES
from facilitator.errors import BadInputError, NotFoundError
from facilitator.live.crediting import Crediting

# Letters and digits that a QR code packs tight and people can read aloud.
TOKEN_LENGTH = 32
_TOKEN_BYTES = 20


class NoSuchOwnPageError(NotFoundError):
    """A private address that leads nowhere."""

    code = "no-such-own-page"
    sentence = (
        "It may have been switched off, or not copied whole. Open it again as it was "
        "given to you, or ask the organizer for your record."
    )


def address_hash(token: str) -> str:
    """Return the hash by which a private address is kept, typed in either case."""
    kept = token[: TOKEN_LENGTH + 1].upper()
    return sha256(f"own-page:{kept}".encode()).hexdigest()


class OwnPages(Crediting):
    """What people see and change of their own."""

    def details_asked(self, attendee: Attendee) -> tuple[str, ...]:
        """Return which details a person may change.

        What the session asks at sign-in; a name given elsewhere; the profession, where
        credit depends on it. What was filled from the roster was not given.
        """
        wanted = {"name", *self.plan.sign_in}
        if self.plan.credit:
            wanted.add("profession")
        given = {f for f in FIELDS if getattr(attendee.person, f)}
        given -= self.filled_in(attendee)
        return tuple(field for field in FIELDS if field in wanted | given)

    def filled_in(self, attendee: Attendee) -> frozenset[str]:
        """Return which details stand as they were filled from the roster.

        Whoever typed a name that is on the roster is not shown what it holds of it.
        """
        newest = {line.field: line for line in self.details_log(attendee.id)}
        return frozenset(
            name
            for name, line in newest.items()
            if line.who == "roster" and name != "profession"
        )

    def put_right(self, attendee_id: str, given: Mapping[str, str]) -> Attendee:
        """Keep what somebody puts right about themselves; the log keeps what it was.

        Raises:
            NameNeededError: who came without a name gives it at sign-in.
            BooksClosedError: nothing can be changed any more.
            BadInputError: a field is missing, too long, or not among its choices.
        """
        self.check_books()
        attendee = self.listed(attendee_id).attendee
        asked, hidden = self.details_asked(attendee), self.filled_in(attendee)
        # Left empty, what is not shown stays.
        told = {n: v for n, v in given.items() if v.strip() or n not in hidden}
        return self._put_right(attendee, told, asked, "person")

    def put_right_at_desk(self, attendee_id: str, given: Mapping[str, str]) -> Attendee:
        """Keep what the trainer puts right about somebody, also in closed books.

        Raises:
            NameNeededError: who came without a name gives it at sign-in.
            BadInputError: a field is missing, too long, or not among its choices.
        """
        attendee = self.listed(attendee_id).attendee
        return self._put_right(attendee, given, tuple(FIELDS), "trainer")

    def _put_right(
        self,
        attendee: Attendee,
        given: Mapping[str, str],
        asked: tuple[str, ...],
        who: str,
    ) -> Attendee:
        before = attendee.person
        if not before.name:
            raise NameNeededError
        language = before.language
        if who == "trainer":
            language = _language(given.get("language", language))
        told = {field: given.get(field, getattr(before, field)) for field in asked}
        kept = asdict(read_person(told, asked, language))
        after = replace(before, **{n: kept[n] for n in (*asked, "language")})
        if after != before:
            self.keep_details(attendee.id, before, after, who)
            self.audience.people_changed(self.session.id)
        return self.listed(attendee.id).attendee

    def details_log(self, attendee_id: str) -> tuple[DetailsChange, ...]:
        """Return what was changed about a person since they signed in."""
        entries = self.entries_of(attendee_id)
        told = [self.attendance.changes(self.session.id, entry) for entry in entries]
        lines = (line for lines in told for line in lines)
        return tuple(sorted(lines, key=lambda line: line.at))

    def own_address(self, identity: str, attendee: Attendee) -> str:
        """Return the token of a person's private address, "" where they made none.

        It is made from the cookie of the phone that signed in: no other place knows it.
        """
        for entry in self.entries_of(attendee.id):
            nonce = self.links_kept.nonce(entry)
            token = _token(identity, nonce)
            whose = self.links_kept.whose(address_hash(token)) if nonce else None
            if whose == (self.session.id, entry):
                return token
        return ""

    def make_own_address(self, identity: str, attendee: Attendee) -> None:
        """Let a private address lead to a person's own page, as long as it stays on.

        Raises:
            NameNeededError: there is nothing to see of somebody without a name.
        """
        if not attendee.person.name:
            raise NameNeededError
        if self.own_address(identity, attendee):
            return
        nonce = secrets.token_hex(16)
        kept = address_hash(_token(identity, nonce))
        # Its own entry's: taken for somebody else by mistake, it is theirs afterwards.
        self.links_kept.keep(self.session.id, self._entry(identity), nonce, kept)

    def entry_of(self, identity: str, address: str) -> str:
        """Return the id of the entry that a visitor comes by, "" where there is none.

        That is the one of their private address, else of their cookie.
        """
        if not address:
            return self._entry(identity)
        whose = self.links_kept.whose(address_hash(address))
        return whose[1] if whose else ""

    def drop_own_address(self, attendee: Attendee) -> None:
        """Make a person's private address lead nowhere, of whichever entry it is."""
        for entry in self.entries_of(attendee.id):
            self.links_kept.drop(entry)


def _language(given: str) -> str:
    if given not in LANGUAGES:
        raise BadInputError(what=CHANGEABLE["language"], name="language")
    return given


def _token(identity: str, nonce: str) -> str:
    made = hmac.new(identity.encode(), f"own-page:{nonce}".encode(), sha256).digest()
    return b32encode(made[:_TOKEN_BYTES]).decode()
