"""Which answers a question takes."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.domain.surveys.answer_errors import (
    EmptyAnswerError,
    NotADecimalError,
    NotAnAnswerError,
    NotANumberError,
    OutOfRangeError,
    TooFewChoicesError,
    TooLongError,
    TooManyChoicesError,
)
from facilitator.domain.surveys.answers import (
    check_answer,
    check_live_answer,
)
from facilitator.domain.surveys.survey import (
    DECLINED,
    MAX_TEXT,
    SCALES,
    WITHDRAWN,
    Answer,
    Option,
    Question,
)
from facilitator.domain.text import Text
from facilitator.errors import BadInputError

ASKED = Text("Asked", "Preguntado")
OPTIONS = tuple(
    Option(name, code, Text(name, name))
    for code, name in enumerate(("stop", "observe", "ask"), start=1)
)
SINGLE = Question("single", "single", ASKED, options=OPTIONS)
MULTIPLE = Question("multiple", "multiple", ASKED, options=OPTIONS, most=2)
WRITTEN = Question("written", "text", ASKED, longest=10)
DAY = Question("day", "date", ASKED)
PAIR = Question("pair", "confidence", ASKED, retrospective=True)
RATING = Question("rating", "rating", ASKED, points=10, low=ASKED, high=ASKED)
NUMBER = Question("number", "numeric", ASKED, greatest=40, decline=True)
DISTANCE = Question("distance", "numeric", ASKED, least=1, greatest=900, decimals=2)
PERSONAL = Question("personal", "text", ASKED, longest=10, decline=True)
ELSE = Question("else", "single", ASKED, options=OPTIONS, other=True)
SOME = Question("some", "multiple", ASKED, options=OPTIONS, other=True)
QUESTIONS = (
    ELSE,
    SOME,
    RATING,
    NUMBER,
    DISTANCE,
    PERSONAL,
    SINGLE,
    MULTIPLE,
    WRITTEN,
    DAY,
    PAIR,
    *(Question(kind, kind, ASKED) for kind in ("agreement", "confidence", "quality")),
)

# Names that do exist, so that the search also meets answers that are nearly right.
_WORDS = st.sampled_from(
    [
        "stop",
        "observe",
        "ask",
        "low",
        "agree",
        "good",
        "before",
        "now",
        "2026-03-10",
        "declined",
        "yes",
        "7",
        "3,5",
        "1e999",
        "\u0663",
        "=1+1",
        "<b>7</b>",
        "\u202e7",
        "",
    ]
)
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | _WORDS,
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | _WORDS, inner),
    max_leaves=8,
)


@settings(max_examples=600)
@given(st.sampled_from(QUESTIONS), _JSON)
def test_anything_sent_is_refused_with_a_sentence_or_taken_in_one_form(
    question: Question, sent: object
) -> None:
    try:
        answer = check_answer(question, sent)
    except BadInputError as refusal:
        sentence = str(refusal)
        assert "{" not in sentence
    else:
        assert check_answer(question, answer) == answer


@pytest.mark.parametrize(
    ("question", "sent", "kept"),
    [
        (SINGLE, "ask", "ask"),
        (MULTIPLE, ["ask", "stop", "ask"], ["stop", "ask"]),
        (WRITTEN, "  sí,\tañadir ", "sí, añadir"),
        (WRITTEN, "a\r\nb", "a\nb"),
        (WRITTEN, "a\u00a0b\u202e\x00", "a b"),
        (DAY, " 2026-03-10 ", "2026-03-10"),
        (DAY, "20260310", "2026-03-10"),
        (RATING, "10", "10"),
        (NUMBER, " 7 ", "7"),
        (NUMBER, 7, "7"),
        (NUMBER, "007", "7"),
        (NUMBER, "-0", "0"),
        (DISTANCE, "3,5", "3.5"),
        (DISTANCE, "3.50", "3.5"),
        (DISTANCE, 3.5, "3.5"),
        (NUMBER, {"declined": "yes"}, DECLINED),
        (PERSONAL, {"declined": "yes"}, DECLINED),
        (PERSONAL, "declined", "declined"),
        (PAIR, {"before": "low", "now": "high"}, {"before": "low", "now": "high"}),
        (PAIR, {"before": "", "now": "high"}, {"now": "high"}),
        (PAIR, {"before": None, "now": "high"}, {"now": "high"}),
    ],
)
def test_an_answer_has_one_canonical_form(
    question: Question, sent: object, kept: Answer
) -> None:
    assert check_answer(question, sent) == kept


@pytest.mark.parametrize(
    ("question", "sent", "refusal"),
    [
        (SINGLE, "respond", NotAnAnswerError),
        (SINGLE, ["ask"], NotAnAnswerError),
        (SINGLE, "", EmptyAnswerError),
        (SINGLE, 1, NotAnAnswerError),
        (MULTIPLE, [], EmptyAnswerError),
        (MULTIPLE, "ask", NotAnAnswerError),
        (MULTIPLE, ["respond"], NotAnAnswerError),
        (MULTIPLE, ["ask"] * 4, NotAnAnswerError),
        (MULTIPLE, ["stop", "observe", "ask"], TooManyChoicesError),
        (WRITTEN, " \n\x00 ", EmptyAnswerError),
        (WRITTEN, "\u200d \u200c", EmptyAnswerError),
        (WRITTEN, "12345678901", TooLongError),
        (DAY, "tomorrow", NotAnAnswerError),
        (DAY, "2026-02-30", NotAnAnswerError),
        (RATING, "0", NotAnAnswerError),
        (RATING, "11", NotAnAnswerError),
        (RATING, 3, NotAnAnswerError),
        (NUMBER, "", EmptyAnswerError),
        (NUMBER, "3,5", NotANumberError),
        (NUMBER, 3.5, NotANumberError),
        (NUMBER, True, NotANumberError),
        (NUMBER, None, NotANumberError),
        (NUMBER, "41", OutOfRangeError),
        (NUMBER, "-1", OutOfRangeError),
        (NUMBER, "=1+1", NotANumberError),
        (NUMBER, "\u0663", NotANumberError),
        (NUMBER, "1_0", NotANumberError),
        (NUMBER, 10**30, NotANumberError),
        pytest.param(NUMBER, 10**5000, NotANumberError, id="longest"),
        pytest.param(NUMBER, "9" * 10_000, NotANumberError, id="digits"),
        (DISTANCE, "1,000", NotADecimalError),
        (DISTANCE, "1e2", NotADecimalError),
        (DISTANCE, "1e999", NotADecimalError),
        (DISTANCE, float("nan"), NotADecimalError),
        (DISTANCE, float("inf"), NotADecimalError),
        (DISTANCE, "NaN", NotADecimalError),
        (DISTANCE, "0.99", OutOfRangeError),
        (DISTANCE, {"declined": "yes"}, NotADecimalError),
        (PERSONAL, {"declined": "no"}, NotAnAnswerError),
        (SINGLE, {"declined": "yes"}, NotAnAnswerError),
        pytest.param(MULTIPLE, ["ask"] * 10_000, NotAnAnswerError, id="many"),
        (PAIR, {}, EmptyAnswerError),
        (PAIR, {"then": "low"}, NotAnAnswerError),
        (PAIR, {"now": "lowest"}, NotAnAnswerError),
        (PAIR, "low", NotAnAnswerError),
    ],
)
def test_what_is_no_answer_is_refused(
    question: Question, sent: object, refusal: type[BadInputError]
) -> None:
    with pytest.raises(refusal):
        check_answer(question, sent)


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("\U0001f469\u200d\U0001f467", "\U0001f469\u200d\U0001f467"),  # a family
        ("\u0645\u06cc\u200c\u0631\u0648", "\u0645\u06cc\u200c\u0631\u0648"),  # Persian
        ("a\u202eb\u2066c\u200fd\x1be\ufefff", "abcdef"),
        ("a\ud83d", "a"),
    ],
)
def test_joined_letters_stay_joined_and_nothing_turns_the_text_around(
    sent: str, kept: str
) -> None:
    assert check_answer(WRITTEN, sent) == kept


def test_a_text_that_is_too_long_says_both_lengths() -> None:
    with pytest.raises(TooLongError, match="11 characters, at most 10"):
        check_answer(WRITTEN, "x" * 11)


def test_no_question_lets_a_text_grow_past_the_limit_of_all() -> None:
    long = Question("long", "text", ASKED, longest=1_000_000)

    assert check_answer(long, "x" * MAX_TEXT) == "x" * MAX_TEXT
    with pytest.raises(TooLongError):
        check_answer(long, "x" * (MAX_TEXT + 1))


def test_scales_are_coded_from_one_upwards_in_both_languages() -> None:
    lengths = {kind: len(scale) for kind, scale in SCALES.items()}

    assert lengths == {"agreement": 5, "confidence": 5, "quality": 4}
    for scale in SCALES.values():
        assert [option.code for option in scale] == list(range(1, len(scale) + 1))
        assert all(option.label.en and option.label.es for option in scale)


@pytest.mark.parametrize(
    ("question", "sent", "kept"),
    [
        (ELSE, "other", "other"),
        (ELSE, {"other": " My  words\x00 "}, {"other": "My words"}),
        (ELSE, {"other": " \u200d"}, "other"),
        (SOME, ["other", "stop"], ["stop", "other"]),
        (SOME, {"other": "Fear", "stop": ""}, {"stop": "", "other": "Fear"}),
        (SOME, {"other": "", "ask": ""}, ["ask", "other"]),
    ],
)
def test_other_is_kept_with_its_words_or_as_any_option(
    question: Question, sent: object, kept: Answer
) -> None:
    answer = check_answer(question, sent)
    assert answer == kept
    assert list(answer) == list(kept)
    assert check_answer(question, answer) == kept


@pytest.mark.parametrize(
    ("question", "sent"),
    [
        (ELSE, {"stop": ""}),
        (ELSE, {"other": "x", "stop": ""}),
        (ELSE, {"other": ["x"]}),
        (ELSE, {"other": "x" * 81}),
        (SOME, {"other": "x", "stop": "more words"}),
        (SOME, {"other": "x", "nothing": ""}),
        (SOME, {"other": "x", 5: ""}),
        (SOME, {"other": {}, "stop": ""}),
        (SOME, {f"o{n}": "" for n in range(10_000)} | {"other": "x"}),
        (SINGLE, {"other": "x"}),
        (SINGLE, "other"),
        (MULTIPLE, ["other"]),
    ],
)
def test_words_stand_behind_other_and_nowhere_else(
    question: Question, sent: object
) -> None:
    with pytest.raises(BadInputError):
        check_answer(question, sent)


def test_a_multiple_choice_asks_for_so_many_and_no_more() -> None:
    two = replace(MULTIPLE, fewest=2)

    assert check_answer(two, ["ask", "stop"]) == ["stop", "ask"]
    with pytest.raises(TooFewChoicesError, match="Choose at least 2"):
        check_answer(two, ["ask", "ask"])
    with pytest.raises(EmptyAnswerError):
        check_answer(two, [])
    with pytest.raises(TooManyChoicesError):
        check_answer(two, ["stop", "observe", "ask"])


def test_an_answer_is_taken_back_in_polls_alone() -> None:
    for question in (SINGLE, MULTIPLE, WRITTEN, NUMBER):
        assert check_live_answer(question, {"withdrawn": "yes"}) == WITHDRAWN
        with pytest.raises(
            NotAnAnswerError if question is not NUMBER else BadInputError
        ):
            check_answer(question, {"withdrawn": "yes"})
    with pytest.raises(NotAnAnswerError):
        check_live_answer(SINGLE, {"withdrawn": "no"})
