"""The keys of a question that is answered by pointing at a picture."""

from collections.abc import Mapping
from itertools import combinations

from facilitator.domain.surveys.points import (
    ELSEWHERE_NAME,
    MOST_AREAS,
    PERCENT,
    Area,
    Picture,
)
from facilitator.domain.surveys.survey import Question
from facilitator.library.instrument import SURVEY_TEXT
from facilitator.library.problems import Report
from facilitator.library.schema import (
    YES_OR_NO,
    Key,
    Reader,
    name,
    named_list,
    optional,
    record,
    whole_number,
    words,
)
from facilitator.library.yaml_source import Branch, Node, line_of

LONGEST_FILE = 200
# A thumb finds nothing smaller.
LEAST_SIDE = 5

_FILE = words(LONGEST_FILE)


def _picture(node: Node, report: Report) -> Picture | None:
    file = _FILE.read(node, report)
    return Picture(file) if file else None


_AREA = record(
    Area,
    {
        "name": Key(name()),
        "label": Key(SURVEY_TEXT),
        "left": Key(whole_number(0, PERCENT - LEAST_SIDE)),
        "top": Key(whole_number(0, PERCENT - LEAST_SIDE)),
        "width": Key(whole_number(LEAST_SIDE, PERCENT)),
        "height": Key(whole_number(LEAST_SIDE, PERCENT)),
        "right": optional(YES_OR_NO),
    },
)
POINT_KEYS: Mapping[str, Key] = {
    "picture": Key(Reader(_picture, None), required=False),
    "alt": optional(SURVEY_TEXT),
    "areas": optional(named_list(_AREA, most=MOST_AREAS)),
}


def areas_rule(question: Question, node: Branch, report: Report) -> None:
    """Hold areas to the picture, and apart from each other."""
    for index, area in enumerate(question.areas):
        line = line_of(node, "areas", index, "name")
        if area.left + area.width > PERCENT or area.top + area.height > PERCENT:
            report.error(line, f"The area `{area.name}` goes beyond the picture.")
        if area.name == ELSEWHERE_NAME:
            said = f"An area cannot be called `{ELSEWHERE_NAME}`: that is all the rest."
            report.error(line, said)
    for (_, one), (index, other) in combinations(enumerate(question.areas), 2):
        if one.overlaps(other):
            line = line_of(node, "areas", index, "name")
            said = f"The areas `{one.name}` and `{other.name}` overlap."
            report.error(line, said)
