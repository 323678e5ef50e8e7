"""The sheet of what the room asked: words, votes, and what became of each."""

from collections.abc import Iterator, Sequence

from facilitator.documents.workbooks.sheets import WHOLE, Column, Tables, Value
from facilitator.domain.stage.asking import Standing
from facilitator.domain.stage.audience_questions import AudienceQuestion
from facilitator.domain.text import Text

NAME = "audience_questions"
_SHEET = Text(NAME, "preguntas_de_la_sala")
_TEXT = Text("Question", "Pregunta")
_VOTES = Text("Votes", "Votos")
_STATUS = Text("Status", "Estado")
_STANDINGS: dict[Standing, Text] = {
    "held": Text("Held", "En espera"),
    "shown": Text("Let through", "Mostrada"),
    "on-stage": Text("Let through", "Mostrada"),
    "answered": Text("Answered", "Respondida"),
    "hidden": Text("Hidden", "Oculta"),
}


def add_questions(
    book: Tables, asked: Sequence[AudienceQuestion], language: str
) -> None:
    """Add the sheet, in the order given: by votes, never by time."""
    columns = (
        Column(_TEXT[language], 90),
        Column(_VOTES[language], 9, WHOLE),
        Column(_STATUS[language], 16),
    )
    book.table(NAME, columns, _rows(asked, language), _SHEET[language])


def _rows(
    asked: Sequence[AudienceQuestion], language: str
) -> Iterator[tuple[Value, ...]]:
    for one in asked:
        yield one.text, one.votes, _STANDINGS[one.standing][language]
