"""English and Spanish are equals: every sentence has its Spanish, and its places."""

import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / ".ci"))
import translations as catalogue  # noqa: E402

PLACES = re.compile(r"\{(\w+)\}|%\((\w+)\)[sd]")


def places(text: str) -> set[tuple[str, ...]]:
    return set(PLACES.findall(text))


def all_places(ids: str | tuple[str, ...]) -> set[tuple[str, ...]]:
    return set().union(*map(places, [ids] if isinstance(ids, str) else ids))


def last_places(forms: str | tuple[str, ...]) -> set[tuple[str, ...]]:
    """Return the places of a translation; a singular may spell its number out."""
    return places(forms if isinstance(forms, str) else forms[-1])


@pytest.fixture(scope="module")
def spanish():  # type: ignore[no-untyped-def]  # noqa: ANN201
    return catalogue.updated()


def test_no_sentence_is_without_spanish(spanish) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    missing = [m.id for m in spanish if m.id and not catalogue.is_translated(m)]

    assert missing == []
    assert len(spanish) > 300


def test_a_translation_keeps_every_place_for_a_fact(spanish) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    wrong = [
        message.id
        for message in spanish
        if message.id and last_places(message.string) != all_places(message.id)
    ]

    assert wrong == []


def test_no_spanish_sentence_ends_with_a_time(spanish) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    # "a.m." has its full stop already.
    ends = re.compile(r"[({]time[)}]s?\.$")

    assert [m.string for m in spanish if m.id and ends.search(str(m.string))] == []


def test_a_thing_has_one_name_in_spanish(spanish) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    # Each of these stood beside another name of the same thing.
    other = re.compile(
        r"[«»]|\b(?:temporizador|escritorio|simulados?|registrarse|regístrese|oprima|"
        r"presione|currículum|clasificación|lugar medio|libro de (?:cálculo|datos)|"
        r"quien facilita|persona que facilita|proveedor acreditado)\b",
        re.IGNORECASE,
    )

    assert [m.string for m in spanish if m.id and other.search(str(m.string))] == []


def test_nothing_is_marked_fuzzy(spanish) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    assert [m.id for m in spanish if m.id and m.fuzzy] == []


def test_the_compiled_catalogue_and_the_scripts_list_are_current(spanish) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    assert catalogue.MO.read_bytes() == catalogue.compiled(spanish)
    assert catalogue.SCRIPTS.read_text(encoding="utf-8") == catalogue.listed()


def test_phones_have_the_words_of_every_script_they_load_and_no_others() -> None:
    phone = catalogue.script_strings()["phone"]

    # Of a script beside theirs, of one loaded by that, and of none that they load.
    assert "Case: {title} · Step {step} of {of}" in phone
    assert "No word is shown yet." in phone
    assert "Stop the countdown" not in phone


def test_a_phones_own_page_loads_the_words_that_it_needs_at_once() -> None:
    first, phone = (catalogue.script_strings()[one] for one in ("first", "phone"))

    assert set(first) < set(phone)
    assert "Please keep this page open. The next question or slide comes here." in first
    assert "You can close this page." not in first
    assert "Case: {title} · Step {step} of {of}" not in first
