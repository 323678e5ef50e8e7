"""Whole session plans: the plan with its deck, its polls and its forms."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import facilitator
from facilitator.domain.decks.deck import Deck
from facilitator.domain.plan import SessionPlan
from facilitator.domain.surveys.survey import Survey
from facilitator.domain.text import Text
from facilitator.library.bundle import Bundle, read_bundle
from facilitator.library.problems import CurriculumError, Problem, errors
from facilitator.library.schema import FILE_NAME

DATA_FOLDERS = ("sessions", "slides", "surveys", "handouts")


@dataclass(frozen=True, slots=True)
class Curriculum:
    """All that one session is delivered with; a session keeps a frozen copy."""

    plan: SessionPlan
    deck: Deck
    polls: Survey
    evaluation: Survey
    worksheet: Survey | None = None
    pre: Survey | None = None
    post: Survey | None = None
    follow_up: Survey | None = None


@dataclass(frozen=True, slots=True)
class PlanSummary:
    """A plan as the desk lists it; `minutes` is 0 where the agenda is unreadable."""

    name: str
    title: Text
    summary: Text
    minutes: int
    creditable_minutes: int
    problems: tuple[Problem, ...] = ()

    @property
    def opens(self) -> bool:
        """Whether a session can be made from the plan."""
        return not errors(self.problems)


def shipped_folder() -> Path:
    """Return the curriculum that came with the program.

    A wheel carries it inside the package; a checkout has it at its top level.
    """
    package = Path(facilitator.__file__).parent
    carried = package / "curriculum"
    return carried if carried.is_dir() else package.parent


def plan_names(folder: Path) -> tuple[str, ...]:
    """Return the names of the plans there are, in alphabetical order."""
    return tuple(sorted(path.stem for path in (folder / "sessions").glob("*.yaml")))


def plans(folder: Path, today: date | None = None) -> tuple[PlanSummary, ...]:
    """List every plan; a broken one is listed with its problems and stops no other."""
    names = plan_names(folder)
    return tuple(_summary(read_bundle(folder, name, today)) for name in names)


def load(folder: Path, plan: str, today: date | None = None) -> Curriculum:
    """Return a plan with all that it names.

    With `today`, a form whose approval has expired keeps the plan from opening.

    Raises:
        CurriculumError: the plan, or a file that it names, is missing or broken.
    """
    if not FILE_NAME.match(plan):
        # A name from outside never becomes a path before it is known to be one.
        missing = Problem("sessions", 1, "error", "There is no plan of this name.")
        raise CurriculumError([missing])
    bundle = read_bundle(folder, plan, today)
    if errors(bundle.problems) or not (bundle.polls and bundle.evaluation):
        raise CurriculumError(bundle.problems)
    return Curriculum(
        bundle.plan,
        bundle.deck,
        bundle.polls,
        bundle.evaluation,
        bundle.worksheet,
        bundle.pre,
        bundle.post,
        bundle.follow_up,
    )


def _summary(bundle: Bundle) -> PlanSummary:
    plan = bundle.plan
    name = Text(plan.name, plan.name)
    return PlanSummary(
        name=plan.name,
        title=plan.title if plan.title != Text() else name,
        summary=plan.summary,
        minutes=plan.minutes,
        creditable_minutes=plan.creditable_minutes,
        problems=bundle.problems,
    )
