"""What the desk says of a session's certificates."""

from dataclasses import dataclass

from facilitator.domain.credit.findings import CreditFinding
from facilitator.domain.credit.papers import REPORTED_ELSEWHERE
from facilitator.domain.credit.policy import CreditPolicy
from facilitator.domain.credit.provider import lacking
from facilitator.live.certificate_batches import BatchState
from facilitator.live.room import Room
from facilitator.live.rooms import Rooms
from facilitator.web.locale import sentence_of


@dataclass(frozen=True, slots=True)
class ProviderRow:
    """A credit type with its provider, and what certificates of it lack."""

    policy: CreditPolicy
    lacks: tuple[CreditFinding, ...]
    reported_elsewhere: bool


@dataclass(frozen=True, slots=True)
class CertificatesView:
    """What the section of the page is drawn from."""

    state: BatchState
    refusal: str
    providers: tuple[ProviderRow, ...]


def view(rooms: Rooms, room: Room) -> CertificatesView:
    """Return how the certificates of a session stand."""
    state = rooms.certificate_batches.state(room.session.id)
    refusal = sentence_of(state.refusal) if state.refusal else ""
    return CertificatesView(state, refusal, tuple(_providers(room)))


def _providers(room: Room) -> list[ProviderRow]:
    today = room.clock().date()
    rows = []
    for policy in room.plan.credit:
        elsewhere = policy.type in REPORTED_ELSEWHERE
        lacks: tuple[CreditFinding, ...] = ()
        if policy.provider is None:
            lacks = (CreditFinding("no-provider"),)
        elif not elsewhere:
            lacks = lacking(policy.provider, policy.type, policy.languages, today)
        rows.append(ProviderRow(policy, lacks, elsewhere))
    return rows
