"""What one person asked for one credit type: details, name, and the newest claim."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from facilitator.domain.credit.claim import Claim
from facilitator.domain.credit.fields import CreditFields


@dataclass(frozen=True, slots=True)
class CreditRequest:
    """Credit of one type that a person asked for.

    `fields` are the details to report it by, empty where the person gave none or no
    longer agrees; `given_name` and `family_name` the name as a report splits it, ""
    where the type needs no split. `claim` is the newest, None before there is one.
    """

    attendee: str
    type: str
    fields: CreditFields = field(default_factory=CreditFields)
    given_name: str = ""
    family_name: str = ""
    claim: Claim | None = None


def one_of_each(
    of_entries: Iterable[Iterable[CreditRequest]],
) -> tuple[CreditRequest, ...]:
    """Return what a person asked for with all their entries: each type once, by name.

    The request of their first entry counts, but one that is claimed before one that
    is not.
    """
    found: dict[str, CreditRequest] = {}
    for requests in of_entries:
        for request in requests:
            earlier = found.get(request.type)
            if earlier is None or (request.claim and not earlier.claim):
                found[request.type] = request
    return tuple(found[name] for name in sorted(found))
