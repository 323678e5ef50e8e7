"""The doors to earlier slides, and the pages of phones without scripts."""

import re
from collections.abc import Iterator

import pytest
import requests
from running import Console, Held, Phone

JSON = {"Accept": "application/json"}


@pytest.fixture
def trainer(session: Held) -> Iterator[Console]:
    """The console that leads."""
    console = session.console()
    yield console
    console.close()


@pytest.fixture
def phone(session: Held) -> Phone:
    """A phone that is in."""
    phone = session.phone()
    phone.post("/me/sign-in", anonymous="1")
    return phone


def slide_steps(trainer: Console) -> list[int]:
    """Return the places of the running order that are slides."""
    server, session = trainer.held.server, trainer.held.id
    told = server.trainer.get(f"{server.url}/console/{session}/outline").json()
    return [place["step"] for place in told["places"] if place["kind"] == "slide"]


def ask(phone: Phone, number: object) -> requests.Response:
    return phone.web.get(phone.held.url(f"/slides/{number}"), headers=JSON)


def refused(answer: requests.Response) -> tuple[int, str]:
    said = answer.json()
    assert said["message"].endswith(".")
    return answer.status_code, said["code"]


def page(phone: Phone, query: str = "") -> str:
    return phone.web.get(phone.held.url(query)).text.partition('id="facts"')[0]


def test_an_earlier_slide_is_given_and_a_later_one_is_not(
    phone: Phone, trainer: Console
) -> None:
    trainer.move("next")
    before = phone.web.get(phone.held.url("/state")).json()["slide"]
    for step in slide_steps(trainer)[1:3]:
        trainer.move("go_to", step=step)

    answer = ask(phone, 1)

    assert answer.json() == {**before, "next": {}, "note": {}}
    assert answer.headers["Cache-Control"] == "no-store"
    for number in (0, 4, 999, -1, "x", "1.5", "9" * 5000, "%D9%A1"):
        assert refused(ask(phone, number)) == (404, "not-seen")


def test_following_off_is_a_sentence(phone: Phone, trainer: Console) -> None:
    trainer.move("next")
    trainer.move("follow", on=False)

    assert refused(ask(phone, 1)) == (404, "not-following")
    spanish = {**JSON, "Accept-Language": "es"}
    said = phone.web.get(phone.held.url("/slides/1"), headers=spanish).json()
    assert said["message"].startswith("Las diapositivas se muestran solo en la sala.")
    shown = page(phone, "?slide=1")
    assert "Please keep this page open." in shown
    assert "slide-text" not in shown
    assert "?slide=" not in shown


def test_a_page_without_scripts_goes_back_and_forth_by_links(
    phone: Phone, trainer: Console
) -> None:
    steps = slide_steps(trainer)
    for step in steps[:3]:
        trainer.move("go_to", step=step)
    live = page(phone)
    assert "Slide 3 of" in live
    assert f'rel="prev" href="/s/{phone.held.code}?slide=2"' in live

    back = page(phone, "?slide=2")

    assert "earlier slide" in back
    assert "The room is at slide 3" in back
    assert f'rel="prev" href="/s/{phone.held.code}?slide=1"' in back
    assert f'rel="next" href="/s/{phone.held.code}"' in back
    assert re.search(r'class="button" href="/s/\w+">Back to live<', back)
    assert f'href="/s/{phone.held.code}?slide=2&amp;lang=es"' in back
    for query in ("?slide=4", "?slide=0", "?slide=x", "?slide="):
        assert "Back to live" not in page(phone, query)


def test_what_is_for_everybody_comes_before_an_earlier_slide(
    phone: Phone, trainer: Console
) -> None:
    for step in slide_steps(trainer)[:2]:
        trainer.move("go_to", step=step)
    trainer.move("calm")
    assert "We are taking a moment" in page(phone, "?slide=1")
    trainer.move("uncover")
    trainer.move("open_poll", poll="work_setting")
    assert "Send answer" in page(phone, "?slide=1")
    trainer.move("close_poll", poll="work_setting")
    assert "The room is at a question" in page(phone, "?slide=1")
    trainer.move("lobby")
    assert "The room is not at a slide now" in page(phone, "?slide=1")
    assert "Look at earlier slides" in page(phone)
    trainer.move("finish")
    assert "This session has ended" in page(phone, "?slide=1")
