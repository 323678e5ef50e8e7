"""Handouts set as PDF by typst: tagged, with title and language, fonts inside."""

import json
from collections.abc import Mapping
from pathlib import Path

import typst

from facilitator.documents.errors import DocumentError

FONTS = Path(__file__).parent / "fonts"


class TemplateError(DocumentError):
    """A template of the curriculum has a mistake."""

    code = "template"
    status = 500
    sentence = (
        "The template {template} could not be set: {reason} Put it right, or take the "
        "one that came with the program."
    )


def typeset(template: Path, data: Mapping[str, object]) -> bytes:
    """Return a PDF of one template, filled with data.

    The template reads `json(bytes(sys.inputs.at("data")))`; nothing in the data is
    taken for markup. The PDF meets PDF/UA-1 as far as typst checks it: title,
    language, alternative text, order of headings. Only the fonts that come with the
    program are used, so that it looks the same everywhere.

    Raises:
        TemplateError: the template is missing or has a mistake.
    """
    try:
        made: bytes = typst.compile(
            template,
            format="pdf",
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            font_paths=[FONTS],
            ignore_system_fonts=True,
            pdf_standards=["ua-1"],
        )
    except (typst.TypstError, OSError) as error:
        reason = str(error).strip().splitlines()[0] if str(error) else "unknown."
        raise TemplateError(template=template.name, reason=reason) from error
    return made
