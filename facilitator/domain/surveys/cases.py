"""A case told in steps: the vignette, and what happens now at each decision."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from facilitator.domain.text import NO_TEXT, Text

_HEADING = Text("{title}, step {step} of {of}", "{title}, paso {step} de {of}")


@dataclass(frozen=True, slots=True)
class CaseStep:
    """Where a question stands in a case; a question outside any case has no name.

    `title` and `text` are the case's, the same at each step; `story` is what happens
    now. Steps count from 1, in the order of the file.
    """

    name: str = ""
    title: Text = NO_TEXT
    text: Text = NO_TEXT
    story: Text = NO_TEXT
    step: int = 0
    of: int = 0

    def __bool__(self) -> bool:
        """Whether the question belongs to a case."""
        return bool(self.name)

    def heading(self, language: str) -> str:
        """Return the case's title with the number of the step."""
        return _HEADING[language].format(
            title=self.title[language], step=self.step, of=self.of
        )


NO_CASE = CaseStep()


class Asked(Protocol):
    """A question, as far as its case is concerned."""

    @property
    def case(self) -> CaseStep:
        """Where it stands in a case."""


A = TypeVar("A", bound=Asked)


def earlier_steps(questions: Iterable[A], case: CaseStep) -> tuple[A, ...]:
    """Return the questions of the same case that come before this step."""
    return tuple(
        one
        for one in questions
        if case and one.case.name == case.name and one.case.step < case.step
    )


@dataclass(frozen=True, slots=True)
class Swapped:
    """Two steps of one case that are asked the wrong way round."""

    early: CaseStep
    late: CaseStep


def out_of_order(asked: Iterable[Asked]) -> tuple[Swapped, ...]:
    """Return, of each case that is asked out of its order, the first two steps.

    `asked` are the questions as they will be asked; what is asked twice counts once.
    Steps that are left out put nothing out of order.
    """
    before: dict[str, CaseStep] = {}
    found: dict[str, Swapped] = {}
    for case in dict.fromkeys(question.case for question in asked if question.case):
        furthest = before.setdefault(case.name, case)
        if case.step < furthest.step:
            found.setdefault(case.name, Swapped(furthest, case))
        else:
            before[case.name] = case
    return tuple(found.values())


def headed(case: CaseStep, label: Text, language: str) -> str:
    """Return the words of a question, behind its case and step if it has one."""
    if not case:
        return label[language]
    return f"{case.heading(language)}: {label[language]}"
