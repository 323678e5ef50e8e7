"""Short names for statements, as they stand at the top of a workbook's columns."""

import pytest

from facilitator.domain.surveys.short_names import short_name

BESIDE = ("I know where to ask in private.", "I know whom to call.")


@pytest.mark.parametrize(
    ("words", "longest", "name"),
    [
        ("I know where to ask for an interpreter.", 18, "where_interpreter"),
        ("I know where to ask for an interpreter.", 24, "where_ask_interpreter"),
        ("I know whom to call.", 18, "know_whom_call"),
        ("I don't ask in the lobby", 18, "dont_ask_lobby"),
        ("Confidentiality", 8, "confiden"),
        ("24 hours a day", 18, "row_24_hours"),
        ("What we do", 18, "what_we_do"),
        ("¿?", 18, "row"),
        ("Á côté", 4, "cote"),
    ],
)
def test_a_name_is_made_of_the_words_that_tell(
    words: str, longest: int, name: str
) -> None:
    beside = [other for other in BESIDE if other != words]
    assert short_name(words, longest, "row", beside) == name
