"""The lists of words at the desk."""

import pytest
import requests
from running import Server

PAGE = {"Accept": "text/html", "Accept-Language": "en"}


@pytest.fixture
def lists(server: Server) -> str:
    return f"{server.url}/desk/words"


def test_a_list_is_edited_tried_and_given_up(server: Server, lists: str) -> None:
    trainer = server.trainer
    assert "left out of word clouds." in trainer.get(lists, params={"try": "THE"}).text
    assert "Look closely”" in trainer.get(lists, params={"try": "sh1t"}).text
    tried = trainer.get(lists, params={"try": "<b>budget"}).text
    assert "b&gt;budget" in tried
    assert "alone or with the others" in tried

    kept = trainer.post(f"{lists}/flagged.en", data={"words": "budget*\r\n# mine"})
    assert "The list is kept." in kept.text
    told = trainer.get(lists, params={"try": "Budgets"}).text
    assert "Look closely”" in told
    assert "# mine" in told

    trainer.post(f"{lists}/flagged.en", data={"reset": "1"})
    told = trainer.get(lists, params={"try": "Budgets"}).text
    assert "alone or with the others" in told


def test_a_list_that_is_none_is_refused_and_what_was_typed_stays(
    server: Server, lists: str
) -> None:
    typed = "x" * 61
    refused = server.trainer.post(
        f"{lists}/stop-words.es", data={"words": typed}, headers=PAGE
    )
    assert refused.status_code == 422
    assert typed in refused.text
    assert "at most 2000 words" in refused.text


@pytest.mark.parametrize("name", ["nothing", "..%2fstop-words.en", "flagged.fr"])
def test_there_are_four_lists_and_no_others(
    server: Server, lists: str, name: str
) -> None:
    answer = server.trainer.post(f"{lists}/{name}", data={"words": "x"})
    assert answer.status_code in {404, 422}


def test_only_the_trainer_reads_and_changes_lists(lists: str) -> None:
    assert not requests.get(lists, timeout=5).ok
    assert not requests.post(f"{lists}/flagged.en", data={}, timeout=5).ok
