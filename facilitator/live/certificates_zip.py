"""Everybody's certificates in one zip file, with a table of those not made."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from facilitator.documents.certificate_words import certificate_data
from facilitator.documents.paper_batch import Batch, ToSet, set_batch
from facilitator.documents.paper_words import file_name
from facilitator.documents.worker import Halt
from facilitator.domain.credit.certificates import papers
from facilitator.domain.credit.papers import (
    Certificate,
    Issue,
    Note,
    Nothing,
    Participation,
    is_awaited,
)
from facilitator.domain.credit.register import HEAD, register_rows
from facilitator.domain.reports import AttendanceReport
from facilitator.domain.text import Text
from facilitator.live import reports
from facilitator.live.aside import aside
from facilitator.live.certificates import as_certificate, by_name
from facilitator.live.erased import check_kept
from facilitator.live.room import Room

TEMPLATE = "certificate.typ"

Tell = Callable[[int, int], None]

_HEAD = (
    Text("Name", "Nombre"),
    Text("Credit type", "Tipo de crédito"),
    Text("Paper", "Documento"),
    Text("Reason", "Motivo"),
)
_NO_PAPER = Text("None", "Ninguno")
_NOTE = Text("Note about CPE Monitor", "Nota sobre CPE Monitor")
_RECORD = Text("Record of attendance", "Constancia de asistencia")


def certificates_zip(
    room: Room,
    template: Path,
    target: Path,
    language: str,
    tell: Tell = lambda _done, _of: None,
    halt: Halt | None = None,
) -> int:
    """Write everybody's certificates into the zip file `target`.

    Each is in the language of its person's delivery; the table of those that are not
    made is in `language`. `tell` hears how many are made, of how many.

    Returns:
        How many certificates and confirmations are in the file.

    Raises:
        DocumentError: the template has a mistake, the file cannot be written, or the
            work stopped.
        ErasedError: the names were erased.
        HaltedError: it was ended by `halt`.
    """
    check_kept(room, "certificates")
    report = reports.roll(room)
    # Seconds of counting for a thousand people.
    batch = aside(_batch, room, report, template, language)
    return set_batch(batch, target, tell, halt)


def _batch(
    room: Room, report: AttendanceReport, template: Path, language: str
) -> Batch:
    issues = by_name(papers(room.kept_door_key, report))
    rows = register_rows(replace(report, issues=issues))
    register = (HEAD, *(row.cells for row in rows))
    width = max(3, len(str(len(issues))))
    to_set: list[ToSet] = []
    papered = {
        one.attendee.id
        for one in issues
        if isinstance(one.paper, (Certificate, Participation))
    }
    not_made = [tuple(word[language] for word in _HEAD)]
    for issue in issues:
        made = as_certificate(room, report, issue)
        if made:
            name = f"{len(to_set) + 1:0{width}} {_called(issue)}.pdf"
            row = _row(issue, _NO_PAPER, language)
            to_set.append(ToSet(name, certificate_data(made), row))
        elif _is_told(issue, report, papered):
            reasons = " ".join(r.text[language] for r in issue.paper.reasons)
            not_made.append((*_row(issue, _instead(issue), language), reasons))
    return Batch(template, tuple(to_set), tuple(not_made), register, language)


def _called(issue: Issue) -> str:
    kind = " participation" if isinstance(issue.paper, Participation) else ""
    name = file_name(issue.attendee.person.name)
    return f"{name} {issue.paper.policy.type}{kind}"


def _row(issue: Issue, paper: Text, language: str) -> tuple[str, ...]:
    label = issue.paper.policy.label[language]
    return (issue.attendee.person.name, label, paper[language])


def _instead(issue: Issue) -> Text:
    if isinstance(issue.paper, Nothing):
        return _NO_PAPER
    return _NOTE if isinstance(issue.paper, Note) else _RECORD


def _is_told(issue: Issue, report: AttendanceReport, papered: set[str]) -> bool:
    """Whether it is told why there is none: to who has no other, or waits for it."""
    asked = report.requests.get(issue.attendee.id, ())
    types = {request.type for request in asked}
    is_asked = issue.paper.policy.type in types
    return issue.attendee.id not in papered or is_awaited(issue.paper, asked=is_asked)
