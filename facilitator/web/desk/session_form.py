"""The form with a session's details: read whole, every mistake told at once."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from facilitator.domain.session import SessionDetails
from facilitator.domain.text import LANGUAGES, is_kept
from facilitator.web.desk import time_zones
from facilitator.web.locale import get_language

LONGEST_LINE = 160
LONGEST_NAME = 120
MOST_TRAINERS = 12

# host:port; the host is an IPv4 address or a name that a phone can look up.
_ADDRESS = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?:[0-9]{1,5}")
_LAST_PORT = 65_535
_YEARS = range(2000, 2100)


@dataclass(frozen=True, slots=True)
class SessionForm:
    """What was typed, as it was typed, and a sentence for each field that is wrong."""

    date: str = ""
    time: str = ""
    time_zone: str = ""
    place: str = ""
    host: str = ""
    trainers: str = ""
    languages: tuple[str, ...] = LANGUAGES
    address: str = ""
    mistakes: Mapping[str, str] = field(default_factory=dict)


def blank(address: str) -> SessionForm:
    """Return the form for a new session, with what can be known beforehand."""
    return SessionForm(time="09:00", time_zone=time_zones.local(), address=address)


def filled(details: SessionDetails) -> SessionForm:
    """Return the form as it shows a session's details."""
    starts = details.starts_at.astimezone(ZoneInfo(details.time_zone))
    return SessionForm(
        date=starts.date().isoformat(),
        time=starts.strftime("%H:%M"),
        time_zone=details.time_zone,
        place=details.place,
        host=details.host,
        trainers="\n".join(details.trainers),
        languages=details.languages,
        address=details.address,
    )


def read(
    given: MultiDict[str, str], kept: SessionDetails | None = None
) -> tuple[SessionForm, SessionDetails | None]:
    """Return the form with its mistakes, and the details where there are none.

    What the form does not ask (the Wi-Fi) is taken over from `kept`.
    """
    typed = SessionForm(
        date=given.get("date", "").strip(),
        time=given.get("time", "").strip(),
        time_zone=given.get("time_zone", "").strip(),
        place=_line(given.get("place", "")),
        host=_line(given.get("host", "")),
        trainers=given.get("trainers", "").strip(),
        languages=_delivered(given.getlist("languages")),
        address=given.get("address", kept.address if kept else "").strip(),
    )
    moment, mistakes = _read_moment(typed)
    mistakes |= _mistakes_in_words(typed)
    typed = replace(typed, mistakes=mistakes)
    if mistakes or moment is None:
        return typed, None
    zone = time_zones.find(typed.time_zone)
    base = kept or SessionDetails(moment, zone)
    return typed, replace(
        base,
        starts_at=moment,
        time_zone=zone,
        trainers=_names(typed.trainers),
        languages=typed.languages,
        place=typed.place,
        host=typed.host,
        address=typed.address,
    )


def is_address(typed: str) -> bool:
    """Return whether `typed` is host:port."""
    return bool(_ADDRESS.fullmatch(typed)) and (
        0 < int(typed.rpartition(":")[2]) <= _LAST_PORT
    )


def _line(typed: str) -> str:
    return " ".join("".join(c if is_kept(c) else " " for c in typed).split())


def _names(typed: str) -> tuple[str, ...]:
    return tuple(name for line in typed.splitlines() if (name := _line(line)))


def _read_moment(typed: SessionForm) -> tuple[datetime | None, dict[str, str]]:
    mistakes: dict[str, str] = {}
    day, hour = _read_day(typed.date), _read_time(typed.time)
    zone = time_zones.find(typed.time_zone)
    if day is None:
        mistakes["date"] = _("Choose the date, for example September 30, 2026.")
    if hour is None:
        mistakes["time"] = _("Choose the time at which it starts, for example 9:00 AM.")
    if not zone:
        mistakes["time_zone"] = _(
            "No time zone has this name. Choose one from the list, "
            "or type a city such as Chicago."
        )
    if day is None or hour is None or not zone:
        return None, mistakes
    moment = datetime.combine(day, hour, ZoneInfo(zone))
    if moment.astimezone(UTC).astimezone(moment.tzinfo).time() != hour:
        mistakes["time"] = _(
            "The clocks are put forward on this day, and this time is left out. "
            "Choose an hour later."
        )
    return moment, mistakes


def _read_day(typed: str) -> date | None:
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        return None
    return day if day.year in _YEARS else None


def _read_time(typed: str) -> time | None:
    try:
        hour = time.fromisoformat(typed)
    except ValueError:
        return None
    return None if hour.tzinfo else hour.replace(second=0, microsecond=0)


def _mistakes_in_words(typed: SessionForm) -> dict[str, str]:
    mistakes = {
        name: _("This is too long. Use at most %(longest)s characters.")
        % {"longest": LONGEST_LINE}
        for name, words in (("place", typed.place), ("host", typed.host))
        if len(words) > LONGEST_LINE
    }
    names = _names(typed.trainers)
    if len(names) > MOST_TRAINERS or any(len(n) > LONGEST_NAME for n in names):
        mistakes["trainers"] = _(
            "Write one trainer on each line, at most %(most)s trainers "
            "and %(longest)s characters a name."
        ) % {"most": MOST_TRAINERS, "longest": LONGEST_NAME}
    if not typed.languages:
        mistakes["languages"] = _("Choose at least one language.")
    if typed.address and not is_address(typed.address):
        mistakes["address"] = _(
            "This is not an address with a port, such as 192.168.1.5:8765."
        )
    return mistakes


def _delivered(given: Sequence[str]) -> tuple[str, ...]:
    """Return the languages chosen; the projector begins in the trainer's own."""
    mine_first = sorted(LANGUAGES, key=lambda name: name != get_language())
    return tuple(name for name in mine_first if name in given)
