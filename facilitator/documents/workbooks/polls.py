"""The polls workbook: what the room answered, and what its tables planned."""

import random
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from facilitator.documents.workbooks.audience_questions import add_questions
from facilitator.documents.workbooks.charts import add_charts, described
from facilitator.documents.workbooks.counts import (
    ROUND,
    count_columns,
    count_rows,
    other_rows,
    text_columns,
    text_rows,
)
from facilitator.documents.workbooks.front_page import (
    Line,
    add_front_page,
    session_lines,
)
from facilitator.documents.workbooks.pointed import add_points
from facilitator.documents.workbooks.rankings import add_rankings
from facilitator.documents.workbooks.sheets import Book, Column, Value
from facilitator.documents.workbooks.variables import (
    WHEN,
    Variable,
    chosen_of,
    column_name,
    half,
    number_of,
    response_ids,
    shuffled,
    variables_of,
    written,
)
from facilitator.documents.workbooks.word_counts import add_words
from facilitator.domain.reports import PollRound, PollsReport
from facilitator.domain.surveys.amounts import amount_words
from facilitator.domain.surveys.matrix import part_answers, parts_of
from facilitator.domain.surveys.points import named_area
from facilitator.domain.surveys.survey import (
    DECLINED_CODE,
    DECLINED_WORDS,
    Answer,
    Question,
    Survey,
    is_declined,
)
from facilitator.domain.text import Text

Row = tuple[Value, ...]

_TITLE = Text("Polls", "Encuestas")
_RESULTS = Text("results", "resultados")
_RESPONSES = Text("responses", "respuestas")
_POINTS = Text("points", "puntos")
_RANKINGS = Text("rankings", "poner_en_orden")
_OPEN_TEXT = Text("open_text", "respuestas_escritas")
_ACTION_PLANS = Text("action_plans", "planes_de_accion")


def polls_workbook(
    report: PollsReport,
    language: str = "en",
    *,
    chance: random.Random | None = None,
) -> bytes:
    """Return the .xlsx file; labels in `language`, codes and names the same in both.

    Answers are put in random order by `chance`, the system's own unless one is given.
    """
    chance = chance or random.SystemRandom()
    title = f"{_TITLE[language]}: {report.session.title[language]}"
    book = Book(title, language, report.session.details.time_zone, report.made_at)
    add_front_page(book, _front_page(report, language), language)
    results = [
        (number, row)
        for number, (variable, asked) in enumerate(_asked(report))
        for row in _with_round(asked, count_rows(variable, asked.answers, language))
    ]
    rows = [row for _, row in results]
    book.table("results", _results_columns(language), rows, _RESULTS[language])
    charts = add_charts(book, results, _RESULTS[language], language)
    asked = [(v.question, one.round, one.answers) for v, one in _asked(report)]
    add_points(book, asked, language, chance, _POINTS[language])
    add_rankings(book, asked, language, _RANKINGS[language])
    answers = _responses(report, language, chance)
    columns = _response_columns(language)
    book.table("responses", columns, answers, _RESPONSES[language])
    texts = _texts(report, language, chance)
    columns = _round_second(text_columns(language), language)
    book.table("open_text", columns, texts, _OPEN_TEXT[language])
    if report.words:
        add_words(book, report.words, language)
    if report.asked:
        add_questions(book, report.asked, language)
    if report.worksheet:
        questions = report.worksheet.questions
        columns = tuple(Column(q.label[language], 30) for q in questions)
        plans = _plans(report.worksheet, report.worksheets, language)
        book.table("action_plans", columns, plans, _ACTION_PLANS[language])
    return described(book.as_bytes(), charts)


def _asked(report: PollsReport) -> Iterator[tuple[Variable, PollRound]]:
    """Yield every round with its question, or each half of a pair, in survey order.

    Each statement of a matrix is a question of its own.
    """
    for question, asked in _by_round(report):
        whole: tuple[Variable, ...] = (Variable(column_name(question), question),)
        if question.retrospective:
            whole = tuple(half(question, when) for when in WHEN)
        yield from ((variable, asked) for variable in whole)


def _by_round(report: PollsReport) -> Iterator[tuple[Question, PollRound]]:
    for question in report.polls.questions:
        rounds = [asked for asked in report.rounds if asked.question == question.name]
        for asked in sorted(rounds, key=lambda one: one.round):
            if not question.rows:
                yield question, asked
            for row, part in zip(question.rows, parts_of(question), strict=False):
                answers = tuple(part_answers(question, row, asked.answers))
                yield part, PollRound(part.name, asked.round, answers)


def _round_second(columns: Sequence[Column], language: str) -> tuple[Column, ...]:
    """Return the columns with the round behind the variable."""
    return (columns[0], Column(ROUND[language], 9), *columns[1:])


def _with_round(asked: PollRound, rows: Iterator[Row]) -> Iterator[Row]:
    return ((row[0], asked.round, *row[1:]) for row in rows)


def _results_columns(language: str) -> tuple[Column, ...]:
    return _round_second(count_columns(language), language)


def _response_columns(language: str) -> tuple[Column, ...]:
    return (
        Column(Text("Variable", "Variable")[language], 26),
        Column(ROUND[language], 9),
        Column("response_id", 14),
        Column(Text("Code", "Código")[language], 9),
        Column(Text("Answer", "Respuesta")[language], 48),
    )


def _responses(
    report: PollsReport, language: str, chance: random.Random
) -> Iterator[Row]:
    """Yield a row per answer; a multiple choice has a row per tick, with one id.

    So has a ranking for each option, called as the workbook of an evaluation has it.

    An id is made for one answer: it does not lead from one question to the next.
    """
    for variable, asked in _asked(report):
        if not variable.question.is_counted:
            continue
        answers = shuffled(asked.answers, chance)
        ids = response_ids(len(answers), chance)
        for response, answer in zip(ids, answers, strict=True):
            for name, code, label in _choices(variable, answer, language):
                yield name, asked.round, response, code, label


def _choices(
    variable: Variable, answer: Answer, language: str
) -> Iterator[tuple[str, Value, Value]]:
    """Yield the variable, code and words of each thing that was chosen or placed."""
    name, question = variable.name, variable.question
    if is_declined(answer):
        yield name, DECLINED_CODE, DECLINED_WORDS[language]
    elif question.kind == "numeric" and isinstance(answer, str):
        number = amount_words(Decimal(answer))[language]
        words = f"{number} {question.unit[language]}".strip()
        yield name, number_of(answer), words
    elif question.kind == "ranking":
        for one in variables_of(question):
            label = one.option.label[language] if one.option else ""
            words = f"{label}: {one.words({question.name: answer}, language)}"
            yield one.name, one.code({question.name: answer}), words
    else:
        chosen = _chosen(variable, answer)
        for option in question.choices:
            if option.name in chosen:
                yield name, option.code, option.label[language]


def _chosen(variable: Variable, answer: Answer) -> list[str]:
    if variable.question.kind == "point":
        return [named_area(variable.question.counted_areas, answer)]
    given: str | list[str]
    if isinstance(answer, dict):
        given = chosen_of(variable.question, answer) or answer.get(variable.when, "")
    else:
        given = answer
    return [given] if isinstance(given, str) else given


def _texts(report: PollsReport, language: str, chance: random.Random) -> Iterator[Row]:
    for variable, asked in _asked(report):
        question = variable.question
        rows: Iterator[Row] = iter(())
        if question.kind in ("text", "words"):
            rows = text_rows(variable, asked.answers, language, chance)
        elif question.other:
            rows = other_rows(question, asked.answers, language, chance)
        yield from _with_round(asked, rows)


def _plans(
    worksheet: Survey, sheets: Sequence[Mapping[str, Answer]], language: str
) -> list[Row]:
    rows = [
        tuple(written(sheet.get(q.name), q, language) for q in worksheet.questions)
        for sheet in sheets
    ]
    # By the name of the table, which is the first question; never by time.
    return sorted(rows, key=lambda row: [str(cell or "").casefold() for cell in row])


def _front_page(report: PollsReport, language: str) -> list[Line]:
    lines: list[Line] = [
        (
            Text("What this is", "Qué es esto"),
            Text(
                "What the room answered to the polls. It holds no name and no time of "
                "an answer, and nothing in it leads to the attendance list.",
                "Lo que la sala respondió a las encuestas. No contiene nombres ni la "
                "hora de una respuesta, y nada en él conduce a la lista de asistencia.",
            ),
        ),
        *session_lines(report.session, report.plan, report.made_at, language),
        (Text("Polls asked", "Encuestas hechas"), len(report.rounds)),
        (
            Text("Answers", "Respuestas"),
            sum(len(asked.answers) for asked in report.rounds),
        ),
        *_RULES,
    ]
    if report.asked:
        asked = Text("Questions of the room", "Preguntas de la sala")
        lines.append((asked, len(report.asked)))
    if report.worksheet:
        lines.append((Text("Worksheet", "Hoja de trabajo"), report.worksheet.title))
        lines.append((Text("Tables", "Mesas"), len(report.worksheets)))
    return lines


_RULES: tuple[Line, ...] = (
    (
        Text("Round", "Ronda"),
        Text(
            "A question asked again has a second round, counted apart.",
            "Una pregunta hecha de nuevo tiene una segunda ronda, contada aparte.",
        ),
    ),
    (
        Text("Percent", "Porcentaje"),
        Text(
            "Of the people who answered that question. Where several choices are "
            "allowed, percents add up to more than 100.",
            "De las personas que respondieron esa pregunta. Cuando se permiten varias "
            "opciones, los porcentajes suman más de 100.",
        ),
    ),
    (
        Text("Order of rows", "Orden de las filas"),
        Text(
            "Answers are shuffled. A response_id is random and stands for one answer "
            "to one question: it does not lead from one question to another.",
            "Las respuestas están mezcladas. Un response_id es aleatorio y representa "
            "una respuesta a una pregunta: no conduce de una pregunta a otra.",
        ),
    ),
)
