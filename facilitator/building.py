"""Decks written from the command line: the starter deck of a plan, and the sample."""

from datetime import datetime
from pathlib import Path

from facilitator.documents.decks.sample import sample_deck
from facilitator.documents.decks.starter import starter_deck
from facilitator.errors import FacilitatorError
from facilitator.file_writing import check_place, write_whole
from facilitator.library.curriculum import load, plan_names
from facilitator.library.slides import read_deck

_ENDING = ".pptx"


class UnknownPlanError(FacilitatorError):
    """The curriculum has no plan of this name."""

    code = "unknown-plan"
    status = 404
    sentence = "There is no plan {plan} in {folder}. The plans there: {plans}."


def build(
    plan: str, file: Path, *, curriculum: Path, language: str, now: datetime
) -> bool:
    """Write the starter deck of a plan, and return whether it replaced a file.

    Raises:
        FacilitatorError: there is no such plan, it has mistakes, or the file cannot be
            written.
    """
    check_place(file, _ENDING, plan)
    plans = plan_names(curriculum)
    if plan not in plans:
        known = ", ".join(plans) or "–"
        raise UnknownPlanError(plan=plan, folder=curriculum, plans=known)
    content = load(curriculum, plan)
    pictures = read_deck(curriculum, content.plan.deck).pictures[language]
    made = starter_deck(content.plan, content.deck, language, now, pictures)
    return write_whole(file, made)


def sample(file: Path, *, language: str, now: datetime) -> bool:
    """Write the deck whose slides say what marks in notes do; return as `build`.

    Raises:
        FacilitatorError: the file cannot be written.
    """
    check_place(file, _ENDING, "sample")
    return write_whole(file, sample_deck(language, now))
