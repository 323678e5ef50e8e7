"""What a deck says, and what to mend in it, told on the command line."""

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from facilitator.documents.deck_words import read_words
from facilitator.domain.decks.deck import Block, Deck, Slide
from facilitator.domain.surveys.survey import Question
from facilitator.domain.text import is_kept
from facilitator.errors import FacilitatorError

_UNKNOWN = "und"
_INDENT = "  "


class NoSuchFileError(FacilitatorError):
    """There is no file of that name."""

    code = "no-such-file"
    status = 404
    sentence = "There is no file {file}. Check its name and its folder."


class UnreadableFileError(FacilitatorError):
    """The file is there and may not be read."""

    code = "unreadable-file"
    sentence = "{file} could not be read ({reason}). Copy it elsewhere and try again."


def inspect(file: Path) -> Deck:
    """Return the deck in a file, read as far as that goes without drawing it.

    Raises:
        FacilitatorError: there is no such file, or it is not a deck.
    """
    if not file.is_file():
        raise NoSuchFileError(file=file)
    try:
        file.open("rb").close()
    except OSError as wrong:
        raise UnreadableFileError(file=file, reason=wrong.strerror) from wrong
    # What the program says when it ends is for the log of a server.
    logging.getLogger("facilitator.documents").addHandler(logging.NullHandler())
    return read_words(file.absolute())


def as_json(deck: Deck) -> dict[str, Any]:
    """Return what was read and what to mend, for other programs."""
    return {
        "title": deck.title,
        "source": deck.source,
        "slides": [_slide(n, slide) for n, slide in enumerate(deck.slides, 1)],
        "warnings": [finding.sentence for finding in deck.findings],
    }


def _slide(number: int, slide: Slide) -> dict[str, Any]:
    (text,) = slide.texts
    return {
        "number": number,
        "title": text.title,
        "text": "\n".join(line for block in text.blocks for line in _lines(block)),
        "notes": text.notes,
        "hidden": slide.hidden,
        "warnings": [finding.sentence for finding in slide.findings],
        "section": slide.section,
        "steps": slide.steps,
        "polls": [*filter(None, [slide.question]), *slide.polls],
        "language": text.language,
    }


def as_words(deck: Deck) -> Iterator[str]:
    """Yield what was read and what to mend, line by line, for people."""
    yield _plain(f"{deck.title} ({deck.source}, {_count(len(deck.slides), 'slide')})")
    questions = {question.name: question for question in deck.questions}
    section = ""
    for number, slide in enumerate(deck.slides, 1):
        yield ""
        if slide.section != section:
            section = slide.section
            yield _plain(f"Section: {section}")
            yield ""
        lines = _told(number, slide, questions.get(slide.question))
        yield from map(_plain, lines)
    yield ""
    for finding in deck.findings:
        yield _plain(f"! {finding.sentence}")
    found = sum(len(slide.findings) for slide in deck.slides) + len(deck.findings)
    yield f"{_count(found, 'thing')} to look at." if found else "Nothing to mend."


def _told(number: int, slide: Slide, question: Question | None) -> Iterator[str]:
    (text,) = slide.texts
    title = text.title or "(no title)"
    facts = ", ".join(_facts(slide))
    yield f"{number}. {title}" + (f" [{facts}]" if facts else "")
    for block in text.blocks:
        for line in _shown(block):
            yield _INDENT + line
        for link in block.links:
            yield f"{_INDENT}-> {link.address}"
    if question:
        right = [str(option.label) for option in question.options if option.right]
        told = f" Right: {'; '.join(right)}." if right else ""
        yield f"{_INDENT}Poll {question.name} ({question.kind} choice).{told}"
    for line in text.notes.splitlines():
        yield f"{_INDENT}Notes: {line}" if line else ""
    for finding in slide.findings:
        yield f"{_INDENT}! {finding.sentence}"


def _facts(slide: Slide) -> Iterator[str]:
    (text,) = slide.texts
    if slide.hidden:
        yield "hidden"
    if text.language != _UNKNOWN:
        yield text.language
    if slide.steps > 1:
        yield _count(slide.steps - 1, "click")
    if slide.agenda_item:
        yield f"agenda: {slide.agenda_item}"
    if text.content_note:
        yield f"content note before it: {text.content_note}"
    for poll in slide.polls:
        yield f"poll after it: {poll}"
    if slide.break_minutes:
        yield f"break after it: {_count(slide.break_minutes, 'minute')}"
    if slide.skip_to >= 0:
        yield f"goes on with slide {slide.skip_to + 1}"


def _lines(block: Block) -> Iterator[str]:
    """Yield what a block says, one line each for the rows of a table."""
    yield from block.text.splitlines()
    for row in block.rows:
        yield " | ".join(row)


def _shown(block: Block) -> Iterator[str]:
    """Yield the lines of a block as a person tells them apart."""
    if block.kind == "picture":
        yield f"[Picture: {block.text}]" if block.text else "[Picture]"
        return
    mark = f"{_INDENT * block.level}- " if block.kind == "item" else ""
    for line in _lines(block):
        yield mark + line
        mark = " " * len(mark)


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _plain(line: str) -> str:
    """Return a line without characters that steer a terminal."""
    return "".join(c if is_kept(c) else " " for c in line)
