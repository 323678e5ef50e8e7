"""What changed between the forms before and after, counted by its definitions.

Nothing of the program's own statistics is used: two ways of counting have to agree.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import comb
from statistics import fmean, median

from facilitator.domain.surveys.matrix import parts_of
from facilitator.domain.surveys.results import FEWEST_SHOWN
from facilitator.domain.surveys.signed_rank import FEWEST_MOVED
from facilitator.domain.surveys.survey import FormName, Question, Survey
from facilitator.rehearsal.stored import Cell

Codes = Mapping[str, int | str]
Figures = dict[str, Cell]
Pairs = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms before and after of a plan; None where it does not have one."""

    pre: Survey | None = None
    post: Survey | None = None

    @property
    def compared(self) -> Iterator[Question]:
        """What both ask, each once; every statement of a matrix by itself."""
        for question in self.post.questions if self.post else ():
            if self.pre and self.pre.question(question.name):
                yield from () if question.retrospective else parts_of(question)


def changes(
    forms: Forms, sent: Sequence[Mapping[FormName, Codes]]
) -> dict[tuple[str, str], Figures]:
    """Return what the workbook is to say, by sheet and variable.

    `sent` is what each phone sent of each form, by the name of its field.
    """
    found: dict[tuple[str, str], Figures] = {}
    known: Pairs = []
    for question in forms.compared if any(sent) else ():
        name = f"{question.name}_pre_post"
        said = [
            (_said(question, one.get("pre", {})), _said(question, one.get("post", {})))
            for one in sent
        ]
        pairs = [(b, a) for b, a in said if b is not None and a is not None]
        if _has_right(question):
            found["knowledge", name] = _shown(_known(pairs), pairs, said)
            found["paired", name] = _shown(_learned(pairs), pairs, said)
            known += pairs if len(pairs) >= FEWEST_SHOWN else []
        elif question.is_scale:
            found["paired", name] = _shown(_moved(pairs), pairs, said)
    for half, when in enumerate(("before", "now") if known else ()):
        found["summary", f"knowledge_{when}"] = {
            "n": len(known),
            "Right answers, n": sum(pair[half] for pair in known),
            "Right answers, %": fmean(pair[half] for pair in known),
        }
    return found


def _shown(
    figures: Figures, pairs: Pairs, said: Sequence[tuple[int | None, int | None]]
) -> Figures:
    """Return the figures with how many there are; of few pairs no more than that."""
    apart = {
        "Only before": sum(b is not None and a is None for b, a in said),
        "Only now": sum(b is None and a is not None for b, a in said),
    }
    told: Figures = {**apart, **figures}
    if len(pairs) < FEWEST_SHOWN:
        told = dict.fromkeys(told)
    return {"Pairs": len(pairs), **told}


def _said(question: Question, codes: Codes) -> int | None:
    """Return a point of a scale, or 1 for right and 0 for wrong; None: no answer."""
    given = {name.replace(".", "_"): code for name, code in codes.items()}
    boxes = {o.code: given.get(f"{question.name}___{o.code}") for o in question.options}
    if question.kind == "multiple":
        chosen = {code for code, box in boxes.items() if box == 1}
    else:
        code = given.get(question.name)
        chosen = {code} if isinstance(code, int) and code > 0 else set()
    if not chosen:
        return None
    if _has_right(question):
        return int(chosen == {o.code for o in question.options if o.right})
    return chosen.pop()


def _has_right(question: Question) -> bool:
    return any(option.right for option in question.options)


def _directions(pairs: Pairs) -> Figures:
    return {
        "Rose": sum(a > b for b, a in pairs),
        "Same": sum(a == b for b, a in pairs),
        "Fell": sum(a < b for b, a in pairs),
    }


def _moved(pairs: Pairs) -> Figures:
    """Return what changed on a scale."""
    change = [a - b for b, a in pairs]
    sizes = sorted(abs(one) for one in change if one)

    def ranks(sign: int) -> float:
        """Return the sum of ranks of those who moved one way; equals share a rank."""
        return sum(
            (bisect_left(sizes, abs(one)) + bisect_right(sizes, abs(one)) + 1) / 2
            for one in change
            if one * sign > 0
        )

    up, down = ranks(1), ranks(-1)
    return {
        "Mean shift": fmean(change) if change else None,
        "Median shift": median(change) if change else None,
        **_directions(pairs),
        "W": min(up, down) if sizes else None,
        "Rank-biserial": (up - down) / (up + down) if sizes else None,
    }


def _learned(pairs: Pairs) -> Figures:
    """Return what changed in right answers, as it stands beside the scales."""
    right, wrong = sum(a for _, a in pairs), sum(not b for b, _ in pairs)
    before = len(pairs) - wrong
    return {
        "Before: right": before,
        "Now: right": right,
        "Normalized gain": (right - before) / wrong if wrong else None,
        **_directions(pairs),
        "p": _mcnemar(pairs),
    }


def _known(pairs: Pairs) -> Figures:
    """Return the same as the sheet of knowledge has it."""
    learned = _learned(pairs)
    return {
        "Before: right": learned["Before: right"],
        "Now: right": learned["Now: right"],
        "Wrong, then right": learned["Rose"],
        "Right, then wrong": learned["Fell"],
        "p (McNemar)": learned["p"],
        "Normalized gain": learned["Normalized gain"],
    }


def _mcnemar(pairs: Pairs) -> float | None:
    """Return the chance of so uneven a split of those who changed, were it a coin."""
    changed = [a for b, a in pairs if a != b]
    many, n = max(sum(changed), len(changed) - sum(changed)), len(changed)
    if n < FEWEST_MOVED:
        return None
    ways = sum(comb(n, k) for k in range(n + 1) if max(k, n - k) >= many)
    return ways / (1 << n)
