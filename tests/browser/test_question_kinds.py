"""Every kind of question on real phones and the wall, from asking to the workbook."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect
from running import Console, Held, Server
from windows import Windows, asking, cells, others_answer, picture

ASKED = """
  - name: years
    kind: numeric
    label: {en: How many years have you worked with the public?, es: ¿Cuántos años ha trabajado con el público?}
    unit: {en: years, es: años}
    greatest: 60
    decimals: 1
    decline: true
  - name: sure
    kind: rating
    label: {en: How ready does your team feel?, es: ¿Qué tan preparado se siente su equipo?}
    points: 10
    low: {en: Not at all ready, es: Nada preparado}
    high: {en: Completely ready, es: Totalmente preparado}
  - name: age
    kind: single
    label: {en: Does force have to be shown for a minor?, es: ¿Hay que demostrar fuerza si es menor de edad?}
    explanation: {en: Under 18 no force has to be shown., es: Antes de los 18 no hay que demostrar fuerza.}
    options:
      - {name: shown, label: {en: "Yes", es: Sí}}
      - {name: not_shown, label: {en: "No", es: "No"}, right: true}
  - name: first_look
    kind: single
    case: new_cook
    label: {en: What do you do first?, es: ¿Qué hace primero?}
    options:
      - {name: alone, label: {en: Speak with her alone, es: Hablar con ella a solas}}
      - {name: employer, label: {en: Ask the employer, es: Preguntar al empleador}}
  - name: then_what
    kind: text
    case: new_cook
    story: {en: She says that he keeps her passport., es: Ella dice que él guarda su pasaporte.}
    label: {en: What do you say to her?, es: ¿Qué le dice?}
  - name: sure_now
    kind: confidence
    case: new_cook
    story: {en: She would like to think about it., es: Ella quisiera pensarlo.}
    label: {en: How sure are you of the next step?, es: ¿Qué tan segura es su decisión?}
cases:
  - name: new_cook
    title: {en: The new cook, es: La nueva cocinera}
    text: {en: A cook comes to the clinic with a burn. Her employer answers for her., es: Una cocinera llega a la clínica con una quemadura. Su empleador responde por ella.}
"""  # noqa: E501
ASKED_OF_SOME = """
  - name: why_shown
    kind: text
    required: true
    label: {en: What would have to be shown?, es: ¿Qué habría que demostrar?}
    relevant: {question: age, is: shown}
  - name: notice
    kind: acknowledge
    required: true
    label: {en: I know how my answers are used., es: Sé cómo se usan mis respuestas.}
"""


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Held]:
    """A session whose polls and evaluation ask every kind."""
    folder = asking(tmp_path_factory.mktemp("curriculum") / "own", ASKED)
    form = folder / "surveys" / "evaluation.yaml"
    words = form.read_text(encoding="utf-8")
    # Questions end where the cases begin.
    asked_of_some = words.replace("\ncases:\n", f"{ASKED_OF_SOME}cases:\n")
    form.write_text(asked_of_some, encoding="utf-8")
    data = tmp_path_factory.mktemp("server") / "data"
    server = Server(data, ("--curriculum", str(folder))).start()
    yield server.create_session()
    server.stop()


def test_a_number_is_asked_answered_and_drawn(
    windows: Windows, trainer: Console, asked: Held, tmp_path: Path
) -> None:
    wall, ana, luis = windows.wall(), windows.phone("en"), windows.phone("es")
    plain = windows.phone("es", java_script_enabled=False)
    trainer.move("open_poll", poll="years")
    expect(wall.get_by_text("Write a number on your phone")).to_be_visible()
    expect(luis.get_by_text("Un número de 0 a 60.")).to_be_visible()
    picture(luis, "number-asked", tmp_path)
    picture(wall, "number-wall", tmp_path)
    windows.look(ana, luis, wall)

    field = ana.get_by_label("Your answer")
    field.fill("seventy")
    field.press("Enter")
    expect(ana.get_by_text("at most 1 behind the decimal mark")).to_be_visible()
    field.fill("61")
    ana.get_by_role("button", name="Change answer").click()
    expect(ana.get_by_text("Write a number from 0 to 60.")).to_be_visible()
    field.fill("12")
    ana.get_by_role("button", name="Change answer").click()
    expect(ana.locator("[data-state=saved]")).to_be_visible()
    luis.get_by_label("Su respuesta").fill("3,5")
    luis.get_by_role("button", name="Enviar la respuesta").click()
    expect(luis.locator("[data-state=saved]")).to_be_visible()
    plain.reload()
    plain.get_by_role("button", name="Prefiero no responder").click()
    expect(plain.get_by_text("Usted prefirió no responder.")).to_be_visible()

    others_answer(asked, "years", ("4", "5", "6"))
    trainer.move("close_and_show", poll="years")
    expect(wall.locator(".result-columns")).to_be_visible()
    expect(wall.get_by_text("5 answered")).to_be_visible()
    expect(luis.locator("figcaption")).to_contain_text("de 3.5 a 12 años")
    assert "preferred not" not in wall.inner_text("body")
    picture(wall, "number-results", tmp_path)
    picture(luis, "number-phone-results", tmp_path)
    windows.look(luis, wall)
    found = [row for row in cells(asked, "polls", "responses") if row[0] == "years"]
    assert sorted(str(row[3]) for row in found) == ["-8", "12", "3.5", "4", "5", "6"]


def test_a_rating_is_answered_by_keyboard_and_has_a_mean(
    windows: Windows, trainer: Console, asked: Held, tmp_path: Path
) -> None:
    wall, ana = windows.wall(), windows.phone("es")
    trainer.move("open_poll", poll="sure")
    expect(ana.get_by_text("Totalmente preparado")).to_be_visible()
    picture(ana, "rating-asked", tmp_path)
    picture(wall, "rating-wall", tmp_path)
    ana.get_by_role("radio", name="1 · Nada preparado").focus()
    ana.keyboard.press("Space")
    for _ in range(7):
        ana.keyboard.press("ArrowRight")
    windows.look(ana, wall)
    picture(ana, "rating-chosen", tmp_path)
    ana.keyboard.press("Enter")
    expect(ana.locator("[data-state=saved]")).to_be_visible()
    others_answer(asked, "sure", ("8", "8", "7", "9"))
    trainer.move("close_and_show", poll="sure")
    expect(wall.get_by_text(re.compile("Mean 8.0 of 10")).first).to_be_visible()
    picture(wall, "rating-results", tmp_path)
    windows.look(ana, wall)


def test_why_an_answer_is_right_is_said_with_the_results_and_not_before(
    windows: Windows, trainer: Console, asked: Held, tmp_path: Path
) -> None:
    wall, ana = windows.wall(), windows.phone("es")
    plain = windows.phone("es", java_script_enabled=False)
    trainer.move("open_poll", poll="age")
    ana.get_by_text("Sí").click()
    ana.get_by_role("button", name="Enviar la respuesta").click()
    expect(ana.locator("[data-state=saved]")).to_be_visible()
    told = ana.request.get(asked.url("/state")).text()
    assert "no hay que demostrar" not in told
    assert "no hay que demostrar" not in ana.content()
    trainer.move("close_and_show", poll="age")
    why = "Antes de los 18 no hay que demostrar fuerza."
    expect(ana.get_by_text(why)).to_be_visible()
    expect(wall.get_by_text("Under 18 no force has to be shown.")).to_be_visible()
    plain.reload()
    expect(plain.get_by_text(why)).to_be_visible()
    picture(ana, "why-phone", tmp_path)
    picture(wall, "why-wall", tmp_path)
    windows.look(ana, wall)


def test_the_evaluation_takes_them_with_and_without_scripts(
    windows: Windows, trainer: Console, asked: Held, tmp_path: Path
) -> None:
    ana, plain = windows.phone("en"), windows.phone("es", java_script_enabled=False)
    trainer.move("evaluation", open=True)
    for page in (ana, plain):
        page.goto(asked.url("/evaluation"))
    number = ana.locator("#q-years")
    number.get_by_role("textbox").fill("7")
    number.get_by_role("checkbox").check()
    expect(number.get_by_role("textbox")).to_have_value("")
    ana.locator("#q-sure").get_by_role("radio", name="9").check()
    why = ana.locator("#q-why_shown")
    expect(why).to_be_hidden()
    ana.locator("#q-age").get_by_text("Yes").click()
    expect(why).to_be_visible()
    ana.get_by_role("button", name="Send the evaluation").click()
    expect(why.locator(".wrong")).to_be_visible()
    ana.locator("#q-age").get_by_text("No", exact=True).click()
    expect(why).to_be_hidden()
    ana.locator("#q-sure").scroll_into_view_if_needed()
    picture(ana, "evaluation", tmp_path)
    windows.look(ana)
    expect(ana.locator("#w-notice")).to_be_visible()
    ana.get_by_role("checkbox", name="I confirm").check()
    ana.get_by_role("button", name="Send the evaluation").click()
    ana.wait_for_url(re.compile("sent|now|/s/[A-Z0-9]+$"))
    expect(plain.locator("#q-why_shown")).to_contain_text("Solo si")
    plain.locator("#q-years").get_by_role("textbox").fill("7,25")
    plain.locator("#survey .send button").click()
    expect(plain.locator("#w-years")).to_contain_text("como máximo 1 después")
    plain.locator("#q-years").get_by_role("textbox").fill("7,2")
    plain.locator("#survey .send button").click()
    expect(plain.locator("#w-notice")).to_be_visible()
    plain.get_by_role("checkbox", name="Lo confirmo").check()
    plain.locator("#survey .send button").click()
    plain.wait_for_url(re.compile("sent"))
    header, *rows = cells(asked, "evaluation", "responses_codes")
    places = [header.index(name) for name in ("years", "sure", "notice")]
    codes = {tuple(row[place] for place in places) for row in rows}
    assert codes == {(-8, 9, 1), (7.2, -9, 1)}


def test_a_case_is_told_step_by_step(asked: Held, windows: Windows) -> None:
    """Phones keep what was told before; the wall says what happens now."""
    console = Console(asked)
    wall = windows.wall()
    ana, plain = windows.phone("en"), windows.phone("es", java_script_enabled=False)

    console.move("open_poll", poll="first_look")
    expect(wall.locator(".poll-case-step")).to_have_text(
        "Case: The new cook · Step 1 of 3"
    )
    expect(wall.locator(".poll-case-text")).to_contain_text("comes to the clinic")
    expect(ana.locator(".case-told")).to_contain_text("comes to the clinic")
    windows.look(ana, wall)
    ana.locator(".choice").first.click()
    ana.get_by_role("button", name="Send answer").click()
    expect(ana.locator(".state-saved")).to_be_visible()
    plain.reload()
    plain.locator(".choice").nth(1).click()
    plain.get_by_role("button", name="Enviar la respuesta").click()

    console.move("close_and_show", poll="first_look")
    console.move("open_poll", poll="then_what")
    expect(wall.locator(".poll-case-text")).to_have_text(
        "She says that he keeps her passport."
    )
    expect(ana.locator(".case-told > p")).to_have_text(
        "She says that he keeps her passport."
    )
    before = ana.get_by_text("comes to the clinic")
    expect(before).to_be_hidden()
    ana.locator(".case-told summary").focus()
    ana.keyboard.press("Enter")
    expect(before).to_be_visible()
    own = "What do you do first?", "Your answer: Speak with her alone"
    expect(ana.locator(".case-own p")).to_have_text(own)
    windows.look(ana, wall)

    plain.reload()
    expect(plain.locator("main .over").first).to_have_text(
        "Caso: La nueva cocinera · Paso 2 de 3"
    )
    expect(plain.locator(".case-own")).to_be_hidden()
    plain.locator(".case-told summary").click()
    expect(plain.get_by_text("llega a la clínica")).to_be_visible()
    own = "¿Qué hace primero?", "Su respuesta: Preguntar al empleador"
    expect(plain.locator(".case-own p")).to_have_text(own)
    console.move("close_poll", poll="then_what")
    console.close()


def test_the_desk_says_where_a_case_is_out_of_its_order(asked: Held) -> None:
    held = asked.server.create_session()
    there = f"{held.server.url}/desk/sessions/{held.id}"

    def placed(*polls: str) -> str:
        """Put polls into the running order, and return what is said above it."""
        places = {"places": [[-1, poll] for poll in polls]}
        web = held.server.trainer
        web.post(f"{there}/places", json=places).raise_for_status()
        page = web.get(there).text.partition('id="order"')[2]
        words = re.sub(r"<[^>]+>", " ", page.partition('id="waiting"')[0])
        return " ".join(words.split())

    assert "out of its order" not in placed("first_look", "age", "sure_now")
    said = placed("sure_now", "age", "first_look")
    assert (
        "The case “The new cook” is out of its order here: step 3 comes before step 1"
        in said
    )
    assert "out of its order" not in placed("first_look", "then_what", "sure_now")
