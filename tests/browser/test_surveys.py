"""A trainer changes the evaluation at the desk, with a phone beside the words."""

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import (
    Browser,
    FilePayload,
    FrameLocator,
    Page,
    Response,
    expect,
)
from running import Server

from facilitator.domain.surveys.relevance import Condition, Rule
from facilitator.library.check import check
from facilitator.library.surveys import read_survey


@pytest.fixture
def desk(chromium: Browser, server: Server) -> Iterator[Page]:
    """The trainer's window, let in."""
    context = chromium.new_context(
        viewport={"width": 1366, "height": 768}, locale="en-US"
    )
    page = context.new_page()
    page.goto(server.desk_url)
    yield page
    context.close()


def make_own(desk: Page, axe: Callable[[Page], None]) -> None:
    """Find the evaluation from the desk's front page, and copy it to be edited."""
    desk.get_by_role("link", name="Open the surveys").click()
    axe(desk)
    desk.get_by_role("link", name="Evaluation", exact=True).click()
    axe(desk)
    desk.get_by_role("button", name="Make my own copy and edit it").click()
    expect(desk.get_by_role("status").first).to_contain_text("your own copy")


def follows(desk: Page) -> None:
    """See that the page's script is there, which follows what is chosen and ticked."""
    expect(desk.locator(".survey-tongues [aria-current]")).to_be_visible()


def make_conditional(
    desk: Page, phone: FrameLocator, axe: Callable[[Page], None]
) -> None:
    """Let the last question depend on an earlier one, by keyboard."""
    desk.get_by_role("button", name="Add a condition").press("Enter")
    asked = desk.get_by_label("Condition 1: question")
    expect(asked).to_be_focused()
    expect(asked.locator("option", has_text="Who else should come?")).to_have_count(0)
    follows(desk)
    asked.select_option("quality_overall")
    expect(desk.get_by_label("Condition 1: question")).to_be_focused()
    excellent = desk.get_by_role("checkbox", name="Excellent")
    expect(excellent).to_be_visible()
    follows(desk)
    excellent.press("Space")
    expect(phone.get_by_text("Solo si")).to_contain_text("“Excelente”")
    expect(excellent).to_be_checked()
    axe(desk)
    desk.get_by_role("button", name="Save the survey").click()
    expect(desk.get_by_role("status").first).to_contain_text("Saved.")
    desk.get_by_role("button", name="Add a group of conditions").press("Enter")
    expect(desk.get_by_label("Condition 2: question")).to_be_focused()
    more = desk.get_by_role("group", name="Group 2 of conditions").get_by_role("button")
    more.filter(has_text="Add another condition").press("Enter")
    expect(desk.get_by_label("Condition 3: question")).to_be_focused()
    axe(desk)
    for number in (3, 2, 1):
        desk.get_by_role("button", name=f"Remove condition {number}").press("Enter")
    expect(desk.get_by_text("Everybody who gets this form is asked.")).to_be_visible()


def move_about(desk: Page) -> None:
    """Move the last question by its button and by hand, and take that back."""
    up = desk.get_by_role("button", name="Move question 15 up")
    up.press("Enter")
    expect(desk.get_by_role("button", name="Move question 14 up")).to_be_focused()
    desk.locator('[data-index="13"]').drag_to(desk.locator('[data-index="11"]'))
    expect(desk.locator("#label-11")).to_contain_text("Who else should come?")
    desk.get_by_role("button", name="Undo: moving a question").click()
    expect(desk.locator("#label-13")).to_contain_text("Who else should come?")


def _is_in_the_phone(response: Response) -> bool:
    return "room.png" in response.url and response.frame.name == "survey-preview"


def draw_an_area(desk: Page, own: Path, axe: Callable[[Page], None]) -> None:
    """Ask for a place on a picture, and mark an area of it by hand."""
    made = BytesIO()
    Image.new("RGB", (400, 300), "white").save(made, "PNG")
    sent: FilePayload = {
        "name": "Room.png",
        "mimeType": "image/png",
        "buffer": made.getvalue(),
    }
    desk.goto(desk.url.replace("surveys/evaluation", "surveys/organization-polls"))
    desk.get_by_role("button", name="Add a question").click()
    kind = desk.get_by_label("Kind of question")
    expect(kind).to_be_visible()
    follows(desk)
    kind.select_option("point")
    desk.get_by_label("Or add one").set_input_files(sent)
    with desk.expect_response(_is_in_the_phone) as answer:
        desk.get_by_role("button", name="Add the picture").click()
    assert answer.value.status in (200, 304)
    assert (own / "surveys" / "pictures" / "room.png").is_file()
    desk.get_by_role("button", name="Add an area").click()
    corner = desk.locator(".survey-corner")
    corner.drag_to(desk.locator(".survey-map"))
    expect(desk.get_by_label("Area 1: Width")).not_to_have_value("20")
    expect(desk.locator("#undo-what")).to_have_text("Undo: what was typed")
    axe(desk)


def test_a_question_is_written_seen_mended_and_saved(
    desk: Page, server: Server, axe: Callable[[Page], None]
) -> None:
    make_own(desk, axe)

    phone = desk.frame_locator("#preview")
    last = desk.locator('[data-index="13"] .survey-open')
    last.focus()
    desk.keyboard.press("Enter")
    expect(phone.get_by_text("What should we improve?")).to_be_in_viewport()
    assert desk.evaluate("scrollY") == 0, "the phone moves, not the page"
    desk.get_by_role("button", name="Add a question").press("Enter")
    english = desk.get_by_role("textbox", name="Question: English", exact=True)
    expect(english).to_be_focused()
    desk.keyboard.type("Who else should come?")
    expect(phone.get_by_text("Who else should come?")).to_be_visible()
    expect(desk.locator("#label-14")).to_contain_text("Who else should come?")
    kind = desk.get_by_label("Kind of question")
    follows(desk)
    kind.select_option("matrix")
    expect(phone.get_by_text("Strongly disagree").first).to_be_visible()
    expect(kind).to_be_focused()
    axe(desk)
    kind.select_option("text")
    expect(phone.get_by_role("textbox", name="Who else should come?")).to_be_visible()
    expect(desk.get_by_label("Longest answer, in characters")).to_be_visible()

    desk.get_by_role("button", name="Save the survey").click()
    mistakes = desk.get_by_role("alert")
    expect(mistakes).to_be_focused()
    expect(mistakes).to_contain_text(
        "Question 15, Question, Spanish: The words are missing here."
    )
    axe(desk)
    mistakes.get_by_role("link", name="Question 15, Question, Spanish").press("Enter")
    spanish = desk.get_by_role("textbox", name="Question: Spanish", exact=True)
    expect(spanish).to_have_attribute("aria-invalid", "true")
    expect(spanish).to_be_focused()
    desk.keyboard.type("¿Quién más debería venir?")
    expect(desk.locator("[id='label.es-mistake']")).to_be_empty()
    expect(spanish).not_to_have_attribute("aria-invalid", "true")
    desk.get_by_role("link", name="Español").nth(1).click()
    expect(phone.get_by_text("¿Quién más debería venir?")).to_be_in_viewport()
    expect(phone.get_by_role("button")).to_have_count(0)

    own = server.data / "curriculum"
    assert len(read_survey(own, "evaluation").value.questions) == 14
    desk.get_by_role("button", name="Save the survey").click()
    expect(desk.get_by_role("status").first).to_contain_text("Saved.")
    asked = read_survey(own, "evaluation").value.questions[-1]
    assert (asked.name, asked.kind) == ("who_else_should_come", "text")
    assert asked.label.es == "¿Quién más debería venir?"
    assert check(own) == []

    make_conditional(desk, phone, axe)
    rule = read_survey(own, "evaluation").value.questions[-1].relevant
    assert rule == (Rule((Condition("quality_overall", "is", ("excellent",)),)),)

    move_about(desk)
    draw_an_area(desk, own, axe)
