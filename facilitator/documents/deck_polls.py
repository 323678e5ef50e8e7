"""Slides that are polls: the title the question, the points the options."""

import hashlib
import re
from dataclasses import dataclass, replace

from facilitator.domain.decks.deck import Block, SlideText
from facilitator.domain.decks.findings import PollProblem
from facilitator.domain.surveys.survey import Option, Question
from facilitator.domain.text import LANGUAGES, Text

LEAST_OPTIONS, MOST_OPTIONS = 2, 12
LONGEST_TITLE, LONGEST_OPTION = 200, 140

_HASH_LETTERS = 8
# A list may count its points; phones have marks of their own for options.
_NUMBER = re.compile(r"^\d{1,3}[.)] ")
# The author's mark of a right answer stands before or after it.
_MARK = "*"


@dataclass(frozen=True, slots=True)
class DeckPoll:
    """A question, and its slide's words without the marks of right answers."""

    question: Question
    text: SlideText


def poll_of(text: SlideText, kind: str) -> DeckPoll | PollProblem:
    """Return the poll that a slide is, or why it cannot be one.

    It is `single` or `multiple` as its notes say, and takes several answers, too,
    where several are marked as right. Its name stays as long as its words do,
    whatever their case.
    """
    title = " ".join(text.title.split())
    points = _points(text.blocks)
    marked = [_NUMBER.sub("", " ".join(block.text.split())) for block in points]
    labels = [words.strip(f"{_MARK} ") for words in marked]
    if problem := _problem(title, points, labels):
        return problem
    right = [words != label for words, label in zip(marked, labels, strict=True)]
    several = kind == "multiple" or sum(right) > 1
    question = Question(
        name=_name(title, labels),
        kind="multiple" if several else "single",
        label=_text(title, text.language),
        options=tuple(
            Option(f"option_{code}", code, _text(label, text.language), right=is_right)
            for code, (label, is_right) in enumerate(zip(labels, right, strict=True), 1)
        ),
    )
    return DeckPoll(question, _unmarked(text, points, labels))


def _points(blocks: tuple[Block, ...]) -> list[Block]:
    """Return the blocks that are options: the points, else the paragraphs."""
    items = [block for block in blocks if block.kind == "item"]
    return items or [block for block in blocks if block.kind == "paragraph"]


def _problem(title: str, points: list[Block], labels: list[str]) -> PollProblem | None:
    longest = max(map(len, labels), default=0)
    problems: dict[PollProblem, bool] = {
        "no-title": not title,
        "few-options": len(labels) < LEAST_OPTIONS,
        "many-options": len(labels) > MOST_OPTIONS,
        "levels": len({block.level for block in points}) > 1,
        "empty-option": not all(labels),
        "equal-options": len({one.casefold() for one in labels}) < len(labels),
        "too-long": len(title) > LONGEST_TITLE or longest > LONGEST_OPTION,
    }
    return next((problem for problem, there in problems.items() if there), None)


def _name(title: str, labels: list[str]) -> str:
    said = "\n".join([title, *labels]).lower()
    return f"deck_{hashlib.sha256(said.encode()).hexdigest()[:_HASH_LETTERS]}"


def _text(words: str, language: str) -> Text:
    """Return the words in the language they are in, or for both."""
    if language in LANGUAGES:
        return Text.of({language: words})
    return Text(words, words)


def _unmarked(text: SlideText, points: list[Block], labels: list[str]) -> SlideText:
    changed = {id(p): words for p, words in zip(points, labels, strict=True)}
    blocks = tuple(
        replace(block, text=changed.get(id(block), block.text)) for block in text.blocks
    )
    return replace(text, blocks=blocks)
