"""What somebody said at the end, of what a follow-up asks again."""

from dataclasses import replace

from facilitator.domain.surveys.follow_up import EndOfSession
from facilitator.domain.surveys.survey import Option, Question, Survey
from facilitator.domain.text import Text

SURE = Question("sure", "confidence", Text("Sure?", "¿Seguro?"))
TWICE = replace(SURE, retrospective=True)
OTHERWISE = replace(SURE, kind="single", options=(Option("yes", 1, Text("Yes", "Sí")),))


def end(post: Question, evaluation: Question) -> EndOfSession:
    title = Text("Form", "Ficha")
    later = Survey("later", "follow_up", title, (SURE,))
    first = Survey("post", "post", title, (post,))
    return EndOfSession(
        later, (first, Survey("evaluation", "evaluation", title, (evaluation,)))
    )


def test_of_a_pair_the_half_of_the_end_counts_whichever_form_asks_it() -> None:
    asked, pair = end(TWICE, SURE), {"sure": {"before": "low", "now": "high"}}

    assert asked.said([pair, {}]) == {"sure": "high"}
    assert asked.said([pair, {"sure": "moderate"}]) == {"sure": "moderate"}
    assert asked.said([{"sure": {"before": "low"}}, {}]) == {}
    assert end(SURE, TWICE).said([{"sure": "low"}, pair]) == {"sure": "high"}


def test_what_two_forms_ask_otherwise_is_told_of_the_later_one_alone() -> None:
    asked = end(OTHERWISE, SURE)

    assert asked.said([{"sure": "yes"}, {}]) == {}
    assert asked.said([{"sure": "yes"}, {"sure": "low"}]) == {"sure": "low"}
