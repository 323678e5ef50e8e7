"""Proofreading of a whole folder."""

from collections.abc import Callable
from pathlib import Path

import pytest

from facilitator.library.check import NoSuchFolderError, check
from facilitator.library.copying import copy
from facilitator.library.curriculum import shipped_folder
from facilitator.library.problems import Problem

Damage = Callable[[str, str, str], None]


def test_a_sound_folder_has_no_problems(folder: Path) -> None:
    assert check(folder) == []


def test_problems_of_all_four_folders_are_told_at_once(
    folder: Path, damage: Damage
) -> None:
    damage("sessions/short.yaml", "    minutes: 25", "    minutes: 26")
    damage("slides/short/slides.en.md", "# First", "First")
    damage("surveys/worksheet.yaml", "kind: date", "kind: day")
    damage("handouts/resources.yaml", '"911"', "''")
    assert [(p.file, p.line) for p in check(folder)] == [
        ("handouts/resources.yaml", 3),
        ("sessions/short.yaml", 7),
        ("sessions/short.yaml", 8),
        ("slides/short/slides.en.md", 1),
        ("slides/short/slides.es.md", 1),
        ("surveys/worksheet.yaml", 5),
    ]


def test_files_that_no_plan_names_are_proofread_too(folder: Path) -> None:
    (folder / "surveys/spare.yaml").write_text("a", encoding="utf-8")
    (folder / "slides/spare").mkdir()
    assert [str(p) for p in check(folder)] == [
        "slides/spare/deck.yaml:1: error: There is no such file.",
        "slides/spare/slides.en.md:1: error: There is no such file.",
        "slides/spare/slides.es.md:1: error: There is no such file.",
        "surveys/spare.yaml:1: error: Write keys here: kind, title, questions.",
    ]


def test_names_and_stray_files_are_looked_at(folder: Path) -> None:
    (folder / "sessions/short.yaml").rename(folder / "sessions/My Plan.yaml")
    (folder / "surveys/old.yml").write_text("", encoding="utf-8")
    (folder / "sessions/README.md").write_text("", encoding="utf-8")
    wrong = "The name must be kebab-case: a-z, 0-9 and -, such as my-plan."
    assert check(folder) == [
        Problem("sessions/My Plan.yaml", 1, "error", wrong),
        Problem("surveys/old.yml", 1, "warning", "Nothing reads this file."),
    ]


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(NoSuchFolderError, match=r"^There is no folder .*/nope\.$"):
        check(tmp_path / "nope")


def test_an_empty_place_lacks_all_four_folders(tmp_path: Path) -> None:
    assert [str(p) for p in check(tmp_path)] == [
        f"{name}:1: error: There is no such folder."
        for name in ("handouts", "sessions", "slides", "surveys")
    ]


def test_a_list_of_words_that_nothing_reads_or_can_read_is_noted(
    tmp_path: Path,
) -> None:
    copy(shipped_folder(), tmp_path / "own")
    lists = tmp_path / "own" / "surveys" / "words"
    (lists / "flagged.fr.txt").write_text("merde", encoding="utf-8")
    (lists / "flagged.en.txt").write_bytes(b"ok\n\xff")
    assert [(p.file, p.line, p.message) for p in check(tmp_path / "own")] == [
        (
            "surveys/words/flagged.en.txt",
            2,
            "The file is not UTF-8 text. Save it as UTF-8.",
        ),
        ("surveys/words/flagged.fr.txt", 1, "Nothing reads this file."),
    ]
