"""The lists of words at the desk: read, edited, tried out, and given up again."""

from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from facilitator.domain.surveys.words import LONGEST_WORD, as_word
from facilitator.errors import FacilitatorError
from facilitator.library.word_files import NAMES, WordFiles
from facilitator.web.desk.session import wants_page
from facilitator.web.locale import sentence_of


@dataclass(frozen=True, slots=True)
class WordListRoutes:
    """One page with the four lists, and a field to try a word."""

    files: WordFiles

    def add_to(self, desk: Blueprint) -> None:
        """Open the doors."""
        desk.add_url_rule("/desk/words", "words", self.show)
        rule = "/desk/words/<name>"
        desk.add_url_rule(rule, "keep_words", self.keep, methods=["POST"])

    def show(self) -> str:
        """Show the lists, and what becomes of a word that is tried."""
        return self._page()

    def keep(self, name: str) -> ResponseReturnValue:
        """Keep one list, or go back to the one that came with the program."""
        words = request.form.get("words", "")
        try:
            if request.form.get("reset"):
                self.files.give_up(name)
            else:
                self.files.keep(name, words)
        except FacilitatorError as refusal:
            if not wants_page() or name not in NAMES:
                raise
            typed = {"name": name, "words": words, "wrong": sentence_of(refusal)}
            return self._page(typed), refusal.status
        return redirect(url_for("desk.words", done=name, _anchor=name), 303)

    def _page(self, typed: dict[str, str] | None = None) -> str:
        tried = as_word(request.args.get("try", "")[:LONGEST_WORD])
        lists = self.files.lists()
        return render_template(
            "desk/words.html",
            names=NAMES,
            words={name: self.files.words(name) for name in NAMES},
            own={name for name in NAMES if self.files.is_own(name)},
            folder=self.files.own,
            tried=tried,
            left_out=lists.leaves_out(tried),
            flagged=lists.flags(tried),
            typed=typed or {},
            done=request.args.get("done", ""),
        )
