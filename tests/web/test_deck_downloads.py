"""Decks to take away, from a running server."""

import time
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import requests
from pptx import Presentation
from running import Held, Server

OWN_SERVER = True

JSON = {"Accept": "application/json"}
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def desk(session: Held, path: str) -> str:
    return f"{session.server.url}/desk/sessions/{session.id}{path}"


def get(session: Held, path: str, **options: Any) -> requests.Response:
    return session.server.trainer.get(desk(session, path), **options)


def slides(answer: requests.Response) -> list[Any]:
    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Type"] == PPTX
    assert answer.headers["Cache-Control"] == "no-store"
    return list(Presentation(BytesIO(answer.content)).slides)


def name(answer: requests.Response) -> str:
    return answer.headers["Content-Disposition"].partition("filename=")[2].strip('"')


def words(slide: Any) -> str:
    return "\n".join(s.text_frame.text for s in slide.shapes if s.has_text_frame)


def added(session: Held, folder: Path, filename: str = "own.pptx") -> str:
    """Add a PowerPoint deck of two slides and return its id once it is read."""
    deck = Presentation()
    for title in ("Welcome", "The end"):
        slide: Any = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = title
    path = folder / "own.pptx"
    deck.save(str(path))
    answer = session.server.trainer.post(
        desk(session, "/decks"),
        files={"deck": (filename, path.read_bytes())},
        headers=JSON,
    )
    deck_id = str(answer.json()["deck"])
    until = time.monotonic() + 120
    while time.monotonic() < until:
        decks = {d["id"]: d for d in get(session, "/facts").json()["decks"]}
        if decks[deck_id]["status"] == "ready":
            return deck_id
        time.sleep(0.1)
    raise AssertionError(decks)


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "Stop, Observe, Ask, Respond"),
        ("es", "Deténgase, Observe, Pregunte, Responda"),
    ],
)
def test_the_starter_deck_comes_in_the_language_that_is_asked_for(
    session: Held, language: str, title: str
) -> None:
    answer = get(session, f"/starter.pptx?language={language}")

    assert slides(answer)[0].shapes.title.text == title
    assert name(answer) == f"starter-{language}-2026-05-14-{session.code}.pptx"


def test_results_are_slides_in_the_organizers_language(session: Held) -> None:
    answer = get(session, "/results.pptx", headers={"Accept-Language": "es"})

    assert [slide.shapes.title.text for slide in slides(answer)] == [
        "Sesión de dos horas para conferencias",
        "Asistencia",
    ]
    assert name(answer) == f"resultados-2026-05-14-{session.code}.pptx"


def test_the_sample_is_there_in_both_languages(server: Server) -> None:
    found = [
        server.trainer.get(f"{server.url}/desk/sample.pptx?language={language}")
        for language in ("en", "es", "nonsense")
    ]

    assert [name(answer) for answer in found] == [
        "sample-en.pptx",
        "sample-es.pptx",
        "sample-en.pptx",
    ]
    assert all(len(slides(answer)) == 12 for answer in found)


def test_a_trainers_own_deck_gets_the_sessions_codes(
    session: Held, tmp_path: Path
) -> None:
    deck_id = added(session, tmp_path, "Día uno.pptx")
    answer = get(session, f"/decks/{deck_id}/with-codes.pptx")
    found = slides(answer)

    assert [slide.shapes.title.text for slide in found] == [
        "Welcome",
        "Join and sign in · Únase y registre su entrada",
        "The end",
        "Sign out before you go · Registre su salida",
    ]
    for slide in (found[1], found[3]):
        assert f"127.0.0.1:{session.server.port}" in words(slide)
        assert session.code in words(slide)
    expected = f"D%C3%ADa%20uno-with-codes-2026-05-14-{session.code}.pptx"
    assert expected in answer.headers["Content-Disposition"]
    # Nothing stays behind.
    assert list((session.server.data / "uploads").iterdir()) == []


def test_the_wifi_password_is_on_slides_only_if_the_trainer_says_so(
    session: Held, tmp_path: Path
) -> None:
    form = {"name": "Sala 2", "password": "muy-secreta"}
    session.server.trainer.post(desk(session, "/wifi"), data=form)
    path = f"/decks/{added(session, tmp_path)}/with-codes.pptx"

    without = words(slides(get(session, path))[1])
    shown = words(slides(get(session, f"{path}?password=1"))[1])

    assert "Wi-Fi: Sala 2" in without
    assert "muy-secreta" not in without
    assert "muy-secreta" in shown


def test_codes_wait_until_an_address_is_chosen(server: Server, tmp_path: Path) -> None:
    session = server.create_session(address="")
    deck_id = added(session, tmp_path)

    answer = get(session, f"/decks/{deck_id}/with-codes.pptx", headers=JSON)
    page = get(session, "", headers={"Accept": "text/html"}).text

    assert answer.status_code == 409
    assert answer.json()["message"] == (
        "Choose the address that phones use first, under Room check. The slides with "
        "the code carry it."
    )
    assert "Choose the address that phones use first." in page
    assert f"{deck_id}/with-codes.pptx" not in page


def test_decks_that_were_no_powerpoint_get_no_codes(session: Held) -> None:
    (starter,) = get(session, "/facts").json()["decks"]

    mine = get(session, f"/decks/{starter['id']}/with-codes.pptx", headers=JSON)
    nobodys = get(session, "/decks/nonsense/with-codes.pptx", headers=JSON)

    assert (mine.status_code, mine.json()["code"]) == (404, "deck-file-gone")
    assert (nobodys.status_code, nobodys.json()["code"]) == (404, "no-such-deck")


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_desk_leads_to_each(session: Held, tmp_path: Path, language: str) -> None:
    deck_id = added(session, tmp_path)
    page = get(session, f"?lang={language}", headers={"Accept": "text/html"}).text

    for path in (
        f"/desk/sessions/{session.id}/starter.pptx?language=en",
        f"/desk/sessions/{session.id}/starter.pptx?language=es",
        f"/desk/sessions/{session.id}/results.pptx",
        f"/desk/sessions/{session.id}/decks/{deck_id}/with-codes.pptx",
        "/desk/sample.pptx?language=es",
    ):
        assert f'"{path}"' in page
