"""When the door opens and closes: whoever is early counts from then."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from facilitator.domain.attendance.people import Scan, standing
from facilitator.domain.text import Text
from facilitator.errors import FacilitatorError

# Source: attendance practice: sign-out stays open for half an hour after the end.
SIGN_OUT_STAYS = timedelta(minutes=30)
# The workbook shows it in whatever language it is read.
MOVED = Text(
    "Sign-in opens at another time than when this was noted.",
    "La entrada abre a otra hora que cuando se anotó esto.",
)


class SignOutClosedError(FacilitatorError):
    """Somebody signs out long after the session has ended."""

    code = "sign-out-closed"
    status = 409
    sentence = (
        "Sign-out has closed. Tell the trainer when you left; it is written down "
        "with the reason."
    )


def counted(scan: Scan, opens: datetime | None) -> Scan:
    """Return a line as it counts: what comes before the opening stands at it.

    Such a line is parked. It tells the time of the opening, and `written_at` keeps the
    time at which the person was there.
    """
    if opens is None or scan.at.astimezone(UTC) >= opens.astimezone(UTC):
        return scan
    return replace(scan, at=opens.astimezone(UTC), written_at=scan.at)


def reopened(scans: tuple[Scan, ...], opens: datetime | None) -> tuple[Scan, ...]:
    """Return the lines to append to one person's log where the opening has moved.

    Each line that tells of a moment itself stands at the new opening where that is
    later, else at its moment. What a person wrote, a correction or a row of the
    paper sheet, stays.
    """
    moved = []
    for scan in standing(scans):
        if scan.method == "paper" or scan.reason not in ("", _reason()):
            continue
        seen = replace(scan, at=scan.written_at or scan.at, written_at=None)
        line = counted(seen, opens)
        if line.at.astimezone(UTC) != scan.at.astimezone(UTC):
            seen_at = line.written_at or line.at
            moved.append(
                replace(
                    line,
                    number=0,
                    supersedes=scan.number,
                    reason=_reason(),
                    written_at=seen_at,
                )
            )
    return tuple(moved)


def _reason() -> str:
    return f"{MOVED.en} {MOVED.es}"


def closes(ended_at: datetime | None) -> datetime | None:
    """Return when people can no longer sign out by themselves; None: not yet known."""
    return ended_at + SIGN_OUT_STAYS if ended_at else None


def check_sign_out(ended_at: datetime | None, now: datetime) -> None:
    """See that somebody may still sign out.

    Raises:
        SignOutClosedError: the session ended more than SIGN_OUT_STAYS ago.
    """
    until = closes(ended_at)
    if until and now > until:
        raise SignOutClosedError
