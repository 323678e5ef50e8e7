"""What can be changed in a survey's tree: questions and their order, words, sections.

Names and codes stay what they are: answers of earlier sessions stand under them. A new
question or option gets a name from its English words and a code that nobody had.
"""

import copy
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from facilitator.domain.surveys.instrument import STATUSES
from facilitator.domain.surveys.limits import (
    LARGEST_CODE,
    LONGEST_WORDS,
    MOST_OPTIONS,
    MOST_QUESTIONS,
    MOST_SECTIONS,
)
from facilitator.domain.surveys.section_names import stem_of, unused
from facilitator.domain.text import LANGUAGES, cleaned
from facilitator.errors import FacilitatorError
from facilitator.library.question_fields import FIELDS, KINDS, fields_of
from facilitator.library.survey_tree import Tree

# What stands for a name until there are English words to make one of.
NEW_QUESTION, NEW_OPTION, NEW_SECTION = "new_question", "new_option", "new_section"
# A sentence that is too long is kept to be shortened; what is far longer is not.
LONGEST_KEPT = 2 * LONGEST_WORDS
NO_WORDS = dict.fromkeys(LANGUAGES, "")


class TooManyError(FacilitatorError):
    """A survey, or a list in it, is full."""

    code = "too-many"
    status = 422
    sentence = "There are {most} already, which is as many as there can be."


class NoSuchPartError(FacilitatorError):
    """What was to be changed is not there."""

    code = "no-such-part"
    status = 404
    sentence = "This part of the survey is not there any more. Load the page again."


@dataclass(frozen=True, slots=True)
class Used:
    """Names and codes that were ever given: none is given a second time."""

    questions: frozenset[str] = frozenset()
    options: Mapping[str, frozenset[str]] = field(default_factory=dict)
    codes: Mapping[str, int] = field(default_factory=dict)

    def with_tree(self, tree: Tree) -> "Used":
        """Return these, and those of a tree."""
        options, codes = dict(self.options), dict(self.codes)
        for question in tree["questions"]:
            name, there = str(question.get("name", "")), options_of(question)
            names = {str(one.get("name", "")) for one in there}
            options[name] = options.get(name, frozenset()) | names
            numbers = [number for number in codes_of(there) if number]
            codes[name] = max([codes.get(name, 0), *numbers])
        names = {str(question.get("name", "")) for question in tree["questions"]}
        return Used(self.questions | names, options, codes)


def options_of(question: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the options of a question, as far as they are options."""
    there = question.get("options")
    return [one for one in there if isinstance(one, dict)] if there else []


def codes_of(options: Iterable[Mapping[str, Any]]) -> list[int]:
    """Return the code of each option: its own, else its position; 0 if unreadable."""
    return [
        _code(option.get("code"), position)
        for position, option in enumerate(options, start=1)
    ]


def _code(written: object, position: int) -> int:
    if written is None:
        return position
    words = str(written)
    return int(words) if words.isascii() and words.isdigit() else 0


def new_question(tree: Tree, after: int, kind: str, used: Used) -> int:
    """Put a new question behind another; return where it is."""
    questions = _room_for(tree["questions"], MOST_QUESTIONS)
    name = unused(NEW_QUESTION, used.questions)
    made: dict[str, Any] = {"name": name, "kind": _known(kind), "label": dict(NO_WORDS)}
    if 0 <= after < len(questions) and isinstance(questions[after].get("section"), str):
        made["section"] = questions[after]["section"]
    place = min(max(after + 1, 0), len(questions))
    questions.insert(place, made)
    _complete(made, used)
    return place


def duplicate_question(tree: Tree, index: int, used: Used) -> int:
    """Put a copy of a question, with a name of its own, behind it."""
    questions = _room_for(tree["questions"], MOST_QUESTIONS)
    made = copy.deepcopy(_at(questions, index))
    made["name"] = unused(_shortened(str(made.get("name", ""))), used.questions)
    questions.insert(index + 1, made)
    return index + 1


def remove_question(tree: Tree, index: int) -> int:
    """Take a question out; return which one stands in its place."""
    questions = tree["questions"]
    _at(questions, index)
    del questions[index]
    return min(index, len(questions) - 1)


def move_question(tree: Tree, index: int, to: int) -> int:
    """Put a question in another place; a new section is not entered by it."""
    questions = tree["questions"]
    moved = _at(questions, index)
    del questions[index]
    place = min(max(to, 0), len(questions))
    questions.insert(place, moved)
    return place


def change_kind(question: dict[str, Any], kind: str, used: Used) -> None:
    """Make a question one of another kind; keys that it cannot have are left out."""
    question["kind"] = _known(kind)
    for one in FIELDS:
        if not one.belongs_to(kind):
            question.pop(one.key, None)
    _complete(question, used)


def _complete(question: dict[str, Any], used: Used) -> None:
    """Give a question what its kind cannot be without, to be filled in."""
    kind = question["kind"]
    if kind in ("single", "multiple"):
        while len(options_of(question)) < 2:  # noqa: PLR2004  # a choice
            add_option(question, used)
    if kind == "rating":
        question.setdefault("points", "5")
        question.setdefault("low", dict(NO_WORDS))
        question.setdefault("high", dict(NO_WORDS))
    if kind == "numeric":
        question.setdefault("greatest", "100")


def add_option(question: dict[str, Any], used: Used) -> int:
    """Add an option with a code that none of this question ever had."""
    options = _room_for(question.setdefault("options", []), MOST_OPTIONS)
    _fix_codes(options)
    name = str(question.get("name", ""))
    names = {str(one.get("name", "")) for one in options}
    taken = names | used.options.get(name, frozenset())
    code = max([used.codes.get(name, 0), 0, *codes_of(options)]) + 1
    if code > LARGEST_CODE:
        raise TooManyError(most=LARGEST_CODE)
    made = {"name": unused(NEW_OPTION, taken), "code": str(code)}
    options.append({**made, "label": dict(NO_WORDS)})
    _loosen_codes(options)
    return len(options) - 1


def remove_option(question: dict[str, Any], index: int) -> int:
    """Take an option out; the codes of the others stay."""
    options = question.get("options", [])
    _at(options, index)
    _fix_codes(options)
    del options[index]
    _loosen_codes(options)
    return min(index, len(options) - 1)


def move_option(question: dict[str, Any], index: int, to: int) -> int:
    """Put an option in another place; its code goes with it."""
    options = question.get("options", [])
    moved = _at(options, index)
    _fix_codes(options)
    del options[index]
    place = min(max(to, 0), len(options))
    options.insert(place, moved)
    _loosen_codes(options)
    return place


def _fix_codes(options: list[dict[str, Any]]) -> None:
    """Write down the code of each option, which its place would give it."""
    for option, code in zip(options, codes_of(options), strict=True):
        option.setdefault("code", str(code))


def _loosen_codes(options: list[dict[str, Any]]) -> None:
    """Leave out the codes where each is its place, as most files do."""
    places = range(1, len(options) + 1)
    if all(str(o.get("code")) == str(n) for o, n in zip(options, places, strict=True)):
        for option in options:
            del option["code"]


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
    return is_end or key in ("label", "title")


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


def set_yes(holder: dict[str, Any], key: str, *, yes: bool) -> None:
    """Write that something is so; that it is not needs no word."""
    if yes:
        holder[key] = "true"
    else:
        holder.pop(key, None)


def settle_names(tree: Tree, used: Used) -> None:
    """Give what is new its name, once there are English words to make it of."""
    for question in tree["questions"]:
        before = str(question.get("name", ""))
        _name(question, NEW_QUESTION, "question", used.questions)
        taken = used.options.get(before, frozenset())
        for option in options_of(question):
            others = {str(o.get("name", "")) for o in options_of(question)}
            _name(option, NEW_OPTION, "option", taken | others)


def _name(
    part: dict[str, Any], provisional: str, kind: str, taken: Iterable[str]
) -> None:
    label = part.get("label", {})
    words = label.get("en", "") if isinstance(label, dict) else ""
    if is_provisional(part, provisional) and words:
        part["name"] = unused(stem_of(words, kind), taken)


def is_provisional(part: Mapping[str, Any], provisional: str) -> bool:
    """Whether a part has no name of its own yet."""
    return str(part.get("name", "")).startswith(provisional)


def add_section(tree: Tree) -> int:
    """Add a heading, to put questions under."""
    sections = _room_for(tree.setdefault("sections", []), MOST_SECTIONS)
    taken = {str(one.get("name", "")) for one in sections if isinstance(one, dict)}
    name = unused(NEW_SECTION, taken)
    sections.append({"name": name, "label": dict(NO_WORDS)})
    return len(sections) - 1


def remove_section(tree: Tree, index: int) -> int:
    """Take a heading out; its questions stay where they are, under none."""
    sections = tree.get("sections", [])
    name = _at(sections, index).get("name")
    del sections[index]
    if not sections:
        del tree["sections"]
    for question in tree["questions"]:
        if question.get("section") == name:
            del question["section"]
    return min(index, len(sections) - 1)


def name_section(tree: Tree, section: dict[str, Any]) -> None:
    """Give a new heading its name from its English words, in its questions too."""
    before = section.get("name")
    taken = {str(one.get("name", "")) for one in tree.get("sections", [])}
    _name(section, NEW_SECTION, "section", taken)
    for question in tree["questions"]:
        if question.get("section") == before:
            question["section"] = section["name"]


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


def _at(parts: list[Any], index: int) -> Any:  # noqa: ANN401  # a part of the tree
    if not 0 <= index < len(parts):
        raise NoSuchPartError
    return parts[index]


def _room_for(parts: list[Any], most: int) -> list[Any]:
    if len(parts) >= most:
        raise TooManyError(most=most)
    return parts


def _kept(words: str) -> str:
    return cleaned(words)[:LONGEST_KEPT].strip()


def _shortened(name: str) -> str:
    return name[:36].rstrip("_") or NEW_QUESTION
