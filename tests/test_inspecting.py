"""What the command line says of a deck."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from pptx import Presentation

DECKS = Path(__file__).parents[1] / ".." / "shared" / "decks"


def _listed() -> dict[str, int]:
    """Return how many slides the list of real decks gives each (0: not a deck)."""
    manifest = DECKS / "manifest.csv"
    if not manifest.is_file():
        return {}
    with manifest.open(encoding="utf-8", newline="") as lines:
        decks = {row["file"]: int(row["slides"]) for row in csv.DictReader(lines)}
    # A show, which the library behind that list does not open.
    return decks | {"ppsx_testppt.ppsx": 3}


LISTED = _listed()


def inspect(*arguments: object) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "facilitator", "deck", "inspect"]
    return subprocess.run(
        [*command, *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
        env=os.environ,
    )


def in_json(path: Path) -> dict[str, Any]:
    done = inspect(path, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    read: dict[str, Any] = json.loads(done.stdout)
    return read


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    """Two slides: a poll with a break after it, and a hidden one without a title."""
    made = Presentation()
    first = made.slides.add_slide(made.slide_layouts[1])
    first.shapes.title.text = "Ready to ask?"
    first.placeholders[1].text = "Yes *\nNo"
    first.notes_slide.notes_text_frame.text = (
        "Read it out.\n[[poll]]\n[[poll: warm_up]]\n[[break 10]]\n[[skip-to: 3]]"
    )
    second = made.slides.add_slide(made.slide_layouts[1])
    second.placeholders[1].text = "See https://a.example"
    second._element.set("show", "0")  # noqa: SLF001 - python-pptx cannot hide
    third = made.slides.add_slide(made.slide_layouts[5])
    third.shapes.title.text = "Rows"
    table = third.shapes.add_table(2, 2, 0, 0, 999_999, 999_999).table
    table.cell(0, 0).text, table.cell(1, 1).text = "Head", "Cell"
    path = tmp_path / "ask.pptx"
    made.save(str(path))
    return path


def test_json_holds_what_was_read_slide_by_slide(deck: Path) -> None:
    read = in_json(deck)
    first, second, third = read.pop("slides")
    assert read == {"title": "Ready to ask?", "source": "ask.pptx", "warnings": []}
    poll, after = first.pop("polls")
    assert (poll[:5], after) == ("deck_", "warm_up")
    assert first == {
        "number": 1,
        "title": "Ready to ask?",
        "text": "Yes\nNo",
        "notes": "Read it out.",
        "hidden": False,
        "warnings": [],
        "section": "",
        "steps": 1,
        "language": "und",
    }
    assert (second["hidden"], second["polls"]) == (True, [])
    assert second["warnings"] == [
        "No title. People who listen to the slides find their way by titles."
    ]
    assert third["text"] == "Head | \n | Cell"


def test_people_read_the_same_in_plain_words(deck: Path) -> None:
    done = inspect(deck)
    assert done.returncode == 0
    name = in_json(deck)["slides"][0]["polls"][0]
    assert done.stdout == (
        "Ready to ask? (ask.pptx, 3 slides)\n"
        "\n"
        "1. Ready to ask? [poll after it: warm_up, break after it: 10 minutes, "
        "goes on with slide 3]\n"
        "  - Yes\n"
        "  - No\n"
        f"  Poll {name} (single choice). Right: Yes.\n"
        "  Notes: Read it out.\n"
        "\n"
        "2. (no title) [hidden]\n"
        "  See https://a.example\n"
        "  ! No title. People who listen to the slides find their way by titles.\n"
        "\n"
        "3. Rows\n"
        "  Head | \n"
        "   | Cell\n"
        "\n"
        "1 thing to look at.\n"
    )


def test_a_pdf_is_inspected_too(tmp_path: Path) -> None:
    document = pypdfium2.PdfDocument.new()
    document.new_page(960, 540)
    document.save(str(tmp_path / "a.pdf"))
    read = in_json(tmp_path / "a.pdf")
    assert (read["title"], read["source"], len(read["slides"])) == ("a", "a.pdf", 1)
    assert read["slides"][0]["warnings"] == [
        "No text that can be read aloud: the page is a picture only."
    ]


def test_words_do_not_steer_the_window_that_they_are_printed_in(tmp_path: Path) -> None:
    made = Presentation()
    slide = made.slides.add_slide(made.slide_layouts[0])
    slide.shapes.title.text = "Turn \u202e around \u009b2J"
    made.save(str(tmp_path / "a.pptx"))
    done = inspect(tmp_path / "a.pptx")
    assert done.returncode == 0
    assert all(letter.isprintable() or letter == "\n" for letter in done.stdout)


@pytest.mark.parametrize("flag", [[], ["--json"]])
def test_what_is_not_there_or_no_deck_ends_in_one_sentence(
    tmp_path: Path, flag: list[str]
) -> None:
    (tmp_path / "notes.txt").write_text("Not a deck.", encoding="utf-8")
    for file, sentence in (
        (tmp_path / "gone.pptx", "There is no file "),
        (tmp_path, "There is no file "),
        (tmp_path / "notes.txt", "notes.txt is neither a PowerPoint deck nor a PDF."),
    ):
        done = inspect(file, *flag)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.startswith(sentence)
        assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("name", LISTED or [""])
def test_real_decks_are_read_or_refused_in_one_sentence(
    shared_decks: Path, name: str
) -> None:
    path = shared_decks / name
    if LISTED[name]:
        read = in_json(path)
        numbers = [slide["number"] for slide in read["slides"]]
        assert numbers == list(range(1, LISTED[name] + 1))
        assert read["title"]
        assert read["source"] == name
    else:
        done = inspect(path, "--json")
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.startswith(name)
        assert done.stderr.count("\n") == 1
