"""The accredited provider read from a session plan."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from textwrap import indent

import pytest

from facilitator.domain.credit.provider import ProfessionStatement, Provider
from facilitator.domain.records import as_record, from_record
from facilitator.domain.text import Text
from facilitator.library.check import check
from facilitator.library.curriculum import load, shipped_folder
from facilitator.library.plans import read_plan

Damage = Callable[[str, str, str], None]
Designate = Callable[..., None]
PLAN = "sessions/short.yaml"
# The entry begins on line 23 of the plan, its provider on line 26.
WHOLE = """\
name: Example Provider
address: 100 Example Street
contact: ce@provider.example
number: "0012"
event_number: EX-1
statement: {en: Its words., es: Sus palabras.}
verified: 2026-01-15
"""


@pytest.fixture
def designate(damage: Damage) -> Designate:
    """Put a credit entry with a provider at the end of the plan."""

    def put(provider: str, credit_type: str = "nchec") -> None:
        entry = (
            f"credit:\n- type: {credit_type}\n  designated: 0.25\n"
            "  languages: [en, es]\n  provider:\n"
        )
        words = entry + indent(provider, "    ")
        damage(PLAN, "worksheet: worksheet\n", f"worksheet: worksheet\n{words}")

    return put


def provider_in(folder: Path) -> Provider | None:
    (policy,) = read_plan(folder, "short").value.credit
    return policy.provider


def told(folder: Path) -> list[str]:
    return [str(p).removeprefix(f"{PLAN}:") for p in check(folder)]


def test_a_provider_is_read_word_for_word(folder: Path, designate: Designate) -> None:
    designate(
        WHOLE + "joint: [Example Partner]\n"
        "profession_statements:\n"
        "- {professions: [nurse], statement: {es: Para enfermería.}}\n"
    )

    assert told(folder) == []
    assert provider_in(folder) == Provider(
        name="Example Provider",
        address="100 Example Street",
        contact="ce@provider.example",
        joint=("Example Partner",),
        statement=Text("Its words.", "Sus palabras."),
        verified=date(2026, 1, 15),
        number="0012",
        event_number="EX-1",
        profession_statements=(
            ProfessionStatement(("nurse",), Text(es="Para enfermería.")),
        ),
    )


def test_a_session_keeps_the_provider_it_was_made_with(
    folder: Path, designate: Designate
) -> None:
    designate(WHOLE)
    plan = load(folder, "short").plan

    assert from_record(type(plan), as_record(plan)) == plan


@pytest.mark.parametrize(
    ("line", "instead", "message"),
    [
        ("name: Example Provider\n", "", "26: warning: nchec: The name of the"),
        ("address: 100 Example Street\n", "", "26: warning: nchec: The address of"),
        ("contact: ce@provider.example\n", "", "26: warning: nchec: The contact of"),
        ('number: "0012"\n', "", "26: warning: nchec: The number of the accredited"),
        ("event_number: EX-1\n", "", "26: warning: nchec: The event number that"),
        ("verified: 2026-01-15\n", "", "32: warning: nchec: The day on which"),
        (
            "verified: 2026-01-15\n",
            "verified: 2999-01-15\n",
            "33: warning: nchec: The provider's statement has a day of verification",
        ),
        (
            ", es: Sus palabras.}",
            "}",
            (
                "32: warning: nchec: The provider's statement is not given in this "
                "language: Spanish."
            ),
        ),
    ],
)
def test_what_is_lacking_is_a_warning_and_the_plan_opens(
    folder: Path, designate: Designate, line: str, instead: str, message: str
) -> None:
    assert line in WHOLE
    designate(WHOLE.replace(line, instead))

    (found,) = told(folder)

    assert found.startswith(message)
    assert found.endswith("No certificate is made without it.")
    assert read_plan(folder, "short").sound


@pytest.mark.parametrize(
    ("line", "instead", "message"),
    [
        (
            "verified: 2026-01-15",
            "verified: soon",
            "verified: write a date as year-month-day",
        ),
        ("name: Example Provider", f"name: {'x' * 301}", "name: the text has 301"),
        (
            "statement: {en: Its words., es: Sus palabras.}",
            "statement: Its words.",
            "statement: write the provider's own words, as en:, es: or both.",
        ),
        ("en: Its words.", f"en: {'x' * 5_001}", "statement.en: the text has 5001"),
    ],
)
def test_a_wrong_value_is_a_mistake(
    folder: Path, designate: Designate, line: str, instead: str, message: str
) -> None:
    assert line in WHOLE
    designate(WHOLE.replace(line, instead))

    assert any(message in found and "error" in found for found in told(folder))


def test_five_thousand_letters_are_kept(folder: Path, designate: Designate) -> None:
    designate(WHOLE.replace("Its words.", "palabra " * 624 + "palabras"))

    provider = provider_in(folder)

    assert told(folder) == []
    assert provider is not None
    assert len(provider.statement.en) == 5_000


def test_the_example_in_the_readme_is_read(folder: Path, damage: Damage) -> None:
    readme = (shipped_folder() / "sessions" / "README.md").read_text(encoding="utf-8")
    example = readme.split("```yaml\ncredit:")[2].split("```")[0]
    before = "worksheet: worksheet\n"

    damage(PLAN, before, f"{before}credit:{example}")

    assert not [found for found in told(folder) if "rovider" in found]
    assert provider_in(folder) is not None
