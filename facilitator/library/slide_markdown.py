"""The slides of one language: a Markdown file, cut at lines of `---`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from facilitator.domain.deck import Block
from facilitator.library.problems import Report
from facilitator.library.slide_body import Body

NOTES = re.compile(r"\s*(?:Notes|Notas):\s*\Z")
DIRECTIVE = re.compile(r"\[\[([^\[\]\n]*)\]\]")


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
    return slides


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
    kind, colon, name = (part.strip() for part in inside.partition(":"))
    if kind == "hidden" and not colon:
        name = "yes"
    elif kind not in ("poll", "agenda") or not name:
        report.error(
            line,
            f"[[{inside}]] is not known. Write [[poll: name]], [[agenda: item]] "
            "or [[hidden]].",
        )
        return
    if kind != "poll" and slide.named(kind):
        report.error(line, f"One slide has one [[{kind}]].")
        return
    slide.directives.append(Directive(kind, name, line))
