"""Decks of text, in both languages."""

from collections.abc import Callable
from pathlib import Path

import pytest

from facilitator.domain.decks.deck import Block, Deck, Slide, SlideText
from facilitator.library.problems import Report
from facilitator.library.slide_markdown import read_slides
from facilitator.library.slides import read_deck

Damage = Callable[[str, str, str], None]
ENGLISH = "slides/short/slides.en.md"
SPANISH = "slides/short/slides.es.md"


def told(folder: Path) -> list[tuple[str, int, str, str]]:
    return [
        (p.file, p.line, p.severity, p.message)
        for p in read_deck(folder, "short").problems
    ]


def test_a_deck_has_one_slide_with_both_languages(folder: Path) -> None:
    reading = read_deck(folder, "short")
    assert reading.problems == ()
    assert reading.deck == Deck(
        title="Short",
        slides=(
            Slide(
                texts=(
                    SlideText("en", "First", (Block("item", "one"),), "Say one."),
                    SlideText("es", "Primera", (Block("item", "uno"),), "Diga uno."),
                ),
                agenda_item="stop",
            ),
            Slide(
                texts=(
                    SlideText("en", "Second", (Block("paragraph", "Two"),), "Say two."),
                    SlideText(
                        "es", "Segunda", (Block("paragraph", "Dos"),), "Diga dos."
                    ),
                ),
                polls=("where",),
            ),
        ),
        source="slides/short",
    )


def test_blocks_are_read_in_order(tmp_path: Path) -> None:
    (tmp_path / "cat.png").write_bytes(b"")
    report = Report("slides.en.md")
    text = (
        "# A *title*\n\nSome **bold**\nwords\n\n- one\n  - below\n\n3. three\n4. four\n"
        "\n| a | b |\n|---|---|\n| c | |\n\n![A cat](cat.png)\n"
    )
    (slide,) = read_slides(text, tmp_path, report)
    assert report.problems == []
    assert slide.title == "A title"
    assert slide.blocks == (
        Block("paragraph", "Some bold words"),
        Block("item", "one"),
        Block("item", "below", level=1),
        Block("item", "3. three"),
        Block("item", "4. four"),
        Block("table", rows=(("a", "b"), ("c", "")), header=True),
        Block("picture", "A cat"),
    )


def test_a_hidden_slide_stays_in_its_place(folder: Path, damage: Damage) -> None:
    for file in (ENGLISH, SPANISH):
        damage(file, "[[agenda: stop]]", "[[agenda: stop]] [[hidden]]")
    deck = read_deck(folder, "short").deck
    assert [slide.hidden for slide in deck.slides] == [True, False]
    assert deck.shown() == (1,)


def test_breaks_content_notes_and_skips_are_read(folder: Path, damage: Damage) -> None:
    damage(
        ENGLISH,
        "[[agenda: stop]]",
        "[[agenda: stop]]\n[[content-note: A hard story.]]\n"
        "[[break 10]] [[skip-to: 2]]",
    )
    damage(
        SPANISH,
        "[[agenda: stop]]",
        "[[agenda: stop]]\n[[Nota de contenido: Una historia dura.]]\n"
        "[[descanso 10]] [[saltar-a: 2]]",
    )
    reading = read_deck(folder, "short")
    assert reading.problems == ()
    first = reading.deck.slides[0]
    assert (first.break_minutes, first.skip_to) == (10, 1)
    notes = [(text.notes, text.content_note) for text in first.texts]
    assert notes == [
        ("Say one.", "A hard story."),
        ("Diga uno.", "Una historia dura."),
    ]


NOT_SHOWN = (
    "This cannot be shown on a slide. Use paragraphs, lists, tables and pictures."
)
KNOWN = (
    "[[poll: name]], [[agenda: item]], [[break 10]], [[content-note: words]], "
    "[[skip-to: 12]] or [[hidden]]"
)
UNKNOWN = f"[[pol: where]] is not known. Write {KNOWN}."


@pytest.mark.parametrize(
    ("edit", "line", "message"),
    [
        (("# First", "First"), 1, "The slide has no `# Title`."),
        (("- one", "- one\n\n> quote"), 5, NOT_SHOWN),
        (("- one", "- one\n\n***"), 5, NOT_SHOWN),
        (("- one", "- one\n\n```\ncode\n```"), 5, NOT_SHOWN),
        (("- one", "- one\n\n<b>x</b>"), 5, NOT_SHOWN),
        (("- one", "- one\n\n<div>\n"), 5, NOT_SHOWN),
        (
            ("- one", "- one\n\n## more"),
            5,
            "A slide has one heading, its `# Title`, in the first line.",
        ),
        (
            ("- one", "- one\n\n![](cat.png)"),
            5,
            "The picture has no description: ![what it shows](file.png).",
        ),
        (
            ("- one", "- one\n\n![cat](../cat.png)"),
            5,
            "There is no picture `../cat.png` beside the slides.",
        ),
        (
            ("- one", "- one\n\ntext ![cat](cat.png)"),
            5,
            "A picture stands in a paragraph of its own.",
        ),
        (
            ("- one", "- one [[poll: where]]"),
            3,
            "Double brackets belong below `Notes:`.",
        ),
        (("[[poll: where]]", "[[pol: where]]"), 19, UNKNOWN),
        (
            ("[[agenda: stop]]", "[[agenda: stop]] [[agenda: stop]]"),
            8,
            "One slide has one [[agenda]].",
        ),
        (
            ("[[poll: where]]", "[[break 241]]"),
            19,
            "A break lasts 1 to 240 minutes.",
        ),
        (
            ("[[poll: where]]", "[[skip-to: 3]]"),
            19,
            "There is no other slide 3 that is shown.",
        ),
        (
            ("[[poll: where]]", "[[skip-to: 2]]"),
            19,
            "There is no other slide 2 that is shown.",
        ),
        (
            ("[[poll: where]]", "[[poll]]"),
            19,
            f"[[poll]] is not known. Write {KNOWN}.",
        ),
    ],
)
def test_a_mistake_is_told_with_its_line(
    folder: Path, damage: Damage, edit: tuple[str, str], line: int, message: str
) -> None:
    damage(ENGLISH, *edit)
    assert (ENGLISH, line, "error", message) in told(folder)


@pytest.mark.parametrize(
    ("edit", "line", "message"),
    [
        (
            ("- uno", "uno"),
            1,
            (
                "Slide 1 is not built as in English (line 1): it needs the same "
                "paragraphs, list items, tables and pictures."
            ),
        ),
        (
            ("[[poll: where]]", ""),
            12,
            "Slide 2 does not have the same [[poll]] as in English.",
        ),
        (
            ("[[poll: where]]", "[[poll: where]] [[break 10]]"),
            12,
            "Slide 2 does not have the same [[break]] as in English.",
        ),
        (
            ("[[poll: where]]", "[[poll: where]] [[nota de contenido: Un aviso.]]"),
            12,
            "Slide 2 has a content note in one language only.",
        ),
        (("Diga uno.", ""), 1, "Slide 1 has notes in one language only."),
        (("---\n\n# Segunda\n", ""), 1, "There are 1 slides here and 2 in English."),
    ],
)
def test_both_languages_must_be_built_alike(
    folder: Path, damage: Damage, edit: tuple[str, str], line: int, message: str
) -> None:
    damage(SPANISH, *edit)
    assert told(folder)[-1] == (SPANISH, line, "error", message)


def test_an_endless_slide_is_not_even_parsed(folder: Path, damage: Damage) -> None:
    damage(ENGLISH, "- one", "[" * 900_000)
    problem = (ENGLISH, 1, "error", "The slide has more than 10000 characters.")
    assert problem in told(folder)


def test_a_missing_language_is_a_mistake(folder: Path) -> None:
    (folder / SPANISH).unlink()
    assert told(folder) == [(SPANISH, 1, "error", "There is no such file.")]


def test_two_slides_of_one_name_and_long_slides_warn(
    folder: Path, damage: Damage
) -> None:
    damage(ENGLISH, "# Second", "# First")
    damage(ENGLISH, "Two", "two " * 91)
    assert told(folder) == [
        (
            ENGLISH,
            12,
            "warning",
            "The slide has 91 words; more than 90 are hard to read from the back row.",
        ),
        (ENGLISH, 12, "warning", "Two slides are called “First”."),
    ]
    assert read_deck(folder, "short").sound
