"""Choices written out in a list in somebody's own words, and what they mean."""

import re
from collections.abc import Mapping

from facilitator.domain.attendance.people import PROFESSIONS, SETTINGS
from facilitator.domain.attendance.roster import called_as
from facilitator.domain.text import Text, plain

CHOICES: Mapping[str, tuple[tuple[str, Text], ...]] = {
    "setting": SETTINGS,
    "profession": PROFESSIONS,
}
OTHER = "other"
# Licenses and certifications that are of one profession alone.
_CREDENTIALS: Mapping[str, frozenset[str]] = {
    "physician": frozenset(("md", "do", "mbbs")),
    "nurse": frozenset(
        ("rn", "lpn", "lvn", "np", "aprn", "fnp", "pmhnp", "crna", "cnm", "dnp")
    ),
    "pharmacist": frozenset(("pharmd", "rph")),
    "pharmacy_technician": frozenset(("cpht",)),
    "physician_assistant": frozenset(("pa",)),
    "dentist": frozenset(("dds", "dmd")),
    "allied_dental": frozenset(("rdh",)),
    "optometrist": frozenset(("od",)),
    "dietitian": frozenset(("rd", "rdn")),
    "dietetic_technician": frozenset(("ndtr", "dtr")),
    "athletic_trainer": frozenset(("atc",)),
    "psychologist": frozenset(("psyd",)),
    "social_worker": frozenset(("lcsw", "lsw", "lmsw", "lisw", "licsw")),
    "health_education_specialist": frozenset(("ches", "mches")),
}
_PROFESSION_OF = {one: name for name, all_ in _CREDENTIALS.items() for one in all_}
# They stand beside a license, or after it ("PA-C"), and say no profession themselves.
_BESIDE = called_as(
    "phd|edd|mph|mha|mpa|mba|ms|ma|msc|bs|ba|bsc|msn|bsn|msw|bsw|med|drph|scd",
    "bc|c|ccrn|cen|facp|facep|faap|facog|faan",
)
_CALLED: Mapping[str, tuple[str, ...]] = {
    "physician": ("doctor of medicine", "medico", "medica", "medical doctor"),
    "nurse": ("registered nurse", "nurse practitioner", "enfermera", "enfermero"),
    "pharmacist": ("farmaceutico", "farmaceutica"),
    "physician_assistant": ("physician associate", "asociado medico"),
    "dietitian": ("dietitian", "registered dietitian nutritionist", "dietista"),
    "athletic_trainer": ("entrenador deportivo", "entrenadora deportiva"),
    "psychologist": ("psicologo", "psicologa"),
    "social_worker": ("trabajador social", "trabajadora social"),
    "case_manager": ("gestor de casos", "gestora de casos"),
    "school_counselor": ("consejero escolar", "consejera escolar"),
}
_NAMED = {way: name for name, ways in _CALLED.items() for way in ways}
_BETWEEN = re.compile(r"[\s,;/&+()-]+")


def chosen(field: str, written: str) -> str | None:
    """Return the choice that words mean, in either language, or None.

    A profession is also understood by its license, as far as all that is written is of
    one profession: "RN, BSN" is a nurse, "RN, LCSW" is nobody that we know.

    Args:
        field: "setting" or "profession".
        written: what somebody wrote; not empty.
    """
    wanted = plain(written)
    for value, label in CHOICES[field]:
        if wanted in (plain(value), plain(label.en), plain(label.es)):
            return value
    if field != "profession":
        return None
    return _NAMED.get(wanted) or _licensed(wanted)


def _licensed(wanted: str) -> str | None:
    words = {word for word in _BETWEEN.split(wanted.replace(".", "")) if word}
    found = {_PROFESSION_OF[word] for word in words if word in _PROFESSION_OF}
    others = words - _PROFESSION_OF.keys() - _BESIDE
    return found.pop() if len(found) == 1 and not others else None
