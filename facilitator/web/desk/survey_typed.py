"""What was typed into a survey's form, written into a part of its tree.

Only fields that were sent are written, and only what is other than it was.
"""

from collections.abc import Mapping
from typing import Any

from werkzeug.datastructures import MultiDict

from facilitator.domain.text import LANGUAGES
from facilitator.library.survey_edits import (
    is_yes,
    set_status,
    set_text,
    set_word,
    set_yes,
)
from facilitator.library.survey_naming import is_provisional
from facilitator.library.survey_tree import Tree

Typed = MultiDict[str, str]


def read_text(
    typed: Typed,
    holder: dict[str, Any],
    key: str,
    name: str,
    whole: Mapping[str, str],
) -> None:
    """Write a text whose fields were sent, and how far its words are."""
    if not all(f"{name}.{code}" in typed for code in LANGUAGES):
        return
    before = text_of(holder, key)
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


def read_yes(typed: Typed, holder: dict[str, Any], key: str, name: str) -> None:
    """Write whether a box was ticked; `name.asked` says that it was there."""
    now = typed.get(name) == "yes"
    if f"{name}.asked" in typed and now != is_yes(holder.get(key, "")):
        set_yes(holder, key, yes=now)


def read_word(typed: Typed, holder: dict[str, Any], key: str, name: str) -> None:
    """Write a word or a number as it was typed."""
    if name in typed and typed[name].strip() != holder.get(key, ""):
        set_word(holder, key, typed[name])


def whole_of(tree: Tree) -> Mapping[str, str]:
    """Return what is said of the words of the whole survey."""
    said = tree.get("translation", {})
    return said if isinstance(said, dict) else {}


def text_of(holder: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """Return a text of a part, as far as it is one."""
    there = holder.get(key, {})
    return there if isinstance(there, dict) else {}


def is_begun(part: Mapping[str, Any], provisional: str, key: str = "label") -> bool:
    """Whether a new part has no words yet that it could be named by."""
    words = str(text_of(part, key).get("en", "")).strip()
    return is_provisional(part, provisional) and not words


def _same(words: str) -> str:
    """Return words as a browser gives them back: its ends of lines, nothing around."""
    return words.replace("\r\n", "\n").strip()
