"""Putting in order and rating statements: on phones, the wall and the console."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from running import Console, Held, Server
from windows import Windows, asking, cells, others_answer, picture

ASKED = """
  - name: first_steps
    kind: ranking
    label: {en: What would help your team most?, es: ¿Qué le ayudaría más a su equipo?}
    options:
      - {name: hotline, label: {en: The hotline number by every phone, es: El número de la línea de ayuda junto a cada teléfono}}
      - {name: alone, label: {en: A minute alone with each patient, es: Un minuto a solas con cada paciente}}
      - {name: interpreter, label: {en: An interpreter who is no relative, es: Una intérprete que no sea familiar}}
      - {name: protocol, label: {en: A protocol that fits on one page, es: Un protocolo que quepa en una página}}
  - name: can
    kind: matrix
    label: {en: How far do you agree?, es: ¿Qué tan de acuerdo está?}
    scale: agreement
    rows:
      - {name: alone, label: {en: I can ask to see a patient alone, es: Puedo pedir ver a una paciente a solas}}
      - {name: refer, label: {en: I know whom to call, es: Sé a quién llamar}}
      - {name: calm, label: {en: I stay calm when I hear hard things, es: Mantengo la calma al oír cosas difíciles}}
"""  # noqa: E501
EVALUATION = (
    ASKED
    + """
  - name: ready
    kind: matrix
    label: {en: How ready are you?, es: ¿Qué tan preparada está usted?}
    retrospective: true
    options:
      - {name: not_yet, label: {en: Not yet, es: Todavía no}}
      - {name: nearly, label: {en: Nearly, es: Casi}}
      - {name: ready, label: {en: Ready, es: Lista}}
    rows:
      - {name: ask, label: {en: To ask, es: Para preguntar}}
      - {name: act, label: {en: To act, es: Para actuar}}
"""
)


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Held]:
    """A session whose polls and evaluation have a ranking and matrices."""
    folder = tmp_path_factory.mktemp("curriculum") / "own"
    data = tmp_path_factory.mktemp("server") / "data"
    options = ("--curriculum", str(asking(folder, ASKED, EVALUATION)))
    server = Server(data, options).start()
    yield server.create_session()
    server.stop()


def console_page(windows: Windows, asked: Held) -> Page:
    """Open the console in a browser."""
    page = windows.window(1366, 768, "es")
    page.goto(asked.server.desk_url)
    page.goto(f"{asked.server.url}/console/{asked.id}")
    return page


def give(field: Locator, place: str) -> None:
    """Choose a place by keyboard, as a page without scripts lets one."""
    field.focus()
    field.page.keyboard.press(place)
    expect(field).to_have_value(place)


def test_a_ranking_is_made_by_tapping_moving_dragging_and_places(
    windows: Windows, trainer: Console, asked: Held, tmp_path: Path
) -> None:
    wall, ana = windows.wall(), windows.phone("en")
    plain = windows.phone("es", java_script_enabled=False)
    trainer.move("open_poll", poll="first_steps")
    expect(wall.get_by_text("Put them in order on your phone")).to_be_visible()
    send = ana.get_by_role("button", name="Send answer")
    expect(send).to_have_attribute("aria-disabled", "true")
    picture(ana, "ranking-asked", tmp_path)
    picture(wall, "ranking-wall", tmp_path)
    windows.look(ana, wall)

    ana.get_by_role("button", name="Place 1: A protocol that fits").focus()
    for _ in range(4):
        ana.keyboard.press("Enter")
    order = ana.locator(".ranking-item .ranking-label")
    first = "A protocol that fits on one page"
    expect(order.first).to_have_text(first)
    expect(send).to_have_attribute("aria-disabled", "false")
    last = ana.locator(".ranking-item").nth(3)
    expect(last.locator("[data-do=up]")).to_be_focused()
    ana.keyboard.press("Enter")
    told = "“An interpreter who is no relative” is now 3 of 4."
    expect(ana.locator(".ranking [role=status]")).to_have_text(told)
    expect(ana.locator(".ranking-item").nth(2).locator("[data-do=up]")).to_be_focused()
    ana.set_viewport_size({"width": 320, "height": 1000})
    grip = ana.locator(".ranking-item").nth(3).locator(".ranking-grip")
    start, end = grip.bounding_box(), ana.locator(".ranking-item").nth(1).bounding_box()
    assert start
    assert end
    ana.mouse.move(start["x"] + 20, start["y"] + 20)
    ana.mouse.down()
    ana.mouse.move(start["x"] + 20, end["y"] + 10, steps=6)
    ana.mouse.up()
    expect(order.nth(1)).to_have_text("A minute alone with each patient")
    picture(ana, "ranking-made", tmp_path)
    windows.look(ana)
    send.click()
    expect(ana.locator("[data-state=saved]")).to_be_visible()

    plain.reload()
    picture(plain, "ranking-plain", tmp_path)
    field = plain.get_by_label("El número de la línea de ayuda")
    give(field, "1")
    give(plain.get_by_label("Un minuto a solas"), "1")
    plain.get_by_role("button", name="Enviar la respuesta").click()
    expect(plain.get_by_role("alert")).to_contain_text("El lugar 1 se dio a")
    expect(field).to_have_value("1")
    for name, place in (("Un minuto", "2"), ("Un protocolo", "3"), ("Una int", "4")):
        give(plain.get_by_label(name), place)
    windows.narrow(plain)
    plain.get_by_role("button", name="Enviar la respuesta").click()
    expect(plain.get_by_text("Guardada")).to_be_visible()

    show_the_order(windows, trainer, asked, tmp_path, [wall, ana, plain])


def show_the_order(
    windows: Windows,
    trainer: Console,
    asked: Held,
    folder: Path,
    pages: list[Page],
) -> None:
    """Show what the room put in order, and the round after it beside it."""
    wall, ana, plain = pages
    given = ["alone", "protocol", "interpreter", "hotline"]
    others_answer(asked, "first_steps", [given, given])
    trainer.move("close_and_show", poll="first_steps")
    expect(wall.get_by_text("Shown from 5 answers on.")).to_be_visible()
    trainer.move("open_poll", poll="first_steps")
    others_answer(asked, "first_steps", [given])
    trainer.move("close_and_show", poll="first_steps")
    best = wall.locator(".ranking-chart li").first
    expect(best).to_contain_text("A minute alone with each patient")
    expect(best).to_contain_text("3 first")
    expect(ana.locator(".ranking-chart li").first).to_contain_text("1.4")
    console = console_page(windows, asked)
    expect(console.locator(".results-medium.ranking-chart")).to_be_visible()
    plain.reload()
    expect(plain.locator(".plain-results tbody tr").first).to_contain_text("1.4")
    picture(wall, "ranking-results", folder)
    picture(ana, "ranking-phone-results", folder)
    picture(console, "ranking-console", folder)
    windows.look(wall, ana, console)
    windows.narrow(plain)

    trainer.move("ask_again", poll="first_steps")
    others_answer(asked, "first_steps", [given[::-1]] * 5, round_=2)
    trainer.move("compare", poll="first_steps", round=1)
    trainer.move("close_and_show", poll="first_steps")
    expect(wall.locator(".ranking-pair").first).to_contain_text("Round 1")
    picture(wall, "ranking-rounds", folder)
    windows.look(wall)
    rows = cells(asked, "polls", "rankings")
    assert [row[4] for row in rows if row[:2] == ("first_steps___2", 1)] == [1.4]


def test_statements_are_rated_on_one_scale(
    windows: Windows, trainer: Console, asked: Held, tmp_path: Path
) -> None:
    wall, ana = windows.wall(), windows.phone("es")
    plain = windows.phone("en", java_script_enabled=False)
    trainer.move("open_poll", poll="can")
    expect(wall.get_by_text("Answer each statement on your phone")).to_be_visible()
    statement = ana.get_by_role("group", name="Sé a quién llamar")
    statement.get_by_role("radio", name="En desacuerdo", exact=True).focus()
    ana.keyboard.press("ArrowRight")
    ana.keyboard.press("ArrowRight")
    expect(
        statement.get_by_role("radio", name="De acuerdo", exact=True)
    ).to_be_checked()
    expect(ana.get_by_text("1 de 3 respondidas.")).to_be_visible()
    picture(ana, "matrix-asked", tmp_path)
    picture(wall, "matrix-wall", tmp_path)
    windows.look(ana, wall)
    ana.get_by_role("button", name="Enviar la respuesta").click()
    expect(ana.locator("[data-state=saved]")).to_be_visible()
    plain.reload()
    group = plain.get_by_role("group", name="I know whom to call")
    group.get_by_role("radio", name="Strongly agree").check()
    plain.get_by_role("button", name="Send answer").click()
    expect(plain.get_by_text("Saved. You can")).to_be_visible()
    windows.narrow(plain)

    whole = {"alone": "agree", "refer": "strongly_agree", "calm": "disagree"}
    others_answer(asked, "can", [whole, whole, {**whole, "refer": "neutral"}])
    trainer.move("close_and_show", poll="can")
    rows = wall.locator(".matrix-rows li")
    expect(rows.nth(1)).to_contain_text("80%")
    expect(rows.nth(1)).to_contain_text("4.4")
    expect(rows.nth(0)).to_contain_text("Shown from 5 answers on.")
    expect(ana.locator(".matrix-rows li").nth(1)).to_contain_text("80")
    console = console_page(windows, asked)
    expect(console.locator(".results-medium.matrix-chart")).to_be_visible()
    picture(wall, "matrix-results", tmp_path)
    picture(ana, "matrix-phone-results", tmp_path)
    picture(console, "matrix-console", tmp_path)
    plain.reload()
    expect(plain.locator(".plain-results")).to_contain_text("80%")
    windows.look(wall, ana, console)
    windows.narrow(plain)
    trainer.move("ask_again", poll="can")
    others_answer(asked, "can", [whole] * 5, round_=2)
    trainer.move("compare", poll="can", round=1)
    trainer.move("close_and_show", poll="can")
    expect(wall.locator(".matrix-pair").nth(1)).to_contain_text("Round 1")
    picture(wall, "matrix-rounds", tmp_path)
    windows.look(wall)


def test_an_evaluation_takes_both_with_and_without_scripts(
    windows: Windows, trainer: Console, asked: Held, tmp_path: Path
) -> None:
    ana, plain = windows.phone("en"), windows.phone("es", java_script_enabled=False)
    trainer.move("evaluation", open=True)
    for page in (ana, plain):
        page.goto(asked.url("/evaluation"))
    ranking = ana.locator("#q-first_steps")
    expect(ranking.locator("select").first).to_be_hidden()
    ranking.get_by_role("button", name=re.compile("Place 1: A protocol")).click()
    send = ana.get_by_role("button", name="Send the evaluation")
    send.click()
    expect(ranking.locator(".wrong")).to_contain_text("Give each a place")
    for name in ("The hotline", "A minute", "An interpreter"):
        ranking.get_by_role("button", name=re.compile(f"Place .: {name}")).click()
    ready = ana.locator("#q-ready").get_by_role("group", name="To ask")
    ready.get_by_role("group", name="Before").get_by_label("Not yet").check()
    ready.get_by_role("group", name="Now").get_by_label("Ready").check()
    ana.reload()
    expect(ranking.locator(".ranking-label").first).to_contain_text("A protocol")
    ana.locator("#q-ready").scroll_into_view_if_needed()
    picture(ana, "evaluation", tmp_path)
    windows.look(ana)
    send.click()
    ana.wait_for_url(re.compile("sent|/s/[A-Z0-9]+$"))

    give(plain.locator("#q-first_steps select").first, "2")
    plain.locator("#q-can").get_by_label("De acuerdo", exact=True).first.check()
    plain.locator("#survey .send button").click()
    expect(plain.locator("#w-first_steps")).to_contain_text("El lugar 1 está vacío")
    agreed = plain.locator("#q-can").get_by_label("De acuerdo", exact=True).first
    expect(agreed).to_be_checked()
    windows.narrow(plain)
    for place, select in enumerate(plain.locator("#q-first_steps select").all(), 1):
        give(select, str(place))
    plain.locator("#survey .send button").click()
    plain.wait_for_url(re.compile("sent"))

    header, *rows = cells(asked, "evaluation", "responses_codes")
    wanted = ("first_steps___1", "first_steps___4", "can_alone")
    ready_columns = ("ready_ask_before", "ready_ask_now", "ready_act_now")
    places = [header.index(name) for name in (*wanted, *ready_columns)]
    found = {tuple(row[place] for place in places) for row in rows}
    assert found == {(2, 1, -9, 1, 3, -9), (1, 4, 4, -9, -9, -9)}
    summed = {row[0] for row in cells(asked, "evaluation", "summary")}
    assert {"can_alone", "ready_ask_before", "ready_ask_now"} <= summed
