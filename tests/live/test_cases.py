"""A case as screens tell it, and as it is called in the papers afterwards."""

from dataclasses import replace
from io import BytesIO

from openpyxl import load_workbook
from pptx import Presentation

from facilitator.documents.decks.results import results_deck
from facilitator.documents.workbooks.polls import polls_workbook
from facilitator.domain.surveys.cases import CaseStep
from facilitator.domain.text import Text
from facilitator.live import reports
from facilitator.live.room import Room
from facilitator.live.snapshots import for_console, for_phones

TITLE, TOLD = Text("The cook", "La cocinera"), Text("A burn.", "Una quemadura.")
NOW = Text("She is alone.", "Está a solas.")


def told_in(room: Room, first: str, second: str) -> None:
    """Make two polls the steps of one case."""
    steps = {
        first: CaseStep("cook", TITLE, TOLD, step=1, of=2),
        second: CaseStep("cook", TITLE, TOLD, NOW, step=2, of=2),
    }
    room.polls = replace(
        room.polls,
        questions=tuple(
            replace(q, case=steps.get(q.name, q.case)) for q in room.polls.questions
        ),
    )


def test_what_was_told_before_goes_with_each_step(room: Room) -> None:
    first, second, *_ = [q.name for q in room.polls.questions]
    told_in(room, first, second)
    room.move("open_poll", {"poll": second})

    told = for_phones(room)["poll"]["case"]

    assert (told["step"], told["of"]) == (2, 2)
    assert told["story"] == NOW.as_dict()
    assert told["text"] == TOLD.as_dict()
    assert [one["step"] for one in told["earlier"]] == [1]
    lines = {line["name"]: line["case"] for line in for_console(room)["polls"]}
    assert lines[first] == {"title": TITLE.as_dict(), "step": 1, "of": 2}
    assert {name for name, case in lines.items() if case} == {first, second}


def test_papers_say_the_case_and_the_step(room: Room) -> None:
    first, second, *_ = [q.name for q in room.polls.questions]
    told_in(room, first, second)
    room.move("open_poll", {"poll": second})
    question = room.polls.question(second)
    assert question is not None
    chosen = question.choices[0].name
    given = [chosen] if question.kind == "multiple" else chosen
    for _ in range(5):
        room.answer(room.join(), second, 1, given, 1)
    room.move("close_poll", {"poll": second})

    report = reports.results(room)

    deck = Presentation(BytesIO(results_deck(report, "es")))
    titles = [s.shapes.title.text for s in deck.slides if s.shapes.title]
    assert any(title.startswith("La cocinera, paso 2 de 2: ") for title in titles)
    book = load_workbook(BytesIO(polls_workbook(reports.polls(room), "en")))
    said = [str(c.value) for sheet in book for row in sheet.iter_rows() for c in row]
    assert any(words.startswith("The cook, step 2 of 2: ") for words in said)
