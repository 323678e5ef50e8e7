"""A phone that is handed on: without scripts, each person for themselves."""

import re
from html import unescape

import requests
from running import Held, Phone

PAGE = {"Accept": "text/html"}


def page(phone: Phone, path: str = "/me") -> str:
    return unescape(phone.web.get(phone.held.url(path), headers=PAGE).text)


def sign_in(phone: Phone, name: str) -> requests.Response:
    """Fill in the form for one more person as a browser without scripts does."""
    form = page(phone, "/me/another")
    once = re.search(r'name="once" value="(\w+)"', form)
    assert once
    assert 'name="another" value="1"' in form
    given = {"name": name, "once": once[1], "another": "1"}
    return phone.web.post(
        phone.held.url("/me/sign-in"), data=given, headers=PAGE, allow_redirects=False
    )


def go_on_as(phone: Phone, name: str) -> str:
    found = re.search(
        rf'name="who" value="(\w+)">\s*<span>{re.escape(name)}</span>', page(phone)
    )
    assert found, page(phone)
    return unescape(
        phone.web.post(
            phone.held.url("/me/person"), data={"who": found[1]}, headers=PAGE
        ).text
    )


def test_everybody_on_one_phone_signs_in_and_out(session: Held) -> None:
    phone = session.phone()
    assert "me/another" not in page(phone, ""), "nobody has signed in yet"
    phone.post("/me/sign-in", name="Person 0")
    assert "Somebody else signs in on this phone" in page(phone, "")
    for number in range(1, 10):
        assert sign_in(phone, f"Person {number}").status_code == 303

    assert '<p class="lead">Person 9</p>' in page(phone)
    for number in range(9):
        assert f'<p class="lead">Person {number}</p>' in go_on_as(
            phone, f"Person {number}"
        )
        left = phone.web.post(session.url("/me/sign-out"), headers=PAGE)
        assert "You are signed out. Thank you." in left.text
    assert page(phone).count("Signed out</span>") == 8

    counts = session.server.trainer.get(
        f"{session.server.url}/desk/sessions/{session.id}/facts"
    ).json()["counts"]
    assert (counts["signed_in"], counts["inside"]) == (10, 1)


def test_a_mistake_in_the_form_keeps_it_the_form_for_one_more(session: Held) -> None:
    phone = session.phone()
    phone.post("/me/sign-in", name="Ana Ruiz")

    wrong = sign_in(phone, " ")

    assert wrong.status_code == 422
    assert 'name="another" value="1"' in wrong.text
    assert '<p class="lead">Ana Ruiz</p>' in page(phone)


def test_a_full_phone_says_so(session: Held) -> None:
    phone = session.phone()
    phone.post("/me/sign-in", name="Person 0")
    for number in range(1, 20):
        phone.post("/me/sign-in", name=f"Person {number}", another="1")

    refused = phone.post("/me/sign-in", name="One more", another="1")

    assert refused.json()["code"] == "full-phone"
    assert refused.status_code == 409


def test_nobody_goes_on_as_somebody_of_another_phone(session: Held) -> None:
    one, other = session.phone(), session.phone()
    one.post("/me/sign-in", name="Ana Ruiz")
    one.post("/me/sign-in", name="Bo Chen", another="1")
    other.post("/me/sign-in", name="Cy Diaz")
    handle = re.search(r'name="who" value="(\w+)"', page(one))
    assert handle

    for who in (handle[1], "", "x" * 900):
        assert other.post("/me/person", who=who).json()["code"] == "not-signed-in"
    assert "Ana Ruiz" not in page(other)
    assert 'name="who"' not in page(other)
    # The cookies of those beside travel no further than that of the one on it.
    kept = {cookie.name: cookie.path for cookie in one.web.cookies}
    assert kept["beside"] == kept["identity"] == f"/s/{session.code}/me"


def test_the_form_for_one_more_is_only_there_after_the_first(session: Held) -> None:
    phone = session.phone()

    there = phone.web.get(session.url("/me/another"), allow_redirects=False)

    assert there.status_code == 302
    assert there.headers["Location"].endswith(f"/s/{session.code}")


def test_a_page_left_open_does_nothing_for_the_person_shown_since(
    session: Held,
) -> None:
    phone = session.phone()
    phone.post("/me/sign-in", name="Ana Ruiz")
    mark = re.search(r'name="as" value="(\w+)"', page(phone))
    assert mark
    sign_in(phone, "Bo Li")

    for path in ("/me/sign-out", "/me/details", "/me/link", "/me/sign-in"):
        left_open = {"as": mark[1], "name": "Ana", "do": "make"}
        refused = phone.web.post(session.url(path), data=left_open, headers=PAGE)
        assert refused.status_code == 409
        assert "shows somebody else's page now" in unescape(refused.text)
    assert '<p class="lead">Bo Li</p>' in page(phone)
    assert "You are signed out" not in page(phone)

    go_on_as(phone, "Ana Ruiz")
    done = phone.web.post(session.url("/me/sign-out"), {"as": mark[1]}, headers=PAGE)
    assert "You are signed out. Thank you." in done.text
