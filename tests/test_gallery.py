"""The gallery shows whatever can be asked, and keeps nothing."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import get_args

import pytest
import requests
from flask.testing import FlaskClient
from running import soon

from facilitator.app import create_app
from facilitator.domain.surveys.survey import Question, QuestionKind
from facilitator.gallery.exhibits import exhibits
from facilitator.gallery.samples import sample_curriculum
from facilitator.library.check import check
from facilitator.library.surveys import read_survey
from facilitator.live.practice import Practice
from facilitator.live.rooms import Rooms
from facilitator.store.database import open_database
from facilitator.web.access import Access
from facilitator.web.gallery import Collection, create_gallery

# What a question says of its place in a file, for an analyst: nothing is drawn of it.
NOT_DRAWN = {"objective", "level", "outcome"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_curriculum(tmp_path_factory.mktemp("gallery") / "curriculum")


@pytest.fixture(scope="module")
def rooms(folder: Path) -> Iterator[Rooms]:
    database = open_database(folder.parent)
    yield Rooms(database, folder.parent, folder, lambda: datetime.now(UTC), soffice="")
    database.close()


@pytest.fixture(scope="module")
def shown(rooms: Rooms) -> dict[str, Collection]:
    return dict(exhibits(rooms))


def samples(folder: Path) -> list[Question]:
    found = [read_survey(folder, f"gallery-{name}") for name in ("polls", "form")]
    return [question for survey in found for question in survey.value.questions]


def test_the_samples_have_no_mistakes(folder: Path) -> None:
    assert not check(folder, datetime.now(UTC).date())


def test_every_kind_of_question_is_shown(folder: Path) -> None:
    kinds = {question.kind for question in samples(folder)}

    assert kinds == set(get_args(QuestionKind))


def test_every_way_to_ask_is_shown(folder: Path) -> None:
    asked = samples(folder)
    plain = Question("plain", "single", asked[0].label)
    drawn = {field.name for field in fields(Question)} - NOT_DRAWN

    shown = {
        name
        for name in drawn
        if any(getattr(one, name) != getattr(plain, name) for one in asked)
    }
    assert shown == drawn


def test_what_is_asked_with_right_answers_and_fixed_options_is_shown(
    folder: Path,
) -> None:
    options = [option for one in samples(folder) for option in one.options]

    assert any(option.right for option in options)
    assert any(option.fixed for option in options)


def test_the_spanish_of_one_sample_is_as_long_as_any(folder: Path) -> None:
    longest = max(
        len(option.label.es) for one in samples(folder) for option in one.options
    )

    assert longest > 100


def page(rooms: Rooms, shown: dict[str, Collection]) -> FlaskClient:
    """Return a trainer's browser that opened the gallery."""
    entrance = Access(b"gallery" * 5)
    program = create_app(
        rooms, entrance, Practice("http://127.0.0.1"), language="en", port=0
    )
    program.app.register_blueprint(create_gallery(shown))
    client = program.app.test_client()
    assert client.get("/gallery").status_code == 403
    assert client.get(f"/gallery?key={entrance.key}").status_code == 302
    return client


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_page_frames_every_session_and_each_can_be_seen(
    rooms: Rooms, shown: dict[str, Collection], language: str
) -> None:
    client = page(rooms, shown)

    html = client.get(f"/gallery?lang={language}")

    assert "frame-src 'self'" in html.headers["Content-Security-Policy"]
    for one in shown[language].exhibits:
        label = one.question.label[language]
        assert f'src="/projector/{one.results.id}"' in html.text
        for place in (one.asked, one.results):
            seen = client.get(f"/s/{place.code}")
            assert label in unescape(seen.text), place
            assert client.get(f"/projector/{place.id}").status_code == 200
            assert client.get(f"/console/{place.id}").status_code == 200
    form = client.get(f"/s/{shown[language].form.code}/evaluation")
    assert rooms.room(shown[language].form.id).evaluation.title[language] in form.text


def test_made_up_answers_are_counted_and_the_same_each_time(
    rooms: Rooms, shown: dict[str, Collection]
) -> None:
    again = exhibits(rooms)

    for one, other in zip(shown["en"].exhibits, again["en"].exhibits, strict=True):
        told, same = (
            rooms.room(place.results.id).results(everything=False)
            for place in (one, other)
        )
        assert told is not None
        assert same is not None
        assert told["answered"] == 12
        assert told["counts"] == same["counts"]


def test_too_few_answers_are_not_drawn(
    rooms: Rooms, shown: dict[str, Collection]
) -> None:
    few = rooms.room(shown["en"].moments["few"].id).results(everything=False)

    assert few is not None
    assert few["few"]
    assert few["counts"] == []


def test_the_command_serves_the_page_and_leaves_nothing(tmp_path: Path) -> None:
    ready, scratch = tmp_path / "ready.json", tmp_path / "scratch"
    scratch.mkdir()
    command = [sys.executable, "-m", "facilitator", "gallery", "--no-browser"]
    with subprocess.Popen(
        [*command, "--ready-file", str(ready)],
        stdout=subprocess.DEVNULL,
        env={**os.environ, "HOME": str(tmp_path / "home"), "TMPDIR": str(scratch)},
    ) as program:
        try:
            soon(lambda: ready.exists() or program.poll() is not None, 120)
        except AssertionError:
            program.kill()
            raise
        address = json.loads(ready.read_text())["desk_url"]
        seen = requests.get(address, timeout=30)
        program.terminate()

    assert seen.status_code == 200
    assert "gallery-row" in seen.text
    assert program.returncode == 0
    assert not any(scratch.iterdir())
    assert not (tmp_path / "home").exists()
