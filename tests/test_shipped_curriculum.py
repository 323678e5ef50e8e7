"""The curriculum that comes with the program."""

import re
from datetime import date
from itertools import pairwise

import pytest

from facilitator.domain.plan import SIGN_IN_FIELDS
from facilitator.domain.text import LANGUAGES, Text
from facilitator.library.check import check
from facilitator.library.curriculum import (
    DATA_FOLDERS,
    Curriculum,
    load,
    plans,
    shipped_folder,
)
from facilitator.library.resources import resources

PLANS = ("conference-2h", "organization")
MARK = {
    "en": "Starter curriculum, not an official HHS product",
    "es": "Currículo inicial; no es un producto oficial del HHS",
}


@pytest.fixture(params=PLANS)
def shipped(request: pytest.FixtureRequest) -> Curriculum:
    return load(shipped_folder(), request.param)


def test_proofreading_finds_nothing() -> None:
    assert check(shipped_folder()) == []


def test_every_plan_is_listed_and_opens() -> None:
    listed = [
        (p.name, p.minutes, p.creditable_minutes, p.opens)
        for p in plans(shipped_folder())
    ]
    assert listed == [
        ("conference-2h", 130, 120, True),
        ("organization", 210, 180, True),
    ]


def test_the_conference_agenda_has_120_creditable_minutes() -> None:
    agenda = load(shipped_folder(), "conference-2h").plan.agenda
    assert [(i.name, i.minutes, i.creditable) for i in agenda] == [
        ("welcome", 8, True),
        ("stop", 25, True),
        ("observe", 25, True),
        ("ask", 32, True),
        ("respond", 30, True),
        ("wrap_up", 10, False),
    ]


def test_the_half_day_has_two_blocks_around_a_break() -> None:
    agenda = load(shipped_folder(), "organization").plan.agenda
    assert [i.name for i in agenda if not i.creditable] == ["break", "wrap_up"]
    assert [i.name for i in agenda].index("break") == 5


def test_the_four_steps_are_the_objectives(shipped: Curriculum) -> None:
    names = [objective.name for objective in shipped.plan.objectives]
    assert names[:4] == ["stop", "observe", "ask", "respond"]
    assert shipped.plan.sign_in == SIGN_IN_FIELDS


def test_the_conference_has_six_polls_of_every_kind_in_the_order_of_the_slides() -> (
    None
):
    held = load(shipped_folder(), "conference-2h")
    asked = [(q.name, q.kind) for q in held.polls.questions]
    assert asked == [
        ("work_setting", "single"),
        ("under_18", "single"),
        ("worth_following_up", "multiple"),
        ("ready_to_ask", "confidence"),
        ("workplace_ready", "agreement"),
        ("first_step", "text"),
    ]


def test_every_poll_is_placed_once(shipped: Curriculum) -> None:
    placed = [name for slide in shipped.deck.slides for name in slide.polls]
    assert placed == [question.name for question in shipped.polls.questions]


def test_the_slides_open_the_agenda_items_in_order(shipped: Curriculum) -> None:
    opened = [s.agenda_item for s in shipped.deck.slides if s.agenda_item]
    assert opened == [item.name for item in shipped.plan.agenda]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_times_in_the_notes_add_up_to_the_agenda(
    shipped: Curriculum, language: str
) -> None:
    told: dict[str, int] = {}
    item = ""
    for slide in shipped.deck.slides:
        item = slide.agenda_item or item
        found = re.match(r"(?:Time|Tiempo): (\d+) minut", slide.text(language).notes)
        assert found, slide.text(language).title
        told[item] = told.get(item, 0) + int(found[1])
    assert told == {item.name: item.minutes for item in shipped.plan.agenda}


def test_both_languages_of_a_slide_are_built_alike(shipped: Curriculum) -> None:
    for slide in shipped.deck.slides:
        english, spanish = slide.texts
        assert (english.language, spanish.language) == LANGUAGES
        assert [(b.kind, b.level, len(b.rows)) for b in english.blocks] == [
            (b.kind, b.level, len(b.rows)) for b in spanish.blocks
        ]
        assert english.title != spanish.title


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_and_last_slide_say_that_it_is_a_starter(
    shipped: Curriculum, language: str
) -> None:
    for slide in (shipped.deck.slides[0], shipped.deck.slides[-1]):
        assert slide.text(language).blocks[-1].text == MARK[language]
    assert MARK[language] in shipped.plan.summary[language]


def test_titles_are_unique(shipped: Curriculum) -> None:
    for language in LANGUAGES:
        titles = [slide.text(language).title for slide in shipped.deck.slides]
        assert len(set(titles)) == len(titles)


def test_slides_carry_no_telephone_numbers_and_claim_no_accreditation(
    shipped: Curriculum,
) -> None:
    for slide in shipped.deck.slides:
        for text in slide.texts:
            said = f"{text} ".lower()
            assert not re.search(r"888|233733|\b988\b|\b911\b|accredit|acredita", said)


def test_the_evaluation_pairs_confidence_on_the_four_steps(
    shipped: Curriculum,
) -> None:
    pairs = [q for q in shipped.evaluation.questions if q.retrospective]
    assert [(q.name, q.kind, q.objective) for q in pairs] == [
        ("confidence_stop", "confidence", "stop"),
        ("confidence_observe", "confidence", "observe"),
        ("confidence_ask", "confidence", "ask"),
        ("confidence_respond", "confidence", "respond"),
    ]


def test_the_evaluation_asks_for_all_the_rest_and_lets_all_be_skipped() -> None:
    asked = load(shipped_folder(), "conference-2h").evaluation.questions
    assert [(q.name, q.kind) for q in asked[4:]] == [
        ("objective_stop", "agreement"),
        ("objective_observe", "agreement"),
        ("objective_ask", "agreement"),
        ("objective_respond", "agreement"),
        ("quality_overall", "quality"),
        ("balanced", "agreement"),
        ("felt_safe", "agreement"),
        ("language_needs_met", "agreement"),
        ("commitment", "text"),
        ("improve", "text"),
    ]
    assert not any(question.required for question in asked)
    assert all(question.section != Text() for question in asked)


def test_the_forms_before_and_after_ask_the_same_with_the_same_key(
    shipped: Curriculum,
) -> None:
    before, after = shipped.pre, shipped.post
    assert before
    assert after
    assert before.questions == after.questions
    right = {
        q.name: (q.objective, [o.name for o in q.options if o.right])
        for q in after.questions
        if q.options
    }
    assert right == {
        "law_under_18": ("stop", ["age"]),
        "moved_elsewhere": ("stop", ["not_needed"]),
        "one_sign": ("observe", ["pattern"]),
        "trauma_principle": ("ask", ["choice"]),
        "protocol_part": ("respond", ["follow_up"]),
    }
    assert [q.name for q in after.questions if q.kind == "confidence"] == [
        "sure_to_identify",
        "sure_to_respond",
    ]


def test_the_forms_before_and_after_press_nobody_for_an_answer(
    shipped: Curriculum,
) -> None:
    for form in (shipped.pre, shipped.post):
        assert form
        assert not any(q.required for q in form.questions)
        assert all(q.decline for q in form.questions)
        chosen = [q for q in form.questions if q.options]
        assert all(q.options[-1].name == "not_sure" for q in chosen)
        assert "not an official HHS product" in form.intro["en"]
        assert "no es un producto oficial del HHS" in form.intro["es"]


def test_no_right_answer_can_be_told_by_its_place_or_its_length(
    shipped: Curriculum,
) -> None:
    assert shipped.post
    asked = [q for q in shipped.post.questions if q.options]
    places = [[o.right for o in q.options].index(True) for q in asked]
    assert max(map(places.count, places)) < len(places) // 2 + 1
    for language in LANGUAGES:
        longest = [max(q.options, key=lambda o: len(o.label[language])) for q in asked]
        assert sum(o.right for o in longest) < len(asked) // 2 + 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_notes_say_when_the_forms_before_and_after_are_opened(
    shipped: Curriculum, language: str
) -> None:
    assert shipped.pre
    assert shipped.post
    slides = shipped.deck.slides
    for slide, form in ((slides[0], shipped.pre), (slides[-1], shipped.post)):
        assert f'"{form.title[language]}"' in slide.text(language).notes


def test_the_action_plan_asks_five_things_about_three_areas() -> None:
    worksheet = load(shipped_folder(), "organization").worksheet
    assert worksheet is not None
    assert [q.name for q in worksheet.questions] == [
        "table_name",
        *(
            f"{area}_{part}"
            for area in ("service_delivery", "protocols", "outreach")
            for part in ("now", "gap", "action", "owner", "due")
        ),
    ]
    assert {q.name for q in worksheet.questions if q.kind == "date"} == {
        "service_delivery_due",
        "protocols_due",
        "outreach_due",
    }


def test_a_question_shared_by_two_plans_is_the_same_in_both() -> None:
    first, second = (load(shipped_folder(), plan).polls for plan in PLANS)
    shared = {q.name for q in first.questions} & {q.name for q in second.questions}
    assert shared == {"under_18", "ready_to_ask", "first_step"}
    assert first.question("under_18") == second.question("under_18")
    assert first.question("ready_to_ask") == second.question("ready_to_ask")


def test_resources_are_dated_and_name_no_operator() -> None:
    card = resources(shipped_folder())
    assert [(r.number, r.way, r.dialled) for r in card] == [
        ("911", "call", "911"),
        ("1-888-373-7888", "call", "18883737888"),
        ("233733", "text", "233733"),
        ("988", "call", "988"),
    ]
    assert {r.verified_on for r in card} == {date(2025, 8, 31)}
    assert "polaris" not in str(card).lower()


def test_every_data_folder_explains_itself() -> None:
    for name in DATA_FOLDERS:
        text = (shipped_folder() / name / "README.md").read_text(encoding="utf-8")
        assert "**Who edits it:**" in text
        assert "**What reads it:**" in text
        assert "facilitator check" in text


def test_the_spanish_has_its_opening_marks(shipped: Curriculum) -> None:
    said = [t for s in shipped.deck.slides for t in s.texts if t.language == "es"]
    for text in said:
        for words in (text.title, text.notes, *(b.text for b in text.blocks)):
            assert words.count("¿") == words.count("?"), words
            assert words.count("¡") == words.count("!"), words


def test_agenda_items_come_one_after_another(shipped: Curriculum) -> None:
    order = [item.name for item in shipped.plan.agenda]
    opened = [s.agenda_item for s in shipped.deck.slides if s.agenda_item]
    assert all(order.index(a) < order.index(b) for a, b in pairwise(opened))
