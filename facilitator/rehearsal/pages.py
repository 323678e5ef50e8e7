"""The forms on a page, read as a browser reads them."""

import json
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser

from facilitator.domain.records import from_record
from facilitator.domain.surveys.relevance import Rule
from facilitator.rehearsal.questions import Asked

_UNLIMITED = 500
# What a field's words behind "Other" are called, and each line of a word cloud.
OTHER_WORDS, WORDS = ".other", "words"
# What the box is called that says that somebody would rather not answer.
DECLINED_BOX = ".declined"


@dataclass(frozen=True, slots=True)
class Form:
    """One form: where it goes, what it carries along, and what it asks."""

    action: str
    hidden: tuple[tuple[str, str], ...]
    fields: tuple[Asked, ...]

    def asked(self, name: str) -> Asked | None:
        """Return the field of this name, or None."""
        return next((f for f in self.fields if f.name == name), None)


@lru_cache(maxsize=64)  # a whole room opens the same few forms
def forms_of(page: str) -> tuple[Form, ...]:
    """Return every form of a page, in order."""
    reader = _Reader()
    reader.feed(page)
    return tuple(form.done() for form in reader.forms)


@dataclass(slots=True)
class _Open:
    """A form that is being read."""

    action: str
    hidden: list[tuple[str, str]] = field(default_factory=list)
    kinds: dict[str, str] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)
    about: dict[str, dict[str, str]] = field(default_factory=dict)
    others: set[str] = field(default_factory=set)
    declines: set[str] = field(default_factory=set)

    def add(self, name: str, kind: str, about: dict[str, str]) -> None:
        """Add an input; radios and boxes of one name are one field."""
        self.kinds[name] = kind
        self.about.setdefault(name, about)
        choices = self.choices.setdefault(name, [])
        if kind in ("single", "multiple") and about.get("value"):
            choices.append(about["value"])

    def done(self) -> Form:
        """Return what was read."""
        fields = (self._asked(name, kind) for name, kind in self.kinds.items())
        return Form(self.action, tuple(self.hidden), tuple(fields))

    def _asked(self, name: str, kind: str) -> Asked:
        def number(key: str, usual: int = 0) -> int:
            return int(self.about[name].get(key) or usual)

        return Asked(
            name,
            kind,
            tuple(self.choices[name]),
            number("data-most"),
            number("maxlength", _UNLIMITED),
            number("data-least"),
            number("data-greatest"),
            other=name in self.others,
            decline=name in self.declines,
            fewest=number("data-fewest"),
            shortest=number("minlength"),
            required="data-required" in self.about[name],
            relevant=_rules(self.about[name].get("data-relevant", "[]")),
        )


def _rules(written: str) -> tuple[Rule, ...]:
    return tuple(from_record(Rule, rule) for rule in json.loads(written))


_KINDS = {"radio": "single", "checkbox": "multiple", "date": "date", "email": "email"}


class _Reader(HTMLParser):
    """Gathers forms while the page goes by."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[_Open] = []
        self._inside = False
        self._select = ""
        # What the block of a question says of all fields within it.
        self._block: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        about = {name: value or "" for name, value in attrs}
        name = about.get("name", "")
        if tag == "form":
            self.forms.append(_Open(about.get("action", "")))
            self._inside = True
        elif not self._inside:
            return
        elif "data-question" in about:
            self._block = about
        elif tag == "option":
            self._add(self._select, "single", about)
        elif name and tag == "select":
            self._select = name
        elif name and tag == "textarea":
            self._add(name, "text", about)
        elif name and tag == "input":
            self._input(name, about)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False

    def _add(self, name: str, kind: str, about: dict[str, str]) -> None:
        if name.partition(".")[0] == self._block.get("data-question"):
            about = {**self._block, **about}
            # One box that is ticked or left, and no list of what was ticked.
            kind = "single" if about.get("data-kind") == "acknowledge" else kind
        self.forms[-1].add(name, kind, about)

    def _input(self, name: str, about: dict[str, str]) -> None:
        if about.get("type") == "hidden":
            self.forms[-1].hidden.append((name, about.get("value", "")))
        elif name.endswith(DECLINED_BOX):
            self.forms[-1].declines.add(name.removesuffix(DECLINED_BOX))
        elif name.endswith(OTHER_WORDS):
            self.forms[-1].others.add(name.removesuffix(OTHER_WORDS))
        elif name == WORDS:
            self._add(name, "words", about)
        elif "data-greatest" in about:
            self._add(name, "numeric", about)
        elif about.get("type") != "image":  # a picture is pointed at, or an area chosen
            self._add(name, _KINDS.get(about.get("type", ""), "text"), about)
