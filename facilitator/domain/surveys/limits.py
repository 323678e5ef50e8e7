"""Names, tags and sizes of a survey, wherever it is written down."""

import re

NAME = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*\Z")
LONGEST_NAME = 40
LONGEST_WORDS = 2_000
LONGEST_VERSION = 20
MOST_QUESTIONS = 60
MOST_OPTIONS = 20
MOST_SECTIONS = 20
LARGEST_CODE = 999
FEWEST_POINTS, MOST_POINTS = 3, 10

# Moore's levels of outcome, and the outcomes that ACCME's PARS counts.
LEVELS = (
    "participation",
    "satisfaction",
    "declarative_knowledge",
    "procedural_knowledge",
    "competence",
    "performance",
    "patient_health",
    "community_health",
)
OUTCOMES = ("knowledge", "competence", "performance", "patient_health")


def is_name(words: str) -> bool:
    """Whether words are a name for programs: snake_case, not too long."""
    return len(words) <= LONGEST_NAME and bool(NAME.match(words))
