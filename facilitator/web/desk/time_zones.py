"""Time zones to choose from: those of the United States first, then the world's."""

from functools import cache
from zoneinfo import available_timezones

from babel.localtime import get_localzone
from flask_babel import gettext as _

FALLBACK = "America/New_York"

# Names that stand for no place, or that the tz database keeps for old programs only.
_UNUSUAL = ("Etc/", "SystemV/", "US/", "posix/", "right/")


def united_states() -> dict[str, str]:
    """Return the US zones, west of the Atlantic onwards, with what people call them."""
    return {
        "America/New_York": _("Eastern time, New York"),
        "America/Chicago": _("Central time, Chicago"),
        "America/Denver": _("Mountain time, Denver"),
        "America/Phoenix": _("Mountain time without daylight saving, Phoenix"),
        "America/Los_Angeles": _("Pacific time, Los Angeles"),
        "America/Anchorage": _("Alaska time, Anchorage"),
        "Pacific/Honolulu": _("Hawaii time, Honolulu"),
        "America/Puerto_Rico": _("Atlantic time, Puerto Rico"),
        "Pacific/Guam": _("Chamorro time, Guam"),
    }


def choices() -> tuple[tuple[str, str], ...]:
    """Return (name, what people call it) of every zone, the US ones first."""
    near = united_states()
    return (
        *near.items(),
        *((name, "") for name in world() if name not in near),
    )


@cache
def world() -> tuple[str, ...]:
    """Return the names of all zones that stand for a place, and UTC, in order."""
    places = (n for n in available_timezones() if "/" in n)
    return (*sorted(n for n in places if not n.startswith(_UNUSUAL)), "UTC")


def local() -> str:
    """Return the zone that this laptop is set to."""
    name = str(getattr(get_localzone(), "zone", None) or get_localzone())
    return find(name.removeprefix("Etc/")) or FALLBACK


def find(typed: str) -> str:
    """Return the zone that was typed, or "" where it is none or could be several.

    Upper and lower case are the same, and the city alone is enough.
    """
    wanted = "_".join(typed.split()).casefold()
    if not wanted:
        return ""
    for name in world():
        if name.casefold() == wanted:
            return name
    cities = [n for n in world() if n.casefold().rpartition("/")[2] == wanted]
    return cities[0] if len(cities) == 1 else ""
