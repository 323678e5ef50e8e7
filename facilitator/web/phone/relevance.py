"""To whom a question of a form is put: in words, and for the scripts of the page."""

import json
from collections.abc import Iterator

from flask_babel import gettext as _

from facilitator.domain.records import as_record
from facilitator.domain.surveys.relevance import Condition, Rule
from facilitator.domain.surveys.survey import Question, Survey
from facilitator.web.locale import words_of


def conditions(survey: Survey) -> dict[str, dict[str, str]]:
    """Return `words` and `rules` (JSON) of every question that not all are asked."""
    return {
        question.name: {
            "words": _only_if(survey, question),
            "rules": json.dumps(as_record(question.relevant)),
        }
        for question in survey.questions
        if question.relevant
    }


def _only_if(survey: Survey, question: Question) -> str:
    rules = question.relevant
    said = str(_(" and ")).join(_rule(survey, rule, len(rules) > 1) for rule in rules)
    return str(_("Only if %(what)s", what=said))


def _rule(survey: Survey, rule: Rule, is_one_of_several: bool) -> str:
    between = str(_(" or ") if rule.any else _(" and "))
    said = between.join(_tests(survey, rule.tests))
    # Else nobody could tell where "or" ends and "and" goes on.
    is_apart = is_one_of_several and rule.any and len(rule.tests) > 1
    return f"({said})" if is_apart else said


def _tests(survey: Survey, tests: tuple[Condition, ...]) -> Iterator[str]:
    for test in tests:
        earlier = survey.question(test.question)
        if earlier:
            yield _test(earlier, test)


def _test(earlier: Question, test: Condition) -> str:
    return str(_words(earlier, test))


def _words(earlier: Question, test: Condition) -> object:
    facts = {"question": words_of(earlier.label), "number": test.number}
    labels = [words_of(o.label) for o in earlier.choices if o.name in test.names]
    facts["options"] = str(_(" or ")).join(f"“{label}”" for label in labels)
    if test.how == "is":
        return _("“%(question)s” is %(options)s", **facts)
    if test.how == "is_not":
        return _("“%(question)s” is not %(options)s", **facts)
    if test.how == "at_least":
        return _("“%(question)s” is %(number)s or more", **facts)
    if test.how == "at_most":
        return _("“%(question)s” is %(number)s or less", **facts)
    return _("“%(question)s” is answered", **facts)
