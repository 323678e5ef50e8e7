"""Pointing at the slide and playing what is on it: to the wall, and to nobody else."""

import time
from collections.abc import Iterator
from typing import Any

import pytest
import requests
from made_decks import pictures_of, put_deck, varied_deck, write_sound
from running import Console, Held, Screen

from facilitator.domain.decks.deck import MEDIA_ENDINGS, Media
from facilitator.web.downloads import MEDIA_TYPES

DIGEST = "a" * 32
BOX = (0.1, 0.2, 0.5, 0.4)
FILM = 4


@pytest.fixture
def trainer(session: Held) -> Iterator[Console]:
    console = session.console()
    yield console
    console.close()


@pytest.fixture
def wall(session: Held) -> Iterator[Screen]:
    screen = Screen(session.server.url, "/projector")
    cookie = session.server.trainer.cookies["trainer"]
    screen.connect({"session": session.id}, f"trainer={cookie}")
    yield screen
    screen.close()


@pytest.fixture
def sound(session: Held, trainer: Console) -> bytes:
    """A sound on the slide that is on."""
    made = write_sound(pictures_of(session) / f"{DIGEST}.wav")
    media = (Media("audio", DIGEST, "wav", BOX),)
    put_deck(session, varied_deck(pictures_of(session), media=media))
    places = [p for p in session.places() if p["kind"] == "slide"]
    trainer.move("go_to", step=places[FILM]["step"])
    return made


def test_the_wall_alone_hears_where_the_trainer_points(
    session: Held, trainer: Console, wall: Screen
) -> None:
    phone = session.phone().join()
    before = trainer.newest["state"]["v"]

    assert trainer.call("point", {"at": [0.25, 1]}) == {"ok": True}

    assert wall.wait("point", bool) == {"at": [0.25, 1.0]}
    assert trainer.call("point", {"at": None}) == {"ok": True}
    wall.wait("point", lambda told: told == {"at": None})
    phone.close()
    assert "point" not in phone.heard
    trainer.move("calm")
    assert trainer.wait("state", lambda s: s["screen"] == "calm")["v"] == before + 1


@pytest.mark.parametrize(
    "at",
    [
        [0.5],
        [0.5, 0.5, 0.5],
        [0.5, 1.01],
        [-0.1, 0],
        ["0", "1"],
        [True, 0],
        "middle",
        {"x": 1},
    ],
)
def test_what_is_no_place_is_refused(
    trainer: Console, wall: Screen, at: object
) -> None:
    told = trainer.call("point", {"at": at})

    assert not told["ok"]
    assert told["code"] == "bad-input"
    assert "point" not in wall.heard


def test_of_many_points_in_a_moment_few_are_sent(
    trainer: Console, wall: Screen
) -> None:
    for n in range(200):
        trainer.client.emit("point", {"at": [n / 200, 0.5]}, namespace="/console")
    trainer.call("point", {"at": None})

    wall.wait("point", lambda told: told == {"at": None})
    assert wall.heard.count("point") < 200


def test_a_stranger_points_at_nothing(session: Held, wall: Screen) -> None:
    phone = session.phone().join()

    phone.client.emit("point", {"at": [0.5, 0.5]}, namespace="/phone")
    time.sleep(0.3)

    phone.close()
    assert "point" not in wall.heard


@pytest.mark.usefixtures("sound")
def test_the_wall_is_told_what_plays(
    session: Held, trainer: Console, wall: Screen
) -> None:
    there = {"kind": "audio", "name": f"{DIGEST}.wav", "box": list(BOX)}
    assert wall.wait("state", lambda s: s["media"])["media"] == [there]
    phone = session.phone().join()
    assert "media" not in phone.newest["state"]

    trainer.move("play", media=DIGEST)
    assert wall.wait("state", lambda s: s["playing"])["playing"] == DIGEST
    trainer.move("pause")
    wall.wait("state", lambda s: not s["playing"])
    trainer.move("play", media=DIGEST)
    trainer.move("calm")

    told = wall.wait("state", lambda s: s["screen"] == "calm")
    assert (told["playing"], told["media"]) == ("", [])
    refused: dict[str, Any] = trainer.call("move", {"move": "play", "media": DIGEST})
    assert refused["code"] == "no-such-step"
    phone.close()


def test_a_file_is_sent_in_parts_and_to_the_trainer_alone(
    session: Held, sound: bytes
) -> None:
    address = f"{session.server.url}/media/{DIGEST}.wav"
    web = session.server.trainer

    whole = web.get(address)
    part = web.get(address, headers={"Range": "bytes=100-199"})

    assert whole.content == sound
    assert whole.headers["Content-Type"] == "audio/wav"
    assert whole.headers["X-Content-Type-Options"] == "nosniff"
    assert part.status_code == 206
    assert part.content == sound[100:200]
    assert part.headers["Content-Range"] == f"bytes 100-199/{len(sound)}"
    assert requests.get(address, timeout=30).status_code == 403


@pytest.mark.parametrize(
    "name", ["x.wav", f"{DIGEST}.exe", f"{DIGEST}.WAV", f"..%2F{DIGEST}.wav", DIGEST]
)
def test_only_media_have_an_address(session: Held, name: str) -> None:
    answer = session.server.trainer.get(f"{session.server.url}/media/{name}")

    assert answer.status_code == 404


def test_every_kind_that_is_kept_has_its_type() -> None:
    assert set(MEDIA_TYPES) == set(MEDIA_ENDINGS)
    for ending, kind in MEDIA_ENDINGS.items():
        assert MEDIA_TYPES[ending].startswith(kind)
