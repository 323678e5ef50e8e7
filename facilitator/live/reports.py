"""What organizers take away, put together from the store and the frozen plan."""

from collections.abc import Iterator
from dataclasses import replace

from facilitator.domain.attendance.head_count import (
    HeadCount,
    head_count,
    last_part_began,
)
from facilitator.domain.attendance.people import Attendee
from facilitator.domain.attendance.settling import is_left
from facilitator.domain.credit.certificates import papers
from facilitator.domain.reports import (
    AttendanceReport,
    EvaluationReport,
    PollRound,
    PollsReport,
    RecordOfAttendance,
    ResultsReport,
)
from facilitator.domain.surveys.results import QuestionResult, result_of
from facilitator.domain.surveys.survey import Answer, Question
from facilitator.domain.text import plain
from facilitator.errors import FacilitatorError
from facilitator.live import questions as asking
from facilitator.live import written_reports
from facilitator.live.erased import details_erased
from facilitator.live.knowledge import form_pairs, knowledge
from facilitator.live.room import Room


class NoRecordError(FacilitatorError):
    """Somebody's attendance has no name or a gap."""

    code = "no-record"
    status = 409
    sentence = (
        "There is no record to hand out yet: the sign-in or the sign-out is missing, "
        "or no name was given. The trainer can put it right."
    )


def attendance(room: Room) -> AttendanceReport:
    """Return everybody who signed in, with every scan; no answer of anybody."""
    report = roll(room)
    return replace(report, issues=papers(room.kept_door_key, report))


def roll(room: Room, only: Attendee | None = None) -> AttendanceReport:
    """Return everybody, or one person alone, without the papers that each gets."""
    session = room.session.id
    if only:
        people: tuple[Attendee, ...] = (only,)
        requests = {only.id: room.asked_by(only.id)}
    else:
        people = room.attendance.all(session)
        requests = dict(room.credit_requests())
    times, lefts = room.times, room.after_kept.lefts(session)
    return AttendanceReport(
        session=room.session,
        plan=room.plan,
        attendees=people,
        made_at=room.clock(),
        began=times.began,
        ended_at=times.end,
        numbers={p.id: room.record_number(p) for p in people if _is_whole(p)},
        requests=requests,
        times=times,
        left={p.id: one for p in people for one in lefts if is_left(p, (one,))},
        head_counts=() if only else room.head_counts(),
        prework={} if only else room.prework().of,
        details_erased=details_erased(room),
    )


def _is_whole(attendee: Attendee) -> bool:
    return bool(attendee.person.name) and attendee.minutes is not None


def record(room: Room, attendee: Attendee) -> RecordOfAttendance:
    """Return one person's record of attendance, with its number.

    Raises:
        NoRecordError: it has no name or a gap; nothing is made up.
    """
    if not _is_whole(attendee):
        raise NoRecordError
    return _record(room, roll(room, attendee), attendee)


def all_records(room: Room) -> tuple[RecordOfAttendance, ...]:
    """Return the record of everybody whose attendance is whole, by name."""
    report = roll(room)
    whole = [person for person in report.attendees if _is_whole(person)]
    whole.sort(key=lambda attendee: plain(attendee.person.name))
    return tuple(_record(room, report, attendee) for attendee in whole)


def _record(
    room: Room, report: AttendanceReport, attendee: Attendee
) -> RecordOfAttendance:
    number = room.record_number(attendee)
    return RecordOfAttendance(report, attendee, number, check_at(room, number))


def check_at(room: Room, number: str) -> str:
    """Return where the number of a paper is checked, "" without an address."""
    address = room.session.details.address
    return f"http://{address}/v/{number}" if address else ""


def evaluation(room: Room) -> EvaluationReport:
    """Return every evaluation handed in; no name, time or order."""
    forms = room.responses.forms(room.session.id, "evaluation")
    return EvaluationReport(
        session=room.session,
        plan=room.plan,
        survey=room.evaluation,
        responses=tuple(answers for _, answers in forms),
        made_at=room.clock(),
        knowledge=tuple(knowledge(room)),
        pairs=form_pairs(room),
    )


def polls(room: Room) -> PollsReport:
    """Return every round of every poll, and the worksheets of the tables."""
    session = room.session.id
    rounds = [
        PollRound(
            question=question,
            round=number,
            answers=tuple(
                r.answer for r in room.responses.answers(session, question, number)
            ),
        )
        for question, number in room.responses.rounds(session)
    ]
    worksheets = room.responses.forms(session, "worksheet")
    return PollsReport(
        session=room.session,
        plan=room.plan,
        polls=room.polls,
        rounds=tuple(rounds),
        worksheet=room.worksheet,
        worksheets=tuple(answers for _, answers in worksheets),
        made_at=room.clock(),
        asked=asking.reported(room),
        words=tuple(written_reports.word_counts(room)),
    )


def results(room: Room) -> ResultsReport:
    """Return what may be shown to anybody: counts, and the words let through."""
    session, plan = room.session, room.plan
    forms = room.responses.forms(session.id, "evaluation")
    answered = {
        question.name: [
            answers[question.name] for _, answers in forms if question.name in answers
        ]
        for question in room.evaluation.questions
    }
    return ResultsReport(
        session=session,
        plan=plan,
        attendance=_people(room),
        polls=tuple(_asked(room)),
        handed_in=len(forms),
        evaluation=tuple(
            result_of(question, {1: answered[question.name]})
            for question in room.evaluation.questions
            if question.is_counted
        ),
        made_at=room.clock(),
        asked=tuple(
            one.text
            for one in asking.reported(room)
            if one.standing not in ("held", "hidden")
        ),
    )


def _people(room: Room) -> HeadCount:
    """Return how many came; where their names were erased, as it was kept then."""
    session, receipts = room.session, room.after_kept.receipts(room.session.id)
    kept = next((r.people for r in reversed(receipts) if r.people), None)
    began = last_part_began(room.plan, room.times.began, session.details.starts_at)
    return kept or head_count(room.attendance.all(session.id), began)


def _asked(room: Room) -> Iterator[QuestionResult]:
    """Yield every poll that was asked, answered or not, with all its rounds."""
    rounds = set(room.responses.rounds(room.session.id))
    rounds |= {(p.name, p.round) for p in room.stage.polls if p.phase != "ready"}
    for question in room.polls.questions:
        numbers = sorted(number for name, number in rounds if name == question.name)
        if numbers:
            yield _result(room, question, numbers)


def _result(room: Room, question: Question, numbers: list[int]) -> QuestionResult:
    texts = written_reports.shown_texts(room, question, numbers)
    if question.kind == "words":
        counted = (written_reports.words_series(room, question, n) for n in numbers)
        return QuestionResult(question, tuple(counted), texts)
    answers = {n: _round(room, question, n) for n in numbers}
    return result_of(question, answers, texts)


def _round(room: Room, question: Question, number: int) -> list[Answer]:
    # Read as different answers with their numbers: a room gives few different ones.
    given = room.responses.tally(room.session.id, question.name, number)
    return [answer for answer, phones in given for _ in range(phones)]
