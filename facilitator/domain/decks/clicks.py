"""The clicks of a deck that is drawn already: which are still to come, and how."""

from collections.abc import Mapping
from dataclasses import replace

from facilitator.domain.decks.deck import Deck, Slide, SlidePicture
from facilitator.domain.decks.findings import Finding

# Pages in one go: the program that draws them holds them all in memory.
MOST_AT_ONCE = 60

_NOT_DRAWN = "clicks-not-drawn"


def to_draw(deck: Deck) -> dict[int, int]:
    """Return how many clicks each slide lacks, by its zero-based index, in order."""
    return {
        index: slide.steps - 1
        for index, slide in enumerate(deck.slides)
        if _lacks_clicks(slide)
    }


def portion(deck: Deck, most: int = MOST_AT_ONCE) -> dict[int, int]:
    """Return the first of the slides that lack clicks, of at most so many in all.

    One slide is there in any case, whatever it takes.
    """
    chosen: dict[int, int] = {}
    for index, clicks in to_draw(deck).items():
        if chosen and sum(chosen.values()) + clicks > most:
            break
        chosen[index] = clicks
    return chosen


def with_clicks(deck: Deck, drawn: Mapping[int, tuple[str, ...]]) -> Deck:
    """Return the deck with the clicks of some of its slides.

    Nothing else changes, and no slide that has its clicks already.

    Args:
        deck: as it is by now.
        drawn: by the index of a slide the digests of the slide before each click, an
            empty one where that could not be drawn. Where there are others than the
            slide takes, it is shown whole from now on, and a finding says so.
    """
    slides = tuple(
        _with_builds(slide, drawn[index])
        if index in drawn and _lacks_clicks(slide)
        else slide
        for index, slide in enumerate(deck.slides)
    )
    return replace(deck, slides=slides)


def shown_whole(deck: Deck) -> Deck:
    """Return the deck with no more clicks than are drawn by now."""
    return with_clicks(deck, dict.fromkeys(to_draw(deck), ()))


def counted(deck: Deck) -> tuple[int, int]:
    """Return how many clicks are drawn, and how many there are with those to come."""
    drawn = sum(
        len(picture.builds)
        for slide in deck.slides
        if (picture := _drawn_whole(slide)) is not None
    )
    return drawn, drawn + sum(to_draw(deck).values())


def _drawn_whole(slide: Slide) -> SlidePicture | None:
    return next((one for one in slide.pictures if one.way == "libreoffice"), None)


def _lacks_clicks(slide: Slide) -> bool:
    picture = _drawn_whole(slide)
    return (
        slide.steps > 1
        and picture is not None
        and not picture.builds
        and all(finding.kind != _NOT_DRAWN for finding in slide.findings)
    )


def _with_builds(slide: Slide, builds: tuple[str, ...]) -> Slide:
    if len(builds) != slide.steps - 1:
        return replace(slide, findings=(*slide.findings, Finding(_NOT_DRAWN)))
    pictures = (
        replace(one, builds=tuple(digest or one.digest for digest in builds))
        if one.way == "libreoffice"
        else one
        for one in slide.pictures
    )
    return replace(slide, pictures=tuple(pictures))
