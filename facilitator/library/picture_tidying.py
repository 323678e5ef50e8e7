"""Pictures that were added to a draft, and that nothing refers to once it is left.

Sessions are made of saved surveys only, and every version that was ever saved stays in
the curriculum: a picture that none of them names is in no session either. Sessions show
copies of their own.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from facilitator.library.survey_pictures import ADDED, NAME, picture_path


def tidy(curriculum: Path, drafts: Path, files: Iterable[str]) -> None:
    """Remove pictures of the curriculum that no survey and no draft speaks of.

    Files are searched for the bare words, so that one which cannot be read keeps them,
    too. Nothing is removed where something cannot be looked into.

    Args:
        curriculum: the folder that the surveys are in.
        drafts: the folder of all drafts, which have their earlier steps with them.
        files: pictures that were added at the desk, as questions name them.
    """
    left = {file for file in files if NAME.match(file) and file.startswith(f"{ADDED}/")}
    with suppress(OSError):
        for path in _speaking(curriculum, drafts) if left else ():
            words = path.read_bytes()
            left = {file for file in left if file.encode() not in words}
        for file in left:
            picture_path(curriculum, file).unlink(missing_ok=True)


def _speaking(curriculum: Path, drafts: Path) -> Iterator[Path]:
    for pattern in ("*.yaml", "*.yml"):
        yield from curriculum.rglob(pattern)
    yield from drafts.glob("*.json")
