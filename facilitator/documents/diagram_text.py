"""The words of a SmartArt diagram, in the order of its outline."""

from collections.abc import Iterator

from lxml import etree

from facilitator.documents import office_text
from facilitator.documents.office_text import whole

DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"

_SPOKEN = ("node", "asst")


def diagram_lines(data: etree._Element) -> list[str]:
    """Return what the nodes of a diagram's data part say, each on one line.

    The file keeps nodes in the order in which they were made; connections say which
    one stands below which, and where.
    """
    points = {point.get("modelId", ""): point for point in data.iter(f"{DIAGRAM}pt")}
    below: dict[str, list[tuple[int, str]]] = {}
    for link in data.iter(f"{DIAGRAM}cxn"):
        if link.get("type", "parOf") == "parOf":
            child = (whole(link.get("srcOrd", "")), link.get("destId", ""))
            below.setdefault(link.get("srcId", ""), []).append(child)
    roots = [name for name, point in points.items() if point.get("type") == "doc"]
    order = dict.fromkeys((*_outline(roots, below), *points))
    spoken = (points[name] for name in order if name in points)
    said = (office_text.line(p) for p in spoken if p.get("type", "node") in _SPOKEN)
    return [line for line in said if line]


def _outline(
    roots: list[str], below: dict[str, list[tuple[int, str]]]
) -> Iterator[str]:
    """Yield the names of points, each before those below it, and each once."""
    seen: set[str] = set()
    waiting = list(reversed(roots))
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            yield name
            waiting += [child for _, child in sorted(below.get(name, []), reverse=True)]
