"""What the attendance workbook must say of a cast: worked out from its stories alone.

By the definitions, second by second, and with nothing of the program: a second counts
where the person was there and a creditable part was on; sixty of them are a minute.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from .attendance_story import CLAIMS, OTHER_EMAIL, Act, Story

Cell = str | int | float | datetime | None
Row = tuple[Cell, ...]
MINUTE = 60

PROFESSIONS = {
    "physician": "Physician",
    "nurse": "Nurse",
    "social_worker": "Social worker",
    "pharmacist": "Pharmacist",
    "": None,
}
LANGUAGES = {"en": "English", "es": "Spanish"}
METHODS = {
    "phone": "Own phone",
    "shared": "Own phone",
    "form": "Own phone",
    "trainer": "Trainer",
    "roster": "Trainer",
    "kiosk": "Kiosk at the door",
    "paper": "Sheet on paper",
}
NO_EVALUATION = "The evaluation has not been handed in; this credit needs it."
KINDS = {"in": "In", "out": "Out", "re-entry": "Back in", "void": "Struck out"}


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the agenda: planned minutes, and the seconds that it was on."""

    planned: int
    creditable: bool
    on: range


@dataclass(frozen=True, slots=True)
class Rule:
    """A credit type as the plan of the rehearsal has it; amounts are quarters."""

    label: str
    profession: str
    languages: tuple[str, ...]
    designated: int
    nearest: bool = False
    full: bool = False
    tolerance: int = 0
    evaluation: bool = False


@dataclass(frozen=True, slots=True)
class Truth:
    """The session: when it began, where, what was on, and what credit it has."""

    start: datetime
    zone: str
    agenda: tuple[Part, ...]
    rules: tuple[Rule, ...]

    def moment(self, second: int) -> datetime:
        """Return a time as the workbook shows it: the session's, without a zone."""
        at = self.start + timedelta(seconds=second)
        return at.astimezone(ZoneInfo(self.zone)).replace(tzinfo=None)

    def roster(self, story: Story) -> Row:
        """Return the person's row of the roster, without its number."""
        came, left = _came(story), _left(story)
        whole = came is not None and left is not None
        return (
            story.called or "No name given",
            # What somebody leaves empty is taken from the list that knows them.
            story.email or (OTHER_EMAIL if story.expected == "other" else None),
            story.organization or None,
            None,
            PROFESSIONS[story.profession],
            LANGUAGES[story.language],
            None if came is None else self.moment(came),
            None if left is None else self.moment(left),
            _minutes_as_shown(story) if whole else None,
            _status(story, came, left),
            "Yes" if story.evaluates else "No",
        )

    def has_record(self, story: Story) -> bool:
        """Whether there is a record of attendance to hand out."""
        whole = _came(story) is not None and _left(story) is not None
        return whole and bool(story.called)

    def scans(self, story: Story) -> tuple[Row, ...]:
        """Return the person's log: kind, time, method, line replaced, reason, written.

        Lines are counted from 1 for this person.
        """
        log: list[Row] = []
        for act in sorted(story.acts, key=lambda act: act.at):
            if act.what == "correct":
                log.append(self._corrected(act))
            elif act.what == "sheet":
                log += self._typed_in(story, act)
            elif act.what in ("in", "out"):
                back = act.what == "in" and bool(log)
                kind = KINDS["re-entry" if back else act.what]
                method = METHODS[act.by]
                log.append((kind, self.moment(act.at), method, None, None, None))
        return tuple(log)

    def _corrected(self, act: Act) -> Row:
        typed = self.moment(act.when).replace(second=0)  # a form has no seconds
        written = self.moment(act.at)
        stands_for = act.of or None
        return KINDS[act.kind], typed, "Trainer", stands_for, act.reason, written

    def _typed_in(self, story: Story, act: Act) -> list[Row]:
        (visit,), written = story.visits, self.moment(act.at)
        return [
            (KINDS[kind], self.moment(at), METHODS[act.by], None, None, written)
            for kind, at in zip(("in", "out"), visit, strict=True)
        ]

    def credit(self, story: Story) -> tuple[Row, ...]:
        """Return the person's row for each credit type, without number and name."""
        return tuple(self._credit(story, rule) for rule in self.rules)

    def _credit(self, story: Story, rule: Rule) -> Row:
        there = {s for came, left in story.visits for s in range(came, left)}
        parts = [part for part in self.agenda if part.creditable]
        seconds = [len(there.intersection(part.on)) for part in parts]
        minutes = min(sum(seconds) // MINUTE, rule.designated * 15)
        missed = sum(
            max(min(len(part.on), part.planned * MINUTE) - present, 0)
            for part, present in zip(parts, seconds, strict=True)
        )
        barred = _barred(story, rule)
        gaps = _gaps(story)
        quarters, short = (0, []) if gaps else _earned(rule, minutes, missed // MINUTE)
        awaited = [NO_EVALUATION] if rule.evaluation and not story.evaluates else []
        status = _credit_status(barred, gaps, short, awaited)
        earned = quarters if status == "Complete" else 0
        claimed = story.claims if rule.profession == story.profession else None
        return (
            PROFESSIONS[story.profession],
            LANGUAGES[story.language],
            rule.label,
            None if gaps else minutes,
            None if gaps else earned,
            None if gaps else earned / 4,
            None if claimed is None else claimed / 4,
            status,
            " ".join([*barred, *gaps, *short, *awaited]) or None,
            None if claimed is None else self.moment(CLAIMS),
        )


def to_settle(cast: tuple[Story, ...]) -> Counter[Row]:
    """Return whom and what the trainer is asked to settle, by name."""
    names = Counter(story.called for story in cast)
    found: Counter[Row] = Counter()
    for story in cast:
        whats = [gap.replace("A sign", "The sign") for gap in _gaps(story)]
        if story.called and not story.profession:
            whats.append("No profession was given.")
        if story.called and names[story.called] > 1:
            whats.append("Somebody else of this session has the same name.")
        found.update((story.called, what) for what in whats)
    return found


def professions(cast: tuple[Story, ...]) -> dict[str, int]:
    """Return how many people of each profession came."""
    counted = Counter(PROFESSIONS[one.profession] or "Not said" for one in cast)
    return dict(counted)


def _came(story: Story) -> int | None:
    times = [came for came, _ in story.visits]
    times += [] if story.open_since is None else [story.open_since]
    return min(times, default=None)


def _left(story: Story) -> int | None:
    if story.open_since is not None:
        return None
    times = [left for _, left in story.visits]
    return max(
        [*times, *([] if story.lone_out is None else [story.lone_out])], default=None
    )


def _minutes_as_shown(story: Story) -> int:
    return sum(left // MINUTE - came // MINUTE for came, left in story.visits)


def _status(story: Story, came: int | None, left: int | None) -> str:
    if not story.called:
        return "No name given"
    if came is None and left is None:
        return "Struck out: was not there"
    if came is None:
        return "Incomplete: no sign-in"
    return "Present, all recorded" if left is not None else "Incomplete: no sign-out"


def _gaps(story: Story) -> list[str]:
    found = []
    if story.lone_out is not None:
        found.append("A sign-in is missing.")
    if story.open_since is not None:
        found.append("A sign-out is missing.")
    return found


def _barred(story: Story, rule: Rule) -> list[str]:
    found = []
    if not story.called:
        found.append("No name was given.")
    elif not story.profession:
        found.append("No profession was given.")
    elif story.profession != rule.profession:
        found.append("This credit is not for the profession given.")
    if story.language not in rule.languages:
        spoken = LANGUAGES[story.language]
        found.append(
            f"Language of delivery: {spoken}. It is not approved for this credit."
        )
    return found


def _credit_status(
    barred: list[str], gaps: list[str], short: list[str], awaited: list[str]
) -> str:
    if barred:
        spoken = barred[0].startswith("Language")
        return "Language not approved" if spoken else "Not eligible"
    if gaps:
        return "Incomplete"
    if short:
        return "Below the minimum"
    return "Evaluation missing" if awaited else "Complete"


def _earned(rule: Rule, minutes: int, missed: int) -> tuple[int, list[str]]:
    """Return the quarters that so many minutes come to, and why they are none."""
    if rule.full:
        if missed > rule.tolerance:
            return 0, [f"Minutes missed: {missed}. Allowed: {rule.tolerance}."]
        return rule.designated, []
    # A quarter is 15 minutes: half of it or more is a whole one to the nearest.
    quarters = next(
        n
        for n in range(rule.designated, -1, -1)
        if minutes >= 15 * n - (7.5 if rule.nearest else 0)
    )
    if quarters:
        return quarters, []
    return 0, [f"Time that counts: {minutes} min, which is 0.00; the least is 0.25."]
