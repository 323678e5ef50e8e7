"""One start of the program: from its options to the last goodbye."""

# The server comes first: it replaces the blocking parts of the standard library.
from facilitator import server  # isort: skip

import io
import json
import logging
import os
import secrets
import shutil
import sys
import webbrowser
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from filelock import FileLock, Timeout

from facilitator.app import Program, create_app
from facilitator.domain.decks.findings import mark
from facilitator.errors import FacilitatorError
from facilitator.library.copying import own_folder
from facilitator.library.curriculum import shipped_folder
from facilitator.live.practice import Practice
from facilitator.live.purging import Purging
from facilitator.live.rooms import Rooms
from facilitator.log_file import log_file
from facilitator.settings import ServeSettings
from facilitator.store.database import open_database
from facilitator.web.access import Access, read_secret
from facilitator.web.locale import filled
from facilitator.web.network import candidates

log = logging.getLogger(__name__)

LEAST_FREE_BYTES = 200 * 1024 * 1024
IPV6 = 6
WITHOUT = "none"
_DESK, _PHONES, _DATA = mark("The desk:"), mark("Phones:"), mark("Data:")
_ONLY_HERE = mark("only this laptop: phones cannot reach it")
_STOP = mark("Stop with Ctrl+C.")
_LITTLE_SPACE = mark(
    "Less than 200 MB are free where {folder} lies. Free some space before the session."
)


class FolderNotWritableError(FacilitatorError):
    """Sessions cannot be kept in the data folder."""

    code = "folder-not-writable"
    sentence = (
        "The data folder {folder} cannot be written to ({reason}). "
        "Choose another one with --data."
    )


class FolderInUseError(FacilitatorError):
    """Another start of the program holds the data folder."""

    code = "folder-in-use"
    sentence = (
        "The data folder {folder} is in use by this program in another window. "
        "Close that one, or choose another folder with --data."
    )


class NoCurriculumError(FacilitatorError):
    """The curriculum folder does not hold a curriculum."""

    code = "no-curriculum"
    sentence = (
        "There is no curriculum in {folder}: it has no folder called sessions. "
        "Make one with `facilitator copy DIR`, or leave out --curriculum."
    )


class NoLibreOfficeThereError(FacilitatorError):
    """The program named with --libreoffice is not there."""

    code = "no-libreoffice-there"
    sentence = (
        "There is no program {program}. Name LibreOffice's own, which is called "
        "soffice, or leave out --libreoffice, and it is looked for."
    )


def the_time() -> datetime:
    """Return the time of this computer."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Furnishing:
    """What a start has beside the program: a page, and sessions ready to be seen.

    `furnish` gets the rooms and the program before anybody connects; `page` is the
    path that is opened in place of the desk's.
    """

    page: str = "/desk"
    furnish: Callable[[Rooms, Program], None] = lambda _rooms, _program: None


def serve(
    settings: ServeSettings,
    clock: Callable[[], datetime] = the_time,
    furnishing: Furnishing = Furnishing(),
) -> None:
    """Serve until told to stop; prints the addresses, opens the desk.

    `clock` says what time it is, in whatever zone: every line of attendance has its
    time from there.

    Raises:
        FacilitatorError: the port is taken, the folder cannot be written to, …
    """
    prepare_folder(settings.data, settings.language)
    lock = FileLock(settings.data / ".lock", timeout=0)
    try:
        lock.acquire()
    except Timeout as taken:
        raise FolderInUseError(folder=settings.data) from taken
    with lock:
        _serve(settings, clock, furnishing)


def _serve(
    settings: ServeSettings, clock: Callable[[], datetime], furnishing: Furnishing
) -> None:
    _log_to(settings.data)
    own = own_folder(settings.data)
    curriculum = settings.curriculum or (own if own.is_dir() else shipped_folder())
    if not (curriculum / "sessions").is_dir():
        raise NoCurriculumError(folder=curriculum)
    soffice = chosen_libreoffice(settings.libreoffice)
    server.raise_descriptor_limit()
    listener = server.open_listener(settings.host, settings.port)
    port = int(listener.getsockname()[1])
    database = open_database(settings.data)
    # A stop right at the end of a session may have left it.
    database.truncate_log()
    rooms = Rooms(
        database,
        settings.data,
        curriculum,
        clock,
        soffice=soffice,
    )
    rooms.deck_desk.recover()
    Purging(rooms).resume()
    entrance = Access(read_secret(settings.data))
    here, phones = addresses(str(listener.getsockname()[0]), port)
    practice = Practice(here)
    program = create_app(
        rooms, entrance, practice, language=settings.language, port=port
    )
    furnishing.furnish(rooms, program)
    # Only now is there somebody to tell of decks that change.
    rooms.deck_desk.resume()
    desk = f"{here}{furnishing.page}?key={entrance.key}"

    def ready() -> None:
        _announce(desk, phones, settings.data, settings.language)
        if settings.ready_file:
            _write_ready(settings.ready_file, desk, phones)
        if settings.browser:
            webbrowser.open(desk)

    try:
        server.run(program.app, listener, ready)
    finally:
        practice.stop()
        database.close()
        if settings.ready_file:
            settings.ready_file.unlink(missing_ok=True)


def chosen_libreoffice(named: str | None) -> str | None:
    """Return LibreOffice's program: empty to do without it, None to look for it.

    Raises:
        NoLibreOfficeThereError: there is no such program.
    """
    if not named:
        return None
    if named == WITHOUT:
        return ""
    found = shutil.which(named)
    if found is None:
        raise NoLibreOfficeThereError(program=named)
    return found


def addresses(host: str, port: int) -> tuple[str, str]:
    """Return the address to use on this laptop, and the best one for phones.

    `host` is what the program listens on: one address, or every one there is.
    """
    ip = ip_address(host)
    if ip.is_unspecified:
        return f"http://127.0.0.1:{port}", f"http://{candidates(port)[0].address}"
    only = f"http://{f'[{ip}]' if ip.version == IPV6 else ip}:{port}"
    return only, only


def prepare_folder(folder: Path, language: str = "en") -> None:
    """Make the data folder, and see that it can be written to.

    Raises:
        FolderNotWritableError: it cannot.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        probe = folder / f".writable-{secrets.token_hex(4)}"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as wrong:
        raise FolderNotWritableError(folder=folder, reason=wrong.strerror) from wrong
    if shutil.disk_usage(folder).free < LEAST_FREE_BYTES:
        sys.stderr.write(filled(_LITTLE_SPACE, {"folder": folder}, language) + "\n")


def _log_to(folder: Path) -> None:
    logging.basicConfig(
        handlers=[log_file(folder)],
        level=logging.WARNING,
        format="%(asctime)s %(levelname)s %(name)s %(message)s",
    )


def _announce(desk: str, phones: str, data: Path, language: str) -> None:
    alone = ip_address(urlsplit(phones).hostname or "").is_loopback
    only_here = f"  ({filled(_ONLY_HERE, {}, language)})" if alone else ""
    told = {_DESK: desk, _PHONES: f"{phones}{only_here}", _DATA: data}
    heads = {sentence: filled(sentence, {}, language) for sentence in told}
    wide = max(map(len, heads.values())) + 3
    # In whatever letters the window has: an address is never held back by an accent.
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    lines = [f"{heads[head]:{wide}}{fact}" for head, fact in told.items()]
    sys.stdout.write("\n".join(["", *lines, filled(_STOP, {}, language), ""]))
    sys.stdout.flush()


def _write_ready(path: Path, desk: str, phones: str) -> None:
    """Write the file whole or not at all: somebody waits for it to appear."""
    facts = {"desk_url": desk, "phone_url": phones, "pid": os.getpid()}
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    part.write_text(json.dumps(facts), encoding="utf-8")
    part.replace(path)
