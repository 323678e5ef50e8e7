"""Native bar charts on our own slides, with their numbers in the workbook inside."""

from dataclasses import dataclass
from typing import Any

from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.util import Pt

from facilitator.documents.chart_figures import C
from facilitator.documents.decks.base import Page, Shape
from facilitator.documents.decks.fitting import line_count, text_width
from facilitator.documents.decks.safe_text import TAGS, clean
from facilitator.documents.decks.words import describe, room_of
from facilitator.documents.office_text import A

CHART = 14  # the placeholder of the layout for charts

_STRONG, _PALE = MSO_THEME_COLOR.ACCENT_1, MSO_THEME_COLOR.ACCENT_2
_RIGHT = MSO_THEME_COLOR.ACCENT_3
_SIZES = (20, 18, 16, 14, 12)
_WIDEST_NAMES, _NARROWEST_NAMES = 0.5, 0.1
_LEGEND = 0.11  # of the height, where there is one
_LONG_LEGEND = 0.22  # of five points of a scale, on several lines
_SHORT = 3  # series whose names stand on one line
_NUMBERS = 0.1  # of the width, so that a number stands beside the longest bar
_GAP = 16  # points between a name and its bar
_LINE = 1.15
_SPACE = 0.45  # between the bars of two names, in bars
_IN_BAR = 16
_PALE_FROM = 400  # red, green and blue together
# A part too narrow for its number has none: the notes and the data have them all.
_IN_PART = '[>=0.045]0%;""'
_new_data: Any = CategoryChartData  # it has no types
_new_colour: Any = RGBColor.from_string


@dataclass(frozen=True, slots=True)
class Bars:
    """What a chart shows: names down the side, a bar for each name and series.

    `right` are the places of the names that are right answers; `percent` says that
    the values are shares. With `tones`, a colour such as `1A6F94` for each series, the
    series of a name stand behind one another in one bar.
    """

    names: tuple[str, ...]
    series: tuple[tuple[str, tuple[float, ...]], ...]
    right: frozenset[int] = frozenset()
    percent: bool = False
    tones: tuple[str, ...] = ()

    @property
    def legend(self) -> float:
        """How much of the height its legend takes; 0 where there is none."""
        if len(self.series) == 1:
            return 0
        return _LEGEND if len(self.series) <= _SHORT else _LONG_LEGEND

    @property
    def marked(self) -> tuple[str, ...]:
        """The names, right answers with a mark that is no colour."""
        return tuple(
            f"✓ {clean(name)}" if place in self.right else _in_cell(name)
            for place, name in enumerate(self.names)
        )


def add_bars(page: Page, bars: Bars, description: str, language: str) -> Shape:
    """Put a chart into the slide's placeholder for one; the first name is on top."""
    data = _new_data(number_format="0%" if bars.percent else "0")
    data.categories = bars.marked
    for name, values in bars.series:
        data.add_series(_in_cell(name), values)
    place = page.placeholders[CHART]
    room = room_of(place)
    high = room.height * (1 - bars.legend) / len(bars.names)
    share, points = _names(bars, room.width, high)
    stacked = bool(bars.tones)
    kind = XL_CHART_TYPE.BAR_STACKED_100 if stacked else XL_CHART_TYPE.BAR_CLUSTERED
    frame = place.insert_chart(kind, data)
    describe(frame, description)
    chart = frame.chart
    chart.has_title = False
    chart.font.color.theme_color = MSO_THEME_COLOR.TEXT_1
    _draw_axes(chart, points)
    bar = high / ((1 if stacked else len(bars.series)) + _SPACE)
    size = max(_SIZES[-1], min(_SIZES[0], round(bar * 0.9)))
    if stacked:
        _draw_stacks(chart, bars, min(size, _IN_BAR))
    else:
        _draw_bars(chart, bars, size)
    _draw_legend(chart, bars)
    _set_plot(chart, share, bars.legend)
    # LibreOffice breaks a name into lines only where it is said not to be turned.
    chart.element.find(f".//{C}catAx/{C}txPr/{A}bodyPr").set("rot", "0")
    for look in chart.element.iter(f"{A}defRPr"):
        look.set("lang", TAGS[language])
    return frame


def _in_cell(name: str) -> str:
    """Return a name as the workbook takes it: one that begins with = is no formula."""
    kept = clean(name)
    return f" {kept}" if kept.startswith(("=", "{")) else kept


def _names(bars: Bars, width: float, high: float) -> tuple[float, int]:
    """Return the share of the width that the names take, and their size in points."""
    for points in _SIZES:
        longest = max(text_width(name, points) for name in bars.marked) + _GAP
        share = min(max(longest / width, _NARROWEST_NAMES), _WIDEST_NAMES)
        lines = max(
            line_count(name, points, share * width - _GAP) for name in bars.marked
        )
        if lines * points * _LINE <= high:
            break
    return share, points


def _draw_axes(chart: Shape, points: int) -> None:
    names, values = chart.category_axis, chart.value_axis
    names.reverse_order = True
    names.tick_labels.font.size = Pt(points)
    names.major_tick_mark = XL_TICK_MARK.NONE
    names.format.line.color.theme_color = MSO_THEME_COLOR.ACCENT_6
    names.has_major_gridlines = False
    values.minimum_scale = 0
    values.has_major_gridlines = False
    values.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    values.visible = False


def _draw_bars(chart: Shape, bars: Bars, points: int) -> None:
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = round(_SPACE * 100), 0
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.show_value = True
    labels.number_format = "0%" if bars.percent else "0"
    labels.number_format_is_linked = False
    labels.position = XL_LABEL_POSITION.OUTSIDE_END
    labels.font.size, labels.font.bold = Pt(points), True
    labels.font.color.theme_color = MSO_THEME_COLOR.TEXT_1
    last = len(bars.series) - 1
    for place, series in enumerate(plot.series):
        _paint(series, _STRONG if place == last else _PALE)
        if last == 0:
            for right in bars.right:
                _paint(series.points[right], _RIGHT)


def _draw_stacks(chart: Shape, bars: Bars, points: int) -> None:
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = round(_SPACE * 100), 100
    for series, tone in zip(plot.series, bars.tones, strict=True):
        fill = series.format.fill
        fill.solid()
        colour = _new_colour(tone)
        fill.fore_color.rgb = colour
        # A line of paper between the parts: no colour alone tells them apart.
        series.format.line.color.theme_color = MSO_THEME_COLOR.BACKGROUND_1
        series.format.line.width = Pt(1.5)
        labels = series.data_labels
        labels.show_value = True
        labels.number_format, labels.number_format_is_linked = _IN_PART, False
        labels.position = XL_LABEL_POSITION.CENTER
        labels.font.size, labels.font.bold = Pt(points), True
        pale = sum(colour) > _PALE_FROM
        ink = MSO_THEME_COLOR.TEXT_1 if pale else MSO_THEME_COLOR.BACKGROUND_1
        labels.font.color.theme_color = ink


def _paint(bar: Shape, colour: MSO_THEME_COLOR) -> None:
    bar.format.fill.solid()
    bar.format.fill.fore_color.theme_color = colour
    # The pale colour alone would not stand out enough from the paper.
    bar.format.line.color.theme_color = _STRONG if colour == _PALE else colour
    bar.format.line.width = Pt(1)


def _draw_legend(chart: Shape, bars: Bars) -> None:
    chart.has_legend = bars.legend > 0
    if bars.legend:
        chart.legend.position = XL_LEGEND_POSITION.TOP
        chart.legend.include_in_layout = False
        is_long = bars.legend == _LONG_LEGEND
        chart.legend.font.size = Pt(_SIZES[2] if is_long else _SIZES[0])


def _set_plot(chart: Shape, share: float, top: float) -> None:
    """Fix where the bars stand, so that every program gives the names their room."""
    area = chart.element.find(f".//{C}plotArea")
    for old in area.findall(f"{C}layout"):
        area.remove(old)
    within = {"x": share, "y": top, "w": 1 - share - _NUMBERS, "h": 1 - top}
    layout = etree.SubElement(area, f"{C}layout")
    area.insert(0, layout)
    manual = etree.SubElement(layout, f"{C}manualLayout")
    etree.SubElement(manual, f"{C}layoutTarget", val="inner")
    for side in "xy":
        etree.SubElement(manual, f"{C}{side}Mode", val="edge")
    for side, size in within.items():
        etree.SubElement(manual, f"{C}{side}", val=f"{size:.3f}")
