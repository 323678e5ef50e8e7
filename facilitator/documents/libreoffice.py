"""LibreOffice, where it is installed: from a deck to a PDF."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from facilitator.documents import process_family
from facilitator.documents.errors import (
    DrawingError,
    HeavyDrawingError,
    SlowDrawingError,
)

TIMEOUT_SECONDS = 120
# The heaviest of 68 real decks took 396 MB.
MAX_MEMORY_BYTES = 3 * 1024**3

_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "/usr/bin/soffice",
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
    "/snap/bin/libreoffice",
)
_WINDOWS_FOLDERS = ("ProgramFiles", "ProgramFiles(x86)")
_POLL_SECONDS = 0.05
_HEARTBEAT_SECONDS = 1.0

# Hidden slides are left out by default, and then page n is not slide n.
_FILTER = (
    'pdf:impress_pdf_Export:{"ExportHiddenSlides":{"type":"boolean","value":"true"}}'
)
# A stranger's deck runs no macros and fetches nothing; Java would only cost time.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"
 xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
</item>
<item oor:path="/org.openoffice.Office.Java/VirtualMachine">
<prop oor:name="Enable" oor:op="fuse"><value>false</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Font/Substitution">
<prop oor:name="Replacement" oor:op="fuse"><value>true</value></prop></item>
{fonts}</oor:items>
"""
_FONT = """<item oor:path="/org.openoffice.Office.Common/Font/Substitution/FontPairs">
<node oor:name="_{place}" oor:op="replace">
<prop oor:name="Always"><value>true</value></prop>
<prop oor:name="OnScreenOnly"><value>false</value></prop>
<prop oor:name="ReplaceFont"><value>{missing}</value></prop>
<prop oor:name="SubstituteFont"><value>Carlito</value></prop></node></item>
"""
# Linux has none of these, and takes a much wider font for them, which cuts letters
# off. Carlito has the widths of Calibri and is narrower than the others.
_CARLITO_FOR = ("Calibri Light", "Aptos", "Aptos Display")


def find_libreoffice() -> Path | None:
    """Return LibreOffice's program, where one is installed."""
    on_path = shutil.which("soffice") or shutil.which("libreoffice")
    if on_path:
        return Path(on_path)
    places = [Path(place) for place in _PLACES]
    places += [
        Path(folder) / "LibreOffice" / "program" / "soffice.com"
        for name in _WINDOWS_FOLDERS
        if (folder := os.environ.get(name))
    ]
    return next((place for place in places if place.is_file()), None)


def named_libreoffice(words: Sequence[str]) -> Path | None:
    """Return the program that a command names at its end (empty: do without).

    Where it names none, one is looked for.
    """
    if not words:
        return find_libreoffice()
    return Path(words[0]) if words[0] else None


def convert_to_pdf(
    soffice: Path,
    deck: Path,
    folder: Path,
    tell: Callable[[], None],
    *,
    timeout: float = TIMEOUT_SECONDS,
) -> Path:
    """Return the PDF that LibreOffice makes of a deck, all slides in order.

    Args:
        soffice: LibreOffice's program.
        deck: a .pptx that `safe_copy.write_safe_copy` wrote.
        folder: an empty folder for the profile and the PDF.
        tell: called about once a second while LibreOffice works; whatever it raises
            ends LibreOffice too.
        timeout: seconds until LibreOffice is stopped with everything it started.

    Raises:
        SlowDrawingError: stopped after the timeout.
        HeavyDrawingError: stopped because it took too much memory.
        DrawingError: it ended without a PDF.
    """
    process = process_family.start(
        [
            soffice,
            # Two programs that share a profile lose each other's work, and the
            # trainer may have a window open.
            f"-env:UserInstallation={_profile(folder).as_uri()}",
            "--headless",
            "--norestore",
            "--convert-to",
            _FILTER,
            "--outdir",
            folder,
            deck,
        ]
    )
    try:
        _wait(process, tell, timeout)
    finally:
        process_family.end(process)
    pdf = folder / f"{deck.stem}.pdf"
    # LibreOffice exits with 0 when it could not load the deck.
    if not pdf.is_file() or not pdf.stat().st_size:
        raise DrawingError
    return pdf


def _profile(folder: Path) -> Path:
    profile = folder.resolve() / "profile"
    (profile / "user").mkdir(parents=True)
    settings = profile / "user" / "registrymodifications.xcu"
    settings.write_text(_SETTINGS.format(fonts=_fonts()), encoding="utf-8")
    return profile


def _fonts() -> str:
    if not sys.platform.startswith("linux"):
        return ""
    return "".join(
        _FONT.format(place=place, missing=missing)
        for place, missing in enumerate(_CARLITO_FOR)
    )


def _wait(
    process: subprocess.Popen[bytes], tell: Callable[[], None], timeout: float
) -> None:
    start = heartbeat = time.monotonic()
    while process.poll() is None:
        now = time.monotonic()
        if now - start > timeout:
            raise SlowDrawingError(seconds=round(timeout))
        if now - heartbeat > _HEARTBEAT_SECONDS:
            heartbeat = now
            tell()
            if process_family.memory_bytes(process) > MAX_MEMORY_BYTES:
                raise HeavyDrawingError
        time.sleep(_POLL_SECONDS)
