"""A curriculum whose questions let everybody leave a mark of their own."""

import re
import shutil
from pathlib import Path

from credit_held import CREDIT

from facilitator.library.curriculum import DATA_FOLDERS, shipped_folder

from .cast import SHADES, SIZES

PLAN = "conference-2h"
_GALLERY = Path(__file__).parents[2] / "facilitator" / "gallery" / "curriculum"


def _both(words: str) -> str:
    return f'{{en: "{words}", es: "{words}"}}'


def _question(name: str, kind: str, *more: str) -> str:
    lines = (f"name: {name}", f"kind: {kind}", f"label: {_both(f'Say {name}')}", *more)
    return "  - " + "\n    ".join(lines) + "\n"


def _options(names: tuple[str, ...]) -> tuple[str, ...]:
    kept = (f"  - {{name: {n}, label: {_both(n.capitalize())}}}" for n in names)
    return ("options:", *kept)


_NUMBER = ("least: 1", "greatest: 999999")


def _survey(kind: str, *questions: str) -> str:
    head = f'kind: {kind}\nversion: "1"\ntitle: {_both(f"The {kind}")}\nquestions:\n'
    return head + "".join(questions)


_COUNTED = _question("counted", "numeric", *_NUMBER)
_READY, _GOOD = _question("ready", "confidence"), _question("good", "quality")
SURVEYS = {
    "joins-polls": _survey(
        "polls",
        _question("shade", "single", *_options(SHADES)),
        _question("amount", "numeric", *_NUMBER),
        _question("wish", "text"),
        _question("cloud", "words"),
        _question(
            "place", "point", "picture: pictures/rooms.png", f"alt: {_both('R')}"
        ),
        _question("reason", "single", "other: true", *_options(("one", "two"))),
    ),
    "joins-pre": _survey("pre", _COUNTED, _READY),
    "joins-post": _survey("post", _COUNTED, _READY, _question("next_step", "text")),
    "joins-worksheet": _survey(
        "worksheet", _question("table_name", "text"), _question("plan", "text")
    ),
    "joins-evaluation": _survey(
        "evaluation",
        _question("years", "numeric", *_NUMBER),
        _question("size", "single", *_options(SIZES)),
        _question("sure", "confidence", "retrospective: true"),
        _GOOD,
        _question("improve", "text"),
    ),
    "joins-follow_up": _survey(
        "follow_up", _question("months", "numeric", *_NUMBER), _GOOD
    ),
}


def written(folder: Path) -> Path:
    """Write the curriculum into `folder` and return that."""
    for name in DATA_FOLDERS:
        shutil.copytree(shipped_folder() / name, folder / name)
    pictures = folder / "surveys" / "pictures"
    pictures.mkdir(exist_ok=True)
    shutil.copy(_GALLERY / "surveys" / "pictures" / "rooms.png", pictures)
    for name, survey in SURVEYS.items():
        (folder / "surveys" / f"{name}.yaml").write_text(survey, encoding="utf-8")
    plan = folder / "sessions" / f"{PLAN}.yaml"
    words = plan.read_text(encoding="utf-8")
    for part in ("polls", "evaluation", "pre", "post", "follow_up"):
        words = re.sub(f"(?m)^{part}: .*$", f"{part}: joins-{part}", words)
    for deck in (folder / "slides").rglob("*.md"):
        slides = deck.read_text(encoding="utf-8")
        deck.write_text(re.sub(r"\[\[poll: .*\]\]", "", slides), encoding="utf-8")
    plan.write_text(f"{words}\nworksheet: joins-worksheet\n{CREDIT}", encoding="utf-8")
    return folder
