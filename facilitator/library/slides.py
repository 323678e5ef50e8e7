"""Starter decks as text, from `slides/<deck>/`: both languages, one deck."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from facilitator.domain.decks.deck import Deck, Slide, SlideText
from facilitator.domain.text import LANGUAGES, Text
from facilitator.library.problems import Problem, Report, errors
from facilitator.library.reading import read_file
from facilitator.library.schema import TEXT, Key, record
from facilitator.library.slide_markdown import WrittenSlide, read_slides
from facilitator.library.text_file import read_words


@dataclass(frozen=True, slots=True)
class Placed:
    """A poll or an agenda item that a slide's notes name, and where they do."""

    kind: str
    name: str
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class DeckReading:
    """A deck as read, its problems, and what its notes refer to.

    `pictures` are the files of its picture blocks by language, in the same order.
    """

    deck: Deck
    problems: tuple[Problem, ...]
    placed: tuple[Placed, ...] = ()
    pictures: Mapping[str, tuple[Path, ...]] = field(default_factory=dict)

    @property
    def sound(self) -> bool:
        """Whether the deck may be shown."""
        return not errors(self.problems)


def read_deck(folder: Path, deck: str) -> DeckReading:
    """Read `slides/<deck>/`: deck.yaml, slides.en.md and slides.es.md."""
    source = f"slides/{deck}"
    about = read_file(folder, f"{source}/deck.yaml", _ABOUT)
    reports = {code: Report(f"{source}/slides.{code}.md") for code in LANGUAGES}
    written = {code: _read(folder, report) for code, report in reports.items()}
    english, spanish = written["en"], written["es"]
    if english and spanish:
        _compare(english, spanish, reports["es"])
    slides = tuple(_slide(a, b) for a, b in zip(english, spanish, strict=False))
    problems = [*about.problems, *(p for r in reports.values() for p in r.problems)]
    return DeckReading(
        Deck(about.value.en, slides, source),
        tuple(problems),
        _placed(english, reports["en"].file),
        {code: tuple(_pictures(slides)) for code, slides in written.items()},
    )


def _pictures(slides: list[WrittenSlide]) -> Iterator[Path]:
    return (picture for slide in slides for picture in slide.pictures)


def _read(folder: Path, report: Report) -> list[WrittenSlide]:
    path = folder / report.file
    text = read_words(path, report)
    return [] if text is None else read_slides(text, path.parent, report)


def _compare(
    english: list[WrittenSlide], spanish: list[WrittenSlide], report: Report
) -> None:
    """Note where the Spanish file is not built as the English one is."""
    if len(english) != len(spanish):
        report.error(
            spanish[-1].line,
            f"There are {len(spanish)} slides here and {len(english)} in English.",
        )
        return
    for number, (first, second) in enumerate(zip(english, spanish, strict=True), 1):
        if first.shape != second.shape:
            report.error(
                second.line,
                f"Slide {number} is not built as in English (line {first.line}): it "
                "needs the same paragraphs, list items, tables and pictures.",
            )
        if bool(first.notes) != bool(second.notes):
            report.error(second.line, f"Slide {number} has notes in one language only.")
        if bool(first.named("content-note")) != bool(second.named("content-note")):
            report.error(
                second.line, f"Slide {number} has a content note in one language only."
            )
        for kind in ("poll", "agenda", "hidden", "break", "skip-to"):
            if first.named(kind) != second.named(kind):
                report.error(
                    second.line,
                    f"Slide {number} does not have the same [[{kind}]] as in English.",
                )


def _slide(english: WrittenSlide, spanish: WrittenSlide) -> Slide:
    return Slide(
        texts=(_words("en", english), _words("es", spanish)),
        hidden=bool(english.named("hidden")),
        polls=english.named("poll"),
        agenda_item="".join(english.named("agenda")),
        break_minutes=int("".join(english.named("break")) or 0),
        skip_to=int("".join(english.named("skip-to")) or 0) - 1,
    )


def _words(language: str, slide: WrittenSlide) -> SlideText:
    return SlideText(
        language,
        slide.title,
        tuple(slide.blocks),
        slide.notes,
        "".join(slide.named("content-note")),
    )


def _placed(slides: list[WrittenSlide], file: str) -> tuple[Placed, ...]:
    return tuple(
        Placed(directive.kind, directive.name, file, directive.line)
        for slide in slides
        for directive in slide.directives
    )


def _about(*, title: Text) -> Text:
    return title


_ABOUT = record(_about, {"title": Key(TEXT)})
