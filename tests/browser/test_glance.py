"""The evaluation on one page: the workbook's figures, on the screen and on paper."""

import csv
import io
import zipfile
from collections.abc import Callable, Iterator

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, expect
from running import Held, Server

PAPERS = ("Letter", "A4")
# What is right in the short form, and the confidence after the session.
KNOWN = {
    "law_under_18": "age",
    "moved_elsewhere": "not_needed",
    "one_sign": "pattern",
    "trauma_principle": "choice",
    "protocol_part": "follow_up",
}
SURE = {"sure_to_identify": "high", "sure_to_respond": "very_high"}


def evaluate(session: Held, number: int) -> None:
    """Have so many phones hand all forms in, a step higher now than before."""
    agreed = (
        *(f"objective_{name}" for name in ("stop", "observe", "ask", "respond")),
        *("balanced", "felt_safe", "language_needs_met"),
    )
    answers = {
        "confidence_stop": {"before": "low", "now": "high"},
        "confidence_observe": {"before": "low", "now": "very_high"},
        "confidence_ask": {"before": "moderate", "now": "moderate"},
        "quality_overall": "good",
        **dict.fromkeys(agreed, "agree"),
    }
    wrong = dict.fromkeys(KNOWN, "not_sure") | dict.fromkeys(SURE, "low")
    forms = {"pre": wrong, "post": KNOWN | SURE, "evaluation": answers}
    for _ in range(number):
        web = session.phone().web
        for name, given in forms.items():
            sent = web.post(
                session.url(f"/{name}"),
                json={"answers": given},
                headers={"Accept": "application/json"},
            )
            assert sent.ok, sent.text


def summary(session: Held) -> dict[str, dict[str, str]]:
    """Return the workbook's summary by variable, as its .csv has it."""
    there = f"{session.server.url}/desk/sessions/{session.id}/evaluation-csv.zip"
    with zipfile.ZipFile(
        io.BytesIO(session.server.trainer.get(there).content)
    ) as archive:
        table = archive.read("summary.csv").decode("utf-8-sig")
    return {row["Variable"]: row for row in csv.DictReader(io.StringIO(table))}


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


def test_the_page_shows_the_figures_of_the_workbook_on_one_sheet(
    desk: Page, session: Held, axe: Callable[[Page], None]
) -> None:
    console = session.console()
    for form in ("pre", "post", "evaluation"):
        console.move(form, open=True)
    console.close()
    there = f"{session.server.url}/desk/sessions/{session.id}/glance"
    evaluate(session, 4)
    desk.goto(there)
    expect(desk.get_by_text("fewer than 5 people answered")).to_be_visible()
    expect(desk.locator("table")).to_have_count(0)

    evaluate(session, 2)
    desk.goto(there)

    figures = summary(session)
    row = desk.get_by_role("row", name="Stop: my confidence")
    before, now = (figures[f"confidence_stop_{half}"] for half in ("before", "now"))
    expect(row.get_by_role("cell").nth(1)).to_have_text(f"{float(before['Mean']):.2f}")
    expect(row.get_by_role("cell").nth(2)).to_have_text(f"{float(now['Mean']):.2f}")
    expect(row.get_by_role("cell").nth(4)).to_have_text("0.031")
    expect(row.locator("svg desc")).to_have_text(
        "On a scale from 1 to 5 the mean was 2.00 before and is 4.00 now."
    )
    still = desk.get_by_role("row", name="Ask: my confidence")
    expect(still.get_by_role("cell").nth(4)).to_have_text("too few")
    learned = desk.get_by_role("row", name="You notice one sign")
    expect(learned.get_by_role("cell").nth(1)).to_have_text("0%")
    expect(learned.get_by_role("cell").nth(2)).to_have_text("100%")
    quality = desk.get_by_role("row", name="The quality of the session")
    low, high = (float(figures["quality_overall"][f"95% {e}"]) for e in ("low", "high"))
    expect(quality).to_contain_text(f"{low * 100:.0f}–{high * 100:.0f}%")
    axe(desk)

    desk.get_by_text("All answers as a table").click()
    counted = desk.locator(".glance-all").get_by_role("row", name="The quality")
    expect(counted.get_by_role("cell").nth(2)).to_have_text("6")
    for language in ("en", "es"):
        desk.goto(f"{there}?lang={language}")
        for paper in PAPERS:
            printed = pypdfium2.PdfDocument(desk.pdf(format=paper))
            words = printed[0].get_textpage().get_text_bounded()
            assert len(printed) == 1, (language, paper)
            assert {"en": "Print this page", "es": "Imprimir"}[language] not in words
