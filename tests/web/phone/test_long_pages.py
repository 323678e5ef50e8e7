"""A long page is drawn in pieces, so that others are served meanwhile."""

import gevent
from flask import Flask
from jinja2 import DictLoader

from facilitator.web.phone.long_pages import render_long_page

LIST = "{% for one in people %}<li>{{ one }}</li>{% endfor %}{{ here }}"


def test_others_get_their_turn_while_a_long_list_is_drawn() -> None:
    app = Flask("long")
    app.jinja_loader = DictLoader({"list.html": LIST})
    app.context_processor(lambda: {"here": "the end"})
    turns: list[int] = []

    def somebody_else() -> None:
        while True:
            turns.append(len(turns))
            gevent.sleep(0)

    other = gevent.spawn(somebody_else)
    with app.test_request_context():
        page = render_long_page("list.html", people=["<Ana>"] * 1_000)
    other.kill()

    assert page == "<li>&lt;Ana&gt;</li>" * 1_000 + "the end"
    assert len(turns) > 5
