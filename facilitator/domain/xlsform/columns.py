"""The columns of the sheets that are written, in their order."""

from facilitator.domain.text import LANGUAGES
from facilitator.domain.xlsform.form import (
    APPEARANCE,
    CONSTRAINT,
    DECIMALS,
    DECLINE,
    EXPLANATION,
    HINT,
    LABEL,
    MESSAGE,
    PARAMETERS,
    RELEVANT,
    RIGHT,
    TAGS,
    UNIT,
    header,
    status_header,
)

_OURS = (UNIT, EXPLANATION)
_TEXTS = tuple(header(c, one) for c in (LABEL, HINT) for one in LANGUAGES)
_OUR_TEXTS = tuple(header(c, one) for c in _OURS for one in LANGUAGES)
_MESSAGES = tuple(header(MESSAGE, one) for one in LANGUAGES)
_STATUSES = tuple(
    status_header(c, one) for c in (LABEL, HINT, MESSAGE, *_OURS) for one in LANGUAGES
)
_ASKED = (
    *_MESSAGES,
    PARAMETERS,
    DECLINE,
    DECIMALS,
    RIGHT,
    *_OUR_TEXTS,
    *TAGS,
    *_STATUSES,
)
SURVEY_COLUMNS = (
    *("type", "name", *_TEXTS, "required", APPEARANCE, RELEVANT, CONSTRAINT),
    *_ASKED,
)
CHOICES_COLUMNS = (
    "list_name",
    "name",
    *(header(LABEL, one) for one in LANGUAGES),
    "code",
    *(status_header(LABEL, one) for one in LANGUAGES),
)
SETTINGS_COLUMNS = (
    "form_title",
    "title_es",
    "form_id",
    "version",
    "default_language",
    "kind",
    *(f"translation_{one}" for one in LANGUAGES),
    *(status_header("title", one) for one in LANGUAGES),
    "omb_number",
    "omb_expires",
    "lock_hash",
)
# Left out where nothing stands in them.
OPTIONAL = frozenset(
    {
        *(*_ASKED, *SETTINGS_COLUMNS[6:], *_TEXTS[2:]),
        *(APPEARANCE, RELEVANT, CONSTRAINT),
    }
)
