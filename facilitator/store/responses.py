"""Answers, kept by a keyed hash of the phone and nothing else."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.dialects.sqlite import insert

from facilitator.domain.surveys.survey import WITHDRAWN, Answer
from facilitator.store.follow_up import FollowUpStore
from facilitator.store.more_time import MoreTimeStore
from facilitator.store.schema import forms, responses

_new_answer = insert(responses)
# A resend or a changed mind replaces; a late resend of an older answer does not.
KEEP_ANSWER = _new_answer.on_conflict_do_update(
    index_elements=[c.name for c in responses.primary_key],
    set_={"answer": _new_answer.excluded.answer, "change": _new_answer.excluded.change},
    where=_new_answer.excluded.change >= responses.c.change,
)
_new_form = insert(forms)
KEEP_FORM = _new_form.on_conflict_do_update(
    index_elements=[c.name for c in forms.primary_key],
    set_={"answers": _new_form.excluded.answers},
)


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Response:
    """One phone's answer in one round; `participant` is the keyed hash."""

    participant: str
    answer: Answer
    change: int = 1


# The row of an answer that was taken back stays, so that no late resend of the answer
# brings it back; nothing but the phone itself reads it.
_STANDS = responses.c.answer != _text(WITHDRAWN)


class ResponseStore(MoreTimeStore, FollowUpStore):
    """The answer side of the store: nothing here knows a person."""

    def keep(
        self, session_id: str, question: str, round_: int, response: Response
    ) -> None:
        """Keep an answer; returns once it is on the disk."""
        row = {
            "session_id": session_id,
            "question": question,
            "round": round_,
            "participant": response.participant,
            "answer": _text(response.answer),
            "change": response.change,
        }
        self._database.add(KEEP_ANSWER, row)

    def tally(
        self, session_id: str, question: str, round_: int
    ) -> tuple[tuple[Answer, int], ...]:
        """Return each different answer with how many phones gave it."""
        query = (
            select(responses.c.answer, func.count())
            .where(
                responses.c.session_id == session_id,
                responses.c.question == question,
                responses.c.round == round_,
                _STANDS,
            )
            .group_by(responses.c.answer)
        )
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        return tuple((json.loads(answer), count) for answer, count in rows)

    def answers(
        self, session_id: str, question: str, round_: int
    ) -> tuple[Response, ...]:
        """Return every phone's answer in one round, ordered by its hash."""
        query = select(
            responses.c.participant, responses.c.answer, responses.c.change
        ).where(
            responses.c.session_id == session_id,
            responses.c.question == question,
            responses.c.round == round_,
            _STANDS,
        )
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        return tuple(Response(p, json.loads(a), c) for p, a, c in rows)

    def rounds(self, session_id: str) -> tuple[tuple[str, int], ...]:
        """Return every (question, round) that has an answer, in order."""
        query = (
            select(responses.c.question, responses.c.round)
            .where(responses.c.session_id == session_id, _STANDS)
            .distinct()
            .order_by(responses.c.question, responses.c.round)
        )
        with self._database.reading() as connection:
            return tuple((q, r) for q, r in connection.execute(query))

    def mine(self, session_id: str, participant: str) -> dict[str, dict[str, object]]:
        """Return one phone's answers by `question:round`."""
        query = select(responses).where(
            responses.c.session_id == session_id,
            responses.c.participant == participant,
        )
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        return {
            f"{r.question}:{r.round}": {
                "answer": json.loads(r.answer),
                "change": r.change,
            }
            for r in rows
        }

    def keep_form(
        self,
        session_id: str,
        survey: str,
        participant: str,
        answers: Mapping[str, Answer],
    ) -> None:
        """Keep a whole form; sent again, it replaces."""
        row = {
            "session_id": session_id,
            "survey": survey,
            "participant": participant,
            "answers": _text(dict(answers)),
        }
        self._database.add(KEEP_FORM, row)

    def forms(
        self, session_id: str, survey: str
    ) -> tuple[tuple[str, dict[str, Answer]], ...]:
        """Return (participant, answers) of every form, ordered by the hash."""
        query = select(forms.c.participant, forms.c.answers).where(
            forms.c.session_id == session_id, forms.c.survey == survey
        )
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        return tuple((p, json.loads(a)) for p, a in rows)

    def form(self, session_id: str, survey: str, participant: str) -> dict[str, Answer]:
        """Return what one phone handed in; empty where it handed nothing in."""
        query = select(forms.c.answers).where(
            forms.c.session_id == session_id,
            forms.c.survey == survey,
            forms.c.participant == participant,
        )
        with self._database.reading() as connection:
            kept = connection.execute(query).scalar_one_or_none()
        return dict(json.loads(kept)) if kept else {}

    def sent_forms(self, session_id: str, participant: str) -> tuple[str, ...]:
        """Return the names of the forms that this phone handed in, in order."""
        query = (
            select(forms.c.survey)
            .where(forms.c.session_id == session_id, forms.c.participant == participant)
            .order_by(forms.c.survey)
        )
        with self._database.reading() as connection:
            return tuple(connection.execute(query).scalars())

    def form_counts(self, session_id: str) -> dict[str, int]:
        """Return how many phones handed each form in, of those handed in at all."""
        query = (
            select(forms.c.survey, func.count().label("phones"))
            .where(forms.c.session_id == session_id)
            .group_by(forms.c.survey)
        )
        with self._database.reading() as connection:
            found = connection.execute(query).all()
        return {str(row.survey): int(row.phones) for row in found}
