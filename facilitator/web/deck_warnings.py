"""What the trainer should know about a deck, gathered by kind."""

from dataclasses import dataclass

from facilitator.domain.deck import Deck
from facilitator.domain.findings import SENTENCES, WITHOUT_PICTURES, Finding
from facilitator.web.locale import filled, get_language


@dataclass(frozen=True, slots=True)
class Warned:
    """One kind of finding, and the slides it is about, counted from one."""

    sentence: str
    slides: tuple[int, ...] = ()


def sentence_about(finding: Finding) -> str:
    """Return what a finding says, in the visitor's language."""
    return filled(SENTENCES[finding.kind], dict(finding.facts), get_language())


def gathered(deck: Deck) -> tuple[Warned, ...]:
    """Return the findings in the visitor's language, one for each kind.

    A hundred times `No title` is a wall; one line with its slides is a thing to do.
    What says why pictures are missing is left out once they are there.
    """
    bare = any(slide.picture() is None for slide in deck.slides)
    kinds: dict[Finding, list[int]] = {
        finding: []
        for finding in deck.findings
        if bare or finding.kind not in WITHOUT_PICTURES
    }
    for number, slide in enumerate(deck.slides, 1):
        for finding in slide.findings:
            if slide.picture() is None or finding.kind not in WITHOUT_PICTURES:
                kinds.setdefault(finding, []).append(number)
    return tuple(
        Warned(sentence_about(finding), tuple(slides))
        for finding, slides in kinds.items()
    )
