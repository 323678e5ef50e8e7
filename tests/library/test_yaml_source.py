"""YAML with line numbers, and only the plain part of YAML."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.library.problems import Report
from facilitator.library.yaml_source import (
    Branch,
    Leaf,
    Node,
    Series,
    line_of,
    read_tree,
)


def tree(words: str) -> tuple[Node | None, list[tuple[int, str]]]:
    report = Report("file.yaml")
    root = read_tree(words, report)
    return root, [(p.line, p.message) for p in report.problems]


def test_every_value_is_the_words_written_with_its_line() -> None:
    root, problems = tree("a: no\nb:\n  - 2025-08-31\n  - 007\n")
    assert problems == []
    assert root == Branch(
        1,
        {"a": Leaf(1, "no"), "b": Series(3, (Leaf(3, "2025-08-31"), Leaf(4, "007")))},
        {"a": 1, "b": 2},
    )


def test_a_path_leads_to_its_line_or_the_nearest() -> None:
    root, _ = tree("a: 1\nb:\n  - c: 2\n    d: 3\n")
    assert line_of(root, "b", 0, "d") == 4
    assert line_of(root, "b", 0, "missing") == 3
    assert line_of(root, "b", 7) == 2
    assert line_of(None, "b") == 1


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ("", (1, "The file is empty.")),
        ("# only a comment\n", (1, "The file is empty.")),
        ("a: 1\n\tb: 2\n", (2, "A tab cannot indent. Use spaces.")),
        ("a: 1\nb: 2\na: 3\n", (3, "`a` is here twice.")),
        ("a: 1\n[b]: 2\n", (2, "A key must be one word.")),
        (
            "a: &x 1\nb: *x\n",
            (2, "An alias (*name) is not used here. Write it out."),
        ),
        (
            "a: 1\nb: !!python/object:os.system x\n",
            (
                2,
                (
                    "A tag (tag:yaml.org,2002:python/object:os.system) is not used "
                    "here. Remove it."
                ),
            ),
        ),
        (
            "a: 1\n---\nb: 2\n",
            (2, "There is a second document. Keep one in a file."),
        ),
        ("a:\n" + "- " * 5000, (2, "The file nests deeper than 12 levels.")),
    ],
)
def test_what_is_not_plain_is_a_problem_at_its_line(
    words: str, problem: tuple[int, str]
) -> None:
    assert tree(words)[1] == [problem]


def test_a_slip_in_the_syntax_is_told_with_its_line() -> None:
    root, problems = tree("a: 1\nb: [1, 2\nc: 3\n")
    assert root is None
    assert [(line, m.split(":")[0]) for line, m in problems] == [
        (3, "This is not valid YAML")
    ]


def test_a_bomb_of_aliases_costs_nothing() -> None:
    lines = ["a0: &a0 [x, x]"]
    lines += [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 40)]
    _, problems = tree("\n".join(lines))
    assert len(problems) == 2 * 39


@given(st.text())
def test_any_text_gives_a_tree_or_problems(words: str) -> None:
    root, problems = tree(words)
    assert root is not None or problems != []


@given(st.text(alphabet="ab: -[]{}#&*!|>'\"%@`,?\n\t~.0", max_size=80))
def test_any_yaml_like_text_gives_a_tree_or_problems(words: str) -> None:
    root, problems = tree(words)
    assert root is not None or problems != []
