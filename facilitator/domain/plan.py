"""A session plan: what a session is made of before anybody sets a date."""

from dataclasses import dataclass, replace

from facilitator.domain.credit.policy import CreditPolicy
from facilitator.domain.text import Text

SIGN_IN_FIELDS = ("name", "email", "organization", "setting", "profession")


@dataclass(frozen=True, slots=True)
class Objective:
    """What a person can do afterwards; evaluations tag their questions with `name`."""

    name: str
    text: Text


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One part of the session and its planned length in minutes.

    A part for the `evaluation` counts only for credit types whose policy says so.
    """

    name: str
    title: Text
    minutes: int
    creditable: bool
    evaluation: bool = False


@dataclass(frozen=True, slots=True)
class SessionPlan:
    """What is held: objectives, agenda, and the names of its deck and surveys.

    `worksheet`, `pre`, `post` and `follow_up` are empty where the plan has none.
    `sign_in` names the fields asked, a subset of SIGN_IN_FIELDS. `credit` has a policy
    for each credit type that an accredited provider designated, none where the session
    earns no credit.
    """

    name: str
    title: Text
    summary: Text
    content_note: Text
    objectives: tuple[Objective, ...]
    agenda: tuple[AgendaItem, ...]
    deck: str
    polls: str
    evaluation: str
    worksheet: str = ""
    sign_in: tuple[str, ...] = SIGN_IN_FIELDS
    version: str = "1"
    credit: tuple[CreditPolicy, ...] = ()
    pre: str = ""
    post: str = ""
    follow_up: str = ""

    @property
    def minutes(self) -> int:
        """Planned length in minutes, all items."""
        return sum(item.minutes for item in self.agenda)

    @property
    def creditable_minutes(self) -> int:
        """Planned minutes that may earn credit."""
        return sum(item.minutes for item in self.agenda if item.creditable)

    def with_providers(self, now: "SessionPlan") -> "SessionPlan":
        """Return this plan with what another one says of its providers, and no more.

        The rules of credit stay those that the session was held by; a type that the
        other plan tells of no provider for keeps its own.
        """
        told = {policy.type: policy.provider for policy in now.credit}
        credit = tuple(
            replace(policy, provider=told.get(policy.type) or policy.provider)
            for policy in self.credit
        )
        return replace(self, credit=credit)
