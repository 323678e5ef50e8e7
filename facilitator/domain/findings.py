"""What the trainer should know about a deck before showing it."""

from dataclasses import dataclass


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
    "media-not-played": mark(
        "A video or sound. It does not play here; open it in PowerPoint."
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
    "many-agenda-items": mark(
        "The notes name more than one agenda item; the first one counts."
    ),
    "unknown-mark": mark(
        "The notes hold {mark}, which means nothing here. "
        "Write [[poll: name]] or [[agenda: name]]."
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


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at: its kind, a key of `SENTENCES`, and (name, value) facts."""

    kind: str
    facts: tuple[tuple[str, str], ...] = ()

    @property
    def sentence(self) -> str:
        """The English sentence with its facts."""
        return SENTENCES[self.kind].format(**dict(self.facts))
