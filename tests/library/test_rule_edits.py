"""Rules in a survey's tree: read as a form shows them, and written as the files do."""

from typing import Any

import pytest

from facilitator.library.option_edits import NoSuchPartError, Used
from facilitator.library.rule_edits import (
    Group,
    Groups,
    OneTest,
    add_group,
    add_test,
    askable,
    read_rule,
    remove_test,
    write_rule,
)
from facilitator.library.survey_naming import settle_names

IS = {"question": "role", "is": "nurse"}
ARE = {"question": "role", "is_not": ["nurse", "other"]}
GIVEN = {"question": "where", "answered": "true"}
BOUND = {"question": "years", "at_least": "5"}
IS_TEST = OneTest("role", "is", ("nurse",))
GIVEN_TEST = OneTest("where", "answered")
BOUND_TEST = OneTest("years", "at_least", number="5")
TREE: dict[str, Any] = {
    "questions": [
        {
            "name": "role",
            "kind": "single",
            "other": "true",
            "options": [{"name": "nurse"}],
        },
        {"name": "twice", "kind": "quality", "retrospective": "true"},
        {"name": "years", "kind": "numeric"},
        {"name": "where", "kind": "text"},
        {"name": "last", "kind": "text"},
    ]
}


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        (None, ()),
        (IS, (Group((IS_TEST,)),)),
        ({"any": [IS, GIVEN]}, (Group((IS_TEST, GIVEN_TEST), any=True),)),
        ({"all": [IS, GIVEN]}, (Group((IS_TEST, GIVEN_TEST)),)),
        ([IS, GIVEN], (Group((IS_TEST, GIVEN_TEST)),)),
        ([IS, {"all": [GIVEN]}], (Group((IS_TEST,)), Group((GIVEN_TEST,)))),
        (ARE, (Group((OneTest("role", "is_not", ("nurse", "other")),)),)),
        (BOUND, (Group((BOUND_TEST,)),)),
        (
            [{"any": [IS, GIVEN]}, BOUND],
            (Group((IS_TEST, GIVEN_TEST), any=True), Group((BOUND_TEST,))),
        ),
        ({"any": [IS], "all": [IS]}, None),
        ({"any": [{"all": [IS]}]}, None),
        ({"question": "role"}, None),
        ({"question": "role", "is": "nurse", "since": "1"}, None),
        ({"question": ["role"], "is": "nurse"}, None),
        ({"question": "role", "is": {"a": "b"}}, None),
        ("role", None),
    ],
)
def test_a_rule_is_a_list_of_groups_or_left_to_the_file(
    written: object, rule: Groups | None
) -> None:
    assert read_rule(written) == rule


@pytest.mark.parametrize(
    "written",
    [
        IS,
        ARE,
        GIVEN,
        BOUND,
        {"any": [IS, GIVEN]},
        [IS, {"any": [GIVEN, BOUND]}],
        [{"any": [IS, GIVEN]}, {"any": [BOUND]}],
        [{"any": [IS, GIVEN]}, {"all": [BOUND]}, {"all": [GIVEN, IS]}],
    ],
)
def test_a_rule_is_written_as_it_was_read(written: object) -> None:
    holder: dict[str, Any] = {}
    rule = read_rule(written)
    assert rule
    write_rule(holder, rule)
    assert holder == {"relevant": written}


def test_only_earlier_questions_with_one_answer_can_be_asked_about() -> None:
    asked = askable(TREE, 4)
    assert [(one.name, one.hows) for one in asked] == [
        ("role", ("is", "is_not", "answered")),
        ("years", ("at_least", "at_most", "answered")),
        ("where", ("answered",)),
    ]
    assert list(asked[0].choices) == ["nurse", "other"]
    assert askable(TREE, 0) == ()


def test_tests_come_and_go() -> None:
    holder: dict[str, Any] = {"relevant": IS}
    assert add_test(holder, askable(TREE, 4)) == 1
    assert holder["relevant"] == {"all": [IS, {"question": "years", "at_least": ""}]}
    assert remove_test(holder, 1) == 0
    assert remove_test(holder, 0) == -1
    assert holder == {}
    with pytest.raises(NoSuchPartError):
        add_test(holder, ())
    with pytest.raises(NoSuchPartError):
        remove_test(holder, 0)


def test_groups_come_and_go_with_their_tests() -> None:
    holder: dict[str, Any] = {"relevant": {"all": [IS, GIVEN]}}
    asked = askable(TREE, 3)
    begun = {"question": "years", "at_least": ""}

    assert add_group(holder, asked) == 2
    assert holder["relevant"] == [{"all": [IS, GIVEN]}, {"any": [begun]}]
    assert add_test(holder, asked) == 3
    assert add_test(holder, asked, 0) == 2
    assert holder["relevant"] == [{"all": [IS, GIVEN, begun]}, {"any": [begun] * 2}]
    assert remove_test(holder, 4) == 3
    assert remove_test(holder, 3) == 2
    assert holder["relevant"] == {"all": [IS, GIVEN, begun]}
    with pytest.raises(NoSuchPartError):
        add_test(holder, asked, 1)


def test_a_rule_follows_the_names_that_new_parts_get() -> None:
    option = {"name": "new_option", "label": {"en": "A nurse", "es": ""}}
    label = {"en": "Your role", "es": ""}
    asked = {"name": "new_question", "kind": "single", "label": label}
    rule = {"any": [{"question": "new_question", "is": ["new_option", "other"]}]}
    tree: dict[str, Any] = {
        "sections": [{"name": "s", "relevant": rule}],
        "questions": [{**asked, "options": [option]}],
    }

    settle_names(tree, Used().with_tree(tree))

    written = {"question": "your_role", "is": ["a_nurse", "other"]}
    assert tree["sections"][0]["relevant"] == {"any": [written]}
