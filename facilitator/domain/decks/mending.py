"""What the trainer puts right in a deck: titles, and descriptions of pictures."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from facilitator.domain.decks.deck import Block, Deck, Mend, Slide
from facilitator.domain.decks.findings import Finding
from facilitator.domain.text import is_blank, is_kept
from facilitator.errors import BadInputError, NotFoundError

LONGEST_TITLE = 200
LONGEST_DESCRIPTION = 500

_MENDABLE = ("no-title", "no-description")


class MendTooLongError(BadInputError):
    """A title or a description holds more than fits."""

    code = "mend-too-long"
    sentence = "That is too long. Use at most {longest} characters."


class NothingToMendError(NotFoundError):
    """The slide has its own words there, or is not in the deck any more."""

    code = "nothing-to-mend"
    sentence = "There is nothing to put right there any more. Load the page again."


@dataclass(frozen=True, slots=True)
class Undescribed:
    """A picture that came without a description: its key, and what was written."""

    key: str
    image: str
    text: str
    decorative: bool


def with_title(deck: Deck, index: int, title: str, language: str = "") -> Deck:
    """Return the deck with a title for a slide that came without one.

    Args:
        deck: the deck.
        index: the slide, counted from zero.
        title: the words; none take an earlier mend back.
        language: of the text that lacks the title ("": the slide's first).

    Raises:
        MendTooLongError: over `LONGEST_TITLE` characters.
        NothingToMendError: no such slide, or it has a title of its own.
    """
    slide = _slide(deck, index)
    language = language or slide.texts[0].language
    if language not in untitled(slide):
        raise NothingToMendError
    words = _tidied(title, LONGEST_TITLE)
    kept = [m for m in slide.mends if (m.what, m.key) != ("title", language)]
    if words:
        kept.append(Mend("title", words, language))
    return _with_slide(deck, index, _mended(slide, kept))


def with_description(
    deck: Deck, index: int, key: str, text: str, *, decorative: bool
) -> Deck:
    """Return the deck with a picture described, on every slide that shows it.

    Args:
        deck: the deck.
        index: a slide with the picture, counted from zero.
        key: the picture's, as `undescribed` names it.
        text: the description; none takes an earlier one back.
        decorative: whether it only decorates, which needs no description.

    Raises:
        MendTooLongError: over `LONGEST_DESCRIPTION` characters.
        NothingToMendError: no such picture, or it came with a description.
    """
    if key not in {one.key for one in undescribed(_slide(deck, index))}:
        raise NothingToMendError
    words = "" if decorative else _tidied(text, LONGEST_DESCRIPTION)
    is_everywhere = not key.startswith("@")
    slides = tuple(
        _described(slide, key, words, decorative=decorative)
        if place == index or (is_everywhere and _shows(slide, key))
        else slide
        for place, slide in enumerate(deck.slides)
    )
    return replace(deck, slides=slides)


def untitled(slide: Slide) -> tuple[str, ...]:
    """Return the languages in which a slide came without a title, mended or not."""
    mended = {m.key for m in slide.mends if m.what == "title"}
    return tuple(
        text.language
        for text in slide.texts
        if not text.title or text.language in mended
    )


def undescribed(slide: Slide) -> tuple[Undescribed, ...]:
    """Return the pictures of a slide that came without a description, each once."""
    mends = {m.key: m.value for m in slide.mends if m.what == "description"}
    found: dict[str, Undescribed] = {}
    for key, block in _pictures(slide):
        if not block.text or key in mends:
            is_decorative = key in mends and not mends[key]
            found[key] = Undescribed(
                key, block.image, mends.get(key, ""), is_decorative
            )
    return tuple(found.values())


def carried(slide: Slide, mends: Iterable[Mend]) -> Slide:
    """Return a slide with the mends of an earlier one, where it still lacks them."""
    lacking = {
        "title": set(untitled(slide)),
        "description": {one.key for one in undescribed(slide)},
    }
    kept = {(mend.what, mend.key): mend for mend in slide.mends}
    for mend in mends:
        if mend.key in lacking[mend.what]:
            kept.setdefault((mend.what, mend.key), mend)
    mended = tuple(kept.values())
    return slide if mended == slide.mends else _mended(slide, list(mended))


def _slide(deck: Deck, index: int) -> Slide:
    if not 0 <= index < len(deck.slides):
        raise NothingToMendError
    return deck.slides[index]


def _with_slide(deck: Deck, index: int, slide: Slide) -> Deck:
    slides = (*deck.slides[:index], slide, *deck.slides[index + 1 :])
    return replace(deck, slides=slides)


def _shows(slide: Slide, key: str) -> bool:
    return key in {one.key for one in undescribed(slide)}


def _described(slide: Slide, key: str, words: str, *, decorative: bool) -> Slide:
    kept = [m for m in slide.mends if (m.what, m.key) != ("description", key)]
    if words or decorative:
        kept.append(Mend("description", words, key))
    return _mended(slide, kept)


def _mended(slide: Slide, mends: list[Mend]) -> Slide:
    """Return a slide with these mends in place of its earlier ones, words and all."""
    titled = {m.key for m in (*slide.mends, *mends) if m.what == "title"}
    titles = {m.key: m.value for m in mends if m.what == "title"}
    told = {m.key for m in (*slide.mends, *mends) if m.what == "description"}
    described = {m.key: m.value for m in mends if m.what == "description"}

    def block_of(key: str, block: Block) -> Block:
        return replace(block, text=described.get(key, "")) if key in told else block

    texts = tuple(
        replace(
            text,
            title=titles.get(text.language, "")
            if text.language in titled
            else text.title,
            blocks=_each(text.blocks, block_of),
        )
        for text in slide.texts
    )
    slide = replace(slide, texts=texts, mends=tuple(mends))
    return replace(slide, findings=_findings(slide))


def _findings(slide: Slide) -> tuple[Finding, ...]:
    """Return what there is to say of a slide now; what was mended is not said."""
    others = tuple(f for f in slide.findings if f.kind not in _MENDABLE)
    found = []
    if any(not text.title for text in slide.texts):
        found.append(Finding("no-title"))
    if any(not one.text and not one.decorative for one in undescribed(slide)):
        found.append(Finding("no-description"))
    return (*found, *others)


def _pictures(slide: Slide) -> list[tuple[str, Block]]:
    """Return the picture blocks with their keys, in every language."""
    return [pair for text in slide.texts for pair in _keyed(text.blocks)]


def _keyed(blocks: tuple[Block, ...]) -> list[tuple[str, Block]]:
    """Return the picture blocks with their keys: the digest, else the place."""
    pictures = [block for block in blocks if block.kind == "picture"]
    return [(one.image or f"@{place}", one) for place, one in enumerate(pictures)]


def _each(
    blocks: tuple[Block, ...], change: Callable[[str, Block], Block]
) -> tuple[Block, ...]:
    changed = (change(key, block) for key, block in _keyed(blocks))
    return tuple(next(changed) if b.kind == "picture" else b for b in blocks)


def _tidied(typed: str, longest: int) -> str:
    kept = " ".join("".join(c if is_kept(c) else " " for c in typed).split())
    if is_blank(kept):
        return ""
    if len(kept) > longest:
        raise MendTooLongError(longest=longest)
    return kept
