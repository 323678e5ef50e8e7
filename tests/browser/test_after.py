"""What is done after a session, in a browser and by keyboard: settled, then erased."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from running import Held, Server

NAMES = ("Ana Ruiz", "Bo Chen", "Carmen Díaz", "Dana Lee", "Elena Peña")


@pytest.fixture
def desk(chromium: Browser, server: Server) -> Iterator[Page]:
    """The trainer's window, let in, whose scripts raise nothing."""
    context = chromium.new_context(
        viewport={"width": 1366, "height": 768}, locale="en-US"
    )
    page = context.new_page()
    raised: list[str] = []
    page.on("pageerror", lambda error: raised.append(str(error)))
    page.goto(server.desk_url)
    yield page
    context.close()
    assert raised == []


@pytest.fixture
def ended(session: Held) -> Held:
    """A session that nobody signed out of; they had come at nine, long ago."""
    trainer, people = session.server.trainer, f"/desk/sessions/{session.id}/people"
    for name in NAMES:
        assert session.phone().post("/me/sign-in", name=name).ok
    console = session.console()
    console.move("agenda", item="welcome")
    console.move("finish")
    console.close()
    there = f"{session.server.url}{people}"
    for who in re.findall(rf'{people}/([0-9a-f]{{32}})"', trainer.get(there).text):
        log = trainer.get(f"{there}/{who}").text
        line = re.search(r'<th scope="row">(\d+)</th>', log)
        assert line
        given = {"kind": "in", "supersedes": line[1], "date": "2020-01-01"}
        data = {**given, "time": "09:00", "reason": "Signed on paper"}
        assert trainer.post(f"{there}/{who}", data=data).ok
    return session


def settle_one_by_one(desk: Page) -> None:
    """By keyboard: the field is empty, and the next person has the focus."""
    first = desk.locator(".settle-row", has_text="Ana Ruiz").get_by_label("Went out at")
    expect(first).to_have_value("")
    first.focus()
    desk.keyboard.type("1030AM")
    reason = desk.locator(".settle-row", has_text="Ana Ruiz").get_by_label("Reason")
    reason.focus()
    desk.keyboard.type("Told me")
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("status")).to_contain_text("One record has a new line")
    desk.wait_for_load_state()
    following = desk.locator(".settle-row", has_text="Bo Chen")
    expect(following.get_by_label("Went out at")).to_be_focused()

    # The button fills the field and goes on to the reason; alone it writes nothing.
    following.get_by_role("button", name="When the session finished").press("Enter")
    expect(following.get_by_label("Went out at")).not_to_have_value("")
    expect(following.get_by_label("Reason")).to_be_focused()
    following.get_by_label("Reason").fill("Nobody saw Bo leave")
    following.get_by_role("button", name="Leave incomplete").press("Enter")
    expect(desk.get_by_role("status")).to_contain_text("One record stays incomplete")


def settle_many(desk: Page) -> None:
    """All at once, but for one of whom it is not so."""
    desk.get_by_label("Check all 3 who did not sign out").check()
    desk.locator(".settle-row", has_text="Dana Lee").get_by_role("checkbox").uncheck()
    many = desk.locator("#many")
    expect(many.get_by_role("button", name="Settle those checked")).to_contain_text(
        "(2)"
    )
    many.get_by_label("Went out at").fill("11:30")
    many.get_by_label("Reason").fill("Seen until the end")
    many.get_by_label("Reason").press("Enter")
    expect(desk.get_by_role("status")).to_contain_text("2 records have a new line")
    last = desk.locator(".settle-row")
    expect(last).to_have_count(1)
    last.get_by_label("Went out at").fill("08:00")
    last.get_by_label("Reason").fill("Left early")
    last.get_by_label("Reason").press("Enter")
    expect(desk.get_by_role("alert")).to_contain_text("Dana Lee: with this time")
    expect(last.get_by_label("Reason")).to_have_value("Left early")
    last.get_by_label("Went out at").fill("09:40")
    last.get_by_label("Reason").press("Enter")
    expect(desk.get_by_text("Every record is whole or was settled.")).to_be_visible()
    settled = desk.locator(".settled-table")
    expect(settled).to_contain_text("Seen until the end")
    expect(settled).to_contain_text("Nobody saw Bo leave")


def put_a_time_right(desk: Page, axe: Callable[[Page], None]) -> None:
    desk.get_by_role("link", name="Times of the parts").click()
    part = desk.locator(".time-row", has_text="Welcome")
    part.get_by_label("Really at").fill("00:00")
    part.get_by_label("Reason").fill("Marked late")
    part.get_by_label("Reason").press("Enter")
    expect(part).to_contain_text("12:00 AM: Marked late")
    axe(desk)
    desk.get_by_role("link", name="To the provider").click()
    axe(desk)


def erase_the_names(desk: Page, ended: Held, axe: Callable[[Page], None]) -> None:
    desk.get_by_role("link", name="Erase", exact=True).click()
    axe(desk)
    desk.get_by_role("link", name=re.compile("Look and erase.*Names")).click()
    expect(desk.locator(".purge-goes")).to_contain_text("People who came5")
    desk.get_by_role("link", name="Español").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text(
        "Borrar los nombres de las personas"
    )
    axe(desk)
    desk.get_by_role("link", name="English").click()
    code = desk.get_by_label("Type the session's code to confirm")
    code.fill("WRONG")
    code.press("Enter")
    expect(desk.get_by_role("alert")).to_contain_text("Nothing was erased.")
    code.fill(ended.code.lower())
    code.press("Enter")
    expect(desk.get_by_role("status")).to_contain_text("Erased.")
    with desk.expect_download() as receipt:
        desk.get_by_role("link", name="Receipt (.txt)").click()
    text = receipt.value.path().read_text(encoding="utf-8")
    assert "People who came: 5" in text
    assert not [name for name in NAMES if name in text]
    axe(desk)
    desk.goto(f"{ended.server.url}/desk/sessions/{ended.id}/people")
    expect(desk.get_by_text("Nobody here.")).to_be_visible()


def test_records_are_settled_and_then_the_names_are_erased(
    desk: Page, ended: Held, axe: Callable[[Page], None]
) -> None:
    desk.goto(f"{ended.server.url}/desk/sessions/{ended.id}")
    to_do = desk.locator(".to-dos")
    expect(to_do).to_contain_text("5 records are not whole.")
    expect(to_do).to_contain_text("5 parts have no time yet.")
    to_do.get_by_role("link", name="To settle").click()
    axe(desk)
    settle_one_by_one(desk)
    settle_many(desk)
    axe(desk)
    put_a_time_right(desk, axe)
    erase_the_names(desk, ended, axe)
