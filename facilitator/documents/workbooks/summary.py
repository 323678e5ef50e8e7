"""The summary sheet of an evaluation: each scale, and the headline figure."""

from collections.abc import Iterator, Sequence

from facilitator.documents.workbooks.sheets import DECIMAL, SHARE, Column, Value
from facilitator.documents.workbooks.variables import Variable, variables
from facilitator.domain.reports import EvaluationReport
from facilitator.domain.statistics import (
    Centre,
    Count,
    Proportion,
    centre,
    mean_shift,
    tally,
    top_two_box,
)
from facilitator.domain.survey import SCALES, Answer, Question, Survey
from facilitator.domain.text import Text

Row = tuple[Value, ...]

HEADLINE = Text(
    "Top-2-box confidence now (all confidence questions)",
    "Confianza alta o muy alta ahora (todas las preguntas de confianza)",
)
_HEADLINE_NAME = "confidence_now"
_MOST_CODES = max(len(scale) for scale in SCALES.values())


def summary_columns(language: str) -> tuple[Column, ...]:
    """Return the columns that `summary_rows` fills."""
    return (
        Column(Text("Variable", "Variable")[language], 26),
        Column(Text("Question", "Pregunta")[language], 52),
        Column("n", 7),
        *(
            Column(f"{Text('Code', 'Código')[language]} {code}", 10)
            for code in range(1, _MOST_CODES + 1)
        ),
        Column(Text("Mean", "Media")[language], 9, DECIMAL),
        Column(Text("Median", "Mediana")[language], 10, DECIMAL),
        Column(Text("Top-2-box n", "Dos más altas, n")[language], 12),
        Column(Text("Top-2-box %", "Dos más altas, %")[language], 12, SHARE),
        Column(Text("95% low", "95% inferior")[language], 11, SHARE),
        Column(Text("95% high", "95% superior")[language], 11, SHARE),
        Column(Text("Pairs", "Pares")[language], 9),
        Column(Text("Mean shift", "Cambio de la media")[language], 11, DECIMAL),
    )


def summary_rows(report: EvaluationReport, language: str) -> Iterator[Row]:
    """Yield the headline row, then a row per scale variable."""
    scales = [v for v in variables(report.survey) if v.question.kind in SCALES]
    headline = _headline(report, language)
    if headline:
        yield headline
    for variable in scales:
        name = variable.question.name
        answers = [r[name] for r in report.responses if name in r]
        yield _row(variable, answers, language)


def confidence_now(report: EvaluationReport) -> Proportion | None:
    """Return the high and very high among all confidence answers of now."""
    parts = [
        top_two_box(question, _answers(report, question))
        for question in confidence_questions(report.survey)
    ]
    given = [part for part in parts if part]
    if not given:
        return None
    return Proportion(sum(p.count for p in given), sum(p.of for p in given))


def confidence_questions(survey: Survey) -> tuple[Question, ...]:
    """Return the questions the headline is made of."""
    return tuple(q for q in survey.questions if q.kind == "confidence")


def _answers(report: EvaluationReport, question: Question) -> list[Answer]:
    return [r[question.name] for r in report.responses if question.name in r]


def _headline(report: EvaluationReport, language: str) -> Row | None:
    top = confidence_now(report)
    if top is None:
        return None
    counts = [0] * _MOST_CODES
    for question in confidence_questions(report.survey):
        for count in tally(question, _answers(report, question)):
            counts[count.option.code - 1] += count.count
    # No interval: one person gives several of these answers.
    boxes = (top.count, top.share, None, None)
    label = HEADLINE[language]
    return (_HEADLINE_NAME, label, top.of, *counts, None, None, *boxes, None, None)


def _row(variable: Variable, answers: Sequence[Answer], language: str) -> Row:
    question, when = variable.question, variable.when
    middle = centre(question, answers, when)
    shift = mean_shift(question, answers) if when == "now" else None
    return (
        variable.name,
        variable.label(language),
        middle.n if middle else 0,
        *_codes(tally(question, answers, when)),
        *_middle(middle),
        *_boxes(top_two_box(question, answers, when)),
        shift.pairs if shift else None,
        shift.mean if shift else None,
    )


def _codes(counts: Sequence[Count]) -> tuple[int | None, ...]:
    by_code = {c.option.code: c.count for c in counts}
    return tuple(by_code.get(code) for code in range(1, _MOST_CODES + 1))


def _middle(middle: Centre | None) -> Row:
    return (middle.mean, middle.median) if middle else (None, None)


def _boxes(top: Proportion | None) -> Row:
    return (top.count, top.share, *top.interval) if top else (None,) * 4
