"""What can be changed in a survey's tree: questions and their order, words, sections.

Names and codes stay what they are: answers of earlier sessions stand under them. A new
question or option gets a name from its English words and a code that nobody had.
"""

import copy
from collections.abc import Mapping
from typing import Any

from facilitator.domain.surveys.instrument import STATUSES
from facilitator.domain.surveys.limits import (
    LONGEST_WORDS,
    MOST_QUESTIONS,
    MOST_SECTIONS,
)
from facilitator.domain.surveys.section_names import unused
from facilitator.domain.text import LANGUAGES, cleaned
from facilitator.library.option_edits import (
    NO_WORDS,
    NoSuchPartError,
    Used,
    add_option,
    options_of,
    part_at,
    parts_of,
    room_for,
)
from facilitator.library.question_fields import (
    CHOICES,
    FIELDS,
    KINDS,
    WITH_OPTIONS,
    fields_of,
)
from facilitator.library.statement_edits import add_statement
from facilitator.library.survey_naming import (
    LONGEST_MATRIX,
    NEW_QUESTION,
    NEW_SECTION,
    fit_rows,
    rename_question,
    shortened_for_matrix,
)
from facilitator.library.survey_tree import Tree

# A sentence that is too long is kept to be shortened; what is far longer is not.
LONGEST_KEPT = 2 * LONGEST_WORDS


def new_question(tree: Tree, after: int, kind: str, used: Used) -> int:
    """Put a new question behind another; return where it is."""
    questions = room_for(tree["questions"], MOST_QUESTIONS)
    name = unused(NEW_QUESTION, used.questions)
    made: dict[str, Any] = {"name": name, "kind": _known(kind), "label": dict(NO_WORDS)}
    place = min(max(after + 1, 0), len(questions))
    made |= _surroundings(questions[place - 1 : place], questions[place : place + 1])
    questions.insert(place, made)
    _complete(made, used)
    return place


def _surroundings(before: list[Tree], behind: list[Tree]) -> dict[str, Any]:
    """Return the section of the question before, and the case that goes on behind."""
    found: dict[str, Any] = {}
    for one in before:
        if isinstance(one.get("section"), str):
            found["section"] = one["section"]
        if one.get("case") and any(two.get("case") == one["case"] for two in behind):
            found["case"] = one["case"]
    return found


def duplicate_question(tree: Tree, index: int, used: Used) -> int:
    """Put a copy of a question, with a name of its own, behind it."""
    questions = room_for(tree["questions"], MOST_QUESTIONS)
    made = copy.deepcopy(part_at(questions, index))
    made["name"] = unused(_shortened(str(made.get("name", ""))), used.questions)
    questions.insert(index + 1, made)
    fit_rows(tree, made)
    return index + 1


def remove_question(tree: Tree, index: int) -> int:
    """Take a question out; return which one stands in its place."""
    questions = tree["questions"]
    part_at(questions, index)
    del questions[index]
    return min(index, len(questions) - 1)


def move_question(tree: Tree, index: int, to: int) -> int:
    """Put a question in another place; a new section is not entered by it."""
    questions = tree["questions"]
    moved = part_at(questions, index)
    del questions[index]
    place = min(max(to, 0), len(questions))
    questions.insert(place, moved)
    return place


def change_kind(tree: Tree, question: dict[str, Any], kind: str, used: Used) -> None:
    """Make a question one of another kind; keys that it cannot have are left out.

    A matrix needs a short name. Answers of another kind are not counted with its own
    anyhow, so a long one is given up for it.
    """
    question["kind"] = _known(kind)
    for one in FIELDS:
        if not one.belongs_to(kind):
            question.pop(one.key, None)
    name = str(question.get("name", ""))
    if kind == "matrix" and len(name) > LONGEST_MATRIX:
        made = unused(shortened_for_matrix(name), used.questions)
        rename_question(tree, question, made)
    _complete(question, used)


def _complete(question: dict[str, Any], used: Used) -> None:
    """Give a question what its kind cannot be without, to be filled in."""
    kind = question["kind"]
    if kind == "matrix" and not any(_has_words(one) for one in options_of(question)):
        question["scale"] = "agreement"
    complete_options(question, used)
    if kind == "matrix":
        while len(parts_of(question, "rows")) < 2:  # noqa: PLR2004  # to compare
            add_statement(question, used)
    if kind == "point":
        question.setdefault("picture", "")
        question.setdefault("alt", dict(NO_WORDS))
    if kind == "rating":
        question.setdefault("points", "5")
        question.setdefault("low", dict(NO_WORDS))
        question.setdefault("high", dict(NO_WORDS))
    if kind == "numeric":
        question.setdefault("greatest", "100")


def _has_words(option: Mapping[str, Any]) -> bool:
    return any(option.get("label", {}).get(code) for code in LANGUAGES)


def complete_options(question: dict[str, Any], used: Used) -> None:
    """Give a question the options that its kind needs, and none that it cannot have.

    A matrix on a scale of the program has none; only choices have right answers, and
    places that are kept when they are shuffled.
    """
    kind = question["kind"]
    if kind == "matrix" and question.get("scale"):
        question.pop("options", None)
    elif kind in WITH_OPTIONS:
        while len(options_of(question)) < 2:  # noqa: PLR2004  # a choice
            add_option(question, used)
    for option in options_of(question):
        if kind not in CHOICES:
            option.pop("right", None)
        if not is_yes(question.get("shuffle")):
            option.pop("fixed", None)
        if kind == "matrix":
            option.pop("code", None)


def set_text(
    holder: dict[str, Any],
    key: str,
    words: Mapping[str, str],
    whole: Mapping[str, str],
) -> None:
    """Write a text in both languages; one that is empty and not needed goes.

    What was said of a language's words, such as that they are approved, does not hold
    for others: they are a draft then. `whole` is what is said of the whole survey.
    """
    there = holder.get(key, {})
    text = {code: _kept(words.get(code, "")) for code in LANGUAGES}
    if not any(text.values()) and not _is_needed(holder, key):
        holder.pop(key, None)
        return
    said = dict(there.get("translation", {}))
    for code in LANGUAGES:
        if text[code] != there.get(code, "") and (said.get(code) or whole.get(code)):
            said[code] = "draft"
    holder[key] = text | ({"translation": said} if said else {})


def _is_needed(holder: Mapping[str, Any], key: str) -> bool:
    is_end = holder.get("kind") == "rating" and key in ("low", "high")
    return is_end or key in ("label", "title", "alt", "text")


def set_status(holder: dict[str, Any], key: str, code: str, status: str) -> None:
    """Write how far the words of a text are in one language; "" says nothing of it."""
    text = holder.get(key)
    if text is None or status not in ("", *STATUSES):
        return
    said = {**text.get("translation", {}), code: status}
    text["translation"] = {name: word for name, word in said.items() if word}
    if not text["translation"]:
        del text["translation"]


def set_word(holder: dict[str, Any], key: str, word: str) -> None:
    """Write a word or a number as it was typed; an empty one is left out."""
    kept = _kept(word)[:80]
    if kept:
        holder[key] = kept
    else:
        holder.pop(key, None)


def is_yes(word: object) -> bool:
    """Whether a file says that something is so."""
    return str(word).lower() in ("true", "yes")


def set_yes(holder: dict[str, Any], key: str, *, yes: bool) -> None:
    """Write that something is so; that it is not needs no word."""
    if yes:
        holder[key] = "true"
    else:
        holder.pop(key, None)


def add_section(tree: Tree) -> int:
    """Add a heading, to put questions under."""
    sections = room_for(tree.setdefault("sections", []), MOST_SECTIONS)
    taken = {str(one.get("name", "")) for one in sections if isinstance(one, dict)}
    name = unused(NEW_SECTION, taken)
    sections.append({"name": name, "label": dict(NO_WORDS)})
    return len(sections) - 1


def remove_section(tree: Tree, index: int) -> int:
    """Take a heading out; its questions stay where they are, under none."""
    sections = tree.get("sections", [])
    name = part_at(sections, index).get("name")
    del sections[index]
    if not sections:
        del tree["sections"]
    for question in tree["questions"]:
        if question.get("section") == name:
            del question["section"]
    return min(index, len(sections) - 1)


def ordered(question: dict[str, Any]) -> dict[str, Any]:
    """Return the keys of a question in the order that files have them in."""
    there = ["name", "kind", *(one.key for one in fields_of(str(question["kind"])))]
    known = [key for key in there if key in question]
    rest = [key for key in question if key not in known]
    return {key: question[key] for key in (*known, *rest)}


def _known(kind: str) -> str:
    if kind not in KINDS:
        raise NoSuchPartError
    return kind


def _kept(words: str) -> str:
    return cleaned(words)[:LONGEST_KEPT].strip()


def _shortened(name: str) -> str:
    return name[:36].rstrip("_") or NEW_QUESTION
