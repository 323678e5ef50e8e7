"""A poll made on the spot: one of the session's questions before it is shown."""

import re
from collections.abc import Mapping
from dataclasses import replace

from facilitator.domain.surveys.poll_writing import as_copy, read_poll
from facilitator.domain.surveys.survey import Question
from facilitator.errors import BadInputError, SessionClosedError
from facilitator.live.held import HeldSession

# Random letters of the form: sent twice, it is one poll.
_KEY = re.compile(r"[0-9a-f]{12}")


class PollMaking(HeldSession):
    """Polls that the trainer types or duplicates while the session is held."""

    def make_poll(self, key: str, given: Mapping[str, object]) -> Question:
        """Keep a poll with the session and return it; phones notice nothing.

        `given` is what was typed, with `copy_of` the name of the poll that it began
        as. The stage is not touched, so that no undo takes the poll away.

        Raises:
            NotAPollError: it is no poll yet.
            SessionClosedError: the session has ended.
        """
        if not _KEY.fullmatch(key):
            raise BadInputError(what="key")
        question = read_poll(given, f"made_{key}")
        original = self.polls.question(str(given.get("copy_of", "")))
        if original is not None:
            question = as_copy(question, original)
        with self.lock:
            if self.stage.finished:
                raise SessionClosedError
            made = self.polls.question(question.name)
            if made is not None:
                return made
            questions = (*self.session.questions, question)
            session = replace(self.session, questions=questions)
            self.sessions.keep_session(session)
            self.session = session
            self.load_deck()
        self.audience.console_changed(self.session.id)
        return question
