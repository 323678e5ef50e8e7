"""What the trainer should know about a deck before showing it."""

from dataclasses import dataclass
from typing import Literal


def mark(sentence: str) -> str:
    """Return the sentence; the catalogue of translations collects what is marked."""
    return sentence


# English, with places for facts; each says what is there and what to do about it.
SENTENCES: dict[str, str] = {
    # About one slide.
    "no-title": mark(
        "No title. People who listen to the slides find their way by titles."
    ),
    "no-description": mark(
        "A picture without a description. In PowerPoint, right-click the picture "
        "and choose View Alt Text."
    ),
    "slide-damaged": mark("Damaged, and could not be read."),
    "notes-damaged": mark("The notes could not be read."),
    "shape-damaged": mark("A shape could not be read."),
    "chart-unread": mark("The figures of a chart could not be read."),
    "no-words": mark("No text that can be read aloud: the page is a picture only."),
    "not-drawn": mark("Could not be drawn, so it is shown as text."),
    "animation-whole": mark(
        "Its animation is shown whole, as the PDF or the picture has it."
    ),
    "clicks-not-drawn": mark(
        "Its clicks were not drawn, so it is shown whole at once. To try again, add "
        "the deck again; if it stays so, make a slide of each click in PowerPoint."
    ),
    "many-agenda-items": mark(
        "The notes name more than one agenda item; the first one counts."
    ),
    "unknown-mark": mark(
        "The notes hold {mark}, which means nothing here. Known are [[poll]], "
        "[[poll multiple]], [[poll: name]], [[agenda: name]], [[break 10]], "
        "[[content-note: words]] and [[skip-to: 12]]."
    ),
    "media-linked": mark(
        "A video or sound that is not in the file, so it does not play here. In "
        "PowerPoint, insert it from this device instead of linking it, and add the "
        "deck again."
    ),
    "media-not-played": mark(
        "A video or sound ({ending}) that does not play here. Save it as "
        ".mp4 (video) or .mp3 (sound), insert that, and add the deck again."
    ),
    "picture-linked": mark(
        "A picture that is not in the file, so it is not shown here. In PowerPoint, "
        "insert it from this device instead of linking it, and add the deck again."
    ),
    "text-cut": mark(
        "More words than a slide can hold: what comes after the first of them is left "
        "out."
    ),
    "animation-not-played": mark(
        "The animation is not played: the slide is shown whole at once. Only what "
        "appears click by click can be played."
    ),
    "poll-unusable": mark(
        "The notes say that this slide is a poll, but {why}. It stays a slide."
    ),
    "break-unusable": mark(
        "The notes ask for a break of {minutes} minutes. A break lasts 1 to 240 "
        "minutes: write [[break 10]]."
    ),
    "skip-unusable": mark(
        "The notes skip to slide {number}, which is not another slide that is shown. "
        "Count as PowerPoint does, hidden slides too."
    ),
    "small-text": mark(
        "Text too small to be read from the back: “{words}” is about {points} points "
        "on a PowerPoint slide, and under 15 the back row cannot read it. Say it in "
        "fewer words, or on two slides."
    ),
    "low-contrast": mark(
        "Text that hardly stands out: “{words}” has a contrast of {ratio} to 1 against "
        "what is behind it, and needs 3 to 1. Make it darker or lighter."
    ),
    "code-slide": mark(
        "This slide shows how to join or to sign out as it was when the deck was made, "
        "so it is left out. The lobby and the sign-out screen show what holds today."
    ),
    # About the whole deck.
    "fonts-missing": mark(
        "Fonts that this laptop does not have: {fonts}. Others stand in for them, so "
        "look through the pictures; where something does not fit, add the deck as a "
        "PDF."
    ),
    "drawing": mark(
        "LibreOffice could not draw this deck, so its slides are shown as text. "
        "To show them as they look, export the deck as a PDF and add that."
    ),
    "no-libreoffice": mark(
        "LibreOffice was not found on this laptop, so the slides are shown as text. "
        "To show them as they look, export the deck as a PDF and add that, or install "
        "LibreOffice and add the deck again."
    ),
    "slow-drawing": mark(
        "LibreOffice did not finish this deck in {seconds} seconds, so its slides are "
        "shown as text. To show them as they look, export the deck as a PDF and add "
        "that."
    ),
    "heavy-drawing": mark(
        "LibreOffice needed too much memory for this deck, so its slides are shown as "
        "text. To show them as they look, export the deck as a PDF and add that."
    ),
}


# Why a slide whose notes say [[poll]] cannot be one.
PollProblem = Literal[
    "no-title",
    "few-options",
    "many-options",
    "empty-option",
    "equal-options",
    "too-long",
    "levels",
]
POLL_PROBLEMS: dict[PollProblem, str] = {
    "no-title": mark("it has no title, which is the question"),
    "few-options": mark("it has fewer than two points, which are the options"),
    "many-options": mark("it has more than twelve points, which are the options"),
    "empty-option": mark("one of its points says nothing"),
    "equal-options": mark("two of its points say the same"),
    "too-long": mark(
        "it has too many words: a question has at most 200 characters, an option 140"
    ),
    "levels": mark("some of its points have points below them"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at: its kind, a key of `SENTENCES`, and (name, value) facts."""

    kind: str
    facts: tuple[tuple[str, str], ...] = ()

    @property
    def sentence(self) -> str:
        """The English sentence with its facts."""
        return SENTENCES[self.kind].format(**dict(self.facts))
