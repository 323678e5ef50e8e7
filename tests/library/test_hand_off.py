"""The provider's headings and ids, as read from the curriculum."""

import re
from pathlib import Path

import pytest

from facilitator.domain.credit.hand_off import (
    Accreditor,
    Activity,
    HandOff,
    MappedColumn,
)
from facilitator.library.check import check
from facilitator.library.curriculum import shipped_folder
from facilitator.library.hand_off import FILE, hand_off
from facilitator.library.problems import CurriculumError

WHOLE = """\
smallest_count: 11
provider:
  organization_id: "0001234"
  module_id: "200012345"
  reporting_organization: Society
  activity_number: 0001-26-L99-P
  joint_provider: Clinic
  outcome: learner_competence
  measured: subjective
  commercial_support: no
activities:
  - {session: abc-234, module_id: "200012346"}
pars:
  - {column: First, field: given_name}
  - {column: Born, field: birth}
  - {column: Format, fixed: "0001"}
cpe:
  - {column: ID, field: nabp}
"""


def write(folder: Path, text: str) -> None:
    path = folder / FILE
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


def mistakes(folder: Path, text: str) -> list[str]:
    """Return what is said of a file with mistakes, without its name."""
    write(folder, text)
    with pytest.raises(CurriculumError) as refused:
        hand_off(folder)
    return [f"{p.line}: {p.message}" for p in refused.value.problems]


def test_a_whole_file_is_read_with_its_zeros(folder: Path) -> None:
    write(folder, WHOLE)

    assert hand_off(folder) == HandOff(
        Accreditor(
            organization_id="0001234",
            module_id="200012345",
            reporting_organization="Society",
            activity_number="0001-26-L99-P",
            joint_provider="Clinic",
            outcome="learner_competence",
            measured="subjective",
            commercial_support="no",
        ),
        pars=(
            MappedColumn("First", "given_name"),
            MappedColumn("Born", "birth"),
            MappedColumn("Format", fixed="0001"),
        ),
        cpe=(MappedColumn("ID", "nabp"),),
        activities=(Activity("ABC234", "200012346"),),
        least=11,
    )
    assert [str(p) for p in check(folder) if p.file == FILE] == []


def test_a_session_of_its_own_has_its_own_ids_and_the_rest_of_all(folder: Path) -> None:
    write(folder, WHOLE)
    read = hand_off(folder)

    assert read.activity("ABC234", "Title") == Activity(
        "ABC234", "200012346", "Title", "0001-26-L99-P"
    )
    assert read.activity("ZZZ999", "Title").module_id == "200012345"


def test_the_shipped_file_says_nothing_and_its_example_is_sound(folder: Path) -> None:
    shipped = shipped_folder()
    lines = (shipped / FILE).read_text(encoding="utf-8").splitlines()
    text = "\n".join(line[1:] for line in lines if re.match(r"#(?:\S|  )", line))

    assert hand_off(shipped) == HandOff()
    write(folder, text + "\n")
    assert len(hand_off(folder).pars) == 6
    assert len(hand_off(folder).cpe) == 3
    assert hand_off(folder).accreditor.organization_id == "0009999"


def test_without_a_file_there_is_nothing_of_the_providers_own(folder: Path) -> None:
    assert hand_off(folder) == HandOff()
    assert [str(p) for p in check(folder)] == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            'provider: {organization_id: "12345678"}',
            "1: organization_id: write 7 digits, zeros in front included.",
        ),
        (
            "provider: {module_id: 12345678O}",
            "1: module_id: write 9 digits, zeros in front included.",
        ),
        (
            "pars:\n  - {column: A}",
            "2: The column `A` needs either `field` or `fixed`.",
        ),
        (
            "pars:\n  - {column: A, field: npi, fixed: x}",
            "2: The column `A` needs either `field` or `fixed`, not both.",
        ),
        (
            "cpe:\n  - {column: A, field: nabp}\n  - {column: a, field: birth}",
            "3: The column `a` is here twice.",
        ),
        ("smallest_count: 3", "1: smallest_count: write one of: 5, 11; not `3`."),
        (
            "activities:\n  - {session: ABC}",
            "2: session: write the session's join code, such as ABC234.",
        ),
        (
            "activities:\n  - {session: ABC234}\n  - {session: abc234}",
            "3: The session `ABC234` is here twice.",
        ),
    ],
)
def test_a_mistake_is_said_with_its_line(folder: Path, text: str, said: str) -> None:
    assert mistakes(folder, text) == [said]


def test_a_field_that_is_not_asked_for_this_credit_is_refused(folder: Path) -> None:
    [said] = mistakes(folder, "cpe:\n  - {column: A, field: npi}")

    assert said.startswith("2: field: write one of: nabp, birth, given_name")


def test_every_mistake_is_found_at_once_and_by_the_check(folder: Path) -> None:
    text = "smallest_count: 3\nprovider: {outcome: great, unknown: 1}\npars: none\n"

    said = mistakes(folder, text)

    assert [line.partition(":")[0] for line in said] == ["1", "2", "3"]
    found = [p for p in check(folder) if p.file == FILE]
    assert sorted(p.severity for p in found) == ["error"] * 3 + ["warning"]
