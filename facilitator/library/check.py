"""Proofreading of a whole curriculum folder."""

from collections.abc import Collection
from datetime import date
from pathlib import Path

from facilitator.errors import FacilitatorError
from facilitator.library.bundle import read_bundle
from facilitator.library.curriculum import DATA_FOLDERS, plan_names
from facilitator.library.hand_off import FILE as HAND_OFF
from facilitator.library.hand_off import read_hand_off
from facilitator.library.problems import Problem, Report
from facilitator.library.resources import read_resources
from facilitator.library.schema import FILE_NAME
from facilitator.library.slides import read_deck
from facilitator.library.surveys import read_survey
from facilitator.library.text_file import read_words
from facilitator.library.word_files import FOLDER as WORD_LISTS
from facilitator.library.word_files import NAMES


class NoSuchFolderError(FacilitatorError):
    """The folder that is to be read does not exist."""

    code = "no-such-folder"
    status = 404
    sentence = "There is no folder {folder}."


def check(folder: Path, today: date | None = None) -> list[Problem]:
    """Return every problem in the four data folders, by file and line.

    With `today`, a form whose approval has expired is one of them.

    Raises:
        NoSuchFolderError: there is nothing to proofread.
    """
    if not folder.is_dir():
        raise NoSuchFolderError(folder=folder)
    problems = set(_missing_folders(folder))
    surveys = [
        read_survey(folder, path.stem, today)
        for path in (folder / "surveys").glob("*.yaml")
    ]
    asked = (question for one in surveys for question in one.value.questions)
    pictures = {folder / "surveys" / q.picture.file for q in asked if q.picture}
    problems.update(_odd_names(folder, pictures))
    for plan in plan_names(folder):
        problems.update(read_bundle(folder, plan, today).problems)
    problems.update(problem for one in surveys for problem in one.problems)
    for path in _visible(folder / "slides"):
        if path.is_dir():
            problems.update(read_deck(folder, path.name).problems)
    if (folder / "handouts").is_dir():
        problems.update(read_resources(folder).problems)
    if (folder / HAND_OFF).exists():
        problems.update(read_hand_off(folder).problems)
    return sorted(problems)


def _missing_folders(folder: Path) -> list[Problem]:
    return [
        Problem(name, 1, "error", "There is no such folder.")
        for name in DATA_FOLDERS
        if not (folder / name).is_dir()
    ]


def _odd_names(folder: Path, pictures: Collection[Path]) -> list[Problem]:
    """Note files that nothing reads, and names that a plan cannot use."""
    found = []
    for room in ("sessions", "surveys"):
        for path in _visible(folder / room):
            if path == folder / WORD_LISTS:
                found += _word_lists(folder)
            elif path.suffix != ".yaml":
                found += _unread(folder, path, pictures)
            elif not FILE_NAME.match(path.stem):
                found.append(_misnamed(folder, path))
    for deck in _visible(folder / "slides"):
        if not deck.is_dir():
            found.append(_ignored(folder, deck))
        elif not FILE_NAME.match(deck.name):
            found.append(_misnamed(folder, deck))
    return found


def _unread(folder: Path, path: Path, pictures: Collection[Path]) -> list[Problem]:
    """Note what is no picture of a question; of a folder with some, what else is."""
    if path in pictures:
        return []
    if any(path in picture.parents for picture in pictures):
        within = (_unread(folder, one, pictures) for one in _visible(path))
        return [problem for problems in within for problem in problems]
    return [_ignored(folder, path)]


def _word_lists(folder: Path) -> list[Problem]:
    """Note lists of words that nothing reads, or that cannot be read."""
    found = []
    for path in _visible(folder / WORD_LISTS):
        if path.suffix == ".txt" and path.stem in NAMES:
            report = Report(path.relative_to(folder).as_posix())
            read_words(path, report)
            found += report.problems
        else:
            found.append(_ignored(folder, path))
    return found


def _visible(room: Path) -> list[Path]:
    if not room.is_dir():
        return []
    return [p for p in room.iterdir() if p.name[0] != "." and p.name != "README.md"]


def _ignored(folder: Path, path: Path) -> Problem:
    file = path.relative_to(folder).as_posix()
    return Problem(file, 1, "warning", "Nothing reads this file.")


def _misnamed(folder: Path, path: Path) -> Problem:
    file = path.relative_to(folder).as_posix()
    return Problem(
        file,
        1,
        "error",
        "The name must be kebab-case: a-z, 0-9 and -, such as my-plan.",
    )
