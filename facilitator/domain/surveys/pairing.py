"""Two forms of the same people, put side by side: pre and post, end and follow-up.

What is joined here has no person and no number of a phone in it any more: two answers
stand in one row, and rows come in no order that means anything.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from facilitator.domain.surveys.matrix import in_parts, response_in_parts
from facilitator.domain.surveys.relevance import Condition
from facilitator.domain.surveys.survey import Answer, Question, Survey, is_declined
from facilitator.domain.text import Text

Answers = Mapping[str, Answer]
_NONE: Answers = {}


@dataclass(frozen=True, slots=True)
class Ends:
    """What two forms are called: what a variable of each ends in, and of both.

    `said` and `both` are the same for people, as an addition to a question; `called`
    is a heading.
    """

    before: str
    after: str
    joined: str
    said: tuple[Text, Text]
    both: Text
    called: Text

    def of_both(self, label: Text) -> Text:
        """Return a question as it is called where other pairs stand beside it."""
        both = self.both
        return Text(f"{label.en} ({both.en})", f"{label.es} ({both.es})")


PRE_POST = Ends(
    "pre",
    "post",
    "pre_post",
    (Text("pre", "previo"), Text("post", "posterior")),
    Text("pre and post", "previo y posterior"),
    Text("Pre and post forms", "Formularios previo y posterior"),
)
FOLLOW_UP = Ends(
    "end",
    "later",
    "follow_up",
    (
        Text("at the end of the session", "al final de la sesión"),
        Text("follow-up", "seguimiento"),
    ),
    Text("end of the session and follow-up", "final de la sesión y seguimiento"),
    Text("Follow-up", "Seguimiento"),
)


@dataclass(frozen=True, slots=True)
class Common:
    """A question that both forms ask, and the answers of who answered it twice.

    `pairs` are (before, after); `before_alone` and `after_alone` are the answers of
    who answered it once.
    """

    question: Question
    pairs: tuple[tuple[Answer, Answer], ...]
    before_alone: tuple[Answer, ...] = ()
    after_alone: tuple[Answer, ...] = ()

    @property
    def before_only(self) -> int:
        """How many answered it only before."""
        return len(self.before_alone)

    @property
    def after_only(self) -> int:
        """How many answered it only after."""
        return len(self.after_alone)


@dataclass(frozen=True, slots=True)
class FormPair:
    """Two forms, and what each person handed in: one pair a person.

    Who handed in one form has None for the other. A form that the plan does not have
    is None. `ends` says what the two are called.
    """

    before: Survey | None
    after: Survey | None
    people: tuple[tuple[Answers | None, Answers | None], ...] = ()
    ends: Ends = PRE_POST

    @property
    def pairs(self) -> int:
        """How many handed in both."""
        return sum(None not in person for person in self.people)

    @property
    def before_only(self) -> int:
        """How many handed in only the first."""
        return sum(after is None for _, after in self.people)

    @property
    def after_only(self) -> int:
        """How many handed in only the second."""
        return sum(before is None for before, _ in self.people)

    @property
    def in_parts(self) -> "FormPair":
        """The same, with each statement of a matrix as a question of its own."""
        before, after = self.before, self.after
        return replace(
            self,
            before=in_parts(before) if before else None,
            after=in_parts(after) if after else None,
            people=tuple((_parts(before, b), _parts(after, a)) for b, a in self.people),
        )

    @property
    def common(self) -> tuple[Common, ...]:
        """The questions that both forms ask in the same way, as the second asks them.

        What somebody would rather not say is no answer.
        """
        asked = self.after.questions if self.before and self.after else ()
        return tuple(
            self._common(question)
            for question in asked
            if self.before
            and (before := self.before.question(question.name))
            and is_same(before, question)
        )

    def _common(self, question: Question) -> Common:
        both = [
            (_given(before, question.name), _given(after, question.name))
            for before, after in self.people
        ]
        return Common(
            question,
            tuple((b, a) for b, a in both if b is not None and a is not None),
            tuple(b for b, a in both if b is not None and a is None),
            tuple(a for b, a in both if b is None and a is not None),
        )

    @property
    def survey(self) -> Survey:
        """All questions of both as one form, such as `NAME_pre` and `NAME_post`."""
        there = tuple(zip((self.before, self.after), self._endings, strict=True))
        questions = tuple(
            _ending(question, *when)
            for form, when in there
            if form
            for question in form.questions
        )
        shown = self.after or self.before
        title = shown.title if shown else Text()
        version = "/".join(form.version for form, _ in there if form)
        return Survey(self.ends.joined, "post", title, questions, version=version)

    @property
    def _endings(self) -> tuple[tuple[str, Text], tuple[str, Text]]:
        ends = self.ends
        return (ends.before, ends.said[0]), (ends.after, ends.said[1])

    @property
    def rows(self) -> tuple[Answers, ...]:
        """What each answered to `survey`; a form not handed in is left out."""
        first, second = self.ends.before, self.ends.after
        return tuple(
            {**_ended(before or _NONE, first), **_ended(after or _NONE, second)}
            for before, after in self.people
        )


def is_same(before: Question, after: Question) -> bool:
    """Whether two questions of one name ask in the same way, so that they compare."""
    return _way(before) == _way(after)


def _way(question: Question) -> tuple[object, ...]:
    options = tuple((o.name, o.code, o.right) for o in question.options)
    rows = tuple(row.name for row in question.rows)
    kind = (question.kind, question.retrospective, question.points, question.scale)
    return (*kind, options, rows, question.unit, question.decimals)


def _ending(question: Question, when: str, said: Text) -> Question:
    """Return a question as it is called where both forms stand in one row."""
    label = Text(f"{question.label.en} ({said.en})", f"{question.label.es} ({said.es})")
    relevant = tuple(
        replace(rule, tests=tuple(_of_form(test, when) for test in rule.tests))
        for rule in question.relevant
    )
    return replace(
        question, name=f"{question.name}_{when}", label=label, relevant=relevant
    )


def _of_form(test: Condition, when: str) -> Condition:
    return replace(test, question=f"{test.question}_{when}")


def _ended(answers: Answers, when: str) -> dict[str, Answer]:
    return {f"{name}_{when}": answer for name, answer in answers.items()}


def _parts(survey: Survey | None, answers: Answers | None) -> Answers | None:
    return response_in_parts(survey, answers) if survey and answers else answers


def _given(answers: Answers | None, name: str) -> Answer | None:
    answer = (answers or _NONE).get(name)
    return None if is_declined(answer) else answer
