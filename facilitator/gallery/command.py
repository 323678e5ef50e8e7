"""One start of the gallery: sessions made up, seen on this machine, and gone after."""

# Serving comes first: it replaces the blocking parts of the standard library.
from facilitator.serve import Furnishing, serve  # isort: skip

from pathlib import Path
from tempfile import TemporaryDirectory

from facilitator.app import Program
from facilitator.gallery.exhibits import exhibits
from facilitator.gallery.samples import sample_curriculum
from facilitator.live.rooms import Rooms
from facilitator.settings import ServeSettings
from facilitator.web.gallery import create_gallery


def show(
    *, port: int, language: str, browser: bool, ready_file: Path | None = None
) -> None:
    """Serve the gallery on this machine alone until told to stop; nothing is kept."""
    with TemporaryDirectory(prefix="facilitator-gallery-") as scratch:
        settings = ServeSettings(
            data=Path(scratch) / "data",
            curriculum=sample_curriculum(Path(scratch) / "curriculum"),
            host="127.0.0.1",
            port=port,
            language=language,
            browser=browser,
            ready_file=ready_file,
            libreoffice="none",
        )
        serve(settings, furnishing=Furnishing("/gallery", furnish))


def furnish(rooms: Rooms, program: Program) -> None:
    """Make the sessions of the gallery, and its page in the program."""
    program.app.register_blueprint(create_gallery(exhibits(rooms)))
