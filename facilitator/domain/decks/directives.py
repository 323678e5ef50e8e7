"""What a trainer asks for in a slide's notes, in double brackets."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

DirectiveKind = Literal[
    "poll", "ask", "agenda", "break", "content-note", "skip-to", "code"
]

# The text between two pairs of brackets; it may go on over lines.
DIRECTIVE = re.compile(r"\[\[([^\[\]]*)\]\]")
LONGEST_BREAK = 240
LONGEST_NAME = 80
LONGEST_NOTE = 600

# English and Spanish, without accents, case or hyphens.
_NAMED: dict[str, DirectiveKind] = {
    "poll": "poll",
    "encuesta": "poll",
    "agenda": "agenda",
    "break": "break",
    "descanso": "break",
    "content note": "content-note",
    "nota de contenido": "content-note",
    "skip to": "skip-to",
    "saltar a": "skip-to",
}
_LONGEST = {"poll": LONGEST_NAME, "agenda": LONGEST_NAME, "content-note": LONGEST_NOTE}
_COUNTED = re.compile(r"(break|descanso|skip to|saltar a) (\d.*)")
_MINUTES = re.compile(r"(\d{1,4}) ?(?:m|min|mins|minutes?|minutos?)?\.?")
_NUMBER = re.compile(r"\d{1,4}")


@dataclass(frozen=True, slots=True)
class Directive:
    """One thing that is asked for.

    `poll` places the poll of the name `value` after the slide; `ask` says that the
    slide is one, `single` or `multiple`; `agenda` names an agenda item; `break` has
    minutes, `content-note` words, `skip-to` the number of a slide as people count.
    `code` marks a slide with the session's code, to `join` or to `sign-out`.
    """

    kind: DirectiveKind
    value: str

    @property
    def number(self) -> int:
        """The minutes or the slide that it names."""
        return int(self.value)


# Those that need no more words.
_ALONE = {
    "poll": Directive("ask", "single"),
    "encuesta": Directive("ask", "single"),
    "poll multiple": Directive("ask", "multiple"),
    "encuesta multiple": Directive("ask", "multiple"),
    "join": Directive("code", "join"),
    "unirse": Directive("code", "join"),
    "sign out": Directive("code", "sign-out"),
    "salida": Directive("code", "sign-out"),
}


def read_directive(inside: str) -> Directive | None:
    """Return what the text between double brackets asks for (None: nothing known).

    Case, spaces, hyphens and accents of the first words do not matter. Whether the
    number of minutes or of a slide makes sense is for the reader to say.
    """
    head, colon, tail = inside.partition(":")
    value = " ".join(tail.split())
    plain = _plain(head)
    if not colon:
        if plain in _ALONE:
            return _ALONE[plain]
        counted = _COUNTED.fullmatch(plain)
        if counted is None:
            return None
        plain, value = counted[1], counted[2]
    kind = _NAMED.get(plain)
    if kind is None or not value or len(value) > _LONGEST.get(kind, LONGEST_NAME):
        return None
    if kind == "break":
        minutes = _MINUTES.fullmatch(value.lower())
        return Directive(kind, minutes[1]) if minutes else None
    if kind == "skip-to" and not _NUMBER.fullmatch(value):
        return None
    return Directive(kind, value)


def _plain(words: str) -> str:
    """Return words in lower case, without accents, hyphens and double spaces."""
    apart = unicodedata.normalize("NFKD", words.lower())
    letters = "".join(c for c in apart if not unicodedata.combining(c))
    return " ".join(re.sub(r"[-_]", " ", letters).split())
