"""The gallery: nothing that can be asked is missing, and every frame is a page."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from flask import Flask
from flask.testing import FlaskClient

from facilitator.app import create_app
from facilitator.domain.surveys.survey import QuestionKind
from facilitator.gallery.holding import hold, the_time
from facilitator.gallery.samples import FEATURES
from facilitator.library.curriculum import shipped_folder
from facilitator.live.practice import Practice
from facilitator.live.rooms import Rooms
from facilitator.store.database import open_database
from facilitator.web.access import Access
from facilitator.web.gallery import DRAWN, Exhibit, create_gallery

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "docs" / "gallery"

Held = tuple[Flask, tuple[Exhibit, ...]]


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Held]:
    folder = tmp_path_factory.mktemp("gallery")
    database = open_database(folder)
    rooms = Rooms(database, folder, shipped_folder(), the_time, soffice="")
    entrance, practice = Access(b"x" * 32), Practice("http://127.0.0.1")
    program = create_app(rooms, entrance, practice, language="en", port=1)
    room, exhibits = hold(rooms)
    program.app.register_blueprint(create_gallery(room, exhibits))
    yield program.app, exhibits
    database.close()


@pytest.fixture
def exhibits(held: Held) -> tuple[Exhibit, ...]:
    return held[1]


@pytest.fixture
def visitor(held: Held) -> FlaskClient:
    return held[0].test_client()


def test_every_kind_of_question_has_a_sample(exhibits: tuple[Exhibit, ...]) -> None:
    shown = {one.question.kind for one in exhibits}

    assert set(get_args(QuestionKind)) - shown == set()


@pytest.mark.parametrize("feature", FEATURES)
def test_every_feature_has_a_sample(
    exhibits: tuple[Exhibit, ...], feature: str
) -> None:
    assert any(FEATURES[feature](one) for one in exhibits)


def test_every_frame_is_a_page_in_both_languages(
    exhibits: tuple[Exhibit, ...], visitor: FlaskClient
) -> None:
    for language in ("en", "es"):
        index = visitor.get(f"/gallery?lang={language}")
        framed = re.findall(r'<iframe src="([^"]+)"', index.text)
        assert len(framed) == sum(len(one.screens()) for one in exhibits)
        for address in framed:
            page = visitor.get(address.replace("&amp;", "&"))
            assert page.status_code == 200, address
            assert f'<html lang="{language}"' in page.text
            assert 'style="' not in page.text
            assert "'unsafe" not in page.headers["Content-Security-Policy"]


def test_figures_are_counted_from_answers(exhibits: tuple[Exhibit, ...]) -> None:
    for one in exhibits:
        if one.told and one.question.kind == "single":
            counted = sum(choice["count"] for choice in one.told["counts"])
            assert counted == one.told["answered"]


def test_only_what_there_is_can_be_opened(visitor: FlaskClient) -> None:
    assert visitor.get("/gallery/nothing/wall").status_code == 404
    assert visitor.get("/gallery/one_choice/nothing").status_code == 404
    assert visitor.get("/gallery/a_day/wall").status_code == 404
    assert visitor.get(f"/gallery/one_choice/{DRAWN[0]}").status_code == 200


def test_the_command_prints_its_address_and_touches_no_data_folder(
    tmp_path: Path,
) -> None:
    data = tmp_path / "data"
    command = [sys.executable, "-m", "facilitator", "gallery"]
    environment = {**os.environ, "FACILITATOR_DATA": str(data)}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env=environment, cwd=ROOT
    ) as program:
        try:
            assert program.stdout
            lines = iter(program.stdout.readline, "")
            assert any(
                re.search(r"http://127\.0\.0\.1:\d+/gallery$", line.strip())
                for line in lines
            )
        finally:
            program.terminate()
        assert program.wait(30) == 0
    assert not data.exists()
    assert not list(Path(os.environ["XDG_DATA_HOME"]).glob("**/*"))


def test_the_pictures_are_of_the_samples_there_are(
    exhibits: tuple[Exhibit, ...],
) -> None:
    names = {
        f"{one.question.name}-{language}"
        if not one.question.name.startswith("made_")
        else f"one_language-{language}"
        for one in exhibits
        for language in ("en", "es")
    }
    sizes = {path.stem: path.stat().st_size for path in PICTURES.glob("*.webp")}

    assert sizes.keys() == names, "run .ci/gallery_pictures.py"
    assert max(sizes.values()) < 60_000
    assert sum(sizes.values()) < 2_500_000
