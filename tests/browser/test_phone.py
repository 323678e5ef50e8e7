"""The phone in a real browser: every state, both languages, bad networks, no script."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from browsing import comes
from playwright.sync_api import Browser, BrowserContext, Page, expect
from running import Console, Held, Server

SMALL = {"width": 320, "height": 568}
SIZES = ((320, 568), (390, 844), (412, 915))
MIDDLE = 390
FIRST_LOAD = 60_000
Axe = Callable[[Page], None]


class Handset:
    """A phone with a browser of its own."""

    def __init__(
        self, chromium: Browser, session: Held, language: str, **options: Any
    ) -> None:
        settings = {"viewport": SMALL, "locale": f"{language}-US", **options}
        self.context: BrowserContext = chromium.new_context(**settings)
        self.page = self.context.new_page()
        self.session, self.language = session, language
        self.raised: list[str] = []
        self.page.on("pageerror", lambda error: self.raised.append(str(error)))
        self.page.on("console", self._note)

    def _note(self, said: Any) -> None:
        if "Content Security Policy" in said.text:
            self.raised.append(said.text)

    def to_sign_in(self) -> Page:
        """Scan the code, choose a language, read the note."""
        page, server = self.page, self.session.server
        page.goto(f"{server.url}/J/{self.session.code.lower()}")
        page.locator(f"main a[hreflang={self.language}]").click()
        page.locator("main a.button").click()
        return page

    def sign_in(self, name: str = "Ana Ruiz") -> Page:
        """Get as far as the waiting page."""
        page = self.page if self.page.url.endswith("sign-in") else self.to_sign_in()
        page.locator("#name").fill(name)
        page.locator("#sign-in button").click()
        page.wait_for_url(self.session.url())
        return page


Make = Callable[..., Handset]


@pytest.fixture
def handset(chromium: Browser, session: Held) -> Iterator[Make]:
    """Make phones whose scripts must raise nothing."""
    made: list[Handset] = []

    def make(language: str = "en", **options: Any) -> Handset:
        made.append(Handset(chromium, session, language, **options))
        return made[-1]

    yield make
    for phone in made:
        phone.context.close()
        assert phone.raised == []


@pytest.fixture
def trainer(session: Held) -> Iterator[Console]:
    """The console that leads."""
    console = session.console()
    yield console
    console.close()


def fits(page: Page) -> bool:
    """Whether nothing has to be scrolled sideways."""
    return bool(
        page.evaluate(
            "[document.documentElement, document.querySelector('main')]"
            ".every(e => e.scrollWidth <= e.clientWidth)"
        )
    )


def choose(page: Page, *places: int) -> None:
    """Tap choices and send them."""
    for place in places:
        page.locator(".choice").nth(place).click()
    page.locator("#now form button.button").click()


def back_from_dialog(page: Page) -> None:
    """Wait until the history has left the step of a closed dialog."""
    comes(page, lambda: page.evaluate("history.state") is None)


def to_the_form(page: Page, name: str = "evaluation") -> None:
    """Go to a form; until its script is there it is a form for pages without one."""
    page.locator(f"a[href$={name}]").click()
    page.wait_for_url(f"**/{name}")


both_languages = pytest.mark.parametrize("language", ["en", "es"])


@pytest.fixture
def check(axe: Axe) -> Axe:
    """Assert that a page fits phones of every size and that axe finds nothing on it.

    It is looked at on the largest and on the smallest, which it is left at.
    """

    def look(page: Page) -> None:
        for width, height in reversed(SIZES):
            page.set_viewport_size({"width": width, "height": height})
            comes(page, lambda: fits(page))
            if width != MIDDLE:
                axe(page)

    return look


@both_languages
def test_joining_fits_and_is_accessible(
    handset: Make, session: Held, check: Axe, language: str
) -> None:
    phone = handset(language)
    page = phone.page
    for path in ("/", "/?code=ZZZZZZ", f"/s/{session.code}", "/away"):
        page.goto(session.server.url + path)
        check(page)
    phone.to_sign_in()
    expect(page.locator("html")).to_have_attribute("lang", language)
    check(page)
    page.locator("#sign-in button").click()
    expect(page.locator("#name")).to_have_attribute("aria-invalid", "true")
    check(page)
    phone.sign_in()
    expect(page.locator("#now h1")).to_be_visible()
    check(page)
    for dialog in ("pause", "resources"):
        page.locator(f"a[data-dialog={dialog}]").click()
        expect(page.locator(f"dialog#{dialog}")).to_be_visible()
        check(page)
        page.keyboard.press("Escape")
    for _ in ("large", "largest"):
        page.locator("#text-size").click()
        check(page)
    page.locator("#leave").click()
    page.wait_for_url("**/away")
    check(page)


@both_languages
def test_what_is_on_fits_and_is_accessible(
    handset: Make, trainer: Console, check: Axe, language: str
) -> None:
    page = handset(language).sign_in()
    trainer.move("next")
    expect(page.locator(".slide h1")).to_be_visible()
    check(page)
    for poll in ("work_setting", "worth_following_up", "ready_to_ask"):
        trainer.move("open_poll", poll=poll)
        expect(page.locator(".choice").first).to_be_visible()
        choose(page, 1)
        expect(page.locator("[data-state=saved]")).to_be_visible()
        check(page)
        trainer.move("close_and_show", poll=poll)
        expect(page.locator(".results")).to_be_visible()
        check(page)
    trainer.move("open_poll", poll="first_step")
    expect(page.locator("textarea")).to_be_visible()
    check(page)
    trainer.move("calm")
    expect(page.locator(".quiet")).to_be_visible()
    check(page)


@both_languages
def test_the_end_fits_and_is_accessible(
    handset: Make, trainer: Console, session: Held, check: Axe, language: str
) -> None:
    page = handset(language).sign_in()
    trainer.move("sign_out")
    expect(page.locator(".tasks")).to_be_visible()
    check(page)
    page.goto(session.url("/evaluation"))
    check(page)
    page.locator(".pair input").first.check()
    page.locator("#survey button").click()
    page.wait_for_url(session.url())
    expect(page.locator(".tasks .state-saved")).to_be_visible()
    check(page)
    page.locator("#now form button").click()
    page.wait_for_url("**/me")
    check(page)
    trainer.move("finish")
    page.goto(session.url())
    check(page)


def test_a_phone_signs_in_answers_evaluates_and_signs_out(
    handset: Make, trainer: Console, session: Held
) -> None:
    page = handset().sign_in()
    expect(page.locator("#now h1")).to_have_text("You are in, Ana Ruiz")
    trainer.move("open_poll", poll="ready_to_ask")
    expect(page.locator("#now h1")).to_contain_text("My confidence")
    choose(page, 3)
    expect(page.locator("[data-state=saved]")).to_contain_text("Saved")
    trainer.wait("results", lambda r: r["counts"][3]["count"] == 1)
    choose(page, 4)
    told = trainer.wait("results", lambda r: r["counts"][4]["count"] == 1)
    assert told["answered"] == 1
    trainer.move("close_and_show", poll="ready_to_ask")
    expect(page.locator(".results")).to_have_text("1 answer. Shown from 5 answers on.")
    trainer.move("sign_out")
    to_the_form(page)
    page.locator("input[name='confidence_stop.before']").first.check()
    page.locator("input[name='confidence_stop.now']").last.check()
    page.locator("#survey button").click()
    page.wait_for_url(session.url())
    expect(page.locator(".tasks")).to_contain_text("Your evaluation is in.")
    page.locator("#now form button").click()
    expect(page.locator("main h1")).to_have_text("You are signed out. Thank you.")
    expect(page.locator(".times")).to_contain_text("Handed in")
    trainer.wait("count", lambda c: (c["signed_in"], c["evaluated"]) == (1, 1))


def test_an_answer_waits_for_the_network_and_is_saved_when_it_is_back(
    handset: Make, trainer: Console
) -> None:
    phone = handset()
    page = phone.sign_in()
    trainer.move("open_poll", poll="work_setting")
    expect(page.locator(".choice").first).to_be_visible()
    phone.context.set_offline(offline=True)
    choose(page, 2)
    expect(page.locator("[data-state=waiting]")).to_contain_text(
        "Waiting for the network"
    )
    expect(page.locator(".network")).to_be_visible()
    phone.context.set_offline(offline=False)
    expect(page.locator("[data-state=saved]")).to_be_visible(timeout=15_000)
    trainer.wait("results", lambda r: r["counts"][2]["count"] == 1)


def test_an_unsent_answer_survives_closing_the_page(
    handset: Make, trainer: Console, session: Held
) -> None:
    phone = handset()
    page = phone.sign_in()
    trainer.move("open_poll", poll="work_setting")
    expect(page.locator(".choice").first).to_be_visible()
    phone.context.set_offline(offline=True)
    choose(page, 2)
    expect(page.locator("[data-state=waiting]")).to_be_visible()
    page.close()
    phone.context.set_offline(offline=False)
    again = phone.context.new_page()
    again.goto(session.url())
    expect(again.locator("[data-state=saved]")).to_be_visible(timeout=15_000)
    trainer.wait("results", lambda r: r["counts"][2]["count"] == 1)


def test_a_refreshed_phone_shows_its_saved_answer(
    handset: Make, trainer: Console
) -> None:
    page = handset().sign_in()
    trainer.move("open_poll", poll="first_step")
    page.locator("textarea").fill("Call the protocol lead")
    expect(page.locator(".counter")).to_contain_text("118 left")
    page.locator("#now form button.button").click()
    expect(page.locator("[data-state=saved]")).to_be_visible()
    page.reload()
    expect(page.locator("textarea")).to_have_value("Call the protocol lead")
    expect(page.locator("[data-state=saved]")).to_be_visible()


def test_a_phone_comes_back_after_the_server_was_killed(
    handset: Make, trainer: Console, session: Held
) -> None:
    page = handset().sign_in()
    trainer.move("open_poll", poll="work_setting")
    choose(page, 0)
    expect(page.locator("[data-state=saved]")).to_be_visible()
    session.server.kill()
    choose(page, 1)
    expect(page.locator("[data-state=waiting]")).to_be_visible()
    session.server.start()
    expect(page.locator("[data-state=saved]")).to_be_visible(timeout=20_000)
    expect(page.locator(".choice input").nth(1)).to_be_checked()


def test_a_half_filled_evaluation_is_kept_until_it_is_sent(
    handset: Make, trainer: Console, session: Held
) -> None:
    page = handset().sign_in()
    trainer.move("evaluation", open=True)
    page.goto(session.url("/evaluation"))
    page.locator("input[name='confidence_ask.now']").nth(3).check()
    page.locator("textarea[name=improve]").fill("More time to practise")
    page.reload()
    expect(page.locator("input[name='confidence_ask.now']").nth(3)).to_be_checked()
    expect(page.locator("textarea[name=improve]")).to_have_value(
        "More time to practise"
    )
    expect(page.locator("#survey-status")).to_contain_text("2 answers so far")


def test_a_form_sent_before_its_script_came_counts_and_leads_back(
    handset: Make, trainer: Console, session: Held
) -> None:
    page = handset().sign_in()
    trainer.move("evaluation", open=True)
    page.goto(session.url("/evaluation"))
    page.locator("textarea[name=improve]").fill("More time")
    page.evaluate("document.getElementById('survey').submit()")
    expect(page.locator("#ticket")).to_be_visible()
    trainer.move("open_poll", poll="work_setting")
    page.locator("#call").get_by_role("link", name="Go to the question").click()
    expect(page.locator(".choice").first).to_be_visible()
    trainer.wait("count", lambda c: c["evaluated"] == 1)


def test_leaving_shows_a_neutral_page_even_without_a_network(
    handset: Make, session: Held
) -> None:
    phone = handset()
    page = phone.sign_in()
    phone.context.set_offline(offline=True)
    page.locator("#leave").click()
    page.wait_for_url(f"{session.server.url}/away")
    assert "County Health" not in page.content()
    expect(page.locator("h1")).to_be_visible()


def test_who_leaves_or_closes_a_form_counts_as_there_no_more(
    handset: Make, trainer: Console, session: Held
) -> None:
    def there(number: int) -> None:
        trainer.wait("count", lambda count: count["connected"] == number)

    page = handset().sign_in()
    trainer.move("evaluation", open=True)
    there(1)
    page.goto(session.url("/evaluation"))
    expect(page.locator("#survey")).to_be_visible()
    page.goto("about:blank")
    there(0)
    page.goto(session.url("/evaluation"))
    there(1)
    page.locator("#leave").click()
    page.wait_for_url(f"{session.server.url}/away")
    there(0)


def test_new_things_are_said_and_focus_follows_what_is_gone(
    handset: Make, trainer: Console
) -> None:
    page = handset().sign_in()
    trainer.move("open_poll", poll="work_setting")
    expect(page.locator("#said")).to_contain_text("New question: Where do you do most")
    choose(page, 0)
    expect(page.locator("[data-state=saved]")).to_be_visible()
    trainer.move("close_poll", poll="work_setting")
    expect(page.locator("#now h1")).to_be_focused()


def test_the_page_can_be_used_by_keyboard_alone(
    handset: Make, trainer: Console
) -> None:
    page = handset().sign_in()
    trainer.move("open_poll", poll="work_setting")
    page.locator(".choice input").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("[data-state=saved]")).to_be_visible()
    trainer.wait("results", lambda r: r["counts"][1]["count"] == 1)


def test_a_whole_session_works_without_javascript(
    handset: Make, trainer: Console
) -> None:
    page = handset(java_script_enabled=False).to_sign_in()
    page.locator("#name").fill("Bo Chen")
    page.locator("#email").fill("bo@nowhere")
    page.locator("#sign-in button").click()
    expect(page.locator("#wrong")).to_contain_text("email address is not complete")
    expect(page.locator("#email")).to_be_focused()
    expect(page.locator("#name")).to_have_value("Bo Chen")
    page.locator("#email").fill("bo@example.org")
    page.locator("#sign-in button").click()
    expect(page.locator("main h1")).to_have_text("You are signed in")
    whose = page.frame_locator("iframe[title='Whose phone this is']")
    expect(whose.locator("p")).to_have_text("Bo Chen")
    for poll, places in (("work_setting", (1,)), ("worth_following_up", (0, 2))):
        trainer.move("open_poll", poll=poll)
        page.locator(".without-script a").click()
        expect(page.locator(".choice-mark").nth(2)).to_have_text("C")
        assert page.locator(".choice-mark").all_inner_texts()[:3] == ["A", "B", "C"]
        choose(page, *places)
        expect(page.locator(".state-saved")).to_contain_text("Saved.")
    trainer.wait(
        "results", lambda r: [c["count"] for c in r["counts"]] == [1, 0, 1, 0, 0]
    )
    page.locator(".choice").nth(0).click()
    page.locator("#now form button.button").click()
    trainer.wait(
        "results", lambda r: [c["count"] for c in r["counts"]] == [0, 0, 1, 0, 0]
    )
    trainer.move("open_poll", poll="first_step")
    page.locator(".without-script a").click()
    page.locator("textarea").fill("Learn the hotline number")
    page.locator("#now form button.button").click()
    trainer.wait("results", lambda r: r["answered"] == 1)
    trainer.move("close_poll", poll="first_step")
    trainer.move("sign_out")
    page.locator(".without-script a").click()
    page.locator("a[href$=evaluation]").click()
    page.locator("input[name='confidence_stop.now']").first.check()
    page.locator("#survey button").click()
    page.locator("#ticket button").click()
    expect(page.locator(".times")).to_contain_text("Handed in")
    page.locator("form[action$=sign-out] button").click()
    expect(page.locator("main h1")).to_have_text("You are signed out. Thank you.")
    trainer.wait("count", lambda c: (c["signed_in"], c["evaluated"]) == (1, 1))


@pytest.mark.parametrize("scripts", [True, False])
def test_whoever_must_leave_early_signs_out_and_comes_back(
    handset: Make, trainer: Console, check: Axe, *, scripts: bool
) -> None:
    page = handset(java_script_enabled=scripts).to_sign_in()
    page.locator("#name").fill("Ana Ruiz")
    page.locator("#sign-in button").click()
    page.locator("#now a", has_text="I have to leave now").click()
    expect(page.locator("h2")).to_contain_text(["Do you have to leave now?"])
    page.locator("form[action$=sign-out] button").click()
    expect(page.locator("main h1")).to_have_text("You are signed out. Thank you.")
    trainer.wait("count", lambda c: (c["signed_in"], c["inside"]) == (1, 0))
    if scripts:
        check(page)
    page.locator("main a.button-quiet").click()
    expect(page.locator("#now h1")).to_have_text("You are signed out")
    if scripts:
        check(page)
    page.locator("#now button", has_text="I am back").click()
    expect(page.locator("#now h1")).to_contain_text("You are")
    trainer.wait("count", lambda c: c["inside"] == 1)
    expect(page.locator("#now a", has_text="I have to leave now")).to_be_visible()


def test_leaving_early_is_within_reach_of_a_form(
    handset: Make, trainer: Console, session: Held
) -> None:
    page = handset().sign_in()
    trainer.move("evaluation", open=True)
    page.goto(session.url("/evaluation"))
    page.locator("a[data-dialog=pause]").click()
    page.locator("dialog#pause a", has_text="I have to leave now").click()
    page.wait_for_url(session.url("/me"))
    expect(page.locator("form[action$=sign-out] button")).to_have_text("Sign out now")


def test_back_closes_a_dialog_and_stays_on_the_form(
    handset: Make, trainer: Console, session: Held
) -> None:
    page = handset().sign_in()
    trainer.move("evaluation", open=True)
    page.goto(session.url("/evaluation"))
    page.locator("textarea[name=improve]").fill("More time")
    for dialog in ("pause", "resources"):
        link, shown = page.locator(f"a[data-dialog={dialog}]"), page.locator("dialog")
        link.click()
        expect(page.locator(f"dialog#{dialog}")).to_be_visible()
        page.go_back()
        expect(shown.locator("visible=true")).to_have_count(0)
        expect(link).to_be_focused()
        link.click()
        page.locator(f"dialog#{dialog} form[method=dialog] button").click()
        back_from_dialog(page)
        expect(page.locator(f"dialog#{dialog}")).to_be_hidden()
    assert page.url == session.url("/evaluation")
    expect(page.locator("textarea[name=improve]")).to_have_value("More time")
    page.go_back()
    page.wait_for_url(session.url())


def test_steps_of_the_history_do_not_bring_a_left_page_back(
    handset: Make, session: Held
) -> None:
    page = handset().sign_in()
    page.locator("a[data-dialog=pause]").click()
    page.keyboard.press("Escape")
    back_from_dialog(page)
    page.locator("#leave").click()
    page.wait_for_url(f"{session.server.url}/away")
    page.evaluate("history.forward()")
    page.wait_for_timeout(300)
    assert page.url == f"{session.server.url}/away"


def test_the_button_is_there_only_while_there_is_something_to_send(
    handset: Make, trainer: Console
) -> None:
    page = handset().sign_in()
    trainer.move("open_poll", poll="work_setting")
    button = page.locator("#now form button.button")
    expect(button).to_have_text("Send answer")
    choose(page, 0)
    expect(page.locator("[data-state=saved]")).to_contain_text("You can change")
    expect(button).to_have_count(0)
    expect(page.locator(".sent-state")).to_be_focused()
    page.locator(".choice").nth(1).click()
    expect(button).to_have_text("Change answer")
    page.locator(".choice").nth(0).click()
    expect(button).to_have_count(0)


@both_languages
def test_a_sent_action_plan_is_changed_and_sent_again(
    chromium: Browser, server: Server, check: Axe, language: str
) -> None:
    held = server.create_session("organization")
    trainer = held.console()
    phone = Handset(chromium, held, language)
    page = phone.sign_in()
    trainer.move("worksheet", open=True)
    title = {"en": "Action plan", "es": "Plan de acción"}[language]
    task = page.locator(".tasks a")
    expect(task).to_contain_text(title)
    task.click()
    page.wait_for_url("**/worksheet")
    page.locator("#f-table_name").fill("Table 4")
    page.locator("#f-outreach_action").fill("Call the school")
    page.locator("#survey button").click()
    # It leads to where the session goes on, and says there that it is in.
    thanks = page.locator(".thanks")
    expect(thanks).to_contain_text(title)
    expect(page).to_have_url(held.url())
    check(page)
    thanks.locator("a").click()
    expect(page.locator("#sent-before")).to_be_visible()
    page.wait_for_load_state()
    expect(page.locator("#survey-status")).to_be_hidden()
    check(page)
    expect(page.locator("#f-table_name")).to_have_value("Table 4")
    page.locator("#f-outreach_action").fill("")
    page.locator("#f-protocols_action").fill("Write it down")
    page.reload()
    expect(page.locator("#f-outreach_action")).to_have_value("")
    page.locator("#survey button").click()
    expect(thanks).to_be_visible()
    expect(page).to_have_url(held.url())
    page.reload()
    expect(task).to_be_visible()
    expect(thanks).to_have_count(0)
    page.goto(held.url("/worksheet"))
    expect(page.locator("#f-outreach_action")).to_have_value("")
    expect(page.locator("#f-protocols_action")).to_have_value("Write it down")
    trainer.close()
    phone.context.close()
    assert phone.raised == []


def test_all_that_is_wrong_is_marked_and_the_first_has_the_focus(
    handset: Make, check: Axe
) -> None:
    page = handset().to_sign_in()
    page.locator("#name").fill("   ")
    page.locator("#email").fill("ana@nowhere")
    page.locator("#sign-in button").click()
    expect(page.locator("#name")).to_be_focused()
    expect(page.locator("#wrong-name")).to_have_text("Please write your name.")
    expect(page.locator("#wrong-email")).to_contain_text("is not complete")
    check(page)
    page.locator("#name").fill("Ana")
    page.locator("#sign-in button").click()
    expect(page.locator("#email")).to_be_focused()
    expect(page.locator("#wrong-name")).to_have_count(0)


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_first_load_is_small(handset: Make, session: Held, language: str) -> None:
    phone = handset(language)
    phone.sign_in()
    fresh = phone.context.new_page()
    wire = phone.context.new_cdp_session(fresh)
    wire.send("Network.enable")
    wire.send("Network.setCacheDisabled", {"cacheDisabled": True})
    sizes: list[float] = []
    wire.on(
        "Network.loadingFinished",
        lambda event: sizes.append(event["encodedDataLength"]),
    )
    fresh.goto(session.url())
    expect(fresh.locator("#now h1")).to_contain_text("Ana Ruiz")
    comes(fresh, lambda: len(sizes) > 10)
    fresh.wait_for_load_state("networkidle")
    assert sum(sizes) <= FIRST_LOAD
