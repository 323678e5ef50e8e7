"""What may be on a page that anybody sees: nothing of fewer than five people."""

from dataclasses import replace
from datetime import UTC, datetime

from facilitator.domain.plan import SessionPlan
from facilitator.domain.reports import EvaluationReport, KnowledgeAsked
from facilitator.domain.session import Session, SessionDetails
from facilitator.domain.surveys.evaluation import evaluation_figures
from facilitator.domain.surveys.glance import Glance, glance
from facilitator.domain.surveys.right_wrong import RightWrong
from facilitator.domain.surveys.statistics import Proportion
from facilitator.domain.surveys.survey import Answer, Question, Survey
from facilitator.domain.text import Text

SAME = Text("x", "x")
ASK = Question("ask", "confidence", SAME, retrospective=True)
STOP = Question("stop", "confidence", SAME, retrospective=True)
WHOLE = Question("whole", "quality", SAME)
NOW = datetime(2026, 5, 14, tzinfo=UTC)
UP: Answer = {"before": "low", "now": "high"}


def report(*responses: dict[str, Answer]) -> EvaluationReport:
    survey = Survey("evaluation", "evaluation", SAME, (ASK, STOP, WHOLE))
    plan = SessionPlan("plan", SAME, SAME, SAME, (), (), "deck", "polls", "evaluation")
    session = Session("a" * 32, "ABC234", "plan", SAME, SessionDetails(NOW, "UTC"))
    return EvaluationReport(session, plan, survey, responses, NOW)


def seen(found: EvaluationReport) -> Glance:
    return glance(evaluation_figures(found))


def test_four_answers_show_nothing_and_five_show_their_figures() -> None:
    four = seen(report(*({"ask": UP, "whole": "good"} for _ in range(4))))
    five = seen(report(*({"ask": UP, "whole": "good"} for _ in range(5))))

    assert (four.empty, four.hidden, four.counted) == (True, 3, ())
    assert [p.question.name for p in five.paired] == ["ask"]
    assert [s.top for s in five.scales] == [Proportion(5, 5)]
    assert five.hidden == 1


def test_pairs_of_few_are_hidden_though_each_half_has_enough() -> None:
    halves: list[dict[str, Answer]] = [{"ask": {"now": "high"}} for _ in range(4)]
    found = seen(report(*halves, *({"ask": UP} for _ in range(4))))

    assert found.paired == ()
    assert [(s.question.name, s.when, s.n) for s in found.counted] == [
        ("ask", "now", 8)
    ]


def test_a_pool_is_hidden_where_it_would_give_a_hidden_part_away() -> None:
    five: list[dict[str, Answer]] = [{"ask": UP} for _ in range(5)]
    whole, with_few = seen(report(*five)), seen(report(*five, {"stop": UP}))

    assert whole.confidence_now == Proportion(5, 5)
    assert (with_few.confidence_before, with_few.confidence_now) == (None, None)


def test_what_was_learned_by_few_is_hidden() -> None:
    item = Question("item", "single", SAME)
    few = KnowledgeAsked(item, RightWrong(1, 1, 1, 1))
    enough = KnowledgeAsked(item, RightWrong(1, 2, 1, 1))
    found = seen(replace(report(), knowledge=(few, enough)))

    assert (found.knowledge, found.hidden) == ((enough,), 4)
