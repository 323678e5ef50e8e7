"""The cases of a survey's tree, and the questions that are their steps."""

from typing import Any

from facilitator.domain.surveys.section_names import unused
from facilitator.library.cases import MOST_CASES
from facilitator.library.option_edits import NO_WORDS, Used, part_at, room_for
from facilitator.library.survey_edits import new_question
from facilitator.library.survey_naming import NEW_CASE
from facilitator.library.survey_tree import Tree


def add_case(tree: Tree) -> int:
    """Add a case, whose steps are yet to be asked; return which it is."""
    cases = room_for(tree.setdefault("cases", []), MOST_CASES)
    taken = {str(one.get("name", "")) for one in cases if isinstance(one, dict)}
    name = unused(NEW_CASE, taken)
    cases.append({"name": name, "title": dict(NO_WORDS), "text": dict(NO_WORDS)})
    return len(cases) - 1


def remove_case(tree: Tree, index: int) -> int:
    """Take a case out with what happens in it; its questions stay, outside any."""
    cases = tree.get("cases", [])
    name = part_at(cases, index).get("name")
    del cases[index]
    if not cases:
        del tree["cases"]
    for question in tree["questions"]:
        if question.get("case") == name:
            leave_case(question)
    return min(index, len(cases) - 1)


def leave_case(question: dict[str, Any]) -> None:
    """Take a question out of its case."""
    question.pop("case", None)
    question.pop("story", None)


def add_step(tree: Tree, name: str, after: int, used: Used) -> int:
    """Add the next step of a case: behind one of its steps, or behind the last.

    Args:
        tree: the survey.
        name: the case.
        after: the step that it follows; -1 for the last, or where there is none.
        used: what was ever given.
    """
    steps = steps_of(tree, name)
    behind = after if after in steps else (steps or [len(tree["questions"]) - 1])[-1]
    made = new_question(tree, behind, "single", used)
    tree["questions"][made]["case"] = name
    return made


def steps_of(tree: Tree, name: object) -> list[int]:
    """Return which questions are the steps of a case."""
    return [i for i, one in enumerate(tree["questions"]) if one.get("case") == name]
