"""The results of a session as slides: numbers of people, charts, words let through."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time

from facilitator.documents.decks import figures
from facilitator.documents.decks.attendance_slide import add_attendance
from facilitator.documents.decks.bodies import BODY_SIZES
from facilitator.documents.decks.charts import Bars, add_bars
from facilitator.documents.decks.figures import LOCALES
from facilitator.documents.decks.outgoing import OutgoingDeck
from facilitator.documents.decks.result_slides import (
    add_asked,
    add_question,
    add_too_few,
)
from facilitator.documents.decks.stacked_slides import FIGURES, LINE_SIZES
from facilitator.documents.decks.words import Paragraph
from facilitator.domain.reports import ResultsReport
from facilitator.domain.surveys.results import FEWEST_SHOWN, top_two
from facilitator.domain.surveys.statistics import Proportion
from facilitator.domain.text import Text

_SESSION = Text("Session", "Sesión")
_POLLS = Text("Polls", "Encuestas")
_EVALUATION = Text("Evaluation", "Evaluación")
_ASKED = Text("Questions", "Preguntas")
_RESULTS = Text("Results", "Resultados")
_SO_FAR = Text(
    "As of {time}, while the session goes on",
    "Hasta las {time}, con la sesión en curso",
)
_ABOUT = Text(
    "Counts of {day}, {time}. There are no names in this file, and a question that "
    "fewer than {fewest} people answered shows no counts. The charts can be edited: "
    "right-click one and choose Edit Data.",
    "Recuentos del {day}, {time}. En este archivo no hay nombres, y una pregunta que "
    "respondieron menos de {fewest} personas no muestra recuentos. Las gráficas se "
    "pueden editar: haga clic derecho en una y elija Editar datos.",
)
_HALVES = 2
_CONFIDENT = Text(
    "High or very high confidence, before and now",
    "Confianza alta o muy alta, antes y ahora",
)
_TOGETHER = Text("All questions together", "Todas las preguntas juntas")
_HOW_POOLED = Text(
    "Asked after the session, about before and about now. All questions together "
    "counts every answer to these questions.",
    "Se preguntó después de la sesión, sobre antes y sobre ahora. Todas las preguntas "
    "juntas cuenta cada respuesta a estas preguntas.",
)


def results_deck(
    report: ResultsReport, language: str, pictures: Path | None = None
) -> bytes:
    """Return the .pptx: who was there in numbers, each poll, the evaluation.

    `pictures` is the folder of the pictures that people pointed at. Every chart is a
    native one, with its counts in the workbook inside it and in words as its
    alternative text and in the notes.
    """
    session = report.session
    title = session.title[language]
    zone = ZoneInfo(session.details.time_zone)
    day = _day(session.details.starts_at.astimezone(zone), language)
    deck = OutgoingDeck(
        f"{_RESULTS[language]}: {title}",
        language,
        report.made_at,
        f"{title} · {day}",
    )
    deck.begin_section(_SESSION[language])
    _add_front(deck, report, day)
    add_attendance(deck, report)
    deck.begin_section(_POLLS[language])
    for result in report.polls:
        add_question(deck, result, pictures)
    if report.asked:
        deck.begin_section(_ASKED[language])
        add_asked(deck, report.asked)
    deck.begin_section(_EVALUATION[language])
    if 0 < report.handed_in < FEWEST_SHOWN:
        add_too_few(deck, _EVALUATION[language], report.handed_in)
    elif report.handed_in:
        _add_confidence(deck, report)
        for result in report.evaluation:
            add_question(deck, result)
    return deck.as_bytes()


def _day(moment: datetime, language: str) -> str:
    return str(format_date(moment, "long", locale=LOCALES[language]))


def _add_front(deck: OutgoingDeck, report: ResultsReport, day: str) -> None:
    language, details = deck.language, report.session.details
    made = report.made_at.astimezone(ZoneInfo(details.time_zone))
    time = str(format_time(made, "short", locale=LOCALES[language]))
    notes = _ABOUT[language].format(
        day=_day(made, language), time=time, fewest=FEWEST_SHOWN
    )
    page = deck.add("title", report.session.title[language], notes)
    said = [
        _RESULTS[language],
        " · ".join(filter(None, (day, details.host, details.place))),
    ]
    if report.session.state == "live":
        said.append(_SO_FAR[language].format(time=time))
    deck.fill(page.placeholders[1], [Paragraph(line) for line in said], BODY_SIZES)


def _add_confidence(deck: OutgoingDeck, report: ResultsReport) -> None:
    """Add the program's own figure: high or very high confidence, before and now."""
    language = deck.language
    pairs = [
        (result.question, before, now)
        for whole in report.evaluation
        for result in whole.parts or (whole,)
        if result.question.kind == "confidence" and len(result.series) == _HALVES
        for before, now in [[top_two(result.question, s) for s in result.series]]
        if before and now
    ]
    if not pairs:
        return
    halves = tuple(zip(*((before, now) for _, before, now in pairs), strict=True))
    names = tuple(question.label[language] for question, _, _ in pairs)
    shares = [
        figures.percent(sum(p.count for p in half) / sum(p.of for p in half), language)
        for half in halves
    ]
    said = [
        f"{name}: {_share(before, language)}, {_share(now, language)}"
        for name, (_, before, now) in zip(names, pairs, strict=True)
    ]
    title = _CONFIDENT[language]
    line = f"{_TOGETHER[language]}: {figures.one_then_other(shares, language)}"
    page = deck.add("chart", title, "\n".join([line, *said, _HOW_POOLED[language]]))
    deck.fill(page.placeholders[FIGURES], [Paragraph(line)], LINE_SIZES)
    series = tuple(
        (name[language], tuple(p.share for p in half))
        for name, half in zip((figures.BEFORE, figures.NOW), halves, strict=True)
    )
    words = f"{figures.CHART[language]}. {title}. {line}. {'; '.join(said)}."
    add_bars(page, Bars(names, series, percent=True), words, language)


def _share(part: Proportion, language: str) -> str:
    return f"{figures.percent(part.share, language)} ({part.count}/{part.of})"
