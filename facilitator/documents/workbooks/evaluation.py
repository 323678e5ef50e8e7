"""The evaluation workbook: what people said, with nothing that says who."""

import random
from collections.abc import Iterator, Sequence

from facilitator.documents.workbooks.approval import approval_lines
from facilitator.documents.workbooks.counts import (
    count_columns,
    count_rows,
    text_columns,
    text_rows,
)
from facilitator.documents.workbooks.front_page import (
    Line,
    add_front_page,
    session_lines,
)
from facilitator.documents.workbooks.sheets import Book, Column, Value
from facilitator.documents.workbooks.summary import (
    HEADLINE,
    confidence_now,
    summary_columns,
    summary_rows,
)
from facilitator.documents.workbooks.variables import (
    SKIPPED,
    Variable,
    response_ids,
    shuffled,
    variables,
)
from facilitator.domain.reports import EvaluationReport
from facilitator.domain.survey import Answer
from facilitator.domain.text import Text

Row = tuple[Value, ...]

_TITLE = Text("Evaluation", "Evaluación")
_IN_OPEN_TEXT = "open_text"


def evaluation_workbook(
    report: EvaluationReport,
    language: str = "en",
    *,
    chance: random.Random | None = None,
) -> bytes:
    """Return the .xlsx file; labels in `language`, codes and names the same in both.

    Rows are put in random order by `chance`, the system's own unless one is given.
    """
    chance = chance or random.SystemRandom()
    title = f"{_TITLE[language]}: {report.session.title[language]}"
    book = Book(title, language, report.session.details.time_zone, report.made_at)
    everything = variables(report.survey)
    columns = [v for v in everything if v.question.kind != "text"]
    add_front_page(book, _front_page(report, language), language)
    book.table("summary", summary_columns(language), summary_rows(report, language))
    _add_responses(book, report, columns, language, chance)
    book.table("codebook", _CODEBOOK, _codebook(report, everything))
    book.table("counts", count_columns(language), _counts(report, columns, language))
    texts = [v for v in everything if v.question.kind == "text"]
    rows = (
        row
        for variable in texts
        for row in text_rows(variable, _answers(report, variable), language, chance)
    )
    book.table("open_text", text_columns(language), rows)
    return book.as_bytes()


def _add_responses(
    book: Book,
    report: EvaluationReport,
    columns: Sequence[Variable],
    language: str,
    chance: random.Random,
) -> None:
    responses = shuffled(report.responses, chance)
    ids = response_ids(len(responses), chance)
    named = list(zip(ids, responses, strict=True))
    codes = ((i, *(v.code(r) for v in columns)) for i, r in named)
    words = ((i, *(v.words(r, language) for v in columns)) for i, r in named)
    first = Column("response_id", 14)
    narrow = [first, *(Column(v.name, 18) for v in columns)]
    wide = [first, *(Column(v.name, 26) for v in columns)]
    book.table("responses_codes", narrow, codes)
    book.table("responses_labels", wide, words)


def _answers(report: EvaluationReport, variable: Variable) -> list[Answer]:
    name = variable.question.name
    return [r[name] for r in report.responses if name in r]


def _counts(
    report: EvaluationReport, columns: Sequence[Variable], language: str
) -> Iterator[Row]:
    for variable in columns:
        if variable.option and variable.option != variable.question.options[0]:
            continue  # the first box of a multiple choice brings all its boxes
        whole = variable
        if variable.option:
            whole = Variable(variable.question.name, variable.question)
        yield from count_rows(whole, _answers(report, variable), language)


_CODEBOOK = (
    Column("variable", 26),
    Column("label_en", 48),
    Column("label_es", 48),
    Column("type", 14),
    Column("codes_en", 44),
    Column("codes_es", 44),
    Column("missing_codes", 18),
    Column("sheet", 20),
    Column("objective", 16),
    Column("level", 12),
    Column("outcome", 16),
    Column("version", 10),
)


def _codebook(
    report: EvaluationReport, everything: Sequence[Variable]
) -> Iterator[Row]:
    for variable in everything:
        question = variable.question
        written = question.kind == "text"
        yield (
            variable.name,
            variable.label("en"),
            variable.label("es"),
            question.kind,
            variable.codes("en") or None,
            variable.codes("es") or None,
            None if written else f"{SKIPPED}=skipped",
            _IN_OPEN_TEXT if written else "responses_codes",
            question.objective or None,
            question.level or None,
            question.outcome or None,
            report.survey.version,
        )


def _front_page(report: EvaluationReport, language: str) -> list[Line]:
    survey, top = report.survey, confidence_now(report)
    headline = f"{top.share:.1%} ({top.count} / {top.of})" if top else "–"
    return [
        (
            Text("What this is", "Qué es esto"),
            Text(
                "What people said of the session. It holds no name and no time of "
                "an answer, and nothing in it leads to the attendance list.",
                "Lo que las personas dijeron de la sesión. No contiene nombres ni la "
                "hora de una respuesta, y nada en él conduce a la lista de asistencia.",
            ),
        ),
        *session_lines(report.session, report.plan, report.made_at, language),
        (Text("Evaluation form", "Formulario de evaluación"), survey.title),
        (
            Text("Form name and version", "Nombre y versión del formulario"),
            f"{survey.name} {survey.version}",
        ),
        *approval_lines(survey),
        (Text("Responses", "Respuestas"), len(report.responses)),
        (HEADLINE, headline),
        *_RULES,
    ]


_RULES: tuple[Line, ...] = (
    (
        Text("Order of rows", "Orden de las filas"),
        Text(
            "Rows are shuffled, and each response_id is random and made for this file. "
            "Written answers are shuffled apart: they cannot be lined up with rows, or "
            "with each other.",
            "Las filas están mezcladas, y cada response_id es aleatorio y solo vale en "
            "este archivo. Las respuestas escritas se mezclan aparte: no se pueden "
            "unir con las filas ni entre sí.",
        ),
    ),
    (
        Text("Names of sheets", "Nombres de las hojas"),
        Text(
            "The sheets of data and their tables have the same English names in both "
            "languages, because scripts read them.",
            "Las hojas de datos y sus tablas tienen los mismos nombres en inglés en "
            "ambos idiomas, porque los leen programas: summary (resumen), "
            "responses_codes y responses_labels (respuestas, en códigos y en "
            "palabras), codebook (libro de códigos), counts (recuentos) y open_text "
            "(texto abierto).",
        ),
    ),
    (
        Text("Codes", "Códigos"),
        Text(
            "The codebook says what each number means; the codes are the same in both "
            "languages. -9 is a question that was skipped, an empty cell one that was "
            "not asked. name_before and name_now are the two halves of one question; "
            "name___1 is box 1 of a multiple choice (1 chosen, 0 not).",
            "La hoja codebook dice qué significa cada número; los códigos son los "
            "mismos en ambos idiomas. -9 es una pregunta omitida; una celda vacía, una "
            "que no se hizo. name_before y name_now son las dos mitades de una "
            "pregunta; name___1 es la casilla 1 de una opción múltiple (1 elegida, "
            "0 no).",
        ),
    ),
    (
        Text("Top-2-box", "Dos más altas"),
        Text(
            "The share who chose one of the two highest points of a scale, with its "
            "95% Wilson interval. The first row pools all confidence questions as "
            "answered now; it has no interval, as one person gives several of those "
            "answers. Mean shift is now minus before, among people who gave both.",
            "La proporción que eligió uno de los dos puntos más altos de una escala, "
            "con su intervalo de Wilson del 95%. La primera fila reúne todas las "
            "preguntas de confianza respondidas sobre ahora; no lleva intervalo, "
            "porque una persona da varias de esas respuestas. El cambio de la media "
            "es ahora menos antes, entre quienes dieron ambas.",
        ),
    ),
    (
        Text("Small groups", "Grupos pequeños"),
        Text(
            "Nothing is shown by group where a group has fewer than 5 people. This "
            "file has no groups: counts are of everybody who answered. With few "
            "responses, read the rows with care before passing them on.",
            "No se muestra nada por grupo cuando un grupo tiene menos de 5 personas. "
            "Este archivo no tiene grupos: se cuenta a todas las personas que "
            "respondieron. Si hay pocas respuestas, revise las filas antes de "
            "compartirlas.",
        ),
    ),
)
