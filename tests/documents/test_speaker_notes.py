"""Directives in notes."""

from facilitator.documents.speaker_notes import SpeakerNotes, read_notes


def test_directives_are_taken_out_of_the_words_to_say() -> None:
    written = (
        "Welcome.\n[[poll: warm-up]]\n[[ Poll :second ]]\n[[agenda: stop]]\nGo on."
    )
    assert read_notes(written) == SpeakerNotes(
        text="Welcome.\nGo on.", polls=("warm-up", "second"), agenda_items=("stop",)
    )


def test_a_directive_within_a_line_leaves_the_line() -> None:
    assert read_notes("Now vote [[poll: a]]") == SpeakerNotes("Now vote", ("a",))


def test_a_poll_named_twice_is_asked_once() -> None:
    assert read_notes("[[poll: a]] [[poll: a]]").polls == ("a",)


def test_what_is_not_known_stays_and_is_reported() -> None:
    assert read_notes("[[pol: a]] [[poll:]] [[x]]") == SpeakerNotes(
        text="[[pol: a]] [[poll:]] [[x]]", unknown=("[[pol: a]]", "[[poll:]]", "[[x]]")
    )


def test_empty_lines_between_words_stay() -> None:
    assert read_notes("One.\n\nTwo.\n[[poll: a]]").text == "One.\n\nTwo."
