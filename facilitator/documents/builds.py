"""Which parts of a slide appear with which click."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

from facilitator.documents.office_text import whole
from facilitator.documents.slide_list import P
from facilitator.domain.decks.deck import Slide
from facilitator.domain.decks.findings import Finding

# The slide as it begins, and one more for each click that is played.
MAX_STEPS = 40
# Beyond this an animation is no list of things that appear.
_MOST_PARAGRAPHS = 1_000
_MOST_TARGETS = 2_000

_ALL, _FRAME = -1, -2
_EFFECTS = {"clickEffect", "withEffect", "afterEffect"}
# What is there stays readable through these.
_IGNORED = {"emph", "mediacall", "verb"}


@dataclass(frozen=True, slots=True)
class Builds:
    """The step, counted from zero, at which parts of a slide are first there.

    `shapes` are whole shapes by their id, `paragraphs` those of a shape by their
    place, `backgrounds` the shapes whose frame and fill come by themselves. What is
    not named is there from the start. Where the animation is more than that, it is
    not `played`, and everything is there from the start.
    """

    steps: int = 1
    shapes: Mapping[str, int] = field(default_factory=dict)
    paragraphs: Mapping[tuple[str, int], int] = field(default_factory=dict)
    backgrounds: Mapping[str, int] = field(default_factory=dict)
    played: bool = True

    def of_shape(self, shape: str) -> int:
        """Return the step at which a shape is there."""
        return self.shapes.get(shape, 0)

    def of_paragraph(self, shape: str, place: int) -> int:
        """Return the step at which a paragraph of a shape is there."""
        return max(self.of_shape(shape), self.paragraphs.get((shape, place), 0))


WHOLE = Builds()


class _NotSimpleError(Exception):
    """The animation does more than let things appear."""


def read_builds(root: etree._Element) -> Builds:
    """Return what a slide's animation lets appear, click by click.

    A click with nothing but emphasis or media on it takes no step.
    """
    timing = next(root.iter(f"{P}timing"), None)
    if timing is None:
        return WHOLE
    there = {naming.get("id", "") for naming in root.iter(f"{P}cNvPr")}
    reading = _Reading(there)
    try:
        for sequence in timing.iter(f"{P}cTn"):
            reading.read_sequence(sequence)
    except _NotSimpleError:
        return Builds(played=False)
    return reading.builds()


class _Reading:
    def __init__(self, there: set[str]) -> None:
        self._there = there
        self._step = 0
        self._targets = 0
        # A paragraph by its place, or one of the two below.
        self._parts: dict[tuple[str, int], int] = {}

    def read_sequence(self, sequence: etree._Element) -> None:
        kind = sequence.get("nodeType")
        if kind == "mainSeq":
            self._read_clicks(sequence)
        # A click on the thing itself; a video's own play and pause are of the kind.
        elif kind == "interactiveSeq" and list(_appearing(sequence)):
            raise _NotSimpleError

    def _read_clicks(self, sequence: etree._Element) -> None:
        for click in sequence.iterfind(f"{P}childTnLst/{P}par"):
            targets = [one for one in _appearing(click) if self._is_there(one)]
            self._targets += len(targets)
            if self._targets > _MOST_TARGETS:
                raise _NotSimpleError
            appearing = [part for one in targets for part in self._new_parts(one)]
            kinds = {node.get("nodeType") for node in click.iter(f"{P}cTn")}
            if appearing and "clickEffect" in kinds:
                self._step = min(self._step + 1, MAX_STEPS - 1)
            # What comes by itself at the beginning is there from the start.
            self._parts.update(dict.fromkeys(appearing, self._step))

    def builds(self) -> Builds:
        parts = self._parts.items()
        return Builds(
            self._step + 1,
            shapes={shape: at for (shape, part), at in parts if part == _ALL},
            paragraphs={one: at for one, at in parts if one[1] >= 0},
            backgrounds={shape: at for (shape, part), at in parts if part == _FRAME},
        )

    def _is_there(self, target: etree._Element) -> bool:
        return target.get("spid", "") in self._there

    def _new_parts(self, target: etree._Element) -> list[tuple[str, int]]:
        """Return what appears for the first time: paragraphs, or all, or the frame."""
        shape = target.get("spid", "")
        if not len(target):
            places: Iterable[int] = [_ALL]
        elif target[0].tag == f"{P}bg":
            places = [_FRAME]
        else:
            places = _places(target)
        return [part for place in places if (part := (shape, place)) not in self._parts]


def _places(target: etree._Element) -> range:
    """Return the paragraphs of a shape that an effect is about."""
    chosen = target.find(f"{P}txEl/{P}pRg")
    if chosen is None:
        raise _NotSimpleError
    first, last = whole(chosen.get("st", "")), whole(chosen.get("end", ""))
    return range(max(first, 0), min(last, _MOST_PARAGRAPHS) + 1)


def _appearing(within: etree._Element) -> Iterator[etree._Element]:
    """Yield the target of every entrance, each once an effect.

    Raises:
        _NotSimpleError: something goes away, moves, or is told in a way unknown here.
    """
    for effect in within.iter(f"{P}cTn"):
        if effect.get("nodeType") not in _EFFECTS:
            continue
        kind = effect.get("presetClass", "")
        if kind in _IGNORED:
            continue
        if kind != "entr" or _hides(effect):
            raise _NotSimpleError
        seen = set()
        for target in effect.iter(f"{P}spTgt", f"{P}inkTgt"):
            if target.tag == f"{P}inkTgt" or len(target) > 1:
                raise _NotSimpleError
            written = etree.tostring(target)
            if written not in seen:
                seen.add(written)
                yield target


def _hides(effect: etree._Element) -> bool:
    """Tell whether something is hidden again, as `hide after animation` does."""
    return any(
        value.get("val") == "hidden"
        for value in effect.iterfind(f".//{P}set/{P}to/{P}strVal")
    )


def shown_at_once(slide: Slide) -> Slide:
    """Return a slide that takes one step, with a finding where it took more."""
    if slide.steps == 1:
        return slide
    played = _renumbered(slide, dict.fromkeys(range(slide.steps), 0))
    finding = Finding("animation-not-played")
    return replace(played, findings=(*slide.findings, finding))


def played_in_words(slide: Slide) -> Slide:
    """Return a slide that takes a step only where words appear.

    For one without pictures: a click on what it does not say would show nothing.
    """
    said = {b.step for text in slide.texts for b in text.blocks if b.text or b.rows}
    places = sorted({0} | said)
    earlier = {step: bisect_right(places, step) - 1 for step in range(slide.steps)}
    return _renumbered(slide, earlier)


def _renumbered(slide: Slide, places: Mapping[int, int]) -> Slide:
    """Return a slide whose steps come at other places."""
    texts = tuple(
        replace(
            text,
            blocks=tuple(replace(b, step=places[b.step]) for b in text.blocks),
        )
        for text in slide.texts
    )
    return replace(slide, texts=texts, steps=max(places.values()) + 1)
