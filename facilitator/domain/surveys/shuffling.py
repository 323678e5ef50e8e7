"""The order in which one phone is offered the choices of a shuffled question."""

from facilitator.domain.surveys.survey import Option, Question

_OFFSET, _PRIME, _BITS = 0x811C9DC5, 0x01000193, 0xFFFFFFFF
_SHIFTS = (16, 13)
_FACTORS = (0x85EBCA6B, 0xC2B2AE35)


def offered(question: Question, seed: str) -> tuple[Option, ...]:
    """Return the choices in the order of the phone with this seed.

    It is the same each time; options that are fixed come last, in their own order.
    Without a seed, or where nothing is shuffled, it is the question's own order.
    """
    if not question.shuffle or not seed:
        return question.choices
    loose = [option for option in question.choices if not option.fixed]
    last = [option for option in question.choices if option.fixed]
    loose.sort(key=lambda o: scattered(f"{seed}:{question.name}:{o.name}"))
    return (*loose, *last)


def scattered(words: str) -> int:
    """Return 32 bits that look like chance and are always the same for these words.

    `static/phone/shuffling.js` does the same: a page drawn by the laptop and one drawn
    on the phone must agree. FNV-1a, its bits mixed as in MurmurHash3; nothing secret.
    """
    found = _OFFSET
    for byte in words.encode():
        found = ((found ^ byte) * _PRIME) & _BITS
    for shift, factor in zip(_SHIFTS, _FACTORS, strict=True):
        found = ((found ^ (found >> shift)) * factor) & _BITS
    return found ^ (found >> 16)
