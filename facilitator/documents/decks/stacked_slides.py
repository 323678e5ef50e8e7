"""The slides of rankings and matrices: a bar of parts for each option or statement."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from facilitator.documents.decks import figures
from facilitator.documents.decks.bodies import BODY_SIZES
from facilitator.documents.decks.charts import Bars, add_bars
from facilitator.documents.decks.layouts import LEAST_POINTS
from facilitator.documents.decks.outgoing import OutgoingDeck
from facilitator.documents.decks.words import Paragraph
from facilitator.domain.surveys.ranking import Placing, best_first, places_of
from facilitator.domain.surveys.results import QuestionResult, Series, top_two
from facilitator.domain.surveys.survey import Question
from facilitator.domain.text import Text

FIGURES = 16  # the placeholder for the line above a chart
LINE_SIZES = (LEAST_POINTS, 20, 18)

# From the lowest point of a scale to the highest, which is the strongest.
_TONES = ("E4DED3", "BCC9CC", "8FB8C9", "1A6F94", "083A50")
# Put first, put second, and everything below.
_PLACE_TONES = ("083A50", "1A6F94", "E4DED3")
_HIGH = 2
_FIRST, _SECOND = Text("Put first", "En primer lugar"), Text("Second", "En segundo")
_LOWER = Text("Lower or not ranked", "Más abajo o sin lugar")
_BEST = Text("Mean place, 1 is first", "Lugar promedio; 1 es el primero")
_MEAN_PLACE = Text("mean place {mean}", "lugar promedio {mean}")
_MEAN = Text("mean {mean}", "promedio {mean}")
_TOP = Text("{share} {names}", "{share}: {names}")


@dataclass(frozen=True, slots=True)
class _Chart:
    """What one slide shows: its line, its bars, and each bar in words."""

    title: str
    line: str
    bars: Bars
    said: tuple[str, ...]


def say(deck: OutgoingDeck, title: str, lines: Sequence[str]) -> None:
    """Add a slide of a few lines, without a chart."""
    page = deck.add("content", title, "\n".join(lines))
    plain = [Paragraph(line, "none") for line in lines]
    deck.fill(page.placeholders[1], plain, BODY_SIZES)


def add_stacked(deck: OutgoingDeck, result: QuestionResult) -> None:
    """Add a slide for each round of a ranking or a matrix, and each half of a pair."""
    language = deck.language
    several = len({series.round for series in result.series}) > 1
    for series in result.series:
        title = result.question.label[language]
        if several:
            title = f"{title} ({figures.name_of(series, language).lower()})"
        if result.parts:
            charts = list(_matrices(result, series, title, language))
        else:
            charts = list(_rankings(result.question, series, title, language))
        for chart in charts:
            _add(deck, chart)
        if not charts:
            say(deck, title, [figures.missing(series, language)])


def _add(deck: OutgoingDeck, chart: _Chart) -> None:
    notes = "\n".join([chart.line, *chart.said])
    page = deck.add("chart", chart.title, notes)
    deck.fill(page.placeholders[FIGURES], [Paragraph(chart.line)], LINE_SIZES)
    words = f"{figures.CHART[deck.language]}. {chart.title} {'; '.join(chart.said)}."
    add_bars(page, chart.bars, words, deck.language)


def _rankings(
    question: Question, series: Series, title: str, language: str
) -> Iterator[_Chart]:
    if not series.places:
        return
    placed = best_first(series.places)
    names = [_FIRST, _SECOND, _LOWER] if places_of(question) > 1 else [_FIRST, _LOWER]
    parts = [_shares(one, series.answered) for one in placed]
    answered = figures.answered(series.answered, language)
    yield _Chart(
        title,
        f"{answered} · {_BEST[language]}",
        Bars(
            tuple(_with_mean(one, language) for one in placed),
            tuple(
                (name[language], tuple(part[place] for part in parts))
                for place, name in enumerate(names)
            ),
            percent=True,
            tones=(_PLACE_TONES[0], *_PLACE_TONES[-(len(names) - 1) :]),
        ),
        tuple(
            f"{_with_mean(one, language)}: {_FIRST[language].lower()} {one.first}"
            for one in placed
        ),
    )


def _with_mean(one: Placing, language: str) -> str:
    mean = figures.decimal(one.mean, language)
    return f"{one.option.label[language]} ({_MEAN_PLACE[language].format(mean=mean)})"


def _shares(one: Placing, answered: int) -> tuple[float, ...]:
    """Return who put it first, who second where that was asked, and all the others."""
    high = tuple(count / answered for count in one.places[:_HIGH])
    return (*high, max(0.0, 1 - sum(high)))


def _matrices(
    result: QuestionResult, whole: Series, title: str, language: str
) -> Iterator[_Chart]:
    """Yield the chart of a round, or one for each half of a retrospective matrix."""
    halves = ("before", "now") if result.question.retrospective else (None,)
    for half in halves:
        rows = [
            (row.label[language], part.question, one)
            for row, part in zip(result.question.rows, result.parts, strict=True)
            for one in part.series
            if one.round == whole.round and one.when == half
        ]
        shown = [row for row in rows if row[2].counts]
        if not shown:
            continue
        when = figures.name_of(shown[0][2], language) if half else ""
        absent = [
            f"{n}: {figures.missing(s, language)}" for n, _, s in rows if not s.counts
        ]
        line = " · ".join([figures.answered(whole.answered, language), *absent])
        said = [
            f"{name}: {_in_words(part, one, language)}" for name, part, one in shown
        ]
        yield _Chart(
            f"{title} ({when.lower()})" if when else title,
            line,
            _stack(result.question, [(n, p, s) for n, p, s in shown], language),
            tuple(said + absent),
        )


def _stack(
    question: Question, rows: Sequence[tuple[str, Question, Series]], language: str
) -> Bars:
    return Bars(
        tuple(f"{name} ({_mean(one, language)})" for name, _, one in rows),
        tuple(
            (
                choice.label[language],
                tuple(one.counts[at].count / one.answered for _, _, one in rows),
            )
            for at, choice in enumerate(question.choices)
        ),
        percent=True,
        tones=_TONES[-len(question.choices) :],
    )


def _mean(one: Series, language: str) -> str:
    total = sum(count.option.code * count.count for count in one.counts)
    mean = figures.decimal(total / one.answered, language)
    return _MEAN[language].format(mean=mean)


def _in_words(part: Question, one: Series, language: str) -> str:
    """Return a statement's figures: the two highest, the mean, and every count."""
    box = top_two(part, one)
    share = figures.percent(box.share, language) if box else ""
    names = figures.highest_two(part, language)
    counts = ", ".join(f"{c.option.label[language]} {c.count}" for c in one.counts)
    top = _TOP[language].format(share=share, names=names[:1].lower() + names[1:])
    return f"{top}, {_mean(one, language)} ({counts})"
