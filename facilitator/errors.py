"""The sentences a person reads when something cannot be done."""

from typing import ClassVar


class FacilitatorError(Exception):
    """A refusal that a person can act on.

    A class carries the English sentence with named places; the facts fill them. The
    doors translate `sentence` through the catalogue and fill it again with `facts`.
    """

    code: ClassVar[str] = "error"
    status: ClassVar[int] = 400
    sentence: ClassVar[str] = "Something could not be done."

    def __init__(self, **facts: object) -> None:
        self.facts = facts
        super().__init__(self.sentence.format(**facts))


class NotFoundError(FacilitatorError):
    """What was asked for does not exist."""

    code = "not-found"
    status = 404
    sentence = "There is no such page here. Check the address and try again."


class NoSuchSessionError(NotFoundError):
    """No session answers to this code."""

    code = "no-such-session"
    sentence = (
        "No session has the code {code}. Check the code on the screen and try again."
    )


class NotAllowedError(FacilitatorError):
    """The visitor does not hold the trainer's key."""

    code = "not-allowed"
    status = 403
    sentence = (
        "This page is for the trainer. "
        "Open the address that the program printed when it started."
    )


class BadInputError(FacilitatorError):
    """A form or a message carries something of the wrong kind, size or shape."""

    code = "bad-input"
    status = 422
    sentence = "{what} could not be used. Check it and try again."


class SessionClosedError(FacilitatorError):
    """The session has ended; nothing more can be sent to it."""

    code = "session-closed"
    status = 409
    sentence = "This session has ended. Thank you for taking part."
