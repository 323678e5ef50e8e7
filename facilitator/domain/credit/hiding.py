"""Details for a report as a screen shows them that somebody else may look at."""

from dataclasses import dataclass

from facilitator.domain.credit.fields import ASKED, FIELDS
from facilitator.domain.credit.request import CreditRequest
from facilitator.domain.text import Text

_ENDING = 2
# Of what is shorter, two characters would tell too much.
_SHORTEST = 6


@dataclass(frozen=True, slots=True)
class HiddenDetail:
    """One detail that is kept: what it is, and its last characters, "" for none."""

    field: str
    label: Text
    ending: str


def hidden_details(request: CreditRequest) -> tuple[HiddenDetail, ...]:
    """Return what is kept of a request's details, without telling it."""
    kept = request.fields
    return tuple(
        HiddenDetail(field, FIELDS[field], _ending(getattr(kept, field)))
        for field in ASKED[request.type].fields
        if getattr(kept, field)
    )


def _ending(value: str) -> str:
    return value[-_ENDING:] if len(value) >= _SHORTEST else ""
