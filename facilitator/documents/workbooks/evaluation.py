"""The evaluation workbook: what people said, with nothing that says who."""

import io
import random
import zipfile
from collections.abc import Sequence

from facilitator.documents.workbooks.charts import described
from facilitator.documents.workbooks.codebook import add_codebook
from facilitator.documents.workbooks.counts import count_columns
from facilitator.documents.workbooks.csv_tables import CsvTables
from facilitator.documents.workbooks.evaluation_charts import (
    Counted,
    add_evaluation_charts,
    counted,
)
from facilitator.documents.workbooks.evaluation_words import front_page
from facilitator.documents.workbooks.form_pairs import add_form_pair
from facilitator.documents.workbooks.front_page import add_front_page
from facilitator.documents.workbooks.group_sheet import group_columns, group_rows
from facilitator.documents.workbooks.paired import (
    knowledge_columns,
    knowledge_rows,
    paired_columns,
    paired_rows,
)
from facilitator.documents.workbooks.rankings import add_rankings
from facilitator.documents.workbooks.responses import add_open_text, add_responses
from facilitator.documents.workbooks.sheets import Book, Tables
from facilitator.documents.workbooks.summary import summary_columns, summary_rows
from facilitator.documents.workbooks.syntax_files import form_pair_syntax, syntax_files
from facilitator.domain.credit.small_cells import LEAST
from facilitator.domain.reports import EvaluationReport
from facilitator.domain.surveys.by_group import groupings
from facilitator.domain.surveys.evaluation import evaluation_figures
from facilitator.domain.text import Text

_TITLE = Text("Evaluation", "Evaluación")


def evaluation_workbook(
    report: EvaluationReport,
    language: str = "en",
    least: int = LEAST,
    *,
    chance: random.Random | None = None,
) -> bytes:
    """Return the .xlsx file; labels in `language`, codes and names the same in both.

    Groups below `least` people are hidden. Rows are put in random order by `chance`,
    the system's own unless one is given.
    """
    title = f"{_TITLE[language]}: {report.session.title[language]}"
    book = Book(title, language, report.session.details.time_zone, report.made_at)
    questions = list(counted(report.in_parts, language))
    _add_figures(book, report, least, language)
    _add_rows(book, report, questions, language, chance or random.SystemRandom())
    charts = add_evaluation_charts(book, questions, language)
    return described(book.as_bytes(), charts)


def evaluation_csv(
    report: EvaluationReport,
    language: str = "en",
    least: int = LEAST,
    *,
    chance: random.Random | None = None,
) -> bytes:
    """Return a .zip of the same tables as .csv, with how programs read them."""
    tables = CsvTables(report.session.details.time_zone)
    questions = list(counted(report.in_parts, language))
    _add_figures(tables, report, least, language)
    _add_rows(tables, report, questions, language, chance or random.SystemRandom())
    # Beside it lies a README.txt; some disks do not tell capitals apart.
    tables.files["about"] = tables.files.pop("README")
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, made in _syntax(report.in_parts, language).items():
            archive.writestr(name, made)
        for name, made in tables.files.items():
            archive.writestr(f"{name}.csv", made)
    return file.getvalue()


def _syntax(report: EvaluationReport, language: str) -> dict[str, bytes]:
    files = syntax_files(report.survey, language)
    for pair in report.pairs:
        files |= form_pair_syntax(pair, language)
    return files


def _add_figures(
    book: Tables, report: EvaluationReport, least: int, language: str
) -> None:
    figures = evaluation_figures(report)
    add_front_page(book, front_page(report, figures, least, language), language)
    rows = summary_rows(figures, language)
    book.table("summary", summary_columns(figures, language), rows)
    rows = paired_rows(figures, language)
    book.table("paired", paired_columns(figures, language), rows)
    if figures.knowledge:
        rows = knowledge_rows(figures, language)
        book.table("knowledge", knowledge_columns(language), rows)
    if groupings(report.survey):
        grouped = group_rows(report, least, language)
        book.table("by_group", group_columns(language), grouped)


def _add_rows(
    book: Tables,
    report: EvaluationReport,
    questions: Sequence[Counted],
    language: str,
    chance: random.Random,
) -> None:
    report = report.in_parts
    add_responses(book, report, language, chance)
    for pair in report.pairs:
        add_form_pair(book, report, pair, language, chance)
    add_codebook(book, report)
    ranked = ((q, 1, report.answers(q)) for q in report.survey.questions)
    add_rankings(book, ranked, language)
    of_pairs = (
        one for p in report.pairs for one in counted(report.of_pair(p), language)
    )
    counts = (row for one in (*questions, *of_pairs) for row in one.rows)
    book.table("counts", count_columns(language), counts)
    add_open_text(book, report, language, chance)
