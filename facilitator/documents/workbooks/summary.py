"""The summary sheet of an evaluation: each scale, and the headline figure."""

from collections.abc import Iterator, Sequence

from facilitator.documents.workbooks.sheets import DECIMAL, SHARE, Column, Value
from facilitator.documents.workbooks.variables import half
from facilitator.domain.surveys.evaluation import EvaluationFigures, ScaleFigures
from facilitator.domain.surveys.statistics import Centre, Count, Proportion, When
from facilitator.domain.surveys.survey import SCALES
from facilitator.domain.text import Text

Row = tuple[Value, ...]

HEADLINE = Text(
    "Top-2-box confidence now (all confidence questions)",
    "Confianza alta o muy alta ahora (todas las preguntas de confianza)",
)
_BEFORE = Text(
    "Top-2-box confidence before (all confidence questions)",
    "Confianza alta o muy alta antes (todas las preguntas de confianza)",
)
KNOWN = Text(
    "Right answers now (all knowledge items, who answered both times)",
    "Respuestas correctas ahora (todas las preguntas de conocimiento, de quienes "
    "respondieron las dos veces)",
)
_KNOWN_BEFORE = Text(
    "Right answers before (all knowledge items, who answered both times)",
    "Respuestas correctas antes (todas las preguntas de conocimiento, de quienes "
    "respondieron las dos veces)",
)
VARIABLE, QUESTION = Text("Variable", "Variable"), Text("Question", "Pregunta")
CODE = Text("Code", "Código")
# Mean, median, and four of the two highest answers.
_MIDDLE_AND_BOXES = 6
MOST_CODES = max(len(scale) for scale in SCALES.values())


def summary_columns(figures: EvaluationFigures, language: str) -> tuple[Column, ...]:
    """Return the columns that `summary_rows` fills; of right answers where some are."""
    right = (
        Column(Text("Right answers, n", "Correctas, n")[language], 12),
        Column(Text("Right answers, %", "Correctas, %")[language], 12, SHARE),
    )
    return (
        Column(VARIABLE[language], 26),
        Column(QUESTION[language], 52),
        Column("n", 7),
        *(Column(f"{CODE[language]} {code}", 10) for code in range(1, MOST_CODES + 1)),
        Column(Text("Mean", "Promedio")[language], 9, DECIMAL),
        Column(Text("Median", "Mediana")[language], 10, DECIMAL),
        Column(Text("Top-2-box n", "Dos más altas, n")[language], 12),
        Column(Text("Top-2-box %", "Dos más altas, %")[language], 12, SHARE),
        Column(Text("95% low", "95% inferior")[language], 11, SHARE),
        Column(Text("95% high", "95% superior")[language], 11, SHARE),
        *(right if figures.known else ()),
    )


def summary_rows(figures: EvaluationFigures, language: str) -> Iterator[Row]:
    """Yield the headline rows, those of right answers, then a row per scale."""
    blank: Row = (None, None) if figures.known else ()
    if figures.confidence_now:
        row = _pooled(figures, "now", HEADLINE[language], figures.confidence_now)
        yield (*row, *blank)
    if figures.confidence_before:
        row = _pooled(figures, "before", _BEFORE[language], figures.confidence_before)
        yield (*row, *blank)
    if figures.known:
        before, now = figures.known
        yield _known("now", KNOWN[language], now)
        yield _known("before", _KNOWN_BEFORE[language], before)
    for scale in (*figures.scales, *figures.of_forms):
        yield (*_row(scale, language), *blank)


def _known(when: When, label: str, right: Proportion) -> Row:
    of_scales = (None,) * (MOST_CODES + _MIDDLE_AND_BOXES)
    return (f"knowledge_{when}", label, right.of, *of_scales, right.count, right.share)


def _pooled(figures: EvaluationFigures, when: When, label: str, top: Proportion) -> Row:
    counts = [0] * MOST_CODES
    for scale in figures.scales:
        if scale.question.kind == "confidence" and scale.when == when:
            for count in scale.counts:
                counts[count.option.code - 1] += count.count
    # No interval: one person gives several of these answers.
    boxes = (top.count, top.share, None, None)
    return (f"confidence_{when}", label, top.of, *counts, None, None, *boxes)


def _row(scale: ScaleFigures, language: str) -> Row:
    variable = half(scale.question, scale.when)
    return (
        variable.name,
        variable.label(language),
        scale.n,
        *by_code(scale.counts),
        *middle(scale.centre),
        *_boxes(scale.top),
    )


def by_code(counts: Sequence[Count]) -> tuple[int | None, ...]:
    """Return the counts of code 1, 2, …; None for codes that the scale has not."""
    found = {c.option.code: c.count for c in counts}
    return tuple(found.get(code) for code in range(1, MOST_CODES + 1))


def middle(centre: Centre | None) -> Row:
    """Return mean and median."""
    return (centre.mean, centre.median) if centre else (None, None)


def _boxes(top: Proportion | None) -> Row:
    return (top.count, top.share, *top.interval) if top else (None,) * 4
