"""An editable copy of the curriculum."""

from pathlib import Path

import pytest

from facilitator.library.check import check
from facilitator.library.copying import (
    CannotCopyError,
    NotEmptyError,
    copy,
    make_own,
    own_folder,
)
from facilitator.library.curriculum import plans, shipped_folder


def test_the_copy_is_whole_and_sound(tmp_path: Path) -> None:
    destination = tmp_path / "my" / "curriculum"
    written = copy(shipped_folder(), destination)
    assert destination / "sessions/conference-2h.yaml" in written
    assert sorted(p.name for p in destination.iterdir()) == [
        "handouts",
        "sessions",
        "slides",
        "surveys",
    ]
    assert check(destination) == []
    assert plans(destination) == plans(shipped_folder())


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    assert copy(shipped_folder(), tmp_path) != ()


def test_nothing_is_ever_overwritten(tmp_path: Path) -> None:
    mine = tmp_path / "mine.txt"
    mine.write_text("mine", encoding="utf-8")
    for destination in (tmp_path, mine):
        with pytest.raises(NotEmptyError) as refused:
            copy(shipped_folder(), destination)
        assert str(refused.value) == (
            f"{destination} already has something in it. Name a new or an empty "
            "folder, so that nothing is overwritten."
        )
    assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]


def test_a_refusal_of_the_disk_is_told(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("", encoding="utf-8")
    with pytest.raises(CannotCopyError) as refused:
        copy(shipped_folder(), file / "below")
    assert str(refused.value) == (
        f"The curriculum could not be copied to {file / 'below'}: Not a directory. "
        "Choose another folder or free some space, then try again."
    )


def test_one_s_own_copy_is_whole_and_made_once(tmp_path: Path) -> None:
    half = tmp_path / ".curriculum-part" / "sessions"
    half.mkdir(parents=True)

    own = make_own(shipped_folder(), tmp_path)

    assert own == own_folder(tmp_path)
    assert check(own) == []
    (own / "surveys" / "evaluation.yaml").write_text("mine", encoding="utf-8")
    assert make_own(shipped_folder(), tmp_path) == own
    mine = own / "surveys" / "evaluation.yaml"
    assert mine.read_text(encoding="utf-8") == "mine"
    assert [p.name for p in tmp_path.iterdir()] == ["curriculum"]
