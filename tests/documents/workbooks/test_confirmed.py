"""Statements that people confirm, in the workbook of an evaluation."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from openpyxl import Workbook

from facilitator.documents.workbooks.evaluation import evaluation_workbook
from facilitator.domain.reports import EvaluationReport
from facilitator.domain.surveys.answers import check_answer
from facilitator.domain.surveys.survey import CONFIRMED, DECLINED, Answer, Question
from facilitator.domain.text import Text
from facilitator.errors import BadInputError

Open = Callable[[bytes], Workbook]
Rows = Callable[[Workbook, str], list[tuple[object, ...]]]

READ = Question("read", "acknowledge", Text("I read it.", "Lo leí."), decline=True)


def test_who_confirmed_has_a_code_and_nobody_a_share(
    evaluation: EvaluationReport, opened: Open, rows: Rows
) -> None:
    survey = replace(evaluation.survey, questions=(READ,))
    given: list[Answer] = [*[CONFIRMED.name] * 6, dict(DECLINED)]
    forms = (*({"read": answer} for answer in given), dict[str, Answer]())
    report = replace(evaluation, survey=survey, responses=forms)
    book = opened(evaluation_workbook(report))
    codes = sorted(row[1] for row in rows(book, "responses_codes"))  # type: ignore[type-var]  # numbers all
    assert codes == [-9, -8, *[1] * 6]
    (codebook,) = rows(book, "codebook")
    assert codebook[:6] == (
        *("read", "I read it.", "Lo leí.", "acknowledge"),
        *("1=I confirm", "1=Lo confirmo"),
    )
    (counted,) = rows(book, "counts")
    # All who confirmed did confirm: a share of them would say nothing.
    assert counted[2:8] == ("I confirm", 1, 6, None, 6, 1)


@pytest.mark.parametrize(
    "given", ["", "OK", "yes", " ok", ["ok"], {"ok": "ok"}, {"declined": "no"}, 1, None]
)
def test_nothing_but_the_box_confirms_a_statement(given: object) -> None:
    assert check_answer(READ, "ok") == "ok"
    with pytest.raises(BadInputError):
        check_answer(READ, given)
