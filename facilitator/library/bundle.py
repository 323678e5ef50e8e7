"""A plan and the files it names, and whether they fit together."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType

from facilitator.domain.decks.deck import Deck
from facilitator.domain.plan import SessionPlan
from facilitator.domain.surveys.follow_up import asked_at_the_end
from facilitator.domain.surveys.pairing import is_same
from facilitator.domain.surveys.survey import Survey, SurveyKind
from facilitator.library.plans import read_plan
from facilitator.library.problems import Problem
from facilitator.library.reading import Reading
from facilitator.library.schema import FILE_NAME
from facilitator.library.slides import DeckReading, read_deck
from facilitator.library.surveys import read_survey

NO_DECK = Deck("", (), "")


@dataclass(frozen=True, slots=True)
class Bundle:
    """What was read for one plan; None stands for a survey that is not there."""

    plan: SessionPlan
    deck: Deck
    polls: Survey | None
    evaluation: Survey | None
    worksheet: Survey | None
    pre: Survey | None
    post: Survey | None
    follow_up: Survey | None
    problems: tuple[Problem, ...]


def read_bundle(
    folder: Path,
    plan: str,
    today: date | None = None,
    instead: Mapping[SurveyKind, Reading[Survey]] = MappingProxyType({}),
) -> Bundle:
    """Read a plan and all that it names, with every problem in them.

    With `today`, a form whose approval has expired is one of them. `instead` are
    surveys that are read for those that the plan names, to see whether they would fit.
    """
    reading = read_plan(folder, plan)
    fit = _Fit(folder, reading, today, instead)
    deck = fit.deck()
    polls = fit.survey("polls", reading.value.polls)
    evaluation = fit.survey("evaluation", reading.value.evaluation)
    worksheet = fit.survey("worksheet", reading.value.worksheet)
    pre = fit.survey("pre", reading.value.pre)
    post = fit.survey("post", reading.value.post)
    follow_up = fit.survey("follow_up", reading.value.follow_up)
    if post:
        fit.pairs(pre, post)
    if follow_up:
        fit.asks_again(follow_up, evaluation, post)
    if deck and polls:
        fit.polls_exist(deck, polls)
    if deck:
        fit.agenda_exists(deck)
    return Bundle(
        reading.value,
        deck.deck if deck else NO_DECK,
        polls,
        evaluation,
        worksheet,
        pre,
        post,
        follow_up,
        tuple(sorted(set(fit.problems))),
    )


class _Fit:
    """Gathers what does not fit between the files of one plan."""

    def __init__(
        self,
        folder: Path,
        reading: Reading[SessionPlan],
        today: date | None,
        instead: Mapping[SurveyKind, Reading[Survey]],
    ) -> None:
        self.folder = folder
        self.instead = instead
        self.today = today
        self.reading = reading
        self.plan = reading.value
        self.problems: list[Problem] = list(reading.problems)

    def deck(self) -> DeckReading | None:
        """Read the deck that the plan names."""
        if not self._there(f"slides/{self.plan.deck}", "deck", self.plan.deck):
            return None
        deck = read_deck(self.folder, self.plan.deck)
        self.problems += deck.problems
        return deck

    def survey(self, kind: SurveyKind, name: str) -> Survey | None:
        """Read a survey that the plan names, and hold it to its kind and tags."""
        reading = self.instead.get(kind)
        if reading is None:
            if not self._there(f"surveys/{name}.yaml", kind, name):
                return None
            reading = read_survey(self.folder, name, self.today)
        self.problems += reading.problems
        if reading.sound and reading.value.kind != kind:
            line = reading.line("kind")
            self._error(
                reading.file,
                line,
                f"The plan `{self.plan.name}` uses this as its {kind}, but its kind "
                f"is {reading.value.kind}.",
            )
        self._objectives_exist(reading)
        return reading.value

    def polls_exist(self, deck: DeckReading, polls: Survey) -> None:
        """Note polls in the slides' notes that the survey does not ask."""
        for placed in deck.placed:
            if placed.kind == "poll" and not polls.question(placed.name):
                self._error(
                    placed.file,
                    placed.line,
                    f"There is no poll `{placed.name}` in surveys/{polls.name}.yaml.",
                )

    def pairs(self, pre: Survey | None, post: Survey) -> None:
        """Note questions that pre and post share by name and ask in another way."""
        for question in post.questions:
            before = pre.question(question.name) if pre else None
            if before and not is_same(before, question):
                self._error(
                    self.reading.file,
                    self.reading.line("post"),
                    f"`pre` and `post` both ask `{question.name}`, but not in the same "
                    "way: give it the same kind and options in both, or another name.",
                )

    def asks_again(self, follow_up: Survey, *ends: Survey | None) -> None:
        """Note what a follow-up asks otherwise than the forms of the session's end."""
        for end in filter(None, ends):
            for question in follow_up.questions:
                then = end.question(question.name)
                if then and not is_same(asked_at_the_end(then), question):
                    self._error(
                        self.reading.file,
                        self.reading.line("follow_up"),
                        f"`{end.kind}` and `follow_up` both ask `{question.name}`, but "
                        "not in the same way: give it the same kind and options in "
                        "both, or another name.",
                    )

    def agenda_exists(self, deck: DeckReading) -> None:
        """Note agenda items in the slides' notes that the plan does not have."""
        items = {item.name for item in self.plan.agenda}
        for placed in deck.placed:
            if placed.kind == "agenda" and placed.name not in items:
                self._error(
                    placed.file,
                    placed.line,
                    f"There is no agenda item `{placed.name}` in {self.reading.file}.",
                )

    def _objectives_exist(self, reading: Reading[Survey]) -> None:
        known = {objective.name for objective in self.plan.objectives}
        for index, question in enumerate(reading.value.questions):
            if question.objective and question.objective not in known:
                self._error(
                    reading.file,
                    reading.line("questions", index, "objective"),
                    f"There is no objective `{question.objective}` in "
                    f"{self.reading.file}.",
                )

    def _there(self, path: str, key: str, name: str) -> bool:
        """Tell whether a named file exists; an unreadable name was noted before."""
        if not FILE_NAME.match(name):
            return False
        if (self.folder / path).exists():
            return True
        self._error(
            self.reading.file, self.reading.line(key), f"There is no {path} to use."
        )
        return False

    def _error(self, file: str, line: int, message: str) -> None:
        self.problems.append(Problem(file, line, "error", message))
