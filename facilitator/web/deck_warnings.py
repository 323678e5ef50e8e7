"""What the trainer should know about a deck, gathered by kind."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext as _

_ABOUT_A_SLIDE = re.compile(r"Slide (\d+) (.+)", re.DOTALL)
_UNKNOWN_MARK = re.compile(r"has (\[\[.*\]\]) in its notes, ")


@dataclass(frozen=True, slots=True)
class Warned:
    """One kind of warning, and the slides it is about, counted from one."""

    sentence: str
    slides: tuple[int, ...] = ()


def gathered(warnings: Iterable[str]) -> tuple[Warned, ...]:
    """Return the warnings in the visitor's language, one for each kind.

    The reader says each as `Slide 3 has no title.`; a hundred of these are a wall,
    the same by kind are a list of things to do.
    """
    kinds: dict[str, list[int]] = {}
    known = _known()
    for warning in warnings:
        found = _ABOUT_A_SLIDE.fullmatch(warning)
        if found is None:
            kinds.setdefault(_(warning), [])
            continue
        sentence = known.get(found[2]) or _unknown(found[2])
        kinds.setdefault(sentence, []).append(int(found[1]))
    return tuple(Warned(sentence, tuple(of)) for sentence, of in kinds.items())


def _unknown(predicate: str) -> str:
    mark = _UNKNOWN_MARK.match(predicate)
    if mark is None:
        return predicate[:1].upper() + predicate[1:]
    sentence = _(
        "The notes hold %(mark)s, which means nothing here. "
        "Write [[poll: name]] or [[agenda: name]]."
    )
    return str(sentence) % {"mark": mark[1]}


def _known() -> dict[str, str]:
    """Return what the deck reader says about a slide, and how the desk says it."""
    return {
        "has no title.": _(
            "No title. People who listen to the slides find their way by titles."
        ),
        "has a picture without a description.": _(
            "A picture without a description. In PowerPoint, right-click the picture "
            "and choose View Alt Text."
        ),
        "has a video or sound, which does not play here.": _(
            "A video or sound. It does not play here; open it in PowerPoint."
        ),
        "is damaged and could not be read.": _("Damaged, and could not be read."),
        "has notes that could not be read.": _("The notes could not be read."),
        "has a shape that could not be read.": _("A shape could not be read."),
        "has a chart whose figures could not be read.": _(
            "The figures of a chart could not be read."
        ),
        "has no text that can be read aloud.": _(
            "No text that can be read aloud: the page is a picture only."
        ),
        "could not be drawn, so it is shown as text.": _(
            "Could not be drawn, so it is shown as text."
        ),
        "names more than one agenda item; the first one counts.": _(
            "The notes name more than one agenda item; the first one counts."
        ),
    }
