"""One phone, several people: signed in beside each other, and looked at later."""

from collections.abc import Mapping

from facilitator.domain.attendance.people import Method
from facilitator.domain.attendance.shared_phones import (
    Look,
    SharedPhone,
    read_looker,
    shared_phones,
)
from facilitator.errors import NotFoundError
from facilitator.live.attending import Attending


class NoSuchPhoneError(NotFoundError):
    """No phone of several people has this mark."""

    code = "no-such-phone"
    sentence = "This phone is not shared any more. Load the page again."


class Sharing(Attending):
    """Phones that are handed on."""

    def sign_in_beside(
        self,
        holder: str,
        given: Mapping[str, str],
        language: str,
        method: Method,
        once: str,
        ticket: str = "",
    ) -> str:
        """Sign somebody in on the phone of `holder`, the cookie of who used it last.

        Nothing of the phone itself is looked at or kept: only that these two used one.

        Raises:
            NotSignedInError: nobody has signed in on this phone.
            DoorCodeError: no ticket, or not one that still opens.
        """
        self._signed_in(holder)
        identity = self.sign_in(given, language, method, once, ticket)
        earlier, later = self._entry(holder), self._entry(identity)
        if earlier != later:
            self.people_kept.phones.link(self.session.id, earlier, later)
        return identity

    def shared_phones(self) -> tuple[SharedPhone, ...]:
        """Return the phones that several people signed in on, not looked at first."""
        phones, here = self.people_kept.phones, self.session.id
        marks = phones.marks(here)
        if not marks:
            return ()
        merges = self.merges()
        on_phones = [(merges.person_of(who), mark) for who, mark in marks.items()]
        return shared_phones(on_phones, phones.looks(here), self.attendance.all(here))

    def look_at_phone(self, mark: str, by: str) -> None:
        """Note that somebody looked at a shared phone.

        Raises:
            NoSuchPhoneError: no phone has this mark.
            LookerNeededError: nobody says who.
        """
        for phone in self.shared_phones():
            if phone.mark == mark:
                looked = Look(mark, len(phone.people), read_looker(by), self.clock())
                self.people_kept.phones.look(self.session.id, looked)
                return
        raise NoSuchPhoneError
