"""How a birthday, a license and the numbers of health professionals are written.

Each reader returns the canonical text, zeros in front included, or raises the error
that says what the field takes. Only ASCII is taken: other digits and letters that look
alike would not be found where the credit is reported.
"""

import re

from facilitator.errors import BadInputError

STATES = frozenset(
    (  # noqa: SIM905  # one on each line would hide the rest of the page
        "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO "
        "MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY "
        "AS GU MP PR VI"
    ).split()
)
# February has the 29th: the year is not asked.
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_NPI_PREFIX = "80840"  # makes an NPI a card number of the United States' health system


class BadBirthError(BadInputError):
    """The text is no month and day."""

    code = "bad-birth"
    sentence = (
        "Write the month and day of birth as four digits, such as 0229 for "
        "February 29. The year is not asked."
    )


class BadNpiError(BadInputError):
    """The text is no NPI, or its check digit is wrong."""

    code = "bad-npi"
    sentence = "This is not an NPI. It has ten digits; check each one."


class BadNabpError(BadInputError):
    """The text is no NABP e-Profile ID."""

    code = "bad-nabp"
    sentence = "An NABP e-Profile ID has 6 to 8 digits. Check the number."


class BadStateError(BadInputError):
    """The text is no state or territory."""

    code = "bad-state"
    sentence = "Write the state or territory as two letters, such as TX or PR."


class BadLicenseError(BadInputError):
    """The text is no license number."""

    code = "bad-license"
    sentence = (
        "A license number has up to 20 letters, digits and hyphens. Check the number."
    )


class BadBoardError(BadInputError):
    """The text is no short name of a board."""

    code = "bad-board"
    sentence = "Write the board by its short name of 2 to 10 letters, such as ABIM."


class BadBoardIdError(BadInputError):
    """The text is no number given by a board."""

    code = "bad-board-id"
    sentence = "A board ID has up to 20 letters, digits and hyphens. Check the number."


def read_birth(typed: str) -> str:
    """Return a month and day as MMDD, from 0101 to 1231.

    Raises:
        BadBirthError: there is no such day in any year.
    """
    digits = re.sub(
        "[-/]", "", _matching(typed, r"[0-9]{2}[-/]?[0-9]{2}", BadBirthError)
    )
    month, day = int(digits[:2]), int(digits[2:])
    if not 1 <= month <= len(_DAYS) or not 1 <= day <= _DAYS[month - 1]:
        raise BadBirthError
    return digits


def read_npi(typed: str) -> str:
    """Return a National Provider Identifier, ten digits with a right check digit.

    Source: the NPI standard, 45 CFR 162.406: the Luhn check with 80840 in front.

    Raises:
        BadNpiError: it is none.
    """
    npi = _matching(typed, r"[12][0-9]{9}", BadNpiError)
    if _luhn(_NPI_PREFIX + npi):
        raise BadNpiError
    return npi


def _luhn(digits: str) -> int:
    """Return what the check digit is away from a right one."""
    doubled = [int(digit) * 2 for digit in digits[-2::-2]]
    plain = [int(digit) for digit in digits[-1::-2]]
    return (sum(plain) + sum(n // 10 + n % 10 for n in doubled)) % 10


def read_nabp(typed: str) -> str:
    """Return an NABP e-Profile ID, six to eight digits.

    Raises:
        BadNabpError: it is none.
    """
    return _matching(typed, r"[0-9]{6,8}", BadNabpError)


def read_state(typed: str) -> str:
    """Return the two capital letters of a state, the District or a territory.

    Raises:
        BadStateError: it is none.
    """
    state = _matching(typed, r"[A-Za-z]{2}", BadStateError).upper()
    if state not in STATES:
        raise BadStateError
    return state


def read_license(typed: str) -> str:
    """Return a license number in capitals, without spaces.

    Raises:
        BadLicenseError: it is none.
    """
    return _number(typed, BadLicenseError)


def read_board(typed: str) -> str:
    """Return the short name of a certifying board in capitals.

    Raises:
        BadBoardError: it is none.
    """
    return _matching(typed, r"[A-Za-z]{2,10}", BadBoardError).upper()


def read_board_id(typed: str) -> str:
    """Return the number that a board gave a person, in capitals, without spaces.

    Raises:
        BadBoardIdError: it is none.
    """
    return _number(typed, BadBoardIdError)


def _number(typed: str, wrong: type[BadInputError]) -> str:
    return _matching(typed, r"[A-Za-z0-9][A-Za-z0-9-]{0,19}", wrong).upper()


def _matching(typed: str, pattern: str, wrong: type[BadInputError]) -> str:
    close = "".join(typed.split())
    if not re.fullmatch(pattern, close):
        raise wrong
    return close
