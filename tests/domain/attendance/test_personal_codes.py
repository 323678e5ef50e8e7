"""Codes of the printed sheet: one person of one session, and nothing to guess."""

import pytest

from facilitator.domain.attendance.personal_codes import (
    PersonalCodes,
    UnknownPersonalCodeError,
    read_code,
    scanned,
    short,
)

IDS = [f"{number:032x}" for number in range(400)]
CODES = PersonalCodes(b"k" * 32, "a" * 32)


def test_whole_and_short_codes_lead_to_their_person() -> None:
    code = CODES.code(IDS[7])

    assert CODES.whose(scanned(code), IDS) == IDS[7]
    assert CODES.whose(short(code).lower(), IDS) == IDS[7]
    assert CODES.whose(f" {code[:6]} ", IDS) == IDS[7]
    assert IDS[7] not in code


@pytest.mark.parametrize(
    "given",
    [
        "",
        "P:",
        "AAAAAA",
        "P:" + "A" * 16,
        scanned(PersonalCodes(b"k" * 32, "b" * 32).code(IDS[7])),
        scanned(PersonalCodes(b"x" * 32, "a" * 32).code(IDS[7])),
        scanned(CODES.code(IDS[7]))[:-1] + "!",
        scanned(CODES.code("f" * 32)),
        CODES.code(IDS[7])[:5],
        CODES.code(IDS[7])[:9],
        "http://192.168.1.5/J/ABC234",
        "é" * 500,
    ],
)
def test_forged_foreign_and_cut_codes_are_nobodys(given: str) -> None:
    with pytest.raises(UnknownPersonalCodeError):
        CODES.whose(given, IDS)


def test_a_short_code_of_two_people_is_nobodys() -> None:
    class Alike(PersonalCodes):
        def code(self, expected_id: str) -> str:
            return "ABC234" + expected_id[-1].upper().replace("0", "Z") * 10

    alike = Alike(b"", "")

    with pytest.raises(UnknownPersonalCodeError):
        alike.whose("ABC234", ["a2", "a3"])
    assert alike.whose("ABC2342222222222", ["a2", "a3"]) == "a2"


def test_everybody_has_a_code_of_their_own() -> None:
    codes = CODES.codes(IDS).values()

    assert len({code[:6] for code in codes}) == len(IDS)
    assert all(read_code(code) == code for code in codes)
