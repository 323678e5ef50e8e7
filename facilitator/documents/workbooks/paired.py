"""What changed between before and now: scales, and knowledge items asked twice."""

from collections.abc import Iterator

from facilitator.documents.workbooks.sheets import DECIMAL, SHARE, Column, Value
from facilitator.documents.workbooks.summary import (
    CODE,
    MOST_CODES,
    QUESTION,
    VARIABLE,
    by_code,
    middle,
)
from facilitator.documents.workbooks.variables import column_name
from facilitator.domain.reports import KnowledgeAsked
from facilitator.domain.surveys.evaluation import EvaluationFigures, PairedFigures
from facilitator.domain.surveys.results import FEWEST_SHOWN
from facilitator.domain.surveys.signed_rank import FEWEST_MOVED
from facilitator.domain.text import Text

Row = tuple[Value, ...]

_BEFORE, _NOW = Text("Before", "Antes"), Text("Now", "Ahora")
_PAIRS = Text("Pairs", "Pares")
_ONLY_BEFORE = Text("Only before", "Solo antes")
_ONLY_NOW = Text("Only now", "Solo ahora")
_ROSE, _SAME, _FELL = (
    Text("Rose", "Subieron"),
    Text("Same", "Igual"),
    Text("Fell", "Bajaron"),
)
_METHOD = Text("How p was found", "Cómo se obtuvo p")
_EXACT = Text("Wilcoxon, exact", "Wilcoxon, exacto")
_NORMAL = Text(
    "Wilcoxon, normal approximation with ties",
    "Wilcoxon, aproximación normal con empates",
)
_MCNEMAR = Text("McNemar, exact", "McNemar, exacto")
_TOO_FEW = Text(
    f"too few: fewer than {FEWEST_MOVED} changed",
    f"muy pocos: cambiaron menos de {FEWEST_MOVED}",
)
_HIDDEN = Text(
    f"hidden: fewer than {FEWEST_SHOWN} pairs", f"oculto: menos de {FEWEST_SHOWN} pares"
)
_MEAN, _MEDIAN = Text("mean", "promedio"), Text("median", "mediana")
# Name, question and number of pairs.
_HEAD = 3
# Counts of every code, then means, medians and shifts, which right answers have not.
_CODES, _MIDDLES = 2 * MOST_CODES, 6
_P = '[<0.0001]"< 0.0001";0.0000'


def paired_columns(figures: EvaluationFigures, language: str) -> tuple[Column, ...]:
    """Return the columns that `paired_rows` fills; of right answers where some are."""
    return (
        Column(VARIABLE[language], 30),
        Column(QUESTION[language], 44),
        Column(_PAIRS[language], 8),
        Column(_ONLY_BEFORE[language], 9),
        Column(_ONLY_NOW[language], 9),
        *(
            Column(f"{when[language]}: {CODE[language].lower()} {code}", 9)
            for when in (_BEFORE, _NOW)
            for code in range(1, MOST_CODES + 1)
        ),
        *(
            Column(f"{when[language]}: {what[language]}", 9, DECIMAL)
            for when in (_BEFORE, _NOW)
            for what in (_MEAN, _MEDIAN)
        ),
        Column(Text("Mean shift", "Cambio del promedio")[language], 11, DECIMAL),
        Column(Text("Median shift", "Mediana del cambio")[language], 11, DECIMAL),
        *(_right_columns(language) if figures.knowledge else ()),
        *(Column(what[language], 10) for what in (_ROSE, _SAME, _FELL)),
        Column("W", 9, "0.0"),
        Column("p", 10, _P),
        Column(_METHOD[language], 26),
        Column(Text("Rank-biserial", "Biserial por rangos")[language], 11, DECIMAL),
    )


def paired_rows(figures: EvaluationFigures, language: str) -> Iterator[Row]:
    """Yield a row per retrospective pair, per shared scale, and per item known.

    Of fewer than five people that answered both times nothing is shown but how many,
    where the two answers were given apart.
    """
    # Where right answers stand in the row of a scale.
    place = _HEAD + 2 + _CODES + _MIDDLES
    blank = (None,) * len(_right_columns(language)) if figures.knowledge else ()
    scales = (
        *(_pair(pair, language) for pair in figures.paired),
        *(_between_forms(pair, language) for pair in figures.between_forms),
    )
    yield from ((*row[:place], *blank, *row[place:]) for row in scales)
    yield from (_in_pairs(asked, language) for asked in figures.knowledge)


def _in_pairs(asked: KnowledgeAsked, language: str) -> Row:
    """Return an item with a right answer as `paired` has it: what rose is learned."""
    row, found = _knowledge(asked, language), asked.answers
    head, right, (learned, lost, p, method, gain) = row[:5], row[5:9], row[9:]
    same = None if learned is None else found.pairs - found.moved
    apart = (None,) * (_CODES + _MIDDLES)
    return (*head, *apart, *right, gain, learned, same, lost, None, p, method, None)


def _between_forms(pair: PairedFigures, language: str) -> Row:
    row = _pair(pair, language)
    if pair.pairs < FEWEST_SHOWN:
        hidden: list[Value] = [None] * len(row)
        hidden[:_HEAD], hidden[-2] = row[:_HEAD], _HIDDEN[language]
        return tuple(hidden)
    codes = slice(_HEAD + 2, _HEAD + 2 + _CODES)
    if len(pair.question.choices) > MOST_CODES:
        # Of a longer scale the columns would tell a part alone.
        return (*row[: codes.start], *(None,) * _CODES, *row[codes.stop :])
    return row


def _pair(pair: PairedFigures, language: str) -> Row:
    test, shift, effect = pair.test, pair.shift, pair.test.rank_biserial
    return (
        column_name(pair.question),
        pair.label[language],
        pair.pairs,
        pair.before_only,
        pair.now_only,
        *by_code(pair.before.counts),
        *by_code(pair.now.counts),
        *middle(pair.before.centre),
        *middle(pair.now.centre),
        *((shift.mean, shift.median) if shift else (None, None)),
        test.rose,
        test.pairs - test.moved,
        test.moved - test.rose,
        float(test.w) if test.moved else None,
        test.p,
        _method(exact=test.exact, p=test.p)[language],
        float(effect) if effect is not None else None,
    )


def _method(*, exact: bool, p: float | None) -> Text:
    if p is None:
        return _TOO_FEW
    return _EXACT if exact else _NORMAL


def _right_columns(language: str) -> tuple[Column, ...]:
    """Return the columns of `paired` that only items with a right answer fill."""
    return (*_right_both_times(language), _gain_column(language))


def _right_both_times(language: str) -> tuple[Column, ...]:
    right = Text("right", "correctas")[language]
    return tuple(
        column
        for when in (_BEFORE, _NOW)
        for column in (
            Column(f"{when[language]}: {right}", 11),
            Column(f"{when[language]}: {right} %", 11, SHARE),
        )
    )


def _gain_column(language: str) -> Column:
    words = Text("Normalized gain", "Ganancia normalizada")
    return Column(words[language], 14, DECIMAL)


def knowledge_columns(language: str) -> tuple[Column, ...]:
    """Return the columns that `knowledge_rows` fills."""
    return (
        Column(VARIABLE[language], 26),
        Column(QUESTION[language], 52),
        Column(_PAIRS[language], 8),
        Column(_ONLY_BEFORE[language], 9),
        Column(_ONLY_NOW[language], 9),
        *_right_both_times(language),
        Column(Text("Wrong, then right", "Mal y luego bien")[language], 12),
        Column(Text("Right, then wrong", "Bien y luego mal")[language], 12),
        Column("p (McNemar)", 12, _P),
        Column(_METHOD[language], 22),
        _gain_column(language),
    )


def knowledge_rows(figures: EvaluationFigures, language: str) -> Iterator[Row]:
    """Yield a row per item with a right answer that was asked before and again.

    Of fewer than five pairs nothing is shown but how many there are: one phone's two
    answers could be told.
    """
    for asked in figures.knowledge:
        yield _knowledge(asked, language)


def _knowledge(asked: KnowledgeAsked, language: str) -> Row:
    found, gain = asked.answers, asked.answers.gain
    head = (column_name(asked.question), asked.label[language], found.pairs)
    if found.pairs < FEWEST_SHOWN:
        return (*head, *(None,) * 9, _HIDDEN[language], None)
    return (
        *head,
        asked.before_only,
        asked.now_only,
        found.before.count,
        found.before.share,
        found.now.count,
        found.now.share,
        found.learned,
        found.lost,
        found.p,
        (_TOO_FEW if found.p is None else _MCNEMAR)[language],
        float(gain) if gain is not None else None,
    )
