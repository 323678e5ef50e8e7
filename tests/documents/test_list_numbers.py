"""Lists that Office counts by itself, counted as it does."""

from lxml import etree

from facilitator.documents.office_text import A, paragraphs


def said(*items: str) -> list[str]:
    """Read paragraphs of `kind/level/start text`; an empty kind is no list."""
    body = etree.Element(f"{A}txBody")
    for item in items:
        head, _, text = item.partition(" ")
        kind, level, start = head.split("/")
        paragraph = etree.SubElement(body, f"{A}p")
        properties = etree.SubElement(paragraph, f"{A}pPr", lvl=level)
        if kind:
            numbers = etree.SubElement(properties, f"{A}buAutoNum", type=kind)
            if start:
                numbers.set("startAt", start)
        run = etree.SubElement(paragraph, f"{A}r")
        etree.SubElement(run, f"{A}t").text = text
    return [paragraph.text for paragraph in paragraphs(body)]


def test_items_are_counted_one_after_the_other() -> None:
    assert said("arabicPeriod/0/ a", "arabicPeriod/0/ b", "arabicPeriod/0/ c") == [
        "1. a",
        "2. b",
        "3. c",
    ]


def test_a_list_may_begin_later_and_close_with_a_bracket() -> None:
    assert said("arabicParenR/0/4 a", "arabicParenR/0/4 b") == ["4) a", "5) b"]


def test_what_lies_deeper_has_a_count_of_its_own_and_stops_no_other() -> None:
    assert said(
        "arabicPeriod/0/ a",
        "arabicPeriod/1/ a1",
        "arabicPeriod/1/ a2",
        "arabicPeriod/0/ b",
        "arabicPeriod/1/ b1",
    ) == ["1. a", "1. a1", "2. a2", "2. b", "1. b1"]


def test_a_paragraph_without_a_number_ends_the_list() -> None:
    assert said("arabicPeriod/0/ a", "/0/ between", "arabicPeriod/0/ b") == [
        "1. a",
        "between",
        "1. b",
    ]


def test_letters_and_nonsense_are_no_numbers() -> None:
    assert said("alphaLcPeriod/0/ a", "arabicPeriod/0/x b", "nonsense/0/ c") == [
        "a",
        "1. b",
        "c",
    ]
