"""Forms made up row by row, as somebody would type them into a spreadsheet."""

from collections.abc import Sequence

import pytest

from facilitator.domain.xlsform.form import Form, FormRefusedError, Row, Sheet
from facilitator.domain.xlsform.reading import survey_of

Cells = Sequence[str]

EN, ES = "label::English (en)", "label::Español (es)"
SURVEY: Cells = ("type", "name", EN, ES, "required", "constraint", "level")
CHOICES: Cells = ("list_name", "name", EN, ES, "code")
SETTINGS: Cells = ("form_title", "title_es", "kind")
TITLES = [("Form", "Ficha", "evaluation")]
WHY = ("text", "why", "Why?", "¿Por qué?")
LIST = [("where", "here", "Here", "Aquí"), ("where", "there", "There", "Allá")]
WHERE = ("select_one where", "where", "Where?", "¿Dónde?")


def sheet(name: str, header: Cells, rows: Sequence[Cells]) -> Sheet:
    numbered = tuple(Row(n, tuple(cells)) for n, cells in enumerate(rows, start=2))
    return Sheet(name, Row(1, tuple(header)), numbered)


def form(
    rows: Sequence[Cells],
    choices: Sequence[Cells] = (),
    *,
    header: Cells = SURVEY,
    titles: Sequence[Cells] = TITLES,
) -> Form:
    sheets = {
        "survey": sheet("survey", header, rows),
        "settings": sheet("settings", SETTINGS, titles),
    }
    if choices:
        sheets["choices"] = sheet("choices", CHOICES, choices)
    return sheets


def refused(given: Form) -> list[str]:
    with pytest.raises(FormRefusedError) as refusal:
        survey_of(given, "form")
    assert refusal.value.facts["count"] == len(refusal.value.problems)
    return [str(problem) for problem in refusal.value.problems]
