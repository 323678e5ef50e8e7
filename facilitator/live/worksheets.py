"""The tables' worksheets: read in full by the trainer, shown page by page."""

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from itertools import groupby
from typing import TYPE_CHECKING, Any

from facilitator.domain.surveys.survey import (
    Answer,
    Question,
    Survey,
    is_declined,
    other_text,
)
from facilitator.domain.text import LANGUAGES

if TYPE_CHECKING:
    from facilitator.live.held import HeldSession

JSON = dict[str, Any]
ID_LENGTH = 12

# What fits the narrowest projector (4:3) in words a twenty-fifth of its height.
_LINES = 14.0
_LINE_LENGTH = 52
_GAP = 0.5


def for_console(room: "HeldSession") -> list[JSON]:
    """Return every worksheet that came in, whole."""
    survey = room.worksheet
    if survey is None:
        return []
    stage = room.stage
    lines = []
    for phone, answers in room.responses.forms(room.session.id, "worksheet"):
        rows = _rows(survey, answers)
        pages = _pages(rows)
        name = id_of(phone, answers)
        shown = name == stage.shown_worksheet
        lines.append(
            {
                "id": name,
                "table": _table(survey, answers),
                "shown": shown and stage.uncovered == "worksheet",
                "page": stage.shown_page if shown else 0,
                "pages": [page[0]["section"] if page else {} for page in pages],
                "rows": rows,
            }
        )
    return lines


def on_stage(room: "HeldSession") -> JSON | None:
    """Return the page of the worksheet that the projector shows."""
    chosen, survey = room.stage.shown_worksheet, room.worksheet
    if survey is None or not chosen:
        return None
    for phone, answers in room.responses.forms(room.session.id, "worksheet"):
        if id_of(phone, answers) == chosen:
            pages = _pages(_rows(survey, answers))
            page = room.stage.shown_page
            return {
                "table": _table(survey, answers),
                "page": page,
                "pages": len(pages),
                "rows": pages[page],
            }
    return None


def page_count(room: "HeldSession", worksheet: object) -> int:
    """Return how many pages a worksheet has; 0 where there is no such worksheet."""
    if room.worksheet is None:
        return 0
    for phone, answers in room.responses.forms(room.session.id, "worksheet"):
        if id_of(phone, answers) == worksheet:
            return len(_pages(_rows(room.worksheet, answers)))
    return 0


def id_of(phone: str, answers: Mapping[str, Answer]) -> str:
    """Return the id of a worksheet.

    The words are part of it: a worksheet that was let through and then changed by its
    table is not on the wall until it is shown again.
    """
    seed = f"{phone}:{json.dumps(answers, sort_keys=True)}"
    return sha256(seed.encode()).hexdigest()[:ID_LENGTH]


def _table(survey: Survey, answers: Mapping[str, object]) -> object:
    return answers.get(survey.questions[0].name, "")


def _rows(survey: Survey, answers: Mapping[str, Answer]) -> list[JSON]:
    """Return what is written, but for the table's name, with short labels."""
    asked = survey.questions[1:]
    labels: dict[str, dict[str, str]] = {}
    for _, together in groupby(asked, key=lambda q: q.section):
        labels |= _short_labels(tuple(together))
    return [
        {
            "name": q.name,
            "kind": q.kind,
            "section": q.section.as_dict(),
            "label": labels[q.name],
            "value": _value(q, answers[q.name]),
        }
        for q in asked
        if answers.get(q.name)
    ]


def _value(question: Question, answer: Answer) -> object:
    """Return what was written; of choices their labels in both languages."""
    if question.kind not in ("single", "multiple", "acknowledge") or is_declined(
        answer
    ):
        return answer
    chosen = [answer] if isinstance(answer, str) else list(answer)
    labels = [o.label for o in question.choices if o.name in chosen]
    said = {one: ", ".join(label[one] for label in labels) for one in LANGUAGES}
    text = other_text(answer)
    return {one: f"{words}: {text}" if text else words for one, words in said.items()}


def _short_labels(questions: tuple[Question, ...]) -> dict[str, dict[str, str]]:
    """Return the labels of one section without the words that all of them begin with.

    "Protocols: what we do now" stands under the heading "Protocols".
    """
    short: dict[str, dict[str, str]] = {q.name: {} for q in questions}
    for language in LANGUAGES:
        labels = {q.name: q.label.as_dict()[language] for q in questions}
        begins = {label.partition(": ")[0] for label in labels.values()}
        repeated = len(questions) > 1 and len(begins) == 1
        for name, label in labels.items():
            rest = label.partition(": ")[2] if repeated else ""
            short[name][language] = rest[:1].upper() + rest[1:] if rest else label
    return short


def _pages(rows: Iterable[JSON]) -> list[list[JSON]]:
    """Return the rows section by section; a long section takes several pages."""
    pages: list[list[JSON]] = []
    for _, together in groupby(rows, key=lambda row: row["section"]):
        left = 0.0
        for row in together:
            lines = _lines(row)
            if lines > left:
                pages.append([])
                left = _LINES
            pages[-1].append(row)
            left -= lines
    return pages or [[]]


def _lines(row: JSON) -> float:
    label = max(len(words) for words in row["label"].values())
    paragraphs = str(row["value"]).split("\n")
    paragraphs[0] = " " * (label + 2) + paragraphs[0]
    return _GAP + sum(-(-max(len(words), 1) // _LINE_LENGTH) for words in paragraphs)
