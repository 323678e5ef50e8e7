"""The words of SmartArt."""

from lxml import etree

from facilitator.documents.diagram_text import diagram_lines

DATA = """
<d:dataModel xmlns:d="http://schemas.openxmlformats.org/drawingml/2006/diagram"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">
<d:ptLst><d:pt modelId="0" type="doc"/>{}</d:ptLst><d:cxnLst>{}</d:cxnLst></d:dataModel>
"""
POINT = '<d:pt modelId="{}"{}><d:t><a:p><a:r><a:t>{}</a:t></a:r></a:p></d:t></d:pt>'
LINK = '<d:cxn modelId="x" srcId="{}" destId="{}" srcOrd="{}"/>'


def _data(points: list[tuple[str, str, str]], links: list[tuple[str, str, int]]) -> str:
    return DATA.format(
        "".join(POINT.format(*point) for point in points),
        "".join(LINK.format(*link) for link in links),
    )


def test_nodes_are_read_in_the_order_of_the_outline() -> None:
    points = [("a", "", "Ask"), ("b", "", "Stop"), ("c", "", "Breathe")]
    links = [("0", "a", 1), ("0", "b", 0), ("b", "c", 0)]
    data = etree.fromstring(_data(points, links))
    assert diagram_lines(data) == ["Stop", "Breathe", "Ask"]


def test_nodes_that_nothing_joins_and_circles_are_read_once() -> None:
    points = [
        ("a", "", "One"),
        ("b", ' type="asst"', "Two"),
        ("c", ' type="pres"', "-"),
    ]
    data = etree.fromstring(_data(points, [("a", "b", 0), ("b", "a", 0)]))
    assert diagram_lines(data) == ["One", "Two"]
