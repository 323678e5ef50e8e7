"""Words as a file of slides takes them: what it may hold, and the language's tag."""

import re

# Proofing tools know a language by country; formats here are those of the US.
TAGS = {"en": "en-US", "es": "es-US"}

_NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """Return a text without the characters that no XML file may hold."""
    return _NOT_IN_XML.sub("", text.replace("\v", "\n"))
