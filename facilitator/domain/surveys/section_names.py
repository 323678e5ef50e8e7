"""Names for the sections of a survey, which knows them by their labels."""

import re
from collections.abc import Iterable

from facilitator.domain.surveys.limits import LONGEST_NAME
from facilitator.domain.surveys.survey import Question
from facilitator.domain.text import NO_TEXT, Text, plain

_NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")
_ROOM_FOR_NUMBER = 4


def section_names(questions: Iterable[Question]) -> dict[Text, str]:
    """Return a name for each section, made from its English label, no two the same."""
    names: dict[Text, str] = {}
    for question in questions:
        if question.section != NO_TEXT and question.section not in names:
            stem = stem_of(question.section.en)
            names[question.section] = unused(stem, set(names.values()))
    return names


def stem_of(label: str, kind: str = "section") -> str:
    """Return words as the beginning of a name: snake_case, and never empty."""
    words = _NOT_IN_NAMES.sub("_", plain(label)).strip("_")
    words = words if words[:1].isalpha() else f"{kind}_{words}".rstrip("_")
    return words[: LONGEST_NAME - _ROOM_FOR_NUMBER].rstrip("_")


def unused(stem: str, taken: Iterable[str]) -> str:
    """Return a name that is not taken: the stem, or the stem with a number."""
    known, name, number = set(taken), stem, 1
    while name in known:
        number += 1
        name = f"{stem}_{number}"
    return name
