"""What on a slide a browser is known to draw wrongly: the reasons to look closely."""

from functools import lru_cache
from pathlib import Path

from lxml import etree

from facilitator.documents.archive import Archive
from facilitator.documents.errors import DamagedDeckError
from facilitator.documents.package import Package
from facilitator.documents.slide_list import read_slide_list

Flags = frozenset[str]

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
# Windows' own formats for drawings, plain and compressed.
_VECTOR = (".emf", ".wmf", ".emz", ".wmz")
_BY_RELATION = {
    "chart": "chart",
    "chartEx": "chart",
    "diagramData": "diagram",
    "oleObject": "embedded",
    "package": "embedded",
    "control": "embedded",
}
_BEHIND = ("slideLayout", "slideMaster")


def slide_flags(path: Path, filename: str) -> tuple[tuple[str, Flags], ...]:
    """Return the part name and the flags of each slide of a PowerPoint file, in order.

    A slide that is not there or cannot be read has no flags; one without a part has
    an empty name. The answer is kept as long as the file does not change.

    Raises:
        DocumentError: the list of slides cannot be read.
    """
    return _read(path, filename, path.stat().st_mtime_ns)


@lru_cache(maxsize=4)
def _read(path: Path, filename: str, _: int) -> tuple[tuple[str, Flags], ...]:
    with Archive(path, filename) as archive:
        package = Package(archive, filename)
        behind: dict[str, Flags] = {}
        return tuple(
            (part, _flags(package, part, behind) if part else frozenset())
            for part in read_slide_list(package, filename).parts
        )


def _flags(package: Package, part: str, behind: dict[str, Flags]) -> Flags:
    try:
        root = package.xml(part)
        return _in_words(root) | _in_relations(package, part, behind)
    except DamagedDeckError:
        return frozenset()


def _in_words(root: etree._Element) -> Flags:
    found = set()
    if next(root.iter(f"{_A}tbl"), None) is not None:
        found.add("table")
    if next(root.iter(f"{_A}videoFile", f"{_A}quickTimeFile"), None) is not None:
        found.add("film")
    if any(fit.get("fontScale") for fit in root.iter(f"{_A}normAutofit")):
        found.add("shrunk-text")
    return frozenset(found)


def _in_relations(package: Package, part: str, behind: dict[str, Flags]) -> Flags:
    """Return the flags of what a part refers to, and of the layouts behind it."""
    found: set[str] = set()
    for relation in package.related(part).values():
        if relation.kind in _BY_RELATION:
            found.add(_BY_RELATION[relation.kind])
        elif relation.kind == "image" and relation.target.lower().endswith(_VECTOR):
            found.add("vector-picture")
        elif relation.kind in _BEHIND:
            if relation.target not in behind:
                behind[relation.target] = frozenset()  # a master names its layouts
                further = _in_relations(package, relation.target, behind)
                behind[relation.target] = further & {"vector-picture"}
            found |= behind[relation.target]
    return frozenset(found)
