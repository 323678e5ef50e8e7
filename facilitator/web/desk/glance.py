"""The evaluation at a glance: a page of pictures that is printed and handed on."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor

from flask import render_template
from flask.typing import ResponseReturnValue

from facilitator.domain.surveys.evaluation import (
    EvaluationFigures,
    ScaleFigures,
    evaluation_figures,
)
from facilitator.domain.surveys.glance import by_ends, glance
from facilitator.domain.surveys.results import FEWEST_SHOWN
from facilitator.domain.surveys.statistics import Proportion
from facilitator.domain.text import Text
from facilitator.live import reports
from facilitator.live.erased import check_kept
from facilitator.live.rooms import Rooms

# The drawing of one row, in its own units: marks are round, so both ends keep a margin.
WIDTH, MARGIN = 240, 9
SMALLEST_P = 0.001
# So many rows fit on a sheet of letter paper with all words of their questions.
SPACIOUS = 14


@dataclass(frozen=True, slots=True)
class GlanceRoutes:
    """The page of what an evaluation comes to."""

    rooms: Rooms

    def show(self, session_id: str) -> ResponseReturnValue:
        """Show the figures of the workbook, of nobody fewer than five.

        Raises:
            ErasedError: the answers were erased.
        """
        room = self.rooms.room(session_id)
        check_kept(room, "evaluation")
        report = reports.evaluation(room)
        figures = evaluation_figures(report)
        shown = glance(figures)
        return render_template(
            "desk/glance.html",
            room=room,
            session=room.session,
            report=report,
            responses=figures.responses,
            shown=shown,
            quality=_quality(figures),
            dense=len(shown.paired) + len(shown.scales) + len(shown.knowledge)
            > SPACIOUS,
            by_kind=_by_kind(shown.scales),
            moved_by=by_ends(shown.paired),
            known_by=by_ends(shown.knowledge),
            fewest=FEWEST_SHOWN,
            draw=Drawing(),
        )


def _quality(figures: EvaluationFigures) -> ScaleFigures | None:
    """Return the first question of quality, the one that is looked for first."""
    return next(
        (
            scale
            for scale in figures.scales
            if scale.question.kind == "quality" and scale.n >= FEWEST_SHOWN
        ),
        None,
    )


def _by_kind(
    scales: Sequence[ScaleFigures],
) -> list[tuple[tuple[Text, Text], list[ScaleFigures]]]:
    """Return the scales of each kind below the names of its two highest answers."""
    highest = {scale.question.name: _highest(scale) for scale in scales}
    return [
        (two, [scale for scale in scales if highest[scale.question.name] == two])
        for two in dict.fromkeys(highest.values())
    ]


def _highest(scale: ScaleFigures) -> tuple[Text, Text]:
    lower, higher = scale.question.choices[-2:]
    return lower.label, higher.label


class Drawing:
    """Where figures lie in the drawing of a row, and how they are written."""

    width = WIDTH

    @staticmethod
    def share(share: float) -> float:
        """Return where a share between 0 and 1 lies."""
        return round(MARGIN + share * (WIDTH - 2 * MARGIN), 1)

    def code(self, mean: Fraction | int, most: int) -> float:
        """Return where a mean lies on a scale from 1 to `most`."""
        return self.share(float((mean - 1) / (most - 1)))

    @staticmethod
    def percent(part: Proportion) -> str:
        """Return a share as a whole percentage."""
        return f"{_rounded(Fraction(part.count, part.of), 2):.0%}"

    @staticmethod
    def interval(top: Proportion) -> str:
        """Return both ends of the interval."""
        low, high = (_rounded(Fraction(end), 2) for end in top.interval)
        return f"{low * 100:.0f}–{high:.0%}"

    @staticmethod
    def mean(mean: Fraction) -> str:
        """Return a mean of codes."""
        return f"{_rounded(mean, 2):.2f}"

    @staticmethod
    def signed(number: Fraction) -> str:
        """Return a number with its sign, a real minus where it fell."""
        written = f"{_rounded(number, 2):+.2f}".replace("-", "−")
        return "0.00" if written[1:] == "0.00" else written

    def gain(self, gain: Fraction | None) -> str:
        """Return a gain; a loss has no place on its scale."""
        return "–" if gain is None or gain < 0 else self.signed(gain)

    @staticmethod
    def p(p: float | None) -> str:
        """Return a p as papers print it; "" where there is none."""
        if p is None:
            return ""
        small = p < SMALLEST_P
        return f"< {SMALLEST_P}" if small else f"{_rounded(Fraction(p), 3):.3f}"


def _rounded(number: Fraction, places: int) -> Decimal:
    """Return the number to so many places, halves away from zero."""
    whole = floor(abs(number) * 10**places + Fraction(1, 2))
    return Decimal(whole if number >= 0 else -whole).scaleb(-places)
