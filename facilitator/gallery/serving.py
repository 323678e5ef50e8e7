"""One start of the gallery: on this laptop alone, in a folder thrown away after."""

# The server comes first: it replaces the blocking parts of the standard library.
from facilitator import server  # isort: skip

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from facilitator.app import create_app
from facilitator.gallery.holding import hold, the_time
from facilitator.library.curriculum import shipped_folder
from facilitator.live.practice import Practice
from facilitator.live.rooms import Rooms
from facilitator.store.database import open_database
from facilitator.web.access import Access, read_secret
from facilitator.web.gallery import create_gallery

HERE = "127.0.0.1"


def serve(port: int, language: str) -> None:
    """Serve the gallery until told to stop; prints its address.

    Raises:
        FacilitatorError: the port is taken.
    """
    listener = server.open_listener(HERE, port)
    address = f"http://{HERE}:{listener.getsockname()[1]}"
    with TemporaryDirectory(prefix="facilitator-gallery-") as scratch:
        folder = Path(scratch)
        database = open_database(folder)
        rooms = Rooms(database, folder, shipped_folder(), the_time, soffice="")
        practice = Practice(address)
        program = create_app(
            rooms,
            Access(read_secret(folder)),
            practice,
            language=language,
            port=int(listener.getsockname()[1]),
        )
        room, exhibits = hold(rooms)
        program.app.register_blueprint(create_gallery(room, exhibits))
        try:
            server.run(program.app, listener, lambda: _announce(address))
        finally:
            database.close()


def _announce(address: str) -> None:
    sys.stdout.write(f"\nThe gallery: {address}/gallery\nStop with Ctrl+C.\n")
    sys.stdout.flush()
