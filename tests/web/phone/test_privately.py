"""A person's own pages keep what was given to themselves, and lose nothing chosen."""

import re
from dataclasses import replace

from credited import Credited
from visiting import WHOLE, Visitor, link_of, stayed, words

from facilitator.domain.credit.provider import Provider
from facilitator.live.purging import Purging
from facilitator.live.room import Room

NAMES = {"given_name": "Rosa", "family_name": "Peña"}
KEPT = ("1234567893", "0814", "K1234")


def test_a_claim_for_less_stays_chosen_after_a_refusal(
    program: Credited, rosa: Visitor
) -> None:
    stayed(program, rosa)

    refused = rosa.send("/claim/ama", amount="1.25")

    assert refused.status_code == 422
    assert "<option selected>1.25</option>" in refused.text
    assert refused.text.count("<option selected>") == 1
    wrong = rosa.send("/claim/ama", amount="9.00", attestation="1")
    assert "<option selected>1.75</option>" in wrong.text
    assert re.search(r'name="attestation" value="1" checked', wrong.text)


def test_what_is_kept_is_never_shown_nor_filled_in(
    program: Credited, rosa: Visitor
) -> None:
    license_ = {"license_state": "TX", "license_number": "K1234"}
    rosa.send("/credit/ama", **{**WHOLE, **license_, "birth": "0814"})
    link, other = link_of(rosa), program.phone()

    for path in ("/credit/ama", "/credit/ama?change=1"):
        for page in (rosa.client.get(rosa.me + path), other.get(link + path)):
            for secret in KEPT:
                assert secret not in page.text
    seen = rosa.see("/credit/ama")
    assert "NPI ends in …93" in seen
    assert "License number kept, not shown" in seen
    assert "Month and day of birth kept, not shown" in seen
    assert 'name="npi"' not in rosa.client.get(f"{rosa.me}/credit/ama").text
    refused = rosa.send("/credit/ama", npi="1", **NAMES, consent="1")
    assert refused.status_code == 422
    for secret in KEPT:
        assert secret not in refused.text


def test_one_detail_is_replaced_and_the_others_stay(room: Room, rosa: Visitor) -> None:
    rosa.send("/credit/ama", **WHOLE)

    unsaid = rosa.send("/credit/ama", **NAMES, npi="1245319599")
    assert 'id="wrong-consent"' in unsaid.text
    answer = rosa.send("/credit/ama", **NAMES, npi="1245319599", consent="1")

    assert answer.status_code == 303
    (request,) = room.credit_kept.of(room.session.id, rosa.person.id)
    assert (request.fields.npi, request.fields.birth) == ("1245319599", "0229")
    rosa.send("/credit/ama", do="disagree")
    page = rosa.client.get(f"{rosa.me}/credit/ama").text
    assert re.search(r'name="npi" value=""', page)
    assert words(rosa.client.get(f"{rosa.me}/credit/ama")).count("ends in") == 0


def test_a_corrected_name_is_asked_for_again_before_it_is_reported(
    program: Credited, room: Room, rosa: Visitor
) -> None:
    stayed(program, rosa)
    rosa.send("/claim/ama", amount="1.75", attestation="1")
    desk = program.desk()
    hand_off = f"/desk/sessions/{room.session.id}/hand-off"
    assert "1 person can be reported" in words(desk.get(hand_off))

    rosa.send("/details", name="Rosa Ríos")

    held = words(desk.get(hand_off))
    assert "0 people can be reported" in held
    assert "Missing: the name as given name and family name." in held
    assert "are to be confirmed again" in rosa.see()
    form = rosa.client.get(f"{rosa.me}/credit/ama").text
    assert 'name="family_name" value="Ríos"' in form
    assert "Your name was changed." in form
    rosa.send("/credit/ama", given_name="Rosa", family_name="Ríos", consent="1")
    (request,) = room.credit_kept.of(room.session.id, rosa.person.id)
    assert (request.family_name, request.fields.npi) == ("Ríos", "1234567893")
    assert request.claim
    assert "1 person can be reported" in words(desk.get(hand_off))


def test_another_name_for_the_report_is_said_before_it_is_sent(
    program: Credited, room: Room, rosa: Visitor
) -> None:
    stayed(program, rosa)
    rosa.send("/claim/ama", amount="1.75", attestation="1")
    change = {"given_name": "Rosa María", "family_name": "Peña", "consent": "1"}
    rosa.send("/credit/ama", **change)

    seen = words(program.desk().get(f"/desk/sessions/{room.session.id}/hand-off"))

    assert "Look at these before you send the file: Rosa Peña :" in seen
    assert "The name for the report, Rosa María Peña, differs" in seen


def pharmacist(program: Credited, room: Room) -> Visitor:
    visitor = Visitor(program, room)
    visitor.sign_in(name="Luis Gil", profession="pharmacist")
    return visitor


def test_pharmacists_claim_nothing_and_are_told_what_is_lost(
    program: Credited, room: Room
) -> None:
    luis, desk = pharmacist(program, room), program.desk()
    lost = "Without them it cannot be reported, and it is lost."
    assert lost in luis.see("/credit/acpe")
    assert luis.send("/credit/acpe").status_code == 303
    program.pass_minutes(120)
    luis.sign_out()
    program.finish(room)
    program.pass_minutes(10)

    seen = luis.see()
    assert "You earned 2.00. There is nothing to claim." in seen
    assert "The details for CPE Monitor are missing." in seen
    assert "Claim your credit" not in seen
    page = luis.see("/claim/acpe")
    assert "You do not have to claim it" in page
    assert "<select" not in luis.client.get(f"{luis.me}/claim/acpe").text
    people = words(desk.get(f"/desk/sessions/{room.session.id}/people"))
    assert "ACPE contact hours: 2.00 earned" in people
    assert "not claimed" not in people


def test_people_see_the_credit_of_their_own_profession_alone(
    program: Credited, room: Room
) -> None:
    luis = pharmacist(program, room)
    seen = luis.see("/credit")
    assert "ACPE" in seen
    assert "AMA" not in seen
    teacher = Visitor(program, program.hold())
    teacher.sign_in(name="Eva Sol", profession="social_worker")
    assert "no credit for the profession" in teacher.see("/credit")


def test_what_counts_at_most_stands_beside_the_sum(
    program: Credited, rosa: Visitor
) -> None:
    rosa.send("/credit/ama", **WHOLE)
    program.pass_minutes(122)
    rosa.sign_out()
    program.finish(rosa.room)
    program.pass_minutes(1)

    seen = rosa.see("/claim/ama")

    assert "These parts together 122 minutes At most this much counts 120" in seen


def test_closed_claims_say_whom_to_ask_and_offer_nothing(
    program: Credited, rosa: Visitor
) -> None:
    stayed(program, rosa)
    rosa.room.close_books(closed=True)

    for path in ("", "/credit/ama", "/claim/ama", "/credit"):
        page = rosa.client.get(rosa.me + path)
        assert "Claims are closed. Ask" in words(page)
        assert f"{rosa.me}/details" not in page.text
    assert 'name="npi"' not in rosa.client.get(f"{rosa.me}/credit/ama?change=1").text


def test_after_the_details_are_erased_there_is_no_form(
    program: Credited, room: Room, rosa: Visitor
) -> None:
    stayed(program, rosa)
    room.hand_over("received", room.today().isoformat(), "")
    Purging(program.rooms).purge(room.session.id, "licenses", room.session.code)

    page = rosa.client.get(f"{rosa.me}/credit/ama?change=1")

    assert "were erased on" in words(page)
    assert 'name="npi"' not in page.text
    assert rosa.send("/credit/ama", **WHOLE).status_code == 409


def test_whoever_asks_for_credit_is_led_back_to_the_session(rosa: Visitor) -> None:
    answer = rosa.send("/credit/ama", **WHOLE)

    assert answer.headers["Location"] == f"{rosa.me}?done=asked"
    seen = rosa.see("?done=asked")
    first = seen.partition("Back to the session")
    assert "You asked for this credit." in first[0]
    assert "leave now" not in first[0]
    assert "Your attendance" in words(rosa.client.get(f"/s/{rosa.room.session.code}"))


def test_signing_in_says_who_else_gets_the_list(
    program: Credited, room: Room, rosa: Visitor
) -> None:
    stranger = program.phone()
    there = f"/s/{room.session.code}?lang=en&step=sign-in"
    general = "the attendance list, with name, email, profession and times, also goes"
    assert f"{general} to the accredited provider" in words(stranger.get(there))
    assert "the accredited provider gets your name" in rosa.see("/credit/ancc")
    named = Provider("College of Nurses", joint=("The Coalition",))
    plan = room.plan
    room.curriculum = replace(
        room.curriculum,
        plan=replace(plan, credit=(replace(plan.credit[0], provider=named),)),
    )

    seen = words(stranger.get(there))

    assert f"{general} to College of Nurses, The Coalition." in seen
    asking = rosa.see("/credit/ancc")
    assert "College of Nurses gets your name, email, profession" in asking
    assert "It works together with The Coalition." in asking
