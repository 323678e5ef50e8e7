"""The hash of a locked survey, written into its file and nowhere else in it."""

from pathlib import Path

import yaml

from facilitator.domain.surveys.locking import is_as_locked, words_hash
from facilitator.errors import FacilitatorError
from facilitator.library.problems import CurriculumError, Report
from facilitator.library.surveys import proofread, read_unlocked
from facilitator.library.text_file import read_words
from facilitator.library.yaml_source import composed


class NothingToLockError(FacilitatorError):
    """The survey says nothing of an approval."""

    code = "nothing-to-lock"
    status = 409
    sentence = (
        "{file} says nothing under `locked`. Write omb_number, expires and burden "
        "there first, as they were approved."
    )


class NotAsLockedError(FacilitatorError):
    """A word was changed since the survey was locked."""

    code = "not-as-locked"
    status = 409
    sentence = (
        "{file} is locked with other words or codes than it has now. Put back what was "
        "approved; or, once the new words are approved, lock them with --replace."
    )


def locked_words(folder: Path, survey: str, *, anew: bool = False) -> tuple[str, str]:
    """Return the words of a survey's file with the hash in them, and the hash.

    Args:
        folder: the curriculum.
        survey: the survey's name.
        anew: whether words other than those locked before may be locked.

    Raises:
        CurriculumError: the file is not there, or has other mistakes.
        FacilitatorError: it has no lock to fill, or is locked with other words.
    """
    file = f"surveys/{survey}.yaml"
    report = Report(file)
    words = read_words(folder / file, report)
    if words is None:
        raise CurriculumError(report.problems)
    reading = read_unlocked(words, survey)
    if not reading.sound:
        raise CurriculumError(reading.problems)
    lock = reading.value.locked
    if lock is None:
        raise NothingToLockError(file=file)
    if lock.hash and not anew and not is_as_locked(reading.value):
        raise NotAsLockedError(file=file)
    computed = words_hash(reading.value)
    made = _with_hash(words, computed)
    if not proofread(made, survey).sound:
        raise CurriculumError(proofread(made, survey).problems)
    return made, computed


def _with_hash(words: str, computed: str) -> str:
    """Return the file with one value replaced or put in; all else stays as it is."""
    root = composed(words)
    locked = _value(root, "locked")
    if not isinstance(locked, yaml.MappingNode):
        return words
    kept = _value(locked, "hash")
    if kept is not None:
        begin, end = kept.start_mark.index, kept.end_mark.index
        return f"{words[:begin]}{computed}{words[end:]}"
    begin = locked.start_mark.index
    if locked.flow_style:
        return f"{words[: begin + 1]}hash: {computed}, {words[begin + 1 :]}"
    indent = " " * locked.start_mark.column
    return f"{words[:begin]}hash: {computed}\n{indent}{words[begin:]}"


def _value(node: yaml.Node | None, key: str) -> yaml.Node | None:
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    found: list[yaml.Node] = [value for name, value in pairs if name.value == key]
    return found[0] if found else None
