"""A slide's words as a page sets them."""

from typing import Any

import pytest

from facilitator.web.slide_words import Item, linked, parts

SITE = {"text": "the site", "address": "https://example.org"}


def item(text: str, level: int = 0) -> dict[str, Any]:
    return {"kind": "item", "text": text, "level": level}


def outline(items: tuple[Item, ...]) -> list[Any]:
    return [[one.block["text"], *outline(one.below)] for one in items]


def test_neighbouring_items_are_one_nested_list() -> None:
    words = {"kind": "paragraph", "text": "Then"}
    blocks = [
        item("a"),
        item("b", 1),
        item("c", 2),
        item("d", 1),
        item("e"),
        words,
        item("f"),
    ]

    made = parts(blocks)

    assert [outline(part.items) or part.block for part in made] == [
        [["a", ["b", ["c"]], ["d"]], ["e"]],
        words,
        [["f"]],
    ]


def test_a_list_that_begins_deep_is_a_list() -> None:
    assert outline(parts([item("a", 2), item("b"), item("c", 1)])[0].items) == [
        ["a"],
        ["b", ["c"]],
    ]


def test_words_lead_where_their_link_says() -> None:
    mail = {"text": "mail", "address": "mailto:a@example.org"}

    assert linked("See the site, or mail us.", [SITE, mail]) == (
        ("See ", ""),
        ("the site", "https://example.org"),
        (", or ", ""),
        ("mail", "mailto:a@example.org"),
        (" us.", ""),
    )


def test_a_link_whose_words_are_not_there_comes_after() -> None:
    bare = {"text": "", "address": "http://example.org/map"}

    assert linked("A map", [bare, SITE]) == (
        ("A map", ""),
        (" ", ""),
        ("http://example.org/map", "http://example.org/map"),
        (" ", ""),
        ("the site", "https://example.org"),
    )


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc", "httpsx:"])
def test_only_addresses_of_the_web_and_of_mail_lead_anywhere(address: str) -> None:
    assert linked("the site", [{**SITE, "address": address}]) == (("the site", ""),)
