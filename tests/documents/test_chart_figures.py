"""The figures behind a chart."""

from lxml import etree

from facilitator.documents.chart_figures import Rows, chart_rows, chart_title

C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"


def _chart(inside: str) -> etree._Element:
    return etree.fromstring(
        f'<c:chartSpace xmlns:c="{C}" xmlns:a="{A}"><c:chart>{inside}</c:chart>'
        "</c:chartSpace>"
    )


def _points(tag: str, code: str, *values: str) -> str:
    points = "".join(
        f'<c:pt idx="{place}"><c:v>{value}</c:v></c:pt>'
        for place, value in enumerate(values)
    )
    return f"<c:{tag}><c:formatCode>{code}</c:formatCode>{points}</c:{tag}>"


def _series(name: str, *sources: str) -> str:
    return f"<c:ser><c:tx><c:v>{name}</c:v></c:tx>{''.join(sources)}</c:ser>"


def _rows(*series: str) -> Rows:
    return chart_rows(_chart("".join(series)))


def test_series_over_the_same_categories_stand_side_by_side() -> None:
    names = _points("cat", "General", "Before", "After")
    assert _rows(
        _series("Stop", names, _points("val", "0%", "0.345", "0.8100000000000001")),
        _series("Ask", names, _points("val", "General", "2.5", "3")),
    ) == (("", "Stop", "Ask"), ("Before", "34.5%", "2.5"), ("After", "81%", "3"))


def test_points_of_a_scatter_stand_below_each_other() -> None:
    assert _rows(
        _series("A", _points("xVal", "", "1"), _points("yVal", "", "2")),
        _series("B", _points("xVal", "", "3"), _points("yVal", "", "4")),
    ) == (("", "x", "y"), ("A", "1", "2"), ("B", "3", "4"))


def test_days_are_written_as_days() -> None:
    days = _points("cat", "[Red]m/d/yyyy", "37261")
    assert _rows(_series("A", days, _points("val", "", "1")))[1] == ("2002-01-05", "1")


def test_a_colour_in_the_format_is_no_day() -> None:
    assert _rows(_series("A", _points("val", "[Red]0", "7")))[1] == ("1", "7")


def test_a_chart_of_thousands_of_points_is_cut() -> None:
    many = _points("val", "", *map(str, range(5_000)))
    rows = _rows(_series("A", many))
    assert (len(rows), rows[-1]) == (201, ("…",))


def test_a_chart_without_figures_has_no_rows() -> None:
    assert _rows(_series("A", _points("val", "", "NaN"))) == (("", "A"), ("1", ""))
    assert _rows() == ()


def test_the_title_is_read() -> None:
    title = "<c:title><a:p><a:r><a:t>Confidence</a:t></a:r></a:p></c:title>"
    assert chart_title(_chart(title)) == "Confidence"
    assert chart_title(_chart("")) == ""
