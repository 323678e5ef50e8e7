"""What can be wrong with a file that somebody brings, and what to do about it."""

import errno

from facilitator.domain.decks.findings import SENTENCES
from facilitator.errors import FacilitatorError

# What the system says when a disk, a share of it or a file may not grow.
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class DocumentError(FacilitatorError):
    """A file that was brought cannot be used."""

    code = "document"
    status = 422
    sentence = "{filename} could not be used. Check the file and try again."


class FileTooLargeError(DocumentError):
    """The upload is over the size limit."""

    code = "file-too-large"
    status = 413
    sentence = (
        "{filename} is larger than {limit} MB. In PowerPoint choose File, Info, "
        "Compress Media and then Compress Pictures, or export the deck as a PDF, "
        "and add that."
    )


class EmptyFileError(DocumentError):
    """The upload has no content."""

    code = "empty-file"
    sentence = (
        "{filename} is empty. Copy the file again from where it came, and add it."
    )


class LockFileError(DocumentError):
    """The small file that Office leaves beside an open document."""

    code = "lock-file"
    sentence = (
        "{filename} is not the deck; it is the small file that PowerPoint keeps beside "
        "a deck while it is open. Add the file of the same name without ~$ in front."
    )


class ProtectedDeckError(DocumentError):
    """A presentation that asks for a password."""

    code = "protected-deck"
    sentence = (
        "{filename} is protected by a password. In PowerPoint choose File, Info, "
        "Protect Presentation, Encrypt with Password, empty the password, save, and "
        "add it again."
    )


class OldDeckError(DocumentError):
    """A presentation in the format used before 2007."""

    code = "old-deck"
    sentence = (
        "{filename} is in the PowerPoint format used before 2007. Open it in "
        "PowerPoint, choose Save As, PowerPoint Presentation (.pptx), and add that."
    )


class DamagedDeckError(DocumentError):
    """A presentation that is cut off or broken."""

    code = "damaged-deck"
    sentence = (
        "{filename} is damaged or was not copied completely. Copy it again from where "
        "it came; if it opens in PowerPoint, save it under a new name and add that."
    )


class ExpandingFileError(DocumentError):
    """A file that unpacks to far more than it weighs."""

    code = "expanding-file"
    sentence = (
        "{filename} unpacks to far more than a deck needs, so it was not opened. Save "
        "the deck under a new name in PowerPoint, or export it as a PDF, and add that."
    )


class NotADeckError(DocumentError):
    """A file of another kind, whatever its name says."""

    code = "not-a-deck"
    status = 415
    sentence = (
        "{filename} is neither a PowerPoint deck nor a PDF. Open it in the program "
        "that made it, save it as .pptx or .pdf, and add that."
    )


class EmptyDeckError(DocumentError):
    """A deck without a single slide."""

    code = "empty-deck"
    sentence = "{filename} has no slides. Check that it is the right file."


class TooManySlidesError(DocumentError):
    """A deck longer than the limit."""

    code = "too-many-slides"
    sentence = (
        "{filename} has {slides} slides; at most {limit} can be shown. Split it into "
        "several decks and add the one for this session."
    )


class ProtectedPdfError(DocumentError):
    """A PDF that asks for a password."""

    code = "protected-pdf"
    sentence = (
        "{filename} is protected by a password. Export it again without a password, "
        "and add that."
    )


class DamagedPdfError(DocumentError):
    """A PDF that is cut off or broken."""

    code = "damaged-pdf"
    sentence = (
        "{filename} is damaged or was not copied completely. Copy it again from where "
        "it came, or export it again from PowerPoint, and add that."
    )


class NotAPdfError(DocumentError):
    """A file of another kind where the PDF of a deck is asked for."""

    code = "not-a-pdf"
    status = 415
    sentence = (
        "{filename} is not a PDF. In PowerPoint choose File, Export, PDF, and add the "
        "file that it makes."
    )


class NotAPictureError(DocumentError):
    """A file of another kind where a picture is asked for, or a broken picture."""

    code = "not-a-picture"
    status = 415
    sentence = (
        "{filename} is not a picture that can be shown. Save it as .png, .jpg or "
        ".webp in the program that made it, and add that."
    )


class LargePictureError(DocumentError):
    """A picture over the size limit."""

    code = "large-picture"
    status = 413
    sentence = (
        "{filename} is larger than {limit} MB. Save the picture smaller, for example "
        "1920 pixels wide, and add that."
    )


class HugePictureError(DocumentError):
    """A picture with more pixels than the limit."""

    code = "huge-picture"
    status = 413
    sentence = (
        "{filename} has more than {limit} million pixels. Save the picture smaller, "
        "for example 1920 pixels wide, and add that."
    )


class NoRoomError(DocumentError):
    """The disk became full while a file was read."""

    code = "no-room"
    status = 507
    sentence = (
        "{filename} could not be read because the disk is full. Free some space on "
        "this laptop, then add it again."
    )


class SlowDeckError(DocumentError):
    """Reading was given up after the time limit."""

    code = "slow-deck"
    sentence = (
        "{filename} was not read within {minutes} minutes. Export it as a PDF from "
        "PowerPoint and add that, or split it into smaller decks."
    )


class ReadingStoppedError(DocumentError):
    """The program that reads a deck ended without an answer."""

    code = "reading-stopped"
    status = 500
    sentence = (
        "{filename} could not be read: the reading stopped in the middle. Close other "
        "programs and try again, or export the deck as a PDF and add that."
    )


class DrawingError(DocumentError):
    """LibreOffice made no pictures; the slides can still be shown as text."""

    code = "drawing"
    sentence = SENTENCES["drawing"]


class NoLibreOfficeError(DrawingError):
    """LibreOffice is not installed."""

    code = "no-libreoffice"
    sentence = SENTENCES["no-libreoffice"]


class SlowDrawingError(DrawingError):
    """LibreOffice was stopped after its time limit."""

    code = "slow-drawing"
    sentence = SENTENCES["slow-drawing"]


class HeavyDrawingError(DrawingError):
    """LibreOffice was stopped because it took too much memory."""

    code = "heavy-drawing"
    sentence = SENTENCES["heavy-drawing"]


class TemplateError(DocumentError):
    """A template of the curriculum has a mistake."""

    code = "template"
    status = 500
    sentence = (
        "The template {template} could not be set: {reason} Put it right, or take the "
        "one that came with the program."
    )


class UnprintableError(DocumentError):
    """A text has letters that no font of this laptop has."""

    code = "unprintable"
    status = 409
    sentence = (
        "No font on this laptop can print {letters}. Write it in other letters, "
        "or install a font that has them."
    )


_BY_CODE: dict[str, type[DocumentError]] = {
    kind.code: kind
    for kind in (
        FileTooLargeError,
        EmptyFileError,
        LockFileError,
        ProtectedDeckError,
        OldDeckError,
        DamagedDeckError,
        ExpandingFileError,
        NotADeckError,
        EmptyDeckError,
        TooManySlidesError,
        ProtectedPdfError,
        DamagedPdfError,
        NotAPictureError,
        HugePictureError,
        NoRoomError,
        TemplateError,
        UnprintableError,
        DrawingError,
        NoLibreOfficeError,
        SlowDrawingError,
        HeavyDrawingError,
    )
}


def from_facts(code: str, facts: dict[str, object]) -> DocumentError:
    """Return the error that another process reported by its code and facts."""
    return _BY_CODE.get(code, ReadingStoppedError)(**facts)
