"""Decks from the command line: what is written, and what is refused."""

import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pptx import Presentation

from facilitator.documents.powerpoint import read_presentation
from facilitator.library import copying
from facilitator.library.curriculum import shipped_folder


def deck(*words: str | Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "facilitator", "deck", *map(str, words)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env=os.environ,
    )


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "Stop, Observe, Ask, Respond"),
        ("es", "Deténgase, Observe, Pregunte, Responda"),
    ],
)
def test_the_starter_deck_of_a_plan_is_written_in_either_language(
    tmp_path: Path, language: str, title: str
) -> None:
    file = tmp_path / "mine.pptx"

    first = deck("build", "conference-2h", file, "--language", language)
    second = deck("build", "conference-2h", file, "--language", language)

    written, replaced = (
        ("Escrito", "Reemplazado") if language == "es" else ("Written", "Replaced")
    )
    assert (first.returncode, first.stdout) == (0, f"{written}: {file}\n")
    assert (second.returncode, second.stdout) == (0, f"{replaced}: {file}\n")
    first_slide: Any = Presentation(str(file)).slides[0]
    assert first_slide.shapes.title.text == title
    assert [path.name for path in tmp_path.iterdir()] == ["mine.pptx"]


def test_the_trainers_own_curriculum_is_built_with_its_pictures(tmp_path: Path) -> None:
    folder = tmp_path / "own"
    copying.copy(shipped_folder(), folder)
    deck_folder = folder / "slides" / "organization"
    Image.new("RGB", (40, 30), "teal").save(deck_folder / "door.png")
    for code in ("en", "es"):
        slides = deck_folder / f"slides.{code}.md"
        words = slides.read_text(encoding="utf-8")
        notes = {"en": "Notes:", "es": "Notas:"}[code]
        slides.write_text(
            words.replace(notes, f"![A door](door.png)\n\n{notes}", 1), encoding="utf-8"
        )
    file = tmp_path / "own.pptx"

    done = deck("build", "organization", file, "--curriculum", folder)

    assert done.returncode == 0, done.stderr
    shapes: Any = Presentation(str(file)).slides[0].shapes
    (picture,) = [shape for shape in shapes if shape.element.tag.endswith("}pic")]
    assert Image.open(BytesIO(picture.image.blob)).size == (40, 30)


def test_a_plan_that_is_not_there_is_said(tmp_path: Path) -> None:
    done = deck("build", "nothing", tmp_path / "deck.pptx")

    assert done.returncode == 1
    assert done.stderr == (
        f"There is no plan nothing in {shipped_folder()}. "
        "The plans there: conference-2h, organization.\n"
    )
    assert not list(tmp_path.iterdir())


def test_a_file_that_is_no_powerpoint_name_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "deck.pdf"
    file.write_text("mine", encoding="utf-8")

    done = deck("sample", file)

    assert done.returncode == 1
    assert done.stderr == (
        f"{file} does not end in .pptx. Name a file such as {file}.pptx.\n"
    )
    assert file.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_sample_does_what_its_slides_say(tmp_path: Path, language: str) -> None:
    file = tmp_path / "sample.pptx"

    assert deck("sample", file, "--language", language).returncode == 0
    slides = read_presentation(file, file.name).slides
    asked = [slide for slide in slides if slide.question]
    noted = [slide for slide in slides if slide.texts[0].content_note]

    assert [slide.polls for slide in slides if slide.polls] == [("ready_to_ask",)]
    assert len(asked) == len(noted) == 1
    assert [slide.break_minutes for slide in slides if slide.break_minutes] == [10]
    assert [slide.skip_to for slide in slides if slide.skip_to >= 0] == [8]
    assert [slide.agenda_item for slide in slides if slide.agenda_item] == ["welcome"]
    assert [slide.steps for slide in slides if slide.steps > 1] == [5]
    assert [slide.hidden for slide in slides].count(True) == 1
    assert all(slide.section for slide in slides)
    assert all(slide.findings == () for slide in slides)
    assert all(slide.texts[0].language == language for slide in slides)
    right = [o.right for o in read_presentation(file, "s.pptx").questions[0].options]
    assert right == [True, False, False]
