"""What a workbook says of the approval of its form, and of the form's translation."""

from facilitator.documents.workbooks.front_page import Line
from facilitator.domain.surveys.instrument import shortcoming
from facilitator.domain.surveys.survey import Survey
from facilitator.domain.text import LANGUAGE_NAMES, LANGUAGES, Text

_STATUSES = {
    "draft": Text("draft", "borrador"),
    "reviewed": Text("reviewed", "revisada"),
    "approved": Text("approved", "aprobada"),
}


def approval_lines(survey: Survey) -> list[Line]:
    """Return the lines of the README; none where nothing is approved or said."""
    lock = survey.locked
    lines: list[Line] = []
    if lock:
        lines += [
            (
                Text("OMB control number", "Número de control de la OMB"),
                lock.omb_number,
            ),
            (Text("Approval expires", "La aprobación vence"), lock.expires),
            (Text("Burden statement", "Declaración de carga"), lock.burden),
            (
                Text("Hash of words and codes", "Huella de palabras y códigos"),
                lock.hash,
            ),
        ]
    for code in LANGUAGES:
        status = _STATUSES.get(shortcoming(survey.translation, survey, code))
        if status:
            name = LANGUAGE_NAMES[code]
            item = Text(f"Wording in {name.en}", f"Redacción en {name.es.lower()}")
            lines.append((item, status))
    return lines
