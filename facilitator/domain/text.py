"""Words in every language the program speaks, side by side."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

LANGUAGES = ("en", "es")
# They hold joined emoji together and part letters in Persian. Python does not count
# them as printable, as it does none of the characters that steer without a shape.
_JOINERS = frozenset("\u200c\u200d")


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in English and Spanish; either may be empty where not asked."""

    en: str = ""
    es: str = ""

    def __getitem__(self, language: str) -> str:
        """Return the words in `language`, or in the one that there is.

        Sheets and screens ask for one language; an item written in one only is
        shown as it is rather than left blank.
        """
        return (self.es or self.en) if language == "es" else (self.en or self.es)

    def __str__(self) -> str:
        return self["en"]

    def as_dict(self) -> dict[str, str]:
        """Return `{"en": …, "es": …}`."""
        return {"en": self.en, "es": self.es}

    @classmethod
    def of(cls, words: Mapping[str, str]) -> "Text":
        """Return the text kept as a mapping of language to words."""
        return cls(en=words.get("en", ""), es=words.get("es", ""))


NO_TEXT = Text()
LANGUAGE_NAMES = {"en": Text("English", "Inglés"), "es": Text("Spanish", "Español")}


def is_kept(character: str) -> bool:
    """Whether a character that somebody typed stays in a text.

    Control characters would break spreadsheets and the projector, and a change of
    direction would turn the words around it around.
    """
    return character.isprintable() or character in _JOINERS


def cleaned(words: str) -> str:
    """Return what somebody typed without characters that steer: lines stay apart."""
    return "".join(map(_shown, words.replace("\r\n", "\n")))


def _shown(character: str) -> str:
    # A tab or a no-break space still parts two words.
    if is_kept(character) or character == "\n":
        return character
    return " " if character.isspace() else ""


def is_blank(words: str) -> bool:
    """Whether there is nothing to see in `words`."""
    return all(c.isspace() or c in _JOINERS for c in words)


def plain(words: str) -> str:
    """Return words without accents, case and double spaces, to be compared."""
    apart = unicodedata.normalize("NFKD", words.casefold())
    letters = (c for c in apart if not unicodedata.combining(c))
    return " ".join("".join(letters).replace("_", " ").split())
