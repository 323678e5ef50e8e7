"""The slides of one language: a Markdown file, cut at lines of `---`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from facilitator.domain.decks.deck import Block
from facilitator.domain.decks.directives import DIRECTIVE, LONGEST_BREAK, read_directive
from facilitator.library.problems import Report
from facilitator.library.slide_body import Body

NOTES = re.compile(r"\s*(?:Notes|Notas):\s*\Z")
KNOWN = (
    "[[poll: name]], [[agenda: item]], [[break 10]], [[content-note: words]], "
    "[[skip-to: 12]] or [[hidden]]"
)
# Of these a slide may have several.
MANY = frozenset({"poll"})


@dataclass(frozen=True, slots=True)
class Directive:
    """What a slide's notes ask for in double brackets, and on which line."""

    kind: str
    name: str
    line: int


@dataclass(slots=True)
class WrittenSlide:
    """One slide as its file has it."""

    line: int
    title: str = ""
    blocks: tuple[Block, ...] = ()
    pictures: tuple[Path, ...] = ()
    notes: str = ""
    directives: list[Directive] = field(default_factory=list)

    def named(self, kind: str) -> tuple[str, ...]:
        """Return the names that directives of one kind give, in order."""
        return tuple(d.name for d in self.directives if d.kind == kind)

    @property
    def shape(self) -> tuple[tuple[str, int, int, int], ...]:
        """What both languages must share: blocks, levels, sizes of tables."""
        return tuple(
            (b.kind, b.level, len(b.rows), len(b.rows[0]) if b.rows else 0)
            for b in self.blocks
        )


def read_slides(text: str, folder: Path, report: Report) -> list[WrittenSlide]:
    """Return the slides of one file; pictures are looked for in `folder`."""
    slides = [
        _slide(line, lines, folder, report) for line, lines in _cut(text.split("\n"))
    ]
    seen: set[str] = set()
    for slide in slides:
        if slide.title and slide.title in seen:
            report.warn(slide.line, f"Two slides are called “{slide.title}”.")
        seen.add(slide.title)
    _check_skips(slides, report)
    return slides


def _check_skips(slides: list[WrittenSlide], report: Report) -> None:
    """Note where a slide skips to one that is not there, or is not shown."""
    shown = {n for n, slide in enumerate(slides, 1) if not slide.named("hidden")}
    for number, slide in enumerate(slides, 1):
        for directive in slide.directives:
            if directive.kind == "skip-to" and int(directive.name) not in (
                shown - {number}
            ):
                report.error(
                    directive.line,
                    f"There is no other slide {directive.name} that is shown.",
                )


def _cut(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield the number of the first line of each slide, and its lines."""
    start = 0
    for index, line in enumerate([*lines, "---"]):
        if line.rstrip() == "---":
            yield start + 1, lines[start:index]
            start = index + 1


def _slide(first: int, lines: list[str], folder: Path, report: Report) -> WrittenSlide:
    cut = next((i for i, line in enumerate(lines) if NOTES.match(line)), len(lines))
    written = next((i for i, line in enumerate(lines) if line.strip()), 0)
    slide = WrittenSlide(first + written)
    for index, line in enumerate(lines[:cut]):
        if DIRECTIVE.search(line):
            report.error(first + index, "Double brackets belong below `Notes:`.")
    body = Body(slide.line, first, folder, report)
    slide.title, slide.blocks = body.read("\n".join(lines[:cut]))
    slide.pictures = tuple(body.pictures)
    _read_notes(slide, first + cut + 1, lines[cut + 1 :], report)
    return slide


def _read_notes(
    slide: WrittenSlide, first: int, lines: list[str], report: Report
) -> None:
    kept = []
    for index, line in enumerate(lines):
        for match in DIRECTIVE.finditer(line):
            _read_directive(slide, match[1], first + index, report)
        rest = DIRECTIVE.sub("", line)
        if rest.strip() or rest == line:
            kept.append(rest.rstrip())
    slide.notes = "\n".join(kept).strip()


def _read_directive(
    slide: WrittenSlide, inside: str, line: int, report: Report
) -> None:
    kind, name = _meant(inside)
    if not kind:
        report.error(line, f"[[{inside}]] is not known. Write {KNOWN}.")
        return
    if kind == "break" and not 1 <= int(name) <= LONGEST_BREAK:
        report.error(line, f"A break lasts 1 to {LONGEST_BREAK} minutes.")
        return
    if kind not in MANY and slide.named(kind):
        report.error(line, f"One slide has one [[{kind}]].")
        return
    slide.directives.append(Directive(kind, name, line))


def _meant(inside: str) -> tuple[str, str]:
    """Return the kind of a directive and its name (both empty: it is not known)."""
    if inside.strip().lower() == "hidden":
        return "hidden", "yes"
    directive = read_directive(inside)
    # The polls of a starter deck stand in the plan's survey, in both languages.
    if directive is None or directive.kind == "ask":
        return "", ""
    return directive.kind, directive.value
