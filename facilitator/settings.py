"""How one start of the program is set up."""

from dataclasses import dataclass
from pathlib import Path

import platformdirs

DEFAULT_PORT = 8765


@dataclass(frozen=True, slots=True)
class ServeSettings:
    """The options of `facilitator serve`; each is also `FACILITATOR_<NAME>`."""

    data: Path
    curriculum: Path | None = None
    host: str = "0.0.0.0"  # noqa: S104  # phones must reach it
    port: int = DEFAULT_PORT
    language: str = "en"
    browser: bool = True
    ready_file: Path | None = None
    libreoffice: str | None = None


def user_data() -> Path:
    """Return the platform's folder for this person's data."""
    return Path(platformdirs.user_data_dir("facilitator-toolkit", appauthor=False))
