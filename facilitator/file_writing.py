"""Files written where a person asked for them: whole, or not at all."""

import secrets
from pathlib import Path

from facilitator.errors import FacilitatorError


class NotWrittenError(FacilitatorError):
    """The file could not be put where it was asked for."""

    code = "not-written"
    sentence = "{file} could not be written ({reason}). Choose another place."


class WrongEndingError(FacilitatorError):
    """The file is not named as what it would be."""

    code = "wrong-ending"
    sentence = "{file} does not end in {ending}. Name a file such as {example}."


class NoFolderError(FacilitatorError):
    """The folder that the file is to go to does not exist."""

    code = "no-folder"
    sentence = "There is no folder {folder}. Make it first, or choose another place."


def check_place(file: Path, ending: str, usual: str) -> None:
    """See that a file is named as what it will be, in a folder that there is.

    Args:
        file: where it is to go.
        ending: how its name must end, with the dot.
        usual: what such a file is called where it has no name.

    Raises:
        FacilitatorError: it is not.
    """
    if file.suffix.lower() != ending:
        example = file.with_name(f"{file.name or usual}{ending}")
        raise WrongEndingError(file=file, ending=ending, example=example)
    if not file.parent.is_dir():
        raise NoFolderError(folder=file.parent)


def write_whole(file: Path, made: bytes) -> bool:
    """Write a file, and return whether one of that name was there and is replaced.

    Raises:
        NotWrittenError: the disk is full, or the place may not be written to.
    """
    part = file.with_name(f".{file.name}-{secrets.token_hex(4)}")
    try:
        replaced = file.exists()
        part.write_bytes(made)
        part.replace(file)
    except OSError as wrong:
        part.unlink(missing_ok=True)
        raise NotWrittenError(file=file, reason=wrong.strerror) from wrong
    return replaced
