"""What the proofreader says of single kinds of question, of rules, cases and pictures.

In the trainer's words: what it says, and how the desk says it.
"""

import re
from collections.abc import Callable

from flask_babel import gettext as _

Words = Callable[["re.Match[str]"], str]

KIND_WORDS: tuple[tuple[str, Words], ...] = (
    (
        r"A ranking has at most (\d+) options",
        lambda m: _("A ranking has at most %(most)s options.", most=m[1]),
    ),
    (
        r"A worksheet cannot have a",
        lambda _m: _("A worksheet cannot have a question of this kind."),
    ),
    (
        r"A (?:word cloud|point) belongs to the polls",
        lambda _m: _("This kind of question belongs to the polls, where all see it."),
    ),
    (
        r"A word cloud takes (\d+) words or fewer",
        lambda m: _("A word cloud takes %(most)s words or fewer.", most=m[1]),
    ),
    (
        r"`other` brings its own option",
        lambda _m: _(
            "“Other” with words brings its own option. Remove the option that is "
            "called so here."
        ),
    ),
    (
        r"The code \d+ belongs to the option that `other` brings",
        lambda _m: _(
            "“Other” with words has this code. Remove this option and add it anew."
        ),
    ),
    (
        r"A poll is put to everybody",
        lambda _m: _("A poll is put to everybody. Remove the conditions."),
    ),
    (
        r"`shortest` is larger than `longest`",
        lambda _m: _("The shortest answer is longer than the longest."),
    ),
    (
        r"`earliest` is later than `latest`",
        lambda _m: _("The first day is later than the last."),
    ),
    (r"Write a date as year-month-day", lambda _m: _("Choose a day.")),
    (
        r"The scale of a matrix has at most (\d+) points",
        lambda m: _("A scale has at most %(most)s points.", most=m[1]),
    ),
    (
        r"A poll's matrix has at most (\d+) statements",
        lambda m: _("In a poll there are at most %(most)s statements.", most=m[1]),
    ),
    (
        r"`(.*)`, as workbooks call it, is longer than (\d+) characters",
        lambda m: _(
            "In workbooks this would be called “%(name)s”, longer than %(most)s "
            "characters. Remove this statement and add it anew in fewer English words.",
            name=m[1],
            most=m[2],
        ),
    ),
    (
        r"Another question is called `(.*)`, too",
        lambda m: _(
            "In workbooks this would be called “%(name)s”, as another question is. "
            "Remove this statement and add it anew in other English words.",
            name=m[1],
        ),
    ),
    (
        r"had these codes for something else before",
        lambda _m: _(
            "Answers of earlier sessions may stand under these numbers, which would "
            "mean something else now. Put them back in their order, or duplicate the "
            "question and change the copy."
        ),
    ),
    (
        r"The area `.*` goes beyond the picture",
        lambda _m: _(
            "This area goes beyond the picture: left and width, and top and height, "
            "are 100 together at most."
        ),
    ),
    (
        r"The areas `.*` and `.*` overlap",
        lambda _m: _("This area lies over another one. Move it or make it smaller."),
    ),
    (
        r"An area cannot be called `",
        lambda _m: _("An area cannot be called so: it is the name of all the rest."),
    ),
    (
        r"There is no picture (.*) below the surveys folder",
        lambda m: _("The picture %(file)s is not there any more.", file=m[1]),
    ),
    (
        r"is no PNG, JPEG or WebP picture",
        lambda _m: _("This is no PNG, JPEG or WebP picture."),
    ),
    (
        r"is smaller than (\d+) pixels",
        lambda m: _("The picture is smaller than %(least)s pixels.", least=m[1]),
    ),
    (
        r"is too narrow or too flat",
        lambda _m: _("The picture is too narrow or too flat to point at."),
    ),
    (
        r"moves\. Use a picture that stands still",
        lambda _m: _("The picture moves. Use one that stands still."),
    ),
    (
        r"is larger than (\d+) megabytes|has more than \d+ million pixels",
        lambda _m: _("The picture is too large."),
    ),
    (
        r"There is no question `(.*)` to depend on",
        lambda m: _(
            "There is no question “%(name)s” any more. Choose another one.", name=m[1]
        ),
    ),
    (
        r"cannot depend on itself|which comes later",
        lambda _m: _(
            "This can only depend on a question that comes before it. Choose another "
            "one, or move the question."
        ),
    ),
    (
        r"is asked twice, so nothing can depend on it",
        lambda _m: _(
            "That question is asked twice, before and now, so nothing can depend on it."
        ),
    ),
    (
        r"needs a number or a rating; `|needs a question with choices; `",
        lambda _m: _("That question is of another kind now. Choose what must be so."),
    ),
    (
        r"`.*` has no option `(.*)`\.\Z",
        lambda m: _(
            "There is no choice “%(name)s” any more. Take it out here.", name=m[1]
        ),
    ),
    (
        r"A rule needs `question` and one of",
        lambda _m: _("Choose a question and what must be so."),
    ),
    (
        r"There is no case `(.*)` in",
        lambda m: _("There is no case “%(name)s”.", name=m[1]),
    ),
    (
        r"A `story` is told within a case",
        lambda _m: _("What happens now is told within a case. Choose the case."),
    ),
    (
        r"The case `.*` is torn apart",
        lambda _m: _(
            "Another question stands between the steps of this case. Move this one to "
            "the other steps, or take it out of the case."
        ),
    ),
    (
        r"No question is a step of the case",
        lambda _m: _("This case has no step yet. Add one."),
    ),
    (
        r"A statement to confirm belongs to a form",
        lambda _m: _("A statement to confirm belongs to a form, not to the polls."),
    ),
)
