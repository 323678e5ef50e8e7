"""The numbers that Office puts before the items of a list by itself."""

from lxml import etree

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"

_AFTER = {"arabicPeriod": ".", "arabicPlain": ".", "arabicParenR": ")"}


class ListNumbers:
    """Counts the items of one text, paragraph after paragraph."""

    def __init__(self) -> None:
        self._lists: dict[int, tuple[tuple[str, str], int]] = {}

    def before(self, properties: etree._Element | None, level: int) -> str:
        """Return what stands before a paragraph, such as `3. ` (empty: nothing).

        Letters and Roman numbers are left out: they rarely say what a list of points
        does not.
        """
        for deeper in [one for one in self._lists if one > level]:
            del self._lists[deeper]
        found = properties.find(f"{A}buAutoNum") if properties is not None else None
        after = _AFTER.get(found.get("type", "")) if found is not None else None
        if found is None or after is None:
            self._lists.pop(level, None)
            return ""
        begins = found.get("startAt", "1")
        kind = (after, begins)
        known, last = self._lists.get(level, (None, 0))
        first = int(begins) if begins.isdecimal() and len(begins) < 6 else 1  # noqa: PLR2004
        number = last + 1 if known == kind else first
        self._lists[level] = (kind, number)
        return f"{number}{after} "
