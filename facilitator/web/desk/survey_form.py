"""The form of one part of a survey: what it shows, and what was typed into it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import MultiDict

from facilitator.domain.text import LANGUAGES
from facilitator.library.option_edits import Used, codes_of, options_of
from facilitator.library.question_fields import (
    KINDS,
    QuestionField,
    can_edit,
    fields_of,
    is_text,
    other_keys,
)
from facilitator.library.survey_edits import (
    NEW_QUESTION,
    change_kind,
    is_provisional,
    name_section,
    ordered,
    set_status,
    set_text,
    set_word,
    set_yes,
    settle_names,
)
from facilitator.library.survey_shelf import PLACES
from facilitator.library.survey_tree import Tree
from facilitator.web.desk.survey_problems import Told

Typed = MultiDict[str, str]
ABOUT = "about"
_TEXTS = (f"{key}{code}" for key in ("title", "intro") for code in ("", ".en", ".es"))
ABOUT_FIELDS = frozenset({*_TEXTS, "kind", "version"})


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question in the list of the editor."""

    index: int
    name: str
    kind: str
    label: Mapping[str, str]
    section: Mapping[str, str]
    opens_section: bool
    can_edit: bool
    is_new: bool
    problems: int


@dataclass(frozen=True, slots=True)
class OptionRow:
    """An option of the question that is edited."""

    index: int
    code: int
    option: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class QuestionForm:
    """A question that is edited, with the fields that its kind has."""

    index: int
    question: Mapping[str, Any]
    fields: Mapping[str, QuestionField]
    options: tuple[OptionRow, ...]
    others: tuple[str, ...]
    can_edit: bool
    is_new: bool

    def has(self, key: str) -> bool:
        """Whether the kind has a key."""
        return key in self.fields


def rows(tree: Tree, problems: tuple[Told, ...]) -> tuple[QuestionRow, ...]:
    """Return the questions of a survey, as the editor lists them."""
    labels = {one.get("name"): _text(one, "label") for one in sections(tree)}
    found: list[QuestionRow] = []
    before: object = None
    for index, question in enumerate(tree["questions"]):
        section = question.get("section")
        section = section if isinstance(section, str) else None
        stopping = [p for p in problems if p.part == f"q{index}" and p.stops]
        found.append(
            QuestionRow(
                index,
                str(question.get("name", "")),
                str(question.get("kind", "")),
                _text(question, "label"),
                labels.get(section, {}),
                section != before and section is not None,
                can_edit(question),
                is_provisional(question, NEW_QUESTION),
                len(stopping),
            )
        )
        before = section
    return tuple(found)


def question_form(tree: Tree, index: int) -> QuestionForm:
    """Return the form of one question."""
    question = tree["questions"][index]
    editable = can_edit(question)
    there = options_of(question) if editable else []
    coded = zip(there, codes_of(there), strict=True)
    return QuestionForm(
        index,
        question,
        {f.key: f for f in fields_of(str(question.get("kind")))} if editable else {},
        tuple(OptionRow(at, code, one) for at, (one, code) in enumerate(coded)),
        other_keys(question),
        editable,
        is_provisional(question, NEW_QUESTION),
    )


def sections(tree: Tree) -> list[dict[str, Any]]:
    """Return the headings of a survey, as far as they are headings."""
    there = tree.get("sections")
    return [one for one in there if isinstance(one, dict)] if there else []


def section_labels(tree: Tree, language: str) -> dict[str, str]:
    """Return the name of each heading, and its words in a language."""
    return {
        str(one.get("name", "")): str(_text(one, "label").get(language, ""))
        for one in sections(tree)
    }


def can_edit_about(tree: Tree) -> bool:
    """Whether title, introduction and headings have the shape of a form's fields."""
    texts = [tree.get("title", {}), tree.get("intro", {})]
    there = tree.get("sections", [])
    if not isinstance(there, list) or not all(isinstance(one, dict) for one in there):
        return False
    texts += [one.get("label", {}) for one in there]
    words = (tree.get("kind", ""), tree.get("version", ""))
    said = tree.get("translation", {})
    return (
        all(map(is_text, texts))
        and all(isinstance(word, str) for word in words)
        and isinstance(said, dict)
        and all(isinstance(word, str) for word in said.values())
    )


def shown_fields(form: QuestionForm) -> frozenset[str]:
    """Return every field that a problem can stand beside."""
    names = {"kind", *form.fields}
    for key, field in form.fields.items():
        if field.shape == "text":
            names |= {f"{key}.{code}" for code in LANGUAGES}
    for row in form.options:
        names |= {f"option.{row.index}.{key}" for key in ("label", "name", "code")}
        names |= {f"option.{row.index}.label.{code}" for code in LANGUAGES}
    return frozenset(names)


def read_question(typed: Typed, tree: Tree, index: int, used: Used) -> None:
    """Write what was typed into a question, where a field of it was sent."""
    question = tree["questions"][index]
    if not can_edit(question):
        return
    whole = _whole(tree)
    for field in fields_of(question["kind"]):
        if field.shape == "options":
            _read_options(typed, question, whole)
        else:
            _read_field(typed, question, field, whole)
    settle_names(tree, used)
    kind = typed.get("kind", question["kind"])
    if kind != question["kind"] and kind in KINDS:
        change_kind(question, kind, used)
    tree["questions"][index] = ordered(question)


def _read_field(
    typed: Typed,
    question: dict[str, Any],
    field: QuestionField,
    whole: Mapping[str, str],
) -> None:
    key = field.key
    if field.shape == "text":
        _read_text(typed, question, key, key, whole)
    elif field.shape == "yes":
        was = question.get(key, "").lower() in ("true", "yes")
        now = typed.get(key) == "yes"
        if f"{key}.asked" in typed and now != was:
            set_yes(question, key, yes=now)
    elif key in typed and typed[key].strip() != question.get(key, ""):
        set_word(question, key, typed[key])


def _read_options(
    typed: Typed, question: dict[str, Any], whole: Mapping[str, str]
) -> None:
    for index, option in enumerate(options_of(question)):
        _read_text(typed, option, "label", f"option.{index}.label", whole)
        was = option.get("right", "").lower() in ("true", "yes")
        now = typed.get(f"option.{index}.right") == "yes"
        if f"option.{index}.right.asked" in typed and now != was:
            set_yes(option, "right", yes=now)


def read_about(typed: Typed, tree: Tree) -> None:
    """Write what was typed of the survey as a whole."""
    if not can_edit_about(tree):
        return
    whole = _whole(tree)
    _read_text(typed, tree, "title", "title", whole)
    _read_text(typed, tree, "intro", "intro", whole)
    for index, section in enumerate(sections(tree)):
        _read_text(typed, section, "label", f"section.{index}.label", whole)
        name_section(tree, section)
    if typed.get("survey_kind") in PLACES:
        tree["kind"] = typed["survey_kind"]
    if typed.get("version", "").strip():
        set_word(tree, "version", typed["version"])
    said = {
        code: status
        for code in LANGUAGES
        if (status := typed.get(f"translation.{code}", whole.get(code, "")))
        in ("draft", "reviewed", "approved")
    }
    if said != whole:
        tree["translation"] = said
    if not said:
        tree.pop("translation", None)


def _read_text(
    typed: Typed,
    holder: dict[str, Any],
    key: str,
    name: str,
    whole: Mapping[str, str],
) -> None:
    """Write a text whose fields were sent, and how far its words are."""
    if not all(f"{name}.{code}" in typed for code in LANGUAGES):
        return
    before = _text(holder, key)
    words = {code: typed[f"{name}.{code}"] for code in LANGUAGES}
    if {c: _same(words[c]) for c in LANGUAGES} != {
        c: _same(before.get(c, "")) for c in LANGUAGES
    }:
        set_text(holder, key, words, whole)
    statuses = before.get("translation", {})
    for code, was in dict(statuses).items():
        chosen = typed.get(f"{name}.{code}.status", was)
        if chosen != was:
            set_status(holder, key, code, chosen)


def _same(words: str) -> str:
    """Return words as a browser gives them back: its ends of lines, nothing around."""
    return words.replace("\r\n", "\n").strip()


def _whole(tree: Tree) -> Mapping[str, str]:
    said = tree.get("translation", {})
    return said if isinstance(said, dict) else {}


def _text(holder: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    there = holder.get(key, {})
    return there if isinstance(there, dict) else {}
