"""What a trainer writes in a slide's notes: words to say, and what to do with it."""

import re
from dataclasses import dataclass

from facilitator.domain.decks.directives import DIRECTIVE, Directive, read_directive

_TAKEN = "\0"


@dataclass(frozen=True, slots=True)
class SpeakerNotes:
    """The notes without their directives, and what the directives said.

    `unknown` holds the directives that mean nothing, as they were written.
    """

    text: str
    directives: tuple[Directive, ...] = ()
    unknown: tuple[str, ...] = ()

    def values(self, kind: str) -> tuple[str, ...]:
        """Return what the directives of one kind say, in order, each once."""
        return tuple(dict.fromkeys(d.value for d in self.directives if d.kind == kind))

    def number(self, kind: str) -> int | None:
        """Return the number in the first directive of a kind (None: there is none)."""
        found = (d.number for d in self.directives if d.kind == kind)
        return next(found, None)


def read_notes(written: str) -> SpeakerNotes:
    """Split notes into words to say and directives in double brackets.

    See `directives.read_directive`. Anything else in double brackets stays.
    """
    found: list[Directive] = []
    unknown: list[str] = []

    def keep(match: re.Match[str]) -> str:
        directive = read_directive(match[1])
        if directive is None:
            unknown.append(" ".join(match[0].split()))
            return match[0]
        found.append(directive)
        return _TAKEN

    lines = []
    for line in DIRECTIVE.sub(keep, written.replace(_TAKEN, "")).splitlines():
        left = line.replace(_TAKEN, "")
        # A line that held nothing but directives leaves no gap behind.
        if left == line or left.strip():
            lines.append(left.strip() if left != line else line.rstrip())
    return SpeakerNotes("\n".join(lines).strip(), tuple(found), tuple(unknown))
