"""The lists of words that a trainer can edit: plain files, one word a line."""

import secrets
from pathlib import Path

from facilitator.domain.surveys.word_lists import WordLists, entries, word_lists
from facilitator.errors import BadInputError, FacilitatorError
from facilitator.library.curriculum import shipped_folder
from facilitator.library.problems import Report
from facilitator.library.text_file import read_words

FOLDER = "surveys/words"
LEFT_OUT = ("stop-words.en", "stop-words.es")
FLAGGED = ("flagged.en", "flagged.es")
NAMES = (*LEFT_OUT, *FLAGGED)
MOST_ENTRIES, LONGEST_ENTRY = 2_000, 60

Signature = tuple[tuple[Path, int, int], ...]


class ListTooLongError(BadInputError):
    """A list of words is no list that anybody keeps."""

    code = "list-too-long"
    sentence = (
        "Write at most {most} words, one on each line, each of {longest} letters."
    )


class ListNotKeptError(FacilitatorError):
    """The disk refused."""

    code = "list-not-kept"
    status = 500
    sentence = "The list could not be kept ({reason}). Free some space and try again."


class WordFiles:
    """The lists: a laptop's own where there is one, the curriculum's, else ours."""

    def __init__(self, own: Path, curriculum: Path) -> None:
        self.own = own
        self._folders = (own, curriculum / FOLDER, shipped_folder() / FOLDER)
        self._read: tuple[Signature, WordLists] | None = None

    def lists(self) -> WordLists:
        """Return the lists of both languages; read again once a file has changed."""
        signature = tuple(self._signature(name) for name in NAMES)
        if self._read is None or self._read[0] != signature:
            left_out = [one for name in LEFT_OUT for one in entries(self.words(name))]
            flagged = [one for name in FLAGGED for one in entries(self.words(name))]
            self._read = signature, word_lists(left_out, flagged)
        return self._read[1]

    def words(self, name: str) -> str:
        """Return the words of a list's file; one that cannot be read is passed over."""
        for folder in self._folders:
            path = folder / f"{name}.txt"
            read = read_words(path, Report(path.name)) if path.is_file() else None
            if read is not None:
                return read
        return ""

    def is_own(self, name: str) -> bool:
        """Whether this laptop has a list of its own."""
        return self._own_file(name).is_file()

    def keep(self, name: str, words: str) -> None:
        """Keep a list as this laptop's own: whole, or not at all.

        Raises:
            ListTooLongError: it has too many entries, or one that is too long.
            ListNotKeptError: the disk refused.
        """
        written = entries(words)
        longest = max(map(len, written), default=0)
        if len(written) > MOST_ENTRIES or longest > LONGEST_ENTRY:
            raise ListTooLongError(most=MOST_ENTRIES, longest=LONGEST_ENTRY)
        file = self._own_file(name)
        part = file.with_name(f".{file.name}-{secrets.token_hex(4)}")
        lines = "\n".join(line.rstrip() for line in words.splitlines()).strip()
        try:
            self.own.mkdir(parents=True, exist_ok=True)
            part.write_text(f"{lines}\n", encoding="utf-8", newline="\n")
            part.replace(file)
        except OSError as wrong:
            part.unlink(missing_ok=True)
            reason = wrong.strerror or str(wrong)
            raise ListNotKeptError(reason=reason) from wrong

    def give_up(self, name: str) -> None:
        """Go back to the list of the curriculum."""
        self._own_file(name).unlink(missing_ok=True)

    def _own_file(self, name: str) -> Path:
        if name not in NAMES:
            raise BadInputError(what="list")
        return self.own / f"{name}.txt"

    def _signature(self, name: str) -> tuple[Path, int, int]:
        for folder in self._folders:
            path = folder / f"{name}.txt"
            if path.is_file():
                told = path.stat()
                return path, told.st_mtime_ns, told.st_size
        return Path(), 0, 0
