"""Pre and post forms of the same phones, put side by side.

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
# What a variable of each form ends in.
PRE, POST = "pre", "post"
_ASKED = {
    PRE: Text("pre", "previo"),
    POST: Text("post", "posterior"),
}
_NONE: Answers = {}


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
class PrePost:
    """The two forms, and what each phone handed in: one pair a phone.

    A phone that handed in one form has None for the other. A survey that the plan does
    not have is None.
    """

    pre: Survey | None
    post: Survey | None
    phones: tuple[tuple[Answers | None, Answers | None], ...] = ()

    @property
    def pairs(self) -> int:
        """How many phones handed in both."""
        return sum(None not in phone for phone in self.phones)

    @property
    def pre_only(self) -> int:
        """How many handed in only the first."""
        return sum(after is None for _, after in self.phones)

    @property
    def post_only(self) -> int:
        """How many handed in only the second."""
        return sum(before is None for before, _ in self.phones)

    @property
    def in_parts(self) -> "PrePost":
        """The same, with each statement of a matrix as a question of its own."""
        pre, post = self.pre, self.post
        return PrePost(
            in_parts(pre) if pre else None,
            in_parts(post) if post else None,
            tuple((_parts(pre, b), _parts(post, a)) for b, a in self.phones),
        )

    @property
    def common(self) -> tuple[Common, ...]:
        """The questions that both forms ask in the same way, as the second asks them.

        What somebody would rather not say is no answer.
        """
        asked = self.post.questions if self.pre and self.post else ()
        return tuple(
            self._common(question)
            for question in asked
            if self.pre
            and (before := self.pre.question(question.name))
            and is_same(before, question)
        )

    def _common(self, question: Question) -> Common:
        both = [
            (_given(before, question.name), _given(after, question.name))
            for before, after in self.phones
        ]
        return Common(
            question,
            tuple((b, a) for b, a in both if b is not None and a is not None),
            tuple(b for b, a in both if b is not None and a is None),
            tuple(a for b, a in both if b is None and a is not None),
        )

    @property
    def survey(self) -> Survey:
        """All questions of both as one form: what is asked in pre is `NAME_pre`."""
        there = ((PRE, self.pre), (POST, self.post))
        questions = tuple(
            ending(question, when)
            for when, form in there
            if form
            for question in form.questions
        )
        shown = self.post or self.pre
        title = shown.title if shown else Text()
        version = "/".join(form.version for _, form in there if form)
        return Survey("pre_post", "post", title, questions, version=version)

    @property
    def rows(self) -> tuple[Answers, ...]:
        """What each phone answered to `survey`; a form not handed in is left out."""
        return tuple(
            {**_ended(before or _NONE, PRE), **_ended(after or _NONE, POST)}
            for before, after in self.phones
        )


def is_same(before: Question, after: Question) -> bool:
    """Whether two questions of one name ask in the same way, so that they compare."""
    return _way(before) == _way(after)


def _way(question: Question) -> tuple[object, ...]:
    options = tuple((o.name, o.code, o.right) for o in question.options)
    rows = tuple(row.name for row in question.rows)
    kind = (question.kind, question.retrospective, question.points, question.scale)
    return (*kind, options, rows, question.unit, question.decimals)


def ending(question: Question, when: str) -> Question:
    """Return a question as it is called where both forms stand in one row."""
    label = Text(
        f"{question.label.en} ({_ASKED[when].en})",
        f"{question.label.es} ({_ASKED[when].es})",
    )
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
