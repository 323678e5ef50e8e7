"""A survey's file as a tree of plain words, to be changed and written again.

The tree holds every key of the file, also those that nobody here knows: what is not
changed is written as it was read.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from facilitator.library.problems import Report
from facilitator.library.reading import Reading
from facilitator.library.survey_writing import dumped, heading_of
from facilitator.library.yaml_source import Branch, Leaf, Node, Series, read_tree

Tree = dict[str, Any]
Place = tuple[str | int, ...]

# Of these the words are meant, whatever they look like.
_WORDS = frozenset({"en", "es", "version", "omb_number", "hash", "name"})
_DAYS = frozenset({"expires", "earliest", "latest"})
_LONGEST_NUMBER = 9


def tree_of(words: str) -> Tree | None:
    """Return the tree of a survey's file, or None where it cannot be edited as one.

    An alias or a key that is there twice would be lost, so such a file is none.
    """
    report = Report("")
    root = read_tree(words, report)
    if report.problems or not isinstance(root, Branch):
        return None
    tree: Tree = _plain(root)
    return tree if _has_questions(tree) else None


def words_of(tree: Tree, heading: str = "") -> str:
    """Return the file of a tree, with the comments that stand before everything."""
    head = {key: value for key, value in tree.items() if key != "questions"}
    parts = [dumped(_typed("", head))]
    if not tree["questions"]:
        return f"{heading}{parts[0]}questions: []\n"
    for question in tree["questions"]:
        listed = dumped({"questions": [_typed("", question)]})
        parts.append(listed.removeprefix("questions:\n"))
    return f"{heading}{parts[0]}questions:\n" + "\n".join(parts[1:])


def comments_of(words: str) -> tuple[str, bool]:
    """Return the comments that a file begins with, and whether there are more."""
    heading = heading_of(words)
    rest = words[len(heading) :].splitlines()
    return heading, any(line.lstrip().startswith("#") for line in rest)


def places(reading: Reading[Any]) -> dict[int, Place]:
    """Return which value begins on each line of a file: the outermost that has words.

    A list item and its first key share a line; a problem there is told of the key.
    """
    found: dict[int, Place] = {}
    for line, place in _leaves(reading.root, ()):
        found.setdefault(line, place)
    return found


def _leaves(node: Node | None, place: Place) -> Iterator[tuple[int, Place]]:
    if isinstance(node, Branch):
        for key, value in node.entries.items():
            yield node.lines[key], (*place, key)
            yield from _leaves(value, (*place, key))
    elif isinstance(node, Series):
        for index, item in enumerate(node.items):
            yield from _leaves(item, (*place, index))


def _has_questions(tree: Tree) -> bool:
    questions = tree.get("questions")
    return isinstance(questions, list) and all(isinstance(q, dict) for q in questions)


def _plain(node: Node) -> Any:  # noqa: ANN401  # dict, list or words
    if isinstance(node, Leaf):
        return node.words
    if isinstance(node, Series):
        return [_plain(item) for item in node.items]
    return {key: _plain(value) for key, value in node.entries.items()}


def _typed(key: str, value: Any) -> Any:  # noqa: ANN401  # as YAML writes it
    """Return numbers and yes or no without quotes, where they read the same."""
    if isinstance(value, dict):
        return {name: _typed(name, one) for name, one in value.items()}
    if isinstance(value, list):
        return [_typed(key, one) for one in value]
    if key in _WORDS:
        return value
    if value in ("true", "false"):
        return value == "true"
    if value.isascii() and value.isdigit() and len(value) <= _LONGEST_NUMBER:
        return int(value) if str(int(value)) == value else value
    return _day(value) if key in _DAYS else value


def _day(value: str) -> date | str:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return value
    return day if day.isoformat() == value else value
