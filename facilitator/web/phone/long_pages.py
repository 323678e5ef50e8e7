"""Long pages, drawn a little at a time while phones are served."""

import gevent
from flask import current_app

# Some ten rows of a table: about a millisecond.
_PIECES_AT_A_TIME = 250


def render_long_page(name: str, **facts: object) -> str:
    """Return what `render_template` returns, without holding everybody else up.

    A list of a thousand people takes a tenth of a second: nobody could sign in then.
    """
    template = current_app.jinja_env.get_template(name)
    known: dict[str, object] = dict(facts)
    current_app.update_template_context(known)
    pieces = []
    for number, piece in enumerate(template.generate(known), start=1):
        pieces.append(piece)
        if number % _PIECES_AT_A_TIME == 0:
            gevent.sleep(0)
    return "".join(pieces)
