"""A trainer's own, editable copy of the curriculum."""

import shutil
from pathlib import Path

from facilitator.errors import FacilitatorError
from facilitator.library.curriculum import DATA_FOLDERS


class NotEmptyError(FacilitatorError):
    """The place to copy to already has something in it."""

    code = "not-empty"
    status = 409
    sentence = (
        "{destination} already has something in it. "
        "Name a new or an empty folder, so that nothing is overwritten."
    )


class CannotCopyError(FacilitatorError):
    """The disk refused."""

    code = "cannot-copy"
    status = 500
    sentence = (
        "The curriculum could not be copied to {destination}: {reason}. "
        "Choose another folder or free some space, then try again."
    )


def own_folder(data: Path) -> Path:
    """Return where a trainer's own curriculum lies that the desk made."""
    return data / "curriculum"


def make_own(folder: Path, data: Path) -> Path:
    """Copy the curriculum to where the desk edits it, whole or not at all.

    One that is there stays as it is.

    Raises:
        CannotCopyError: the disk is full, or the place may not be written to.
    """
    own = own_folder(data)
    if own.is_dir():
        return own
    part = own.with_name(f".{own.name}-part")
    try:
        if part.exists():  # a power cut while it was copied
            shutil.rmtree(part)
        copy(folder, part)
        part.rename(own)
    except OSError as why:
        reason = why.strerror or str(why)
        raise CannotCopyError(destination=own, reason=reason) from why
    return own


def copy(folder: Path, destination: Path) -> tuple[Path, ...]:
    """Copy the four data folders; return the files written.

    Raises:
        NotEmptyError: the destination is a file, or a folder with something in it.
        CannotCopyError: the disk is full, or the place may not be written to.
    """
    try:
        if destination.exists() and (
            not destination.is_dir() or any(destination.iterdir())
        ):
            raise NotEmptyError(destination=destination)
        for name in DATA_FOLDERS:
            shutil.copytree(
                folder / name,
                destination / name,
                ignore=shutil.ignore_patterns(".*", "__pycache__"),
                copy_function=shutil.copyfile,
            )
    except OSError as why:
        reason = why.strerror or str(why)
        raise CannotCopyError(destination=destination, reason=reason) from why
    return tuple(sorted(path for path in destination.rglob("*") if path.is_file()))
