"""Words in Office drawings."""

from lxml import etree

from facilitator.documents.office_text import (
    Paragraph,
    language,
    line,
    paragraphs,
    whole,
)

A = "http://schemas.openxmlformats.org/drawingml/2006/main"


def _body(inside: str) -> etree._Element:
    return etree.fromstring(f'<a:txBody xmlns:a="{A}">{inside}</a:txBody>')


def test_lines_levels_and_bullets_are_read() -> None:
    body = _body(
        '<a:p><a:pPr lvl="2"><a:buChar char="-"/></a:pPr><a:r><a:t>Look</a:t></a:r>'
        "<a:br/><a:r><a:t>around</a:t></a:r></a:p><a:p/>"
        "<a:p><a:pPr><a:buNone/></a:pPr><a:r><a:t>Stop</a:t></a:r></a:p>"
    )
    assert list(paragraphs(body)) == [
        Paragraph("Look\naround", level=2, bullet=True),
        Paragraph("Stop", bullet=False, place=2),
    ]
    assert line(body) == "Look around Stop"


def test_a_bullet_typed_in_a_symbol_font_is_a_bullet() -> None:
    body = _body("<a:p><a:r><a:t>\uf0b7 listen</a:t></a:r></a:p>")
    assert list(paragraphs(body)) == [Paragraph("listen", bullet=True)]


def test_a_slide_number_is_not_something_said() -> None:
    body = _body('<a:p><a:fld type="slidenum"><a:t>7</a:t></a:fld></a:p>')
    assert list(paragraphs(body)) == []


def test_the_language_of_most_letters_wins() -> None:
    body = _body(
        '<a:p><a:r><a:rPr lang="en-US"/><a:t>Hi 12345678</a:t></a:r>'
        '<a:r><a:rPr lang="es-419"/><a:t>Hola</a:t></a:r></a:p>'
    )
    assert language(body) == "es"
    assert language(_body("")) == "und"


def test_letters_of_other_scripts_are_not_english_whatever_the_mark() -> None:
    marked = '<a:p><a:r><a:rPr lang="{}"/><a:t>{}</a:t></a:r></a:p>'
    assert language(_body(marked.format("en-US", "業績サマリー ROE"))) == "und"
    assert language(_body(marked.format("ja-JP", "業績サマリー ROE"))) == "ja"
    assert language(_body(marked.format("es-MX", "¿Qué más? 👍"))) == "es"


def test_a_number_is_read_as_it_is_written() -> None:
    assert [whole(written) for written in ("7", "-7", "", "7.5", "9" * 5_000)] == [
        7,
        -7,
        0,
        0,
        0,
    ]
