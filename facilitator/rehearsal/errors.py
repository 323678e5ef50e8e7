"""What keeps a rehearsal from going on, and what it found to be wrong."""

from facilitator.errors import FacilitatorError


class RehearsalFailedError(FacilitatorError):
    """What was stored is not what was sent."""

    code = "rehearsal-failed"
    sentence = "The rehearsal found {count} differences:\n{listed}"

    def __init__(self, differences: list[str]) -> None:
        self.differences = differences
        listed = "\n".join(f"- {line}" for line in differences)
        super().__init__(count=len(differences), listed=listed)


class ServerNotStartedError(FacilitatorError):
    """The program that is to be rehearsed did not start."""

    code = "server-not-started"
    sentence = "The program did not start for the rehearsal. It said: {said}"


class NotReachableError(FacilitatorError):
    """Nothing of ours answers at the address."""

    code = "not-reachable"
    sentence = (
        "No session could be reached at {url} ({reason}). "
        "Check the address, and that the program is running."
    )


class BadUrlError(FacilitatorError):
    """The address is no address."""

    code = "bad-url"
    sentence = "{url} is not an address such as http://192.168.1.5:8765."


class UnknownPlanError(FacilitatorError):
    """There is no plan of this name to play."""

    code = "unknown-plan"
    status = 404
    sentence = "There is no session plan called {plan}. There are: {plans}."


class IncompleteOptionsError(FacilitatorError):
    """One of two options that need each other is missing."""

    code = "incomplete-options"
    sentence = "To join a running session give both --url and --code."


class TurnedAwayError(FacilitatorError):
    """A door did not do what the rehearsal is about."""

    code = "turned-away"
    sentence = "{what} was refused: {reason}."


class LineLostError(ConnectionError):
    """The connection ended, or the other side fell silent."""
