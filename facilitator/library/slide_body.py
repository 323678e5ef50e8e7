"""What one slide shows: Markdown turned into a title and blocks."""

import re
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from facilitator.domain.decks.deck import Block
from facilitator.library.problems import Report

PICTURE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*\.(?:png|jpe?g|webp)\Z")
DEEPEST_ITEM = 8
LONGEST_SLIDE = 10_000
MOST_WORDS = 90
"""Words on a slide beside its title; more cannot be read from the back row."""

_NOT_SHOWN = (
    "This cannot be shown on a slide. Use paragraphs, lists, tables and pictures."
)
_SILENT = frozenset({"paragraph_open", "thead_open", "tbody_open"})

_markdown = MarkdownIt("commonmark").enable("table")


class Body:
    """Reads one slide; `line` is the slide's, `first` that of its text's first line."""

    def __init__(self, line: int, first: int, folder: Path, report: Report) -> None:
        self.title = ""
        self.blocks: list[Block] = []
        self.pictures: list[Path] = []
        self.slide_line = line
        self.first = first
        self.folder = folder
        self.report = report
        self.line = line
        self.lists: list[int] = []  # next number of each open list, 0 for bullets
        self.rows: list[list[str]] = []
        self.inside = ""  # h1 to h6, cell, or empty
        self.new_item = False

    def read(self, text: str) -> tuple[str, tuple[Block, ...]]:
        """Return the title and the blocks of the part above the notes."""
        if len(text) > LONGEST_SLIDE:
            # Markdown made of brackets alone takes time that grows as its square.
            self.report.error(
                self.slide_line, f"The slide has more than {LONGEST_SLIDE} characters."
            )
            return "", ()
        for token in _markdown.parse(text):
            if token.map:
                self.line = self.first + token.map[0]
            if token.nesting < 0:
                self._close(token)
            elif token.type == "inline":
                self._inline(token)
            else:
                self._open(token)
        if not self.title:
            self.report.error(self.slide_line, "The slide has no `# Title`.")
        words = sum(len(_said(block).split()) for block in self.blocks)
        if words > MOST_WORDS:
            self.report.warn(
                self.slide_line,
                f"The slide has {words} words; more than {MOST_WORDS} are hard to "
                "read from the back row.",
            )
        return self.title, tuple(self.blocks)

    def _open(self, token: Token) -> None:
        match token.type:
            case "heading_open":
                self.inside = token.tag
            case "th_open" | "td_open":
                self.inside = "cell"
            case "bullet_list_open":
                self.lists.append(0)
            case "ordered_list_open":
                self.lists.append(int(token.attrGet("start") or 1))
            case "list_item_open":
                self.new_item = True
            case "table_open":
                self.rows = []
            case "tr_open":
                self.rows.append([])
            case kind if kind not in _SILENT:
                self.report.error(self.line, _NOT_SHOWN)

    def _close(self, token: Token) -> None:
        if token.type in ("bullet_list_close", "ordered_list_close"):
            self.lists.pop()
        elif token.type == "table_close":
            rows = tuple(tuple(row) for row in self.rows)
            self.blocks.append(Block("table", rows=rows, header=True))

    def _inline(self, token: Token) -> None:
        children = token.children or []
        pictures = [child for child in children if child.type == "image"]
        inside, self.inside = self.inside, ""
        if pictures:
            alone = len(children) == 1 and not inside and not self.lists
            self._picture(pictures[0], alone=alone)
            return
        text = self._plain(children)
        if inside == "cell":
            self.rows[-1].append(text)
        elif inside:
            self._heading(inside, text)
        elif self.lists:
            self._item(text)
        elif text:
            self.blocks.append(Block("paragraph", text))

    def _plain(self, children: list[Token]) -> str:
        """Return the words without their emphasis; a line break is a space."""
        parts = []
        for child in children:
            if child.type == "html_inline":
                self.report.error(self.line, _NOT_SHOWN)
            elif child.type in ("softbreak", "hardbreak"):
                parts.append(" ")
            else:
                parts.append(child.content)
        return "".join(parts).strip()

    def _heading(self, tag: str, text: str) -> None:
        if tag != "h1" or self.title or self.blocks:
            self.report.error(
                self.line, "A slide has one heading, its `# Title`, in the first line."
            )
        self.title = self.title or text

    def _item(self, text: str) -> None:
        number = self.lists[-1]
        if self.new_item and number:
            text = f"{number}. {text}"
            self.lists[-1] += 1
        self.new_item = False
        level = min(len(self.lists) - 1, DEEPEST_ITEM)
        self.blocks.append(Block("item", text, level=level))

    def _picture(self, token: Token, *, alone: bool) -> None:
        if not alone:
            self.report.error(self.line, "A picture stands in a paragraph of its own.")
        alternative = token.content.strip()
        if not alternative:
            self.report.error(
                self.line, "The picture has no description: ![what it shows](file.png)."
            )
        file = str(token.attrGet("src") or "")
        if not PICTURE_NAME.match(file) or not (self.folder / file).is_file():
            self.report.error(
                self.line, f"There is no picture `{file}` beside the slides."
            )
        self.blocks.append(Block("picture", alternative))
        self.pictures.append(self.folder / file)


def _said(block: Block) -> str:
    return " ".join([block.text, *(cell for row in block.rows for cell in row)])
