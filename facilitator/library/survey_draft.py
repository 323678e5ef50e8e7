"""One survey as it is being edited, and the steps that led to it."""

from dataclasses import dataclass, field
from typing import Any

from facilitator.domain.surveys.survey import Survey
from facilitator.library.option_edits import Used
from facilitator.library.reading import Reading
from facilitator.library.survey_tree import Tree, words_of
from facilitator.library.surveys import proofread


@dataclass(frozen=True, slots=True)
class Step:
    """A survey before something was done to it, and what that was."""

    did: str
    tree: Tree


@dataclass(frozen=True, slots=True)
class Draft:
    """A survey that is being edited.

    `base` is the hash of the file that it began with, "" where there is none yet;
    `tried` tells that it was to be saved and had problems; `added` are the pictures
    that came into the surveys' folder with it.
    """

    name: str
    tree: Tree
    base: str = ""
    heading: str = ""
    more_comments: bool = False
    number: int = 0
    tried: bool = False
    past: tuple[Step, ...] = ()
    used: Used = field(default_factory=Used)
    added: tuple[str, ...] = ()

    @property
    def revision(self) -> str:
        """What a form says that was made for this very state."""
        return f"{self.base[:12] or 'new'}-{self.number}"

    @property
    def is_changed(self) -> bool:
        """Whether there is anything to save."""
        return self.number > 0 or not self.base

    @property
    def words(self) -> str:
        """The file that it would be."""
        return words_of(self.tree, self.heading)

    def reading(self) -> Reading[Survey]:
        """Return the draft as the proofreader reads it."""
        return proofread(self.words, self.name)


def as_record(draft: Draft) -> dict[str, Any]:
    """Return a draft as it is kept."""
    used = draft.used
    return {
        "tree": draft.tree,
        "base": draft.base,
        "heading": draft.heading,
        "more_comments": draft.more_comments,
        "number": draft.number,
        "tried": draft.tried,
        "added": list(draft.added),
        "past": [{"did": step.did, "tree": step.tree} for step in draft.past],
        "used": {
            "questions": sorted(used.questions),
            "options": {name: sorted(names) for name, names in used.options.items()},
            "codes": dict(used.codes),
        },
    }


def from_record(name: str, record: dict[str, Any]) -> Draft:
    """Return a draft as it was kept."""
    used = record.pop("used")
    options = {key: frozenset(names) for key, names in used["options"].items()}
    past = tuple(Step(**step) for step in record.pop("past"))
    added = tuple(record.pop("added", ()))
    return Draft(
        name=name,
        past=past,
        added=added,
        used=Used(frozenset(used["questions"]), options, used["codes"]),
        **record,
    )
