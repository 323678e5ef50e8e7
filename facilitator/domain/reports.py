"""What spreadsheets and slides are made from, put together before any is written.

Attendance and answers are separate reports, and share nothing but the session: an
answer comes without time, order or person.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from facilitator.domain.attendance.agenda_corrections import Held
from facilitator.domain.attendance.head_count import HeadCount
from facilitator.domain.attendance.item_times import item_times
from facilitator.domain.attendance.people import Attendee
from facilitator.domain.attendance.prework import Completion
from facilitator.domain.attendance.room_count import RoomCount
from facilitator.domain.attendance.settling import Left
from facilitator.domain.credit.engine import Delivery
from facilitator.domain.credit.papers import Certificate, Issue, Participation
from facilitator.domain.credit.request import CreditRequest
from facilitator.domain.plan import SessionPlan
from facilitator.domain.session import Session
from facilitator.domain.stage.audience_questions import AudienceQuestion
from facilitator.domain.stage.stage import AgendaMark
from facilitator.domain.surveys.matrix import in_parts, response_in_parts
from facilitator.domain.surveys.pairing import FOLLOW_UP, Ends, FormPair
from facilitator.domain.surveys.results import QuestionResult
from facilitator.domain.surveys.right_wrong import RightWrong
from facilitator.domain.surveys.survey import Answer, Question, Survey
from facilitator.domain.text import Text


@dataclass(frozen=True, slots=True)
class DetailsErased:
    """The day on which license details were erased, and whether credit was reported."""

    day: date
    is_reported: bool


@dataclass(frozen=True, slots=True)
class AttendanceReport:
    """Who was in the room: every attendee with every scan.

    `began` are the moments at which items of the agenda began, in order of time;
    `ended_at` is when the session was finished, None where that is not known.
    `numbers` are those of the records of attendance, by the attendee's id; `requests`
    what each asked for and claims of the credit, and `prework` what each completed
    before the session, likewise; `issues` what paper each gets for each credit type.
    `times` has the corrections of both times beside what was recorded, `left` who of
    the incomplete records was left so, and why, by the attendee's id. `head_counts`
    are those settled in the room. `details_erased` says when people's license details
    were, None while they are kept.
    """

    session: Session
    plan: SessionPlan
    attendees: tuple[Attendee, ...]
    made_at: datetime
    began: tuple[AgendaMark, ...] = ()
    ended_at: datetime | None = None
    numbers: Mapping[str, str] = field(default_factory=dict)
    head_counts: tuple[RoomCount, ...] = ()
    prework: Mapping[str, tuple[Completion, ...]] = field(default_factory=dict)
    requests: Mapping[str, tuple[CreditRequest, ...]] = field(default_factory=dict)
    times: Held | None = None
    left: Mapping[str, Left] = field(default_factory=dict)
    issues: tuple[Issue, ...] = ()
    details_erased: DetailsErased | None = None

    @property
    def held(self) -> Delivery:
        """How the session was held, as credit is counted by it."""
        times = item_times(self.began, self.ended_at)
        languages = self.session.details.languages
        ran_back = self.times is not None and self.times.ran_back
        return Delivery(self.plan.agenda, times, languages, ran_back)

    @property
    def day(self) -> date:
        """The day on which it was made, where the session is held."""
        return self.made_at.astimezone(ZoneInfo(self.session.details.time_zone)).date()


@dataclass(frozen=True, slots=True)
class RecordOfAttendance:
    """One person's record: whose, its number, and where the number is checked.

    `check_at` is an address on the laptop ("" where none was chosen).
    """

    report: AttendanceReport
    attendee: Attendee
    number: str
    check_at: str = ""


@dataclass(frozen=True, slots=True)
class CertificateOfCredit:
    """One person's certificate, or confirmation of participation.

    `check_at` is an address on the laptop ("" where none was chosen).
    """

    report: AttendanceReport
    attendee: Attendee
    paper: Certificate | Participation
    number: str
    check_at: str = ""


@dataclass(frozen=True, slots=True)
class KnowledgeAsked:
    """A question with a right answer that was asked before and again, counted.

    Nobody's answer is in it: only how many were right or wrong each time, and how many
    answered `before_only` or `now_only`. `ends` says of what two forms it is, None
    where it is a poll that was asked twice.
    """

    question: Question
    answers: RightWrong
    before_only: int = 0
    now_only: int = 0
    ends: Ends | None = None

    @property
    def label(self) -> Text:
        """The question, with its two forms where it is of two."""
        label = self.question.label
        return self.ends.of_both(label) if self.ends else label

    @property
    def months_later(self) -> bool:
        """Whether it was asked in a follow-up.

        What changed since is not what was learned in the session.
        """
        return self.ends == FOLLOW_UP


@dataclass(frozen=True, slots=True)
class EvaluationReport:
    """What people said of the session: one mapping of question to answer each.

    A question that a person skipped is not in the mapping. `knowledge` are polls of
    the session that were asked before and again, `pairs` the forms before and after,
    and the follow-up beside the end of the session, where there are such; nothing leads
    from any of them to a mapping.
    """

    session: Session
    plan: SessionPlan
    survey: Survey
    responses: tuple[Mapping[str, Answer], ...]
    made_at: datetime
    knowledge: tuple[KnowledgeAsked, ...] = ()
    pairs: tuple[FormPair, ...] = ()

    @property
    def in_parts(self) -> "EvaluationReport":
        """The same, with each statement of a matrix as a question of its own."""
        responses = (response_in_parts(self.survey, one) for one in self.responses)
        return replace(
            self,
            survey=in_parts(self.survey),
            responses=tuple(responses),
            pairs=tuple(pair.in_parts for pair in self.pairs),
        )

    def of_pair(self, pair: FormPair) -> "EvaluationReport":
        """Return two forms as one report, a row a person."""
        return replace(self, survey=pair.survey, responses=pair.rows)

    def answers(self, question: Question) -> tuple[Answer, ...]:
        """Return every answer to one question, in no order that means anything."""
        name = question.name
        return tuple(r[name] for r in self.responses if name in r)


@dataclass(frozen=True, slots=True)
class PollRound:
    """The answers to one question, asked once; nothing ties them to another round."""

    question: str
    round: int
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class WordCount:
    """A word of a cloud, how many phones said it, and what else counts as it."""

    question: str
    round: int
    word: str
    phones: int
    also: tuple[str, ...] = ()
    shown: bool = False


@dataclass(frozen=True, slots=True)
class PollsReport:
    """What the room answered and asked, and what its tables wrote on worksheets.

    `asked` has every question of the room that was not taken back, most votes first;
    `words` has the words of clouds but for those that are left out of them.
    """

    session: Session
    plan: SessionPlan
    polls: Survey
    rounds: tuple[PollRound, ...]
    worksheet: Survey | None
    worksheets: tuple[Mapping[str, Answer], ...]
    made_at: datetime
    asked: tuple[AudienceQuestion, ...] = ()
    words: tuple[WordCount, ...] = ()


@dataclass(frozen=True, slots=True)
class ResultsReport:
    """What may be shown to anybody afterwards: counts, and words let through.

    Numbers of people stand beside numbers of answers, and no more joins the two: there
    is no person in it and no single answer. `polls` are those that were asked, in the
    order of the survey; `evaluation` has its questions with options, counted over the
    forms `handed_in`. `asked` are the questions of the room that were let through.
    """

    session: Session
    plan: SessionPlan
    attendance: HeadCount
    polls: tuple[QuestionResult, ...]
    handed_in: int
    evaluation: tuple[QuestionResult, ...]
    made_at: datetime
    asked: tuple[str, ...] = ()
