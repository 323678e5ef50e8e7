"""Names that new parts of a survey get from their English words, once there are some.

A name that stands in a file stays: answers of earlier sessions stand under it.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from facilitator.domain.surveys.matrix import HALF, LONGEST_PART
from facilitator.domain.surveys.points import ELSEWHERE_NAME
from facilitator.domain.surveys.section_names import stem_of, unused
from facilitator.domain.surveys.short_names import short_name
from facilitator.domain.surveys.survey import DECLINED, WITHDRAWN
from facilitator.library.option_edits import NEW_OPTION, Used, options_of, parts_of
from facilitator.library.rule_edits import renamed, renamed_option
from facilitator.library.statement_edits import NEW_AREA, NEW_STATEMENT
from facilitator.library.survey_tree import Tree

# What stands for a name until there are English words to make one of.
NEW_QUESTION, NEW_SECTION, NEW_CASE = "new_question", "new_section", "new_case"
# Workbooks call a statement by its question's name and its own, with a _ between.
LONGEST_MATRIX, MADE_MATRIX = 20, 12
_BOTH = LONGEST_PART - HALF - len("_")
_FEWEST_LETTERS = 4


def settle_names(tree: Tree, used: Used) -> None:
    """Give what is new its name, once there are English words to make it of."""
    for question in tree["questions"]:
        before = str(question.get("name", ""))
        _settle_question(tree, question, used)
        taken = used.options.get(before, frozenset())
        for option in options_of(question):
            was = str(option.get("name", ""))
            _settle(option, NEW_OPTION, "option", _others(question, "options") | taken)
            if option.get("name") != was:
                renamed_option(tree, question, was, str(option["name"]))
        for area in parts_of(question, "areas"):
            others = _others(question, "areas") | taken | {ELSEWHERE_NAME}
            _settle(area, NEW_AREA, "area", others)
        for row in parts_of(question, "rows"):
            _settle_row(tree, question, row, taken)
    for kind in ("section", "case"):
        parts = parts_of(tree, f"{kind}s")
        for part in parts:
            _settle_used(tree, part, kind, {str(one.get("name", "")) for one in parts})


def _settle_question(tree: Tree, question: dict[str, Any], used: Used) -> None:
    if question.get("kind") == "matrix" and is_provisional(question, NEW_QUESTION):
        words = _english(question, "label")
        if words:
            stem = short_name(words, MADE_MATRIX, "question", most=1)
            rename_question(tree, question, unused(stem, used.questions))
        return
    was = str(question.get("name", ""))
    _settle(question, NEW_QUESTION, "question", used.questions)
    if question.get("name") != was:
        renamed(tree, was, str(question["name"]))


def _settle_row(
    tree: Tree, question: dict[str, Any], row: dict[str, Any], taken: frozenset[str]
) -> None:
    words = _english(row, "label")
    if not words or not is_provisional(row, NEW_STATEMENT):
        return
    own = f"{question.get('name', '')}_"
    names = {str(one.get("name", "")) for one in tree["questions"]}
    # A column of the workbook has one question.
    elsewhere = {n.removeprefix(own) for n in names if n.startswith(own)}
    others = _others(question, "rows") | taken | elsewhere | {*DECLINED, *WITHDRAWN}
    longest = max(_BOTH - len(own) + 1, _FEWEST_LETTERS)
    beside = [_english(o, "label") for o in parts_of(question, "rows") if o is not row]
    row["name"] = _short_unused(words, longest, beside, others)


def fit_rows(tree: Tree, question: dict[str, Any]) -> None:
    """Give the statements of a copied matrix names that fit behind its own."""
    halves = HALF * (str(question.get("retrospective")).lower() in ("true", "yes"))
    longest = LONGEST_PART - halves - len(f"{question.get('name', '')}_")
    for row in parts_of(question, "rows"):
        if len(str(row.get("name", ""))) > longest and _english(row, "label"):
            row["name"] = NEW_STATEMENT
            _settle_row(tree, question, row, frozenset())


def _short_unused(
    words: str, longest: int, beside: Sequence[str], taken: Iterable[str]
) -> str:
    known = set(taken)
    name, number = short_name(words, longest, "row", beside), 1
    while name in known:
        number += 1
        end = f"_{number}"
        room = max(longest - len(end), 1)
        name = short_name(words, room, "row", beside) + end
    return name


def _short(stem: str, longest: int) -> str:
    """Return the whole words of a name that fit, or as many letters."""
    if len(stem) <= longest:
        return stem
    cut = stem[: longest + 1].rpartition("_")[0]
    return cut if len(cut) >= longest // 2 else stem[:longest].rstrip("_")


def _settle_used(tree: Tree, part: dict[str, Any], kind: str, taken: set[str]) -> None:
    before = part.get("name")
    provisional, key = {
        "section": (NEW_SECTION, "label"),
        "case": (NEW_CASE, "title"),
    }[kind]
    _settle(part, provisional, kind, taken, key)
    for question in tree["questions"]:
        if question.get(kind) == before:
            question[kind] = part["name"]


def rename_question(tree: Tree, question: dict[str, Any], name: str) -> None:
    """Call a question otherwise, in the rules that are about it too."""
    before = str(question.get("name", ""))
    question["name"] = name
    renamed(tree, before, name)


def shortened_for_matrix(name: str) -> str:
    """Return the beginning of a name that leaves room for those of statements."""
    return _short(name, MADE_MATRIX)


def is_provisional(part: Mapping[str, Any], provisional: str) -> bool:
    """Whether a part has no name of its own yet."""
    rest = str(part.get("name", "")).removeprefix(provisional)
    has_it = len(rest) < len(str(part.get("name", "")))
    return has_it and (not rest or (rest[0] == "_" and rest[1:].isdigit()))


def _settle(
    part: dict[str, Any],
    provisional: str,
    kind: str,
    taken: Iterable[str],
    key: str = "label",
) -> None:
    words = _english(part, key)
    if words and is_provisional(part, provisional):
        stem = stem_of(words, kind)
        # "New option", too, is a name of its own.
        is_none = is_provisional({"name": stem}, provisional)
        part["name"] = unused(f"{kind}_{stem}" if is_none else stem, taken)


def _english(part: Mapping[str, Any], key: str) -> str:
    text = part.get(key, {})
    return str(text.get("en", "")) if isinstance(text, dict) else ""


def _others(question: Mapping[str, Any], key: str) -> frozenset[str]:
    return frozenset(str(one.get("name", "")) for one in parts_of(question, key))
