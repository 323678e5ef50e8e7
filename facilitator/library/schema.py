"""What a file may say: keys, and a reader for each value.

A reader never stops: it notes what is wrong and gives a blank of the right type, so
that all mistakes of a file are found in one reading. A value read with errors is
used for nothing but its title.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from textwrap import shorten
from typing import Any, Generic, TypeVar

from facilitator.domain.surveys.limits import LONGEST_NAME, LONGEST_WORDS, NAME
from facilitator.domain.text import LANGUAGES, Text
from facilitator.library.problems import Report
from facilitator.library.yaml_source import (
    Branch,
    Leaf,
    Node,
    Series,
    line_of,
)

T = TypeVar("T")

FILE_NAME = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*\Z")
_LANGUAGE_NAMES = {"en": "English", "es": "Spanish"}


@dataclass(frozen=True, slots=True)
class Reader(Generic[T]):
    """How one value is read, and what stands in for it where it is wrong."""

    read: Callable[[Node, Report], T]
    blank: T


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a mapping; `default` stands for an optional one that is left out."""

    reader: Reader[Any]
    required: bool = True
    default: Any = None


def optional(reader: Reader[T], default: T | None = None) -> Key:
    """Return a key that may be left out."""
    value = reader.blank if default is None else default
    return Key(reader, required=False, default=value)


def words(longest: int = LONGEST_WORDS) -> Reader[str]:
    """Read a text that is not empty."""

    def read(node: Node, report: Report) -> str:
        if not isinstance(node, Leaf):
            report.wrong_value(node.line, "Write a text here, not a list or keys.")
            return ""
        text = node.words.strip()
        if not text:
            report.wrong_value(node.line, "The text is empty.")
        if len(text) > longest:
            report.wrong_value(
                node.line, f"The text has {len(text)} characters, at most {longest}."
            )
        return text

    return Reader(read, "")


def name(pattern: re.Pattern[str] = NAME) -> Reader[str]:
    """Read a name for programs: snake_case, or a file name without its ending."""
    style = "snake_case" if pattern is NAME else "kebab-case"

    def read(node: Node, report: Report) -> str:
        text = words(LONGEST_NAME).read(node, report)
        if text and not pattern.match(text):
            report.error(
                node.line,
                f"`{text}` is no {style} name: use a-z, 0-9 and "
                f"{'_' if pattern is NAME else '-'}.",
            )
        return text

    return Reader(read, "")


def whole_number(least: int, most: int) -> Reader[int]:
    """Read a whole number between two bounds."""

    def read(node: Node, report: Report) -> int:
        text = node.words if isinstance(node, Leaf) else ""
        number = int(text) if re.match(r"[0-9]{1,9}\Z", text) else -1
        if not least <= number <= most:
            report.wrong_value(
                node.line,
                f"Write a whole number from {least} to {most}, not {_found(node)}.",
            )
            return least
        return number

    return Reader(read, least)


def _yes_or_no(node: Node, report: Report) -> bool:
    text = node.words.lower() if isinstance(node, Leaf) else ""
    if text not in ("true", "false", "yes", "no"):
        report.wrong_value(node.line, f"Write true or false, not {_found(node)}.")
    return text in ("true", "yes")


YES_OR_NO = Reader(_yes_or_no, blank=False)


def one_of(*choices: str) -> Reader[str]:
    """Read one word of a short list."""

    def read(node: Node, report: Report) -> str:
        text = node.words if isinstance(node, Leaf) else ""
        if text not in choices:
            allowed = ", ".join(choices)
            report.wrong_value(
                node.line, f"Write one of: {allowed}; not {_found(node)}."
            )
            return choices[0]
        return text

    return Reader(read, choices[0])


def _day(node: Node, report: Report) -> date:
    try:
        return date.fromisoformat(node.words if isinstance(node, Leaf) else "")
    except ValueError:
        report.wrong_value(
            node.line,
            f"Write a date as year-month-day, such as 2025-08-31, not {_found(node)}.",
        )
        return date.min


DAY = Reader(_day, date.min)


def _both_languages(node: Node, report: Report) -> Text:
    if not isinstance(node, Branch):
        report.wrong_value(
            node.line, "Write the text in both languages, as en: and es:."
        )
        return Text()
    for code in LANGUAGES:
        if code not in node.entries:
            missing = f"The {_LANGUAGE_NAMES[code]} (`{code}`) is missing."
            report.wrong_value(node.line, missing)
    return Text(
        **_entries(node, report, {code: optional(words()) for code in LANGUAGES})
    )


TEXT = Reader(_both_languages, Text())


def list_of(
    reader: Reader[T], least: int = 1, most: int = 200
) -> Reader[tuple[T, ...]]:
    """Read a list, of no fewer than `least` and no more than `most`."""

    def read(node: Node, report: Report) -> tuple[T, ...]:
        if not isinstance(node, Series):
            report.wrong_value(
                node.line, "Write a list here: lines that begin with `- `."
            )
            return ()
        if not least <= len(node.items) <= most:
            report.wrong_value(
                node.line,
                f"The list has {len(node.items)} items; {least} to {most} are allowed.",
            )
        return tuple(reader.read(item, report) for item in node.items[:most])

    return Reader(read, ())


def named_list(
    reader: Reader[T], least: int = 1, most: int = 200
) -> Reader[tuple[T, ...]]:
    """Read a list of things that have a `name`, no two of them the same."""
    plain = list_of(reader, least, most)

    def read(node: Node, report: Report) -> tuple[T, ...]:
        values = plain.read(node, report)
        seen: set[str] = set()
        for index, value in enumerate(values):
            called = str(getattr(value, "name", ""))
            if called and called in seen:
                line = line_of(node, index, "name")
                report.error(line, f"The name `{called}` is here twice.")
            seen.add(called)
        return values

    return Reader(read, ())


def record(
    make: Callable[..., T],
    keys: Mapping[str, Key],
    verify: Callable[[T, Branch, Report], None] | None = None,
) -> Reader[T]:
    """Read a mapping; `make` takes its values by key, `verify` sees them together."""
    blank = make(**{k: _blank(key) for k, key in keys.items()})

    def read(node: Node, report: Report) -> T:
        if not isinstance(node, Branch):
            expected = ", ".join(k for k, key in keys.items() if key.required)
            report.wrong_value(node.line, f"Write keys here: {expected}.")
            return blank
        value = make(**_entries(node, report, keys))
        if verify:
            verify(value, node, report)
        return value

    return Reader(read, blank)


def _found(node: Node) -> str:
    """Return what stands in the file, short enough for a sentence."""
    if not isinstance(node, Leaf):
        return "a list or keys"
    text = shorten(node.words, LONGEST_NAME, placeholder="…")
    return f"`{text}`" if text else "nothing"


def _blank(key: Key) -> object:
    return key.reader.blank if key.required else key.default


def _entries(node: Branch, report: Report, keys: Mapping[str, Key]) -> dict[str, Any]:
    for written, line in node.lines.items():
        if written not in keys:
            near = get_close_matches(written, keys, n=1)
            meant = f"; did you mean {near[0]}?" if near else "."
            report.warn(line, f"{written[:LONGEST_NAME]}: unknown key{meant}")
    values = {}
    for key_name, key in keys.items():
        if key_name in node.entries:
            with report.reading(key_name):
                values[key_name] = key.reader.read(node.entries[key_name], report)
        else:
            values[key_name] = _blank(key)
            if key.required:
                report.error(node.line, f"`{key_name}` is missing.")
    return values
