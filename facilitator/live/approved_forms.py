"""Forms that were approved until a day: whether one may still be opened."""

from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from facilitator.domain.surveys.locking import has_expired
from facilitator.domain.surveys.survey import Survey
from facilitator.errors import FacilitatorError

if TYPE_CHECKING:
    from facilitator.live.held import HeldSession


class ExpiredFormError(FacilitatorError):
    """The approval of a form has run out."""

    code = "form-expired"
    status = 409
    sentence = (
        "The approval of this form expired on {day}, so it cannot be opened. "
        "Everything else goes on without it."
    )


def today(room: "HeldSession") -> date:
    """Return the day that it is where the session is held."""
    return room.clock().astimezone(ZoneInfo(room.session.details.time_zone)).date()


def may_open(room: "HeldSession", survey: Survey | None) -> bool:
    """Whether a form's approval, where it has one, still holds."""
    return survey is None or not has_expired(survey, today(room))


def check_opens(room: "HeldSession", survey: Survey | None) -> None:
    """See that a form may be opened.

    Raises:
        ExpiredFormError: it may not be used any more.
    """
    if survey and survey.locked and not may_open(room, survey):
        raise ExpiredFormError(day=survey.locked.expires.isoformat())
