"""A session with people and answers, and workbooks opened again."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from facilitator.domain.attendance.people import Attendee, Person, Scan, ScanKind
from facilitator.domain.plan import AgendaItem, SessionPlan
from facilitator.domain.reports import AttendanceReport, EvaluationReport, PollsReport
from facilitator.domain.reports import PollRound as Round
from facilitator.domain.session import Session, SessionDetails
from facilitator.domain.stage.stage import AgendaMark
from facilitator.domain.surveys.survey import Answer, Option, Question, Survey
from facilitator.domain.text import Text

NO = Text()
MADE_AT = datetime(2026, 3, 10, 20, 0, tzinfo=UTC)

Ref = Callable[[bytes, str], str]
Open = Callable[[bytes], Workbook]
Rows = Callable[[Workbook, str], list[tuple[object, ...]]]


@pytest.fixture
def opened() -> Open:
    """Open a workbook from its bytes."""
    return lambda data: load_workbook(BytesIO(data))


@pytest.fixture
def ref() -> Ref:
    """Return where a table stands, without reading the sheets: they may be long."""

    def found(data: bytes, name: str) -> str:
        with ZipFile(BytesIO(data)) as parts:
            for part in parts.namelist():
                table = parts.read(part).decode() if "/tables/" in part else ""
                if f'displayName="{name}"' in table:
                    return table.partition(' ref="')[2].partition('"')[0]
        return ""

    return found


@pytest.fixture
def rows() -> Rows:
    """Return the rows of a sheet below its header, as values."""
    return lambda book, name: list(book[name].iter_rows(min_row=2, values_only=True))


@pytest.fixture
def session() -> Session:
    """A session in New York, two days after the clocks went forward."""
    details = SessionDetails(
        starts_at=datetime(2026, 3, 10, 13, 0, tzinfo=UTC),
        time_zone="America/New_York",
        place="Room 4",
        host="=Harbor Clinic",
        trainers=("Rosa Vega", "Sam Lee"),
    )
    title = Text("Stop, Observe, Ask, Respond", "Parar, observar, preguntar, responder")
    return Session("a" * 32, "ABC234", "conference-2h", title, details)


@pytest.fixture
def plan() -> SessionPlan:
    """A plan with one part that earns credit and one that does not."""
    return SessionPlan(
        name="conference-2h",
        title=Text("Two-hour session", "Sesión de dos horas"),
        summary=Text("A summary", "Un resumen"),
        content_note=Text("A note", "Una nota"),
        objectives=(),
        agenda=(
            AgendaItem("stop", Text("Stop", "Parar"), 25, creditable=True),
            AgendaItem("wrap_up", Text("Evaluation", "Evaluación"), 10, False),
        ),
        deck="starter",
        polls="conference-2h-polls",
        evaluation="evaluation",
    )


def _attendee(
    letter: str, person: Person, *scans: tuple[ScanKind, int, int]
) -> Attendee:
    log = tuple(
        Scan(letter, kind, datetime(2026, 3, 10, hour, minute, 30, 999, UTC), "phone")
        for kind, hour, minute in scans
    )
    return Attendee(letter, person, log, evaluated=letter in "ab")


@pytest.fixture
def attendance(session: Session, plan: SessionPlan) -> AttendanceReport:
    """Four people: complete with a return, no sign-out, no name, a sign-out alone.

    Two of them handed an evaluation in.
    """
    zoe = Person("Zoe Hart", "zoe@example.org", "Harbor", "health_care", "nurse")
    angela = Person("Ángela Ruiz", language="es")
    people = (
        _attendee("a", zoe, ("in", 13, 0), ("out", 14, 0)),
        _attendee("b", Person(), ("in", 13, 2)),
        _attendee(
            "c",
            angela,
            ("in", 13, 1),
            ("out", 13, 31),
            ("re-entry", 14, 0),
            ("out", 15, 0),
        ),
        _attendee("d", Person("Anton Ito"), ("in", 13, 5)),
        _attendee("e", Person("Bea Oh"), ("out", 15, 1)),
    )
    began = (
        AgendaMark("stop", datetime(2026, 3, 10, 13, 4, 50, tzinfo=UTC)),
        AgendaMark("wrap_up", datetime(2026, 3, 10, 13, 31, 10, tzinfo=UTC)),
    )
    return AttendanceReport(session, plan, people, MADE_AT, began)


@pytest.fixture
def evaluation(session: Session, plan: SessionPlan) -> EvaluationReport:
    """Three responses to a form of every kind of question; the last one is empty."""
    barriers = (
        Option("time", 1, Text("Too little time", "Poco tiempo")),
        Option("policy", 2, Text("No policy", "Sin protocolo")),
    )
    survey = Survey(
        "evaluation",
        "evaluation",
        Text("Evaluation", "Evaluación"),
        (
            Question(
                "ask",
                "confidence",
                Text("Confidence to ask", "Confianza para preguntar"),
                retrospective=True,
                objective="ask",
                level="competence",
                outcome="competence",
            ),
            Question("overall", "quality", Text("Overall", "En general")),
            Question(
                "barriers", "multiple", Text("Barriers", "Barreras"), NO, barriers
            ),
            Question("follow_up", "date", Text("Follow-up on", "Seguimiento el")),
            Question("commitment", "text", Text("I will", "Voy a")),
        ),
        version="2",
    )
    responses: tuple[Mapping[str, Answer], ...] = (
        {
            "ask": {"before": "low", "now": "high"},
            "overall": "excellent",
            "barriers": ["time", "policy"],
            "follow_up": "2026-06-10",
            "commitment": "=SUM(1)",
        },
        {"ask": {"now": "moderate"}, "barriers": ["policy"], "commitment": "Escuchar"},
        {},
    )
    return EvaluationReport(session, plan, survey, responses, MADE_AT)


@pytest.fixture
def polls(session: Session, plan: SessionPlan) -> PollsReport:
    """A single choice asked twice, a multiple choice, a text, and two worksheets."""
    yes_no = (Option("yes", 1, Text("Yes", "Sí")), Option("no", 2, Text("No", "No")))
    questions: Sequence[Question] = (
        Question(
            "needed", "single", Text("Is force needed?", "¿Hace falta?"), NO, yes_no
        ),
        Question("first", "multiple", Text("What first?", "¿Qué primero?"), NO, yes_no),
        Question("step", "text", Text("One step", "Un paso")),
    )
    worksheet = Survey(
        "action-plan",
        "worksheet",
        Text("Action plan", "Plan de acción"),
        (
            Question("table", "text", Text("Table", "Mesa")),
            Question("owner", "text", Text("Owner", "Responsable")),
            Question("due", "date", Text("Due", "Fecha")),
        ),
    )
    rounds = (
        Round("needed", 1, ("yes", "no", "no", "no")),
        Round("needed", 2, ("yes",)),
        Round("first", 1, (["yes", "no"], ["no"])),
        Round("step", 1, ("@here", "Llamar")),
    )
    sheets = (
        {"table": "B", "owner": "-5 people", "due": "2026-05-01"},
        {"table": "A"},
    )
    title = Text("Polls", "Encuestas")
    survey = Survey("polls", "polls", title, tuple(questions))
    return PollsReport(session, plan, survey, rounds, worksheet, sheets, MADE_AT)
