"""What organizers take away, put together from the store and the frozen plan."""

from facilitator.domain.reports import (
    AttendanceReport,
    EvaluationReport,
    PollRound,
    PollsReport,
)
from facilitator.live.room import Room


def attendance(room: Room) -> AttendanceReport:
    """Return everybody who signed in, with every scan; no answer of anybody."""
    return AttendanceReport(
        session=room.session,
        plan=room.plan,
        attendees=room.attendance.all(room.session.id),
        made_at=room.clock(),
        began=tuple(sorted(room.stage.agenda, key=lambda mark: mark.at)),
        ended_at=room.stage.ended_at,
    )


def evaluation(room: Room) -> EvaluationReport:
    """Return every evaluation handed in; no name, time or order."""
    forms = room.responses.forms(room.session.id, "evaluation")
    return EvaluationReport(
        session=room.session,
        plan=room.plan,
        survey=room.evaluation,
        responses=tuple(answers for _, answers in forms),
        made_at=room.clock(),
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
    )
