"""Two decks as one: whose words, whose pictures, in which language."""

from dataclasses import replace

import pytest

from facilitator.domain.decks.bilingual import (
    Language,
    Pairing,
    are_told_apart,
    in_version,
    joined,
    language_of,
    without,
)
from facilitator.domain.decks.deck import Block, Deck, Slide, SlidePicture, SlideText
from facilitator.domain.surveys.survey import Option, Question
from facilitator.domain.text import Text

PAIRING = Pairing("a", "b", "en", (0, -1, 1))


def slide(language: str, title: str, *blocks: Block, digest: str = "") -> Slide:
    pictures = (SlidePicture("libreoffice", digest, page=0),) if digest else ()
    text = SlideText(language, title, blocks, notes=f"Notes: {title}")
    return Slide((text,), pictures=pictures)


def deck(*slides: Slide) -> Deck:
    return Deck("A deck", slides, "x.pptx")


ENGLISH = deck(
    slide("en", "Signs to look for", digest="1"),
    slide("en", "Only here", digest="2"),
    slide("und", "The plan", digest="3"),
)
SPANISH = deck(slide("es", "Señales", digest="4"), slide("en", "El plan", digest="5"))


def test_a_pair_has_words_notes_and_pictures_in_both_languages() -> None:
    both = joined(ENGLISH, SPANISH, PAIRING)

    assert [[t.language for t in s.texts] for s in both.slides] == [
        ["en", "es"],
        ["en"],
        ["en", "es"],
    ]
    first, alone, last = both.slides
    assert (first.text("es").title, first.text("es").notes) == (
        "Señales",
        "Notes: Señales",
    )
    assert [p and p.digest for p in map(first.picture, ("en", "es", "fr"))] == [
        "1",
        "4",
        "1",
    ]
    assert [p and p.digest for p in map(alone.picture, ("en", "es"))] == ["2", "2"]
    assert (last.text("en").title, last.text("es").title) == ("The plan", "El plan")
    assert alone == ENGLISH.slides[1]


def test_a_page_of_the_other_pdf_is_not_taken_for_one_of_ours() -> None:
    both = joined(ENGLISH, SPANISH, PAIRING)

    assert [p.page for p in both.slides[0].pictures] == [0, -1]


def test_the_spanish_deck_may_be_the_first() -> None:
    both = joined(SPANISH, ENGLISH, Pairing("b", "a", "es", (0, 2)))

    assert both.slides[1].text("en").title == "The plan"
    assert [p.language for p in both.slides[0].pictures] == ["es", "en"]


def test_pairs_of_an_older_version_of_a_deck_do_no_harm() -> None:
    shorter = replace(SPANISH, slides=SPANISH.slides[:1])
    longer = replace(ENGLISH, slides=(*ENGLISH.slides, slide("en", "New")))

    assert joined(ENGLISH, shorter, PAIRING).slides[2] == ENGLISH.slides[2]
    assert joined(longer, SPANISH, PAIRING).slides[3] == longer.slides[3]
    assert len(joined(longer, SPANISH, PAIRING).slides) == 4


def test_clicks_that_do_not_match_show_the_other_slide_whole() -> None:
    late = Block("item", "Later", step=2)
    clicked = replace(
        slide("es", "Señales", late),
        steps=3,
        pictures=(SlidePicture("libreoffice", "z", builds=("x", "y")),),
    )

    both = joined(ENGLISH, deck(clicked), replace(PAIRING, pairs=(0,))).slides[0]

    assert both.steps == 1
    assert both.text("es").blocks[0].step == 0
    picture = both.picture("es")
    assert picture is not None
    assert (picture.digest, picture.builds) == ("z", ())
    same = joined(
        deck(replace(clicked, texts=ENGLISH.slides[0].texts)),
        deck(clicked),
        replace(PAIRING, pairs=(0,)),
    ).slides[0]
    assert same.text("es").blocks[0].step == 2
    assert [p.builds for p in same.pictures] == [("x", "y"), ("x", "y")]


def test_what_is_in_a_third_language_says_so_by_its_blocks() -> None:
    quote = "La ley protege a las personas que trabajan en el campo y en la casa."
    english = deck(
        slide("en", "Signs to look for", Block("item", "Bonjour", language="fr")),
        slide("es", "Una nota", Block("paragraph", quote)),
    )
    spanish = deck(
        slide("en", "Señales", Block("item", "de", language="es")),
        slide("es", "Una nota para usted", Block("paragraph", quote)),
    )

    both = joined(english, spanish, Pairing("a", "b", "en", (0, 1)))

    first, second = both.slides
    assert first.text("en").blocks[0].language == "fr"
    assert first.text("es").blocks[0].language == ""
    assert second.text("en").blocks[0].language == "es"
    assert second.text("es").blocks[0].language == ""


MARKED_WRONG = deck(slide("en", "Lo que usted puede hacer por las personas"))
WORDLESS = deck(slide("und", ""))


@pytest.mark.parametrize(
    ("first", "second", "language", "clear"),
    [
        (ENGLISH, SPANISH, "en", True),
        (SPANISH, ENGLISH, "es", True),
        (ENGLISH, MARKED_WRONG, "en", True),
        (MARKED_WRONG, ENGLISH, "es", True),
        (WORDLESS, SPANISH, "en", False),
        (WORDLESS, ENGLISH, "es", False),
        (ENGLISH, ENGLISH, "en", False),
        (SPANISH, WORDLESS, "es", False),
        (WORDLESS, WORDLESS, "en", False),
    ],
)
def test_the_words_tell_which_deck_is_in_which_language(
    first: Deck, second: Deck, language: Language, *, clear: bool
) -> None:
    assert language_of(first, second) == language
    assert are_told_apart(first, second) == clear


def test_a_deck_that_goes_takes_its_pairings_along() -> None:
    other = Pairing("c", "d", "en", ())

    assert without((PAIRING, other), "b") == (other,)
    assert without((PAIRING, other), "a", "c") == ()


def question(name: str, label: Text, *options: tuple[Text, bool]) -> Question:
    return Question(
        name,
        "single",
        label,
        options=tuple(
            Option(f"option_{code}", code, words, right=right)
            for code, (words, right) in enumerate(options, 1)
        ),
    )


def test_a_slide_that_is_a_poll_is_asked_in_both_languages() -> None:
    # The Spanish deck is marked as English, as programs do.
    yes, si = Text(en="Yes"), Text(en="Sí")
    english = replace(
        deck(replace(slide("en", "Who to call?"), question="q1")),
        questions=(question("q1", Text(en="Who to call?"), (yes, True), (yes, False)),),
    )
    spanish = replace(
        deck(replace(slide("en", "¿A quién?"), question="q2")),
        questions=(question("q2", Text(en="¿A quién?"), (si, False), (si, False)),),
    )
    pairing = replace(PAIRING, pairs=(0,))

    asked = joined(english, spanish, pairing).questions

    both = Text("Yes", "Sí")
    assert asked == (
        question("q1", Text("Who to call?", "¿A quién?"), (both, True), (both, False)),
    )
    fewer = replace(
        spanish, questions=(question("q2", Text(en="¿A quién?"), (si, False)),)
    )
    assert joined(english, fewer, pairing).questions == english.questions
    assert joined(english, replace(spanish, questions=()), pairing).questions == (
        english.questions
    )


def test_pairs_go_along_into_a_newer_version() -> None:
    moved = {0: 1, 2: 0, 7: 3}

    newer = in_version(PAIRING, "a2", moved, 4)

    assert newer == Pairing("a2", "b", "en", (1, 0, -1, -1))
