"""Handouts set as PDF by typst: tagged, with title and language, fonts inside."""

import json
import re
from collections.abc import Mapping
from pathlib import Path

import typst

from facilitator.documents.errors import TemplateError, UnprintableError

FONTS = Path(__file__).parent / "fonts"

_NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')


def typeset(template: Path, data: Mapping[str, object]) -> bytes:
    """Return a PDF of one template, filled with data.

    The template reads `json(bytes(sys.inputs.at("data")))`; nothing in the data is
    taken for markup. The PDF meets PDF/UA-1 as far as typst checks it: title,
    language, alternative text, order of headings. Only the fonts that come with the
    program are used, so that it looks the same everywhere; those of the laptop only for
    letters that ours do not have.

    Raises:
        TemplateError: the template is missing or has a mistake.
        UnprintableError: there are letters that no font has.
    """
    try:
        return _set(template, data, only_ours=True)
    except UnprintableError:
        return _set(template, data, only_ours=False)


def _set(template: Path, data: Mapping[str, object], *, only_ours: bool) -> bytes:
    try:
        made: bytes = typst.compile(
            template,
            format="pdf",
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            font_paths=[FONTS],
            ignore_system_fonts=only_ours,
            pdf_standards=["ua-1"],
        )
    except (typst.TypstError, OSError) as error:
        reason = str(error).strip().splitlines()[0] if str(error) else "unknown."
        letters = _NO_GLYPH.search(reason)
        if letters:
            raise UnprintableError(letters=letters[1]) from error
        raise TemplateError(template=template.name, reason=reason) from error
    return made
