"""The curriculum of the gallery: the shipped one, with a plan of samples in it."""

from pathlib import Path
from shutil import copytree

from facilitator.library import copying
from facilitator.library.curriculum import shipped_folder

SAMPLES = Path(__file__).parent / "curriculum"


def sample_curriculum(folder: Path) -> Path:
    """Write a copy of the curriculum, and the samples in it, to a new `folder`."""
    copying.copy(shipped_folder(), folder)
    copytree(SAMPLES, folder, dirs_exist_ok=True)
    return folder
