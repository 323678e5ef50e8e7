"""Credit on a phone without scripts, a person's own page, and what the desk sees."""

import json
import re
from datetime import timedelta

import pytest
from credited import Credited
from flask.testing import FlaskClient
from visiting import SECRETS, WHOLE, Visitor, link_of, stayed, words

from facilitator.live.room import Room


def test_after_signing_in_no_credit_is_the_first_choice(
    program: Credited, room: Room
) -> None:
    phone = Visitor(program, room)
    answer = phone.sign_in()
    assert answer.headers["Location"] == f"{phone.me}/credit"

    page = phone.client.get(f"{phone.me}/credit").text

    offered = re.findall(r'type="radio" name="type" value="(\w*)"( checked)?', page)
    assert offered == [("", " checked"), ("ama", "")]
    answer = phone.send("/credit", type="")
    assert answer.headers["Location"] == f"/s/{room.session.code}"
    assert room.credit_kept.all(room.session.id) == {}


def test_who_came_without_a_name_is_told_and_may_give_it(
    program: Credited, room: Room
) -> None:
    phone = Visitor(program, room)
    answer = phone.sign_in(anonymous="1")
    assert answer.headers["Location"] == f"/s/{room.session.code}"

    assert "Credit needs a name." in phone.see("/credit")
    assert phone.send("/credit/ama", **WHOLE).status_code == 409
    assert room.credit_kept.all(room.session.id) == {}
    answer = phone.sign_in(name="Rosa Peña", profession="physician")

    assert answer.headers["Location"] == f"{phone.me}/credit"
    assert phone.send("/credit/ama", **WHOLE).status_code == 303
    assert "AMA PRA Category 1" in phone.see()


def test_each_type_asks_for_its_own_fields_and_no_more(rosa: Visitor) -> None:
    def fields(kind: str) -> set[str]:
        page = rosa.client.get(f"{rosa.me}/credit/{kind}").text
        found = re.findall(r'<(?:input|select)[^>]* name="(\w+)"', page)
        return set(found) - {"as"}  # whose page it was shown as

    names = {"given_name", "family_name", "consent"}
    assert fields("ancc") == set()
    assert fields("acpe") == {"nabp", "birth", *names}
    assert fields("ama") == names | {
        "birth",
        "npi",
        "license_state",
        "license_number",
        "board",
        "board_id",
    }
    page = rosa.client.get(f"{rosa.me}/credit/ama").text
    assert 'name="given_name" value="Rosa"' in page
    assert 'name="family_name" value="Peña"' in page


def test_all_that_is_wrong_is_said_at_its_field_in_both_languages(
    room: Room, rosa: Visitor
) -> None:
    wrong = {**WHOLE, "birth": "0230", "npi": "1234567890", "consent": ""}

    answer = rosa.send("/credit/ama", **wrong)

    assert answer.status_code == 422
    for field in ("birth", "npi", "consent"):
        assert f'id="wrong-{field}"' in answer.text
        assert re.search(
            rf'id="{field}"[^>]*aria-describedby="[^"]*wrong-{field}', answer.text
        )
    assert 'value="0230"' in answer.text
    assert room.credit_kept.all(room.session.id) == {}
    rosa.client.get(f"{rosa.me}/credit/ama?lang=es")
    spanish = words(rosa.send("/credit/ama", **wrong))
    assert "Escriba el mes y el día" in spanish
    assert "No se pide el año" in spanish
    assert room.credit_kept.all(room.session.id) == {}


def test_a_profession_is_asked_for_where_it_is_not_known(
    program: Credited, room: Room
) -> None:
    phone = Visitor(program, room)
    phone.sign_in(name="Rosa Peña")
    assert 'name="profession"' in phone.client.get(f"{phone.me}/credit/acpe").text

    refused = phone.send("/credit/acpe", profession="wizard")
    assert refused.status_code == 422
    assert 'id="wrong-profession"' in refused.text
    bad = phone.send("/credit/acpe", profession="pharmacist", nabp="1", consent="1")
    assert bad.status_code == 422
    assert phone.person.person.profession == ""
    assert phone.send("/credit/acpe", profession="pharmacist").status_code == 303

    assert phone.person.person.profession == "pharmacist"
    assert 'name="profession"' not in phone.client.get(f"{phone.me}/credit/acpe").text


@pytest.mark.parametrize(
    "kind", ["nchec", "x" * 10_000, "AMA", "%00", "ama%20", "..%2f", "%E2%80%AEama"]
)
def test_a_forged_type_is_nothing_that_there_is(rosa: Visitor, kind: str) -> None:
    for path in (f"/credit/{kind}", f"/claim/{kind}"):
        assert rosa.client.get(f"{rosa.me}{path}").status_code == 404
        assert rosa.send(path, **WHOLE).status_code == 404
    assert rosa.send("/credit", type=kind).status_code == 404


def test_consent_taken_back_removes_the_details_at_once(
    program: Credited, room: Room, rosa: Visitor
) -> None:
    rosa.send("/credit/ama", **{**WHOLE, "npi": "1245319599"})
    (request,) = room.credit_kept.of(room.session.id, rosa.person.id)
    assert (request.fields.consented_at, request.fields.consent) == (program.now, "1")
    kept = b"".join(p.read_bytes() for p in program.rooms.data.glob("*.sqlite3*"))
    assert b"1245319599" in kept

    rosa.send("/credit/ama", do="disagree")

    (request,) = room.credit_kept.of(room.session.id, rosa.person.id)
    assert request.fields.consented_at is None
    assert (request.fields.birth, request.given_name) == ("", "")
    kept = b"".join(p.read_bytes() for p in program.rooms.data.glob("*.sqlite3*"))
    assert b"1245319599" not in kept
    assert "AMA PRA Category 1" in rosa.see()
    rosa.send("/credit/ama", do="none")
    assert "AMA PRA Category 1" not in rosa.see()


def test_a_claim_says_what_was_counted_and_stays_after_a_resend(
    program: Credited, rosa: Visitor
) -> None:
    stayed(program, rosa)

    page = rosa.see("/claim/ama")
    assert "You earned 1.75" in page
    assert "105 minutes" in page
    amounts = re.findall(
        r"<option( selected)?>([\d.]+)", rosa.client.get(f"{rosa.me}/claim/ama").text
    )
    assert amounts[0] == (" selected", "1.75")
    assert [a for _, a in amounts][-1] == "0.25"

    unsaid = rosa.send("/claim/ama", amount="1.50")
    assert unsaid.status_code == 422
    assert 'id="wrong-attestation"' in unsaid.text
    for _ in range(2):
        answer = rosa.send("/claim/ama", amount="1.50", attestation="1")
        assert answer.headers["Location"] == f"{rosa.me}?done=claimed"
    assert "Claimed: 1.50 of 1.75" in rosa.see()


@pytest.mark.parametrize("amount", ["2.00", "NaN", "-1", "1e9", "0.3", "\u202e1", "😀"])
def test_a_wrong_amount_is_said_at_its_field(
    program: Credited, rosa: Visitor, amount: str
) -> None:
    stayed(program, rosa)

    answer = rosa.send("/claim/ama", amount=amount, attestation="1")

    assert answer.status_code == 422
    assert 'id="wrong-amount"' in answer.text
    assert "You earned 1.75" in rosa.see()


def test_before_signing_out_the_page_says_when_credit_is_counted(
    rosa: Visitor,
) -> None:
    rosa.send("/credit/ama", **WHOLE)

    assert "Not counted yet" in rosa.see("/claim/ama")
    answer = rosa.send("/claim/ama", amount="1.00", attestation="1")

    assert answer.status_code == 409
    assert "There is no credit to claim" in words(answer)


def test_a_private_link_shows_and_mends_on_another_device(
    program: Credited, rosa: Visitor
) -> None:
    stayed(program, rosa)
    link, other = link_of(rosa), program.phone()

    page = other.get(link)

    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["Referrer-Policy"] == "same-origin"
    assert page.headers["X-Robots-Tag"] == "noindex"
    assert "Rosa Peña" in words(page)
    assert "You earned 1.75" in words(page)
    for secret in SECRETS:
        assert secret not in page.text
    changed = other.post(f"{link}/details", data={"name": "Rosa Peña Ríos"})
    assert changed.headers["Location"] == f"{link}?done=details"
    claimed = other.post(
        f"{link}/claim/ama", data={"amount": "1.75", "attestation": "1"}
    )
    assert claimed.headers["Location"] == f"{link}?done=claimed"

    assert "Rosa Peña Ríos" in rosa.see()
    assert "Claimed: 1.75 of 1.75" in rosa.see()
    assert other.get(link.replace("/p/", "/P/")).headers["Location"] == link
    record = other.get(f"{link}/record.pdf")
    assert (record.status_code, record.data[:5]) == (200, b"%PDF-")
    # The plan names no provider, so that there is no certificate, and it is said.
    assert other.get(f"{link}/certificates/ama.pdf").status_code == 409
    assert other.get(f"{link}/certificates/x.pdf").status_code == 404
    # The device is nobody in the session: it got no cookie of the phone's.
    assert other.get_cookie("identity", path=rosa.me) is None


def test_a_wrong_address_tells_nothing(program: Credited, rosa: Visitor) -> None:
    link, other = link_of(rosa), program.phone("es")
    unknown = [link[:-1] + ("A" if link[-1] != "A" else "B"), "/p/x", "/p/" + "A" * 900]
    rosa.send("/link", do="off")

    seen = {
        words(answer)
        for path in (link, *unknown)
        for rest in ("", "/details", "/credit", "/credit/ama", "/record.pdf")
        if (answer := other.get(path + rest)).status_code == 404
    }

    assert len(seen) == 1
    assert "Este enlace no lleva a ningún lado" in seen.pop()
    assert other.get(link).headers["Cache-Control"] == "no-store"
    assert other.post(f"{link}/details", data={"name": "X"}).status_code == 404


def test_own_pages_are_closed_to_a_phone_that_is_nobody(
    program: Credited, room: Room, rosa: Visitor
) -> None:
    stranger = Visitor(program, room)
    for cookie in ("", "0" * 32, rosa.person.id, "x" * 3_000):
        stranger.client.set_cookie("identity", cookie, path=rosa.me)
        for path in ("/credit", "/link"):
            answer = stranger.client.get(f"{rosa.me}{path}")
            assert answer.headers["Location"] == f"/s/{room.session.code}"
        for path in ("/details", "/credit/ama", "/claim/ama", "/link", "/credit"):
            assert stranger.send(path, name="X", **WHOLE).status_code == 409
    assert room.credit_kept.all(room.session.id) == {}
    assert rosa.person.person.name == "Rosa Peña"


def test_a_page_of_another_site_claims_nothing(
    program: Credited, rosa: Visitor
) -> None:
    stayed(program, rosa)
    link = link_of(rosa)
    for path in (f"{rosa.me}/claim/ama", f"{link}/claim/ama"):
        answer = rosa.client.post(
            path,
            data={"amount": "1.75", "attestation": "1"},
            headers={"Origin": "http://evil.example"},
        )
        assert answer.status_code == 403
    assert "You earned 1.75" in rosa.see()


def test_ten_thousand_letters_are_refused_at_their_field(rosa: Visitor) -> None:
    answer = rosa.send("/details", name="n" * 10_000, email="e" * 10_000)

    assert answer.status_code == 422
    assert 'id="wrong-name"' in answer.text
    assert 'id="wrong-email"' in answer.text
    assert rosa.send("/details", name="n" * 70_000).status_code == 413
    assert rosa.person.person.name == "Rosa Peña"


def desk_pages(desk: FlaskClient, rosa: Visitor) -> tuple[str, str]:
    """Return the words of the people list and of one person's page."""
    people = f"/desk/sessions/{rosa.room.session.id}/people"
    one = desk.get(f"{people}/{rosa.person.id}")
    return words(desk.get(people)), words(one)


def test_the_desk_shows_who_asked_what_is_earned_and_claimed(
    program: Credited, rosa: Visitor
) -> None:
    stayed(program, rosa)
    desk = program.desk()
    people, _ = desk_pages(desk, rosa)
    assert "AMA PRA Category 1: 1.75 earned, not claimed" in people

    rosa.send("/claim/ama", amount="1.50", attestation="1")
    rosa.send("/details", name="Rosa Ríos")
    people, one = desk_pages(desk, rosa)

    assert "AMA PRA Category 1: 1.50 claimed of 1.75" in people
    changed = one.partition("Changed details")[2]
    assert "Name Rosa Peña Rosa Ríos" in changed
    assert "The person" in changed
    left = rosa.person.scans[-1]
    rosa.room.correct(
        rosa.person.id,
        "out",
        left.at - timedelta(minutes=45),
        supersedes=left.number,
        reason="Seen leaving",
    )
    people, one = desk_pages(desk, rosa)
    assert "claim is more than is earned now" in people
    assert "1.50 was claimed, and 1.00 is earned now" in one
    assert "Your claim no longer counts." in rosa.see()
    assert rosa.send("/claim/ama", amount="1.00", attestation="1").status_code == 303
    assert "Claimed: 1.00 of 1.00" in rosa.see()


def test_the_trainer_writes_down_what_somebody_without_a_phone_says(
    program: Credited, room: Room
) -> None:
    desk = program.desk()
    given = {"name": "Luis Gil", "profession": "pharmacist"}
    person = room.walk_up(given, "es").attendee
    there = f"/desk/sessions/{room.session.id}/people/{person.id}/credit/acpe"
    told = {"do": "keep", "given_name": "Luis", "family_name": "Gil", "birth": "0229"}

    refused = desk.post(there, data={**told, "nabp": "12"})
    assert refused.status_code == 422
    for field in ("nabp", "consent"):
        assert f'id="acpe-wrong-{field}"' in refused.text
    assert room.credit_kept.all(room.session.id) == {}
    kept = desk.post(there, data={**told, "nabp": "001234", "consent": "1"})

    assert kept.status_code == 303
    (request,) = room.credit_kept.of(room.session.id, person.id)
    assert (request.fields.nabp, request.fields.agreed_by) == ("001234", "trainer")
    program.pass_minutes(120)
    room.tap(person.id, inside=False)
    program.finish(room)
    claim = {"do": "claim", "amount": "2.00", "attestation": "1"}
    assert desk.post(there, data=claim).status_code == 303
    (request,) = room.credit_kept.of(room.session.id, person.id)
    assert request.claim is not None
    assert (request.claim.quarters, request.claim.attested_by) == (8, "trainer")
    for wrong in ({"do": "x"}, {}, {"do": "claim", "amount": "1.00"}):
        assert desk.post(there, data=wrong).status_code == 422
    assert desk.post(there, data={"do": "disagree"}).status_code == 303
    assert desk.post(there, data={"do": "none"}).status_code == 303
    assert room.credit_kept.of(room.session.id, person.id) == ()


def test_claims_are_closed_and_opened_at_the_desk(
    program: Credited, rosa: Visitor
) -> None:
    stayed(program, rosa)
    desk, books = program.desk(), f"/desk/sessions/{rosa.room.session.id}/books"
    assert desk.post(books, data={"books": "close"}).status_code == 303

    assert "Claims are closed. Ask the organizer" in rosa.see("/claim/ama")
    answer = rosa.send("/claim/ama", amount="1.00", attestation="1")
    assert answer.status_code == 409
    assert desk.post(books, data={"books": "open"}).status_code == 303
    answer = rosa.send("/claim/ama", amount="1.00", attestation="1")
    assert answer.status_code == 303
    assert desk.post(books, data={"books": "x"}).status_code == 422


def test_only_the_trainer_writes_at_the_desk(rosa: Visitor) -> None:
    session, person = rosa.room.session.id, rosa.person.id
    for path in (f"/people/{person}/credit/ama", "/books"):
        answer = rosa.client.post(
            f"/desk/sessions/{session}{path}", data={"do": "none", "books": "close"}
        )
        assert answer.status_code == 403


def test_no_screen_but_desk_and_own_page_sees_a_credit_field(
    program: Credited, rosa: Visitor, caplog: pytest.LogCaptureFixture
) -> None:
    stayed(program, rosa)
    rosa.send("/claim/ama", amount="1.50", attestation="1")
    room = rosa.room

    shown = (
        room.console_snapshot(),
        room.projector_snapshot(),
        room.phone_snapshot(),
        room.counts(),
        room.outline(),
    )

    told = json.dumps(shown, default=str)
    for secret in (*SECRETS, "Rosa", "acpe"):
        assert secret not in told
        assert secret not in caplog.text
    assert (
        "1234567893"
        in program.desk()
        .get(f"/desk/sessions/{room.session.id}/people/{rosa.person.id}")
        .text
    )
