"""What double brackets in notes mean, in English and in Spanish."""

import pytest

from facilitator.domain.decks.directives import Directive, read_directive


@pytest.mark.parametrize(
    ("inside", "kind", "value"),
    [
        ("poll: warm-up", "poll", "warm-up"),
        ("Encuesta : bienvenida", "poll", "bienvenida"),
        ("poll", "ask", "single"),
        (" POLL   multiple ", "ask", "multiple"),
        ("encuesta múltiple", "ask", "multiple"),
        ("agenda: stop", "agenda", "stop"),
        ("break 10", "break", "10"),
        ("Break: 15 minutes", "break", "15"),
        ("descanso 10 min.", "break", "10"),
        ("content-note: A story of violence.", "content-note", "A story of violence."),
        ("Content note: two\nlines", "content-note", "two lines"),
        ("nota de contenido: Un relato.", "content-note", "Un relato."),
        ("skip-to: 12", "skip-to", "12"),
        ("skip to 12", "skip-to", "12"),
        ("Saltar-a: 3", "skip-to", "3"),
        ("join", "code", "join"),
        ("Unirse", "code", "join"),
        ("sign-out", "code", "sign-out"),
        ("salida", "code", "sign-out"),
    ],
)
def test_what_is_known_means_the_same_in_both_languages(
    inside: str, kind: str, value: str
) -> None:
    found = read_directive(inside)
    assert found is not None
    assert (found.kind, found.value) == (kind, value)


@pytest.mark.parametrize(
    "inside",
    [
        "",
        "poll:",
        "pol: a",
        "break",
        "break: soon",
        "break 10 hours",
        "skip-to: the end",
        "skip-to: 12345",
        "content-note:",
        "agenda",
        "poll: " + "x" * 81,
        "content-note: " + "x" * 601,
    ],
)
def test_what_is_not_known_means_nothing(inside: str) -> None:
    assert read_directive(inside) is None


def test_minutes_and_slides_are_numbers() -> None:
    assert Directive("break", "10").number == 10
