"""What can be wrong with the place where everything is kept."""

from facilitator.errors import FacilitatorError


class StorageError(FacilitatorError):
    """The database could not be read or written; nothing of this was saved."""

    code = "storage"
    status = 503
    sentence = (
        "This could not be saved ({reason}). "
        "Check the disk that holds the data folder, then try again."
    )


class StorageFullError(StorageError):
    """The disk has no room left."""

    code = "storage-full"
    status = 507
    sentence = (
        "This could not be saved because the disk is full. "
        "Free some space on the laptop that holds the session, then try again."
    )


class StorageBusyError(StorageError):
    """Another program holds the database."""

    code = "storage-busy"
    sentence = (
        "This could not be saved because another program is using the data. "
        "Close that program, then try again."
    )


class StorageUnreadableError(StorageError):
    """The database could not be opened at all."""

    code = "storage-unreadable"
    sentence = (
        "The data in {place} could not be opened ({reason}). "
        "Check that the folder exists and that you may write in it, "
        "or choose another with --data."
    )


class StorageClosedError(StorageError):
    """The program is stopping and takes nothing more."""

    code = "storage-closed"
    sentence = (
        "This could not be saved because the program is stopping. "
        "Start it again, then try again."
    )


class NewerDataError(FacilitatorError):
    """The data was written by a version of the program that this one cannot know."""

    code = "newer-data"
    sentence = (
        "The data in {place} was made by a newer version of this program. "
        "Start that version, or choose another folder with --data."
    )
