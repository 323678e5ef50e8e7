"""A session that earned credit, and people who ask for it, one awkward in each way."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from facilitator.domain.attendance.people import Attendee, Person, Scan, ScanKind
from facilitator.domain.credit.claim import Claim
from facilitator.domain.credit.fields import CreditFields
from facilitator.domain.credit.hand_off import Accreditor, HandOff
from facilitator.domain.credit.policy import PRESETS, CreditPolicy
from facilitator.domain.credit.request import CreditRequest
from facilitator.domain.plan import AgendaItem, SessionPlan
from facilitator.domain.reports import AttendanceReport
from facilitator.domain.session import Session, SessionDetails
from facilitator.domain.stage.stage import AgendaMark
from facilitator.domain.text import Text

START = datetime(2026, 3, 10, 13, 0, tzinfo=UTC)
ZONE = "America/New_York"
NPI, LICENSE, BOARD_ID, NABP = "1234567893", "00123", "0042", "001234"
IDS = HandOff(
    Accreditor("0009999", "200099999", "Example Society", commercial_support="no")
)
NOTHING = Text()

Visit = tuple[ScanKind, int]


def minute(minutes: float) -> datetime:
    """Return the moment so many minutes after the start."""
    return START + timedelta(minutes=minutes)


def policies(*types: str) -> tuple[CreditPolicy, ...]:
    """Return policies for one credit each, delivered in either language."""
    made = (replace(PRESETS[name], designated=4) for name in types)
    return tuple(replace(policy, languages=("en", "es")) for policy in made)


def somebody(name: str, profession: str, *visits: Visit, of: str = "") -> Attendee:
    """Return a person with scans; the id is the name unless given."""
    key = of or name
    scans = tuple(
        Scan(key, kind, minute(at), "phone", number)
        for number, (kind, at) in enumerate(visits, start=1)
    )
    return Attendee(key, Person(name, profession=profession), scans)


def whole(name: str, profession: str, of: str = "") -> Attendee:
    """Return somebody who was there from the beginning to the end."""
    return somebody(name, profession, ("in", 0), ("out", 60), of=of)


def asking(
    who: Attendee,
    credit_type: str,
    *,
    quarters: int = 4,
    names: tuple[str, str] = ("Given", "Family"),
    consent: bool = True,
    **fields: str,
) -> CreditRequest:
    """Return what somebody asks for; 0 quarters are no claim."""
    given = CreditFields(consented_at=minute(70) if consent else None, **fields)
    claim = Claim(credit_type, quarters, "1", minute(75)) if quarters else None
    return CreditRequest(who.id, credit_type, given, *names, claim=claim)


def report(
    people: Iterable[Attendee],
    requests: Iterable[CreditRequest] = (),
    types: tuple[str, ...] = ("ama", "acpe"),
    ended: float | None = 75,
) -> AttendanceReport:
    """Return a session of one creditable hour, as held."""
    agenda = (
        AgendaItem("stop", Text("Stop", "Deténgase"), 60, creditable=True),
        AgendaItem("wrap_up", Text("Sign-out", "Salida"), 15, creditable=False),
    )
    plan = SessionPlan(
        *("p", Text("Plan", "Plan"), NOTHING, NOTHING, ()),
        *(agenda, "", "", ""),
        credit=policies(*types),
    )
    title = Text("Stop, Observe, Ask, Respond", "Deténgase, Observe")
    session = Session("a" * 32, "ABC234", "p", title, SessionDetails(START, ZONE))
    asked: dict[str, tuple[CreditRequest, ...]] = {}
    for request in requests:
        asked[request.attendee] = (*asked.get(request.attendee, ()), request)
    return AttendanceReport(
        session,
        plan,
        tuple(people),
        minute(24 * 60),
        (AgendaMark("stop", START), AgendaMark("wrap_up", minute(60))),
        None if ended is None else minute(ended),
        requests=asked,
    )


def awkward() -> AttendanceReport:
    """Return people who can be reported and who cannot, with every detail given."""
    ana = whole("Ana Ruiz", "physician")
    bo = whole("=Bo", "physician")
    cara = whole("Cara Díaz", "physician")
    dan = somebody("Dan", "physician", ("in", 0))
    eva = whole("Eva", "physician")
    fay = whole("Fay", "pharmacist")
    gus = whole("Gus", "pharmacy_technician")
    hal = whole("Hal", "physician")
    nobody = whole("", "", of="nobody")
    return report(
        (ana, bo, cara, dan, eva, fay, gus, hal, nobody),
        (
            asking(ana, "ama", names=("Ana", "Ruiz"), birth="0229", npi=NPI),
            asking(
                *(bo, "ama"),
                quarters=3,
                names=("=Bo", "+Cheng"),
                birth="0101",
                license_state="TX",
                license_number=LICENSE,
            ),
            asking(cara, "ama", birth="0704", board="ABIM", board_id=BOARD_ID),
            asking(dan, "ama", birth="1231", npi=NPI),
            asking(eva, "ama", consent=False),
            asking(fay, "acpe", quarters=0, birth="0229", nabp=NABP),
            asking(gus, "acpe", quarters=0, nabp="0012345"),
        ),
    )
