"""The figures behind a chart, as a table that can be read aloud."""

import math
import re
from dataclasses import dataclass
from datetime import date, timedelta

from lxml import etree

from facilitator.documents import office_text
from facilitator.documents.office_text import whole

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"

# More rows than this are a picture, not something to read.
MAX_ROWS = 200
MAX_SERIES = 50

# A spreadsheet takes no longer number format.
_LONGEST_CODE = 255
# Colours, conditions and literal words in a number format.
_NOT_A_PLACE = re.compile(r'\[[^\]]*\]|"[^"]*"|\\.|general', re.IGNORECASE)
_DAY = re.compile(r"[dy]")
# Spreadsheets count days from here, as if 1900 had been a leap year.
_DAY_ZERO = date(1899, 12, 30)
_LAST_DAY = 2_958_466

Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class _Series:
    name: str
    categories: dict[int, str]
    values: dict[int, str]


def chart_title(root: etree._Element) -> str:
    """Return the title written on the chart (empty: none is)."""
    title = root.find(f"{C}chart/{C}title")
    return office_text.line(title) if title is not None else ""


def chart_rows(root: etree._Element) -> Rows:
    """Return the figures of all series, a header row first (empty: no figures).

    Series over the same categories stand side by side; others, such as the points
    of a scatter chart, stand below each other. Read from the values that the file
    keeps for each series, so every kind of chart gives its figures.
    """
    series = [_series(element) for element in root.iter(f"{C}ser")][:MAX_SERIES]
    series = [one for one in series if one.values]
    if not series:
        return ()
    categories = series[0].categories
    if all(one.categories in ({}, categories) for one in series):
        rows = _side_by_side(series, categories)
    else:
        rows = _below_each_other(series)
    return rows if len(rows) <= MAX_ROWS else (*rows[:MAX_ROWS], ("…",))


def _side_by_side(series: list[_Series], categories: dict[int, str]) -> Rows:
    places = sorted(set(categories).union(*(one.values for one in series)))
    header = ("", *(one.name for one in series))
    return (
        header,
        *(
            (
                categories.get(place, str(place + 1)),
                *(one.values.get(place, "") for one in series),
            )
            for place in places
        ),
    )


def _below_each_other(series: list[_Series]) -> Rows:
    return (
        ("", "x", "y"),
        *(
            (one.name, one.categories.get(place, ""), one.values[place])
            for one in series
            for place in sorted(one.values)
        ),
    )


def _series(element: etree._Element) -> _Series:
    name = element.find(f"{C}tx")
    return _Series(
        name=(name.findtext(f".//{C}v") or "").strip() if name is not None else "",
        categories=_points(element, "cat", "xVal"),
        values=_points(element, "val", "yVal"),
    )


def _points(series: etree._Element, *names: str) -> dict[int, str]:
    """Return the values kept under the first of `names`, by their place."""
    for name in names:
        source = series.find(f"{C}{name}")
        if source is None:
            continue
        # Categories of several levels: the first is the one next to the figures.
        level = source.find(f".//{C}lvl")
        points = (source if level is None else level).iter(f"{C}pt")
        written = (source.findtext(f".//{C}formatCode") or "")[:_LONGEST_CODE]
        code = _NOT_A_PLACE.sub("", written)
        return {
            whole(place): _figure(point.findtext(f"{C}v") or "", code.lower())
            for point in points
            if (place := point.get("idx", "")).isdecimal()
        }
    return {}


def _figure(written: str, code: str) -> str:
    """Return a number as a person would write it: 0.45000000000000001 is 0.45.

    `code` is the spreadsheet's number format: a percent sign or a day changes what
    the number means.
    """
    try:
        number = float(written)
    except ValueError:
        return " ".join(written.split())
    if not math.isfinite(number):
        return ""
    if "%" in code:
        return f"{number * 100:.10g}%"
    if _DAY.search(code) and number.is_integer() and 0 < number < _LAST_DAY:
        return (_DAY_ZERO + timedelta(days=number)).isoformat()
    return f"{number:.10g}"
