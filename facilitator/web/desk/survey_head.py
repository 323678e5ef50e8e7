"""What a survey says before its questions: title, headings and cases, as forms."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from facilitator.domain.text import LANGUAGES
from facilitator.library.case_edits import steps_of
from facilitator.library.question_fields import is_text
from facilitator.library.rule_edits import first_of
from facilitator.library.survey_edits import set_word
from facilitator.library.survey_naming import (
    NEW_CASE,
    NEW_SECTION,
)
from facilitator.library.survey_shelf import PLACES
from facilitator.library.survey_tree import Tree
from facilitator.web.desk.survey_rules import RuleForm, read_typed_rule, rule_form
from facilitator.web.desk.survey_typed import (
    Typed,
    is_begun,
    read_text,
    text_of,
    whole_of,
)

ABOUT, SECTIONS, CASES = "about", "sections", "cases"
HEADS = (ABOUT, SECTIONS, CASES)
_TEXTS = (f"{key}{code}" for key in ("title", "intro") for code in ("", ".en", ".es"))
_ABOUT_FIELDS = frozenset({*_TEXTS, "kind", "version"})


@dataclass(frozen=True, slots=True)
class SectionForm:
    """A heading, its rule, and how many questions stand under it."""

    index: int
    section: Mapping[str, Any]
    questions: int
    rule: RuleForm


@dataclass(frozen=True, slots=True)
class CaseForm:
    """A case, and which questions are its steps."""

    index: int
    case: Mapping[str, Any]
    steps: tuple[int, ...]


def sections(tree: Tree) -> list[dict[str, Any]]:
    """Return the headings of a survey, as far as they are headings."""
    return _listed(tree, "sections")


def cases(tree: Tree) -> list[dict[str, Any]]:
    """Return the cases of a survey, as far as they are cases."""
    return _listed(tree, "cases")


def _listed(tree: Tree, key: str) -> list[dict[str, Any]]:
    there = tree.get(key)
    parts = there if isinstance(there, list) else []
    return [one for one in parts if isinstance(one, dict)]


def labels_of(parts: list[dict[str, Any]], key: str, language: str) -> dict[str, str]:
    """Return the name of each heading or case, and its words in a language."""
    return {
        str(one.get("name", "")): str(text_of(one, key).get(language, ""))
        for one in parts
    }


def section_forms(tree: Tree) -> tuple[SectionForm, ...]:
    """Return the forms of the headings."""
    return tuple(
        SectionForm(index, one, _under(tree, one), _rule(tree, one, index))
        for index, one in enumerate(sections(tree))
    )


def case_forms(tree: Tree) -> tuple[CaseForm, ...]:
    """Return the forms of the cases."""
    return tuple(
        CaseForm(index, one, tuple(steps_of(tree, one.get("name"))))
        for index, one in enumerate(cases(tree))
    )


def _under(tree: Tree, section: Mapping[str, Any]) -> int:
    name = section.get("name")
    return sum(one.get("section") == name for one in tree["questions"])


def _rule(tree: Tree, section: Mapping[str, Any], index: int) -> RuleForm:
    before = first_of(tree, section.get("name"))
    return rule_form(tree, section, f"section.{index}.relevant", before)


def can_edit(tree: Tree, part: str) -> bool:
    """Whether what a part holds has the shape of its form's fields."""
    if part == ABOUT:
        said = tree.get("translation", {})
        words = (tree.get("kind", ""), tree.get("version", ""))
        return (
            all(is_text(tree.get(key, {})) for key in ("title", "intro"))
            and all(isinstance(word, str) for word in words)
            and isinstance(said, dict)
            and all(isinstance(word, str) for word in said.values())
        )
    there, keys = tree.get(part, []), _texts_of(part)
    return isinstance(there, list) and all(
        isinstance(one, dict) and all(is_text(one.get(key, {})) for key in keys)
        for one in there
    )


def _texts_of(part: str) -> tuple[str, ...]:
    return ("label",) if part == SECTIONS else ("title", "text")


def shown_fields(tree: Tree, part: str) -> frozenset[str]:
    """Return every field of a part that a problem can stand beside."""
    if part == ABOUT:
        return _ABOUT_FIELDS
    names: set[str] = set()
    for index in range(len(_listed(tree, part))):
        one = f"{part.removesuffix('s')}.{index}"
        names |= {one, f"{one}.name"}
        for key in _texts_of(part):
            names |= {f"{one}.{key}", *(f"{one}.{key}.{c}" for c in LANGUAGES)}
    if part == SECTIONS:
        for form in section_forms(tree):
            names |= form.rule.fields
    return frozenset(names)


def begun_fields(tree: Tree, part: str) -> frozenset[str]:
    """Return the headings, cases and conditions that are just being written."""
    provisional = {SECTIONS: NEW_SECTION, CASES: NEW_CASE}.get(part)
    if not provisional:
        return frozenset()
    begun = {
        f"{part.removesuffix('s')}.{index}"
        for index, one in enumerate(_listed(tree, part))
        if is_begun(one, provisional, _texts_of(part)[0])
    }
    for form in section_forms(tree) if part == SECTIONS else ():
        begun |= form.rule.begun
    return frozenset(begun)


def read_head(typed: Typed, tree: Tree, part: str) -> None:
    """Write what was typed into one of the parts before the questions."""
    if not can_edit(tree, part):
        return
    if part == ABOUT:
        _read_about(typed, tree)
    elif part == SECTIONS:
        _read_sections(typed, tree)
    else:
        _read_cases(typed, tree)


def _read_about(typed: Typed, tree: Tree) -> None:
    whole = whole_of(tree)
    read_text(typed, tree, "title", "title", whole)
    read_text(typed, tree, "intro", "intro", whole)
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


def _read_sections(typed: Typed, tree: Tree) -> None:
    whole = whole_of(tree)
    for index, section in enumerate(sections(tree)):
        read_text(typed, section, "label", f"section.{index}.label", whole)
        before = first_of(tree, section.get("name"))
        read_typed_rule(typed, tree, section, f"section.{index}.relevant", before)


def _read_cases(typed: Typed, tree: Tree) -> None:
    whole = whole_of(tree)
    for index, case in enumerate(cases(tree)):
        for key in ("title", "text"):
            read_text(typed, case, key, f"case.{index}.{key}", whole)
