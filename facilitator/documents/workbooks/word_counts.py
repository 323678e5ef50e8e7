"""The sheet of a word cloud's words: how many phones said each, and what was shown."""

from collections.abc import Iterator, Sequence

from facilitator.documents.workbooks.counts import ROUND
from facilitator.documents.workbooks.sheets import Book, Column, Value
from facilitator.domain.reports import WordCount
from facilitator.domain.text import Text

_SHEET = Text("words", "palabras")
_YES, _NO = Text("Yes", "Sí"), Text("No", "No")


def add_words(book: Book, words: Sequence[WordCount], language: str) -> None:
    """Add a row for each word: spellings and words merged into it count as it."""
    columns = (
        Column(Text("Variable", "Variable")[language], 26),
        Column(ROUND[language], 9),
        Column(Text("Word", "Palabra")[language], 34),
        Column(Text("Phones", "Teléfonos")[language], 12),
        Column(Text("Counted with it", "Contadas con ella")[language], 52),
        Column(Text("Shown", "Mostrada")[language], 12),
    )
    book.table("words", columns, _rows(words, language), _SHEET[language])


def _rows(words: Sequence[WordCount], language: str) -> Iterator[tuple[Value, ...]]:
    for one in words:
        shown = (_YES if one.shown else _NO)[language]
        also = "; ".join(one.also) or None
        yield one.question, one.round, one.word, one.phones, also, shown
