"""What a trainer writes in a slide's notes: words to say, and where polls go."""

import re
from dataclasses import dataclass

_DIRECTIVE = re.compile(r"\[\[\s*([^\[\]:]*?)\s*(?::\s*([^\[\]]*?)\s*)?\]\]")


@dataclass(frozen=True, slots=True)
class SpeakerNotes:
    """The notes without their directives, and what the directives said.

    `unknown` holds the directives that mean nothing, as they were written.
    """

    text: str
    polls: tuple[str, ...] = ()
    agenda_items: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


def read_notes(written: str) -> SpeakerNotes:
    """Split notes into words to say and directives in double brackets.

    `[[poll: name]]` places a poll after the slide, `[[agenda: name]]` ties the slide
    to an agenda item. Anything else in double brackets stays in the notes.
    """
    polls: list[str] = []
    agenda_items: list[str] = []
    unknown: list[str] = []

    def keep(match: re.Match[str]) -> str:
        kind, name = match[1].lower(), match[2]
        if name and kind == "poll":
            polls.append(name)
        elif name and kind == "agenda":
            agenda_items.append(name)
        else:
            unknown.append(match[0])
            return match[0]
        return ""

    lines = []
    for line in written.splitlines():
        left = _DIRECTIVE.sub(keep, line)
        # A line that held nothing but directives leaves no gap behind.
        if left == line or left.strip():
            lines.append(left.strip() if left != line else line.rstrip())
    return SpeakerNotes(
        text="\n".join(lines).strip(),
        polls=tuple(dict.fromkeys(polls)),
        agenda_items=tuple(dict.fromkeys(agenda_items)),
        unknown=tuple(unknown),
    )
