"""Professions as the reporting of activities counts learners.

Source: the categories of participants in the public draft of the activity report of
PARS, the Program and Activity Reporting System.
"""

from facilitator.domain.attendance.people import PROFESSIONS
from facilitator.domain.text import Text

OTHER = "other"
PHYSICIAN = "physician"

_COUNTED = (
    PHYSICIAN,
    "nurse",
    "pharmacist",
    "pharmacy_technician",
    "physician_assistant",
    "psychologist",
    "optometrist",
    "social_worker",
    "dentist",
    "allied_dental",
    "dietitian",
    "dietetic_technician",
    "athletic_trainer",
)
_LABELS = dict(PROFESSIONS)
CATEGORIES: dict[str, Text] = {
    **{name: _LABELS[name] for name in _COUNTED},
    OTHER: Text("Other learners", "Otras personas"),
}


def category(profession: str) -> str:
    """Return the category of a profession, a key of CATEGORIES."""
    return profession if profession in CATEGORIES else OTHER
