"""Directives in notes."""

from facilitator.documents.speaker_notes import read_notes


def test_directives_are_taken_out_of_the_words_to_say() -> None:
    notes = read_notes(
        "Welcome.\n[[poll: warm-up]]\n[[ Poll :second ]]\n[[agenda: stop]]\nGo on."
    )
    assert notes.text == "Welcome.\nGo on."
    assert notes.values("poll") == ("warm-up", "second")
    assert notes.values("agenda") == ("stop",)
    assert notes.unknown == ()


def test_a_directive_within_a_line_leaves_the_line() -> None:
    notes = read_notes("Now vote [[poll: a]]")
    assert (notes.text, notes.values("poll")) == ("Now vote", ("a",))


def test_a_directive_may_go_on_over_lines() -> None:
    notes = read_notes("One.\n[[content-note: a hard\nstory]]\nTwo.")
    assert notes.text == "One.\nTwo."
    assert notes.values("content-note") == ("a hard story",)


def test_a_poll_named_twice_is_asked_once() -> None:
    assert read_notes("[[poll: a]] [[encuesta: a]]").values("poll") == ("a",)


def test_the_first_number_of_a_kind_counts() -> None:
    notes = read_notes("[[break 10]] [[descanso 20]]")
    assert (notes.number("break"), notes.number("skip-to")) == (10, None)


def test_what_is_not_known_stays_and_is_reported() -> None:
    notes = read_notes("[[pol: a]] [[poll:]] [[x]]")
    assert notes.text == "[[pol: a]] [[poll:]] [[x]]"
    assert notes.unknown == ("[[pol: a]]", "[[poll:]]", "[[x]]")
    assert notes.directives == ()


def test_empty_lines_between_words_stay() -> None:
    assert read_notes("One.\n\nTwo.\n[[poll: a]]").text == "One.\n\nTwo."
