"""What the answers to a question come to, in words: above a chart and in its notes."""

from collections.abc import Iterator, Sequence

from babel.numbers import format_decimal, format_percent

from facilitator.domain.surveys.amounts import amount_words
from facilitator.domain.surveys.results import Series, top_two
from facilitator.domain.surveys.statistics import Count
from facilitator.domain.surveys.survey import Question
from facilitator.domain.text import Text

LOCALES = {"en": "en_US", "es": "es_US"}

BEFORE = Text("Before the training", "Antes de la capacitación")
NOW = Text("Now", "Ahora")

_ROUND = Text("Round {number}", "Ronda {number}")
_ANSWERED = Text("{number} answered", "{number} respondieron")
_HALVES = Text(
    "{before} answered for before, {now} for now",
    "{before} respondieron sobre antes, {now} sobre ahora",
)
NOBODY = Text("Nobody has answered yet", "Todavía nadie respondió")
TOO_FEW = Text(
    "Too few answers to show ({number})",
    "Muy pocas respuestas para mostrarlas ({number})",
)
_RIGHT = Text("Right answer", "Respuesta correcta")
_IS_RIGHT = Text("{option} (right answer)", "{option} (respuesta correcta)")
_EITHER = Text("{lower} or {higher}", "{lower} o {higher}")
_THEN = Text("{first}, then {second}", "{first}, después {second}")
_ANSWERED_THEN = Text(
    "{first} answered, then {second}", "{first} respondieron, después {second}"
)
_SEVERAL = Text("more than one choice was allowed", "se permitía más de una opción")
_WORDS = Text(
    "shown are the words let through to the screen",
    "se muestran las palabras que pasaron a la pantalla",
)
_MEAN = Text("Mean: {mean} (1 to {most})", "Promedio: {mean} (de 1 a {most})")
_MEDIAN = Text(
    "Median: {median} (from {lowest} to {highest})",
    "Mediana: {median} (de {lowest} a {highest})",
)
_ENDS = (".", "?", "!", "…", ")")
CHART = Text("Bar chart", "Gráfica de barras")


def name_of(series: Series, language: str) -> str:
    """Return what a set of answers is called: its round, or its half of a pair."""
    if series.when:
        return (BEFORE if series.when == "before" else NOW)[language]
    return _ROUND[language].format(number=series.round)


def percent(share: float, language: str) -> str:
    """Return a share as a whole percentage, written as the language does."""
    return str(format_percent(share, locale=LOCALES[language]))


def answered(number: int, language: str) -> str:
    """Return how many answered, in words."""
    return _ANSWERED[language].format(number=number)


def decimal(value: float, language: str) -> str:
    """Return a number with one digit behind the mark, as the language writes it."""
    return str(format_decimal(value, "0.0", locale=LOCALES[language]))


def missing(series: Series, language: str) -> str:
    """Return why a set of answers has no bars."""
    why = TOO_FEW if series.answered else NOBODY
    return why[language].format(number=series.answered)


def headline(question: Question, shown: Sequence[Series], language: str) -> str:
    """Return the line above a chart: how many answered, and what stands out."""
    return " · ".join(
        filter(
            None,
            (
                _how_many(question, shown, language),
                _stands_out(question, shown, language),
            ),
        )
    )


def description(title: str, shown: Sequence[Series], language: str) -> str:
    """Return a chart in words, for people who do not see it."""
    whole = title if title.endswith(_ENDS) else f"{title}."
    said = (f"{line}." for line in lines(shown, language))
    return " ".join([f"{CHART[language]}.", whole, *said])


def lines(shown: Sequence[Series], language: str) -> Iterator[str]:
    """Yield one line for each set of answers: every option with count and share."""
    for series in shown:
        answered = _ANSWERED[language].format(number=series.answered)
        if len(shown) > 1 or series.when:
            answered = f"{name_of(series, language)}, {answered}"
        figures = (_figure(count, series.answered, language) for count in series.counts)
        yield f"{answered}: {'; '.join(figures)}"


def means(question: Question, shown: Sequence[Series], language: str) -> Iterator[str]:
    """Yield the mean of a scale for each set of answers; nothing for other kinds."""
    for series in shown if question.is_scale else ():
        total = sum(count.option.code * count.count for count in series.counts)
        value = round(total / series.answered, 1)
        said = _MEAN[language].format(
            mean=format_decimal(value, locale=LOCALES[language]),
            most=len(question.choices),
        )
        several = len(shown) > 1
        yield f"{name_of(series, language)}: {said}" if several else said


def numbers(
    question: Question, shown: Sequence[Series], language: str
) -> Iterator[str]:
    """Yield the middle and the ends of the numbers that were written."""
    for series in shown:
        if series.numbers:
            found = series.numbers
            ends = (found.median, found.lowest, found.highest)
            median, lowest, highest = (amount_words(n)[language] for n in ends)
            said = _MEDIAN[language].format(
                median=median, lowest=lowest, highest=highest
            )
            yield f"{said} {question.unit[language]}".strip()


def option_name(count: Count, language: str) -> str:
    """Return an option in words, a right answer marked as one."""
    label = count.option.label[language]
    return _IS_RIGHT[language].format(option=label) if count.option.right else label


def highest_two(question: Question, language: str) -> str:
    """Return the two highest points of a scale, such as "High or very high"."""
    lower, higher = (option.label[language] for option in question.choices[-2:])
    return _EITHER[language].format(lower=lower, higher=higher[:1].lower() + higher[1:])


def one_then_other(figures: Sequence[str], language: str) -> str:
    """Return one figure as it is, two as the first and then the second."""
    if len(figures) == 1:
        return figures[0]
    return _THEN[language].format(first=figures[0], second=figures[-1])


def _figure(count: Count, answered: int, language: str) -> str:
    share = percent(count.count / answered, language)
    return f"{option_name(count, language)} {count.count} ({share})"


def _how_many(question: Question, shown: Sequence[Series], language: str) -> str:
    numbers = [series.answered for series in shown]
    if [series.when for series in shown] == ["before", "now"] and len(set(numbers)) > 1:
        return _HALVES[language].format(before=numbers[0], now=numbers[1])
    form = _ANSWERED if len(set(numbers)) == 1 else _ANSWERED_THEN
    answered = form[language].format(
        number=numbers[0], first=numbers[0], second=numbers[-1]
    )
    if question.kind in ("multiple", "words"):
        more = _WORDS if question.kind == "words" else _SEVERAL
        return f"{answered}, {more[language]}"
    return answered


def _stands_out(question: Question, shown: Sequence[Series], language: str) -> str:
    """Return the share of the right answer, or of a scale's two highest points."""
    if question.kind == "numeric":
        return " · ".join(numbers(question, shown, language))
    right = [option.name for option in question.choices if option.right]
    boxes = [top_two(question, series) for series in shown]
    if len(right) == 1:
        name = _RIGHT[language]
        shares = [
            count.count / series.answered
            for series in shown
            for count in series.counts
            if count.option.name == right[0]
        ]
    elif all(boxes):
        name = highest_two(question, language)
        shares = [box.share for box in boxes if box]
    else:
        return ""
    figures = [percent(share, language) for share in shares]
    return f"{name}: {one_then_other(figures, language)}"
