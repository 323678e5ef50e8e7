"""Credit on a small phone, in Spanish: from the door to the claim, and a second phone.

The program runs in this process, so that two hours pass at once and every code at the
door has rotated before the claim.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from credited import Credited
from playwright.sync_api import Browser, Page, expect

from facilitator.live.room import Room
from facilitator.web.access import COOKIE

Axe = Callable[[Page], None]
SMALL = {"width": 320, "height": 568}


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Credited]:
    made = Credited(tmp_path)
    yield made
    made.close()


@pytest.fixture
def window(chromium: Browser) -> Iterator[Callable[[], Page]]:
    """Open small phones in Spanish, none of which scrolls sideways or raises."""
    contexts, raised = [], []

    def opened() -> Page:
        context = chromium.new_context(viewport=SMALL, locale="es-US")  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: raised.append(str(error)))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert raised == []


def looked_at(page: Page, axe: Axe, heading: str) -> None:
    """See that a page has this heading, fits its width, and is accessible."""
    expect(page.locator("main h1")).to_have_text(heading)
    sideways = page.evaluate(
        "(main => main.scrollWidth - main.clientWidth)(document.querySelector('main'))"
    )
    assert sideways == 0
    axe(page)


def signs_in(phone: Page, program: Credited, room: Room) -> None:
    """Sign in with the code that is on the screen."""
    there = f"{program.address}/s/{room.session.code}"
    phone.goto(f"{there}?lang=es&step=sign-in")
    phone.locator("#name").fill("Rosa María Peña López")
    phone.locator("#profession").select_option("physician")
    phone.locator("#door").fill(room.door.code("in", program.now).code)
    phone.locator("#sign-in button").click()


def asks_for_credit(phone: Page, axe: Axe) -> None:
    # Nobody needs credit unless they say so.
    looked_at(phone, axe, "¿Necesita créditos?")
    expect(phone.get_by_label("No necesito créditos")).to_be_checked()
    phone.get_by_label("AMA PRA Categoría 1").check()
    phone.get_by_role("button", name="Continuar").click()

    # What is wrong is said at its field, and what was typed stays.
    looked_at(phone, axe, "AMA PRA Categoría 1")
    expect(phone.get_by_label("Apellidos")).to_have_value("Peña López")
    phone.get_by_label("Mes y día de nacimiento").fill("3002")
    phone.get_by_label("NPI", exact=True).fill("1234567893")
    phone.get_by_role("button", name="Pedir estos créditos").click()
    expect(phone.locator("#wrong-birth")).to_contain_text("0229")
    expect(phone.locator("#birth")).to_be_focused()
    expect(phone.locator("#wrong-consent")).to_be_visible()
    expect(phone.get_by_label("NPI", exact=True)).to_have_value("1234567893")
    looked_at(phone, axe, "AMA PRA Categoría 1")
    phone.get_by_label("Mes y día de nacimiento").fill("0229")
    phone.get_by_label("Acepto que estos datos").check()
    phone.get_by_role("button", name="Pedir estos créditos").click()
    expect(phone.locator("#credit")).to_contain_text("AMA PRA Categoría 1")
    axe(phone)


def leaves(phone: Page, program: Credited, room: Room) -> None:
    # Out by the code of the moment; by the time of the claim it is another one.
    program.pass_minutes(105)
    phone.locator("#door-out").fill(room.door.code("out", program.now).code)
    phone.get_by_role("button", name="Registrar la salida").click()
    expect(phone.locator("#credit")).to_contain_text("Se cuentan cuando")
    program.finish(room)
    program.pass_minutes(20)
    phone.reload()


def claims_less_than_all(phone: Page, axe: Axe) -> None:
    phone.get_by_role("link", name="Solicitar sus créditos").click()
    looked_at(phone, axe, "Usted obtuvo 1.75")
    expect(phone.locator("#amount")).to_have_value("1.75")
    phone.locator("#amount").select_option("1.50")
    phone.get_by_role("button", name="Solicitar estos créditos").click()
    expect(phone.locator("#wrong-attestation")).to_be_visible()
    phone.locator("#amount").select_option("1.50")
    phone.get_by_label("Participé en esta sesión en persona").check()
    phone.get_by_role("button", name="Solicitar estos créditos").click()
    expect(phone.locator("#credit")).to_contain_text("Solicitados: 1.50 de 1.75")
    axe(phone)


def keeps_the_link(phone: Page, program: Credited, axe: Axe) -> str:
    """Make the private link; return its address."""
    phone.get_by_role("link", name="Guardar un enlace privado").click()
    looked_at(phone, axe, "Su enlace privado")
    phone.get_by_role("button", name="Crear mi enlace privado").click()
    expect(phone.locator(".own-qr svg")).to_be_visible()
    looked_at(phone, axe, "Su enlace privado")
    address = phone.locator("#address").inner_text()
    assert re.fullmatch(rf"{program.address}/p/[A-Z2-7]{{32}}", address)
    return address


def mends_the_name(second: Page, address: str, axe: Axe) -> None:
    second.goto(address)
    looked_at(second, axe, "Rosa María Peña López")
    second.get_by_role("link", name="Cambiar sus datos").click()
    looked_at(second, axe, "Sus datos")
    second.locator("#name").fill("Rosa M. Peña López")
    second.get_by_role("button", name="Guardar").click()
    looked_at(second, axe, "Rosa M. Peña López")
    expect(second.locator("#credit")).to_contain_text("Solicitados: 1.50 de 1.75")


def is_seen_at_the_desk(desk: Page, program: Credited, room: Room, axe: Axe) -> None:
    """See the claim in the trainer's list; a number only once it is asked for."""
    key = {"name": COOKIE, "value": program.access.let_in(program.access.key)}
    desk.context.add_cookies([{**key, "url": program.address}])  # type: ignore[typeddict-item]
    desk.set_viewport_size({"width": 1366, "height": 768})
    desk.goto(f"{program.address}/desk/sessions/{room.session.id}/people")
    expect(desk.locator(".credit-line")).to_contain_text("1.50 solicitados de 1.75")
    axe(desk)
    desk.get_by_role("link", name="Rosa M. Peña López").click()
    expect(desk.locator("#ama-npi")).to_be_hidden()
    desk.get_by_text("AMA PRA Categoría 1 · datos y solicitud").click()
    expect(desk.locator("#ama-npi")).to_have_value("1234567893")
    axe(desk)


def test_credit_from_the_door_to_the_claim_and_a_second_phone(
    window: Callable[[], Page], program: Credited, axe: Axe
) -> None:
    room = program.hold(program.serve())
    phone, second = window(), window()
    signs_in(phone, program, room)
    asks_for_credit(phone, axe)
    leaves(phone, program, room)
    claims_less_than_all(phone, axe)
    mends_the_name(second, keeps_the_link(phone, program, axe), axe)

    (listed,) = room.people()
    assert listed.attendee.person.name == "Rosa M. Peña López"
    (standing,) = room.credit(listed.attendee)
    assert (standing.result.earned, standing.claimed) == (7, 6)
    is_seen_at_the_desk(window(), program, room, axe)
    second.goto(f"{program.address}/p/NOBODY")
    looked_at(second, axe, "Este enlace no lleva a ningún lado")
