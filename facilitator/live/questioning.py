"""The room asks: questions held until the trainer lets them through, and votes."""

from dataclasses import replace
from typing import Any

from facilitator.domain.stage.audience_questions import (
    NotOnListError,
    QuestionsClosedError,
    read_key,
    read_question,
    settled,
)
from facilitator.errors import BadInputError, SessionClosedError
from facilitator.live import questions
from facilitator.live.answering import MOST_CHANGES, Answering
from facilitator.store.questions import Asked

JSON = dict[str, Any]
NO_QUESTIONS: JSON = {"open": False, "questions": [], "own": [], "change": 0}


class Questioning(Answering):
    """The side of a session on which the room asks.

    What ends in `_as` is for a phone whose token was checked when it connected.
    """

    def ask(self, participant: str, key: object, text: object, change: int) -> None:
        """Keep a phone's question; see `ask_as`."""
        self.ask_as(self._hash(participant), key, text, change)

    def ask_as(self, phone: str, key: object, text: object, change: int) -> None:
        """Keep one phone's question; returns once it is on the disk.

        Sent again it is the same question; with other words it is held again.

        Raises:
            FacilitatorError: questions are off, or this one cannot be taken.
        """
        self._check_open()
        asked = Asked(phone, read_key(key), read_question(text), _checked(change))
        self._keep_question(asked)

    def take_back_question(self, participant: str, key: object, change: int) -> None:
        """Take back a phone's question; see `take_back_question_as`."""
        self.take_back_question_as(self._hash(participant), key, change)

    def take_back_question_as(self, phone: str, key: object, change: int) -> None:
        """Forget one phone's question, wherever it stands; also while they are off.

        Raises:
            FacilitatorError: the session has ended, or there is no such thing.
        """
        if self.is_over:
            raise SessionClosedError
        self._keep_question(Asked(phone, read_key(key), "", _checked(change)))

    def _keep_question(self, asked: Asked) -> None:
        session, asking = self.session.id, self.stage.asking
        self.questions_kept.ask(session, asked, {*asking.answered, *asking.hidden})
        self.question_board = None
        self._forget_gone()
        self.audience.questions_changed(session)

    def _forget_gone(self) -> None:
        """Take off every screen what is not there any more as it was let through."""
        with self.lock:
            before = self.stage
            asking = before.asking.only(questions.board(self).texts)
            if asking == before.asking:
                return
            version = before.version + 1
            stage = settled(replace(before, asking=asking, version=version))
            self.sessions.keep_stage(self.session, stage)
            self.stage = stage
        if stage.screen != before.screen:
            self.audience.stage_changed(self.session.id)
        else:
            self.audience.questions_moderated(self.session.id)

    def vote(
        self, participant: str, question: object, *, given: bool, change: int
    ) -> None:
        """Keep a phone's vote; see `vote_as`."""
        self.vote_as(self._hash(participant), question, given=given, change=change)

    def vote_as(
        self, phone: str, question: object, *, given: bool, change: int
    ) -> None:
        """Keep one phone's vote for a question on the list, or take it back.

        Raises:
            FacilitatorError: questions are off, or this one is not on the list.
        """
        self._check_open()
        asking, session = self.stage.asking, self.session.id
        if question not in asking.on_phones or question in asking.answered:
            raise NotOnListError
        asked = [str(question)]
        if not given:
            # It may have been given to what was merged into this one.
            asked += asking.merged_into(str(question))
        change = _checked(change)
        self.questions_kept.vote(session, asked, phone, given=given, change=change)
        self.question_board = None
        self.audience.questions_changed(session)

    def questions(self, participant: str) -> JSON:
        """Return what a phone sees of the questions; see `questions_as`."""
        known = participant and self._key is not None
        return self.questions_as(self._hash(participant) if known else "")

    def questions_as(self, phone: str) -> JSON:
        """Return the questions on the list, and the phone's own with its votes.

        `change` is the number of its newest vote. Of a phone without a token there is
        nothing of its own.
        """
        session, asking = self.session.id, self.stage.asking
        if not asking.is_open or self.stage.finished:
            return NO_QUESTIONS
        asked = self.questions_kept.of_phone(session, phone) if phone else ()
        voted, change = self.questions_kept.votes_of_phone(session, phone)
        mine = {one.id for one in asked}
        lines = [
            {
                **line,
                "own": line["id"] in mine,
                "voted": not voted.isdisjoint(
                    (line["id"], *asking.merged_into(line["id"]))
                ),
            }
            for line in questions.listed(self)
        ]
        own = [
            {
                "key": one.key,
                "text": one.text,
                "change": one.change,
                "standing": asking.standing(one.id),
            }
            for one in asked
            if one.text
        ]
        return {"open": True, "questions": lines, "own": own, "change": change}

    def questions_at_console(self) -> JSON:
        """Return every question with its votes and how it stands, for the trainer."""
        return questions.for_console(self)

    def questions_hint(self) -> JSON:
        """Return what phones are told when the list changed: how long it is."""
        return {"questions": questions.count(self)}

    def _check_open(self) -> None:
        if self.is_over:
            raise SessionClosedError
        if not self.stage.asking.is_open:
            raise QuestionsClosedError


def _checked(change: int) -> int:
    if not 1 <= change <= MOST_CHANGES:
        raise BadInputError(what="change")
    return change
