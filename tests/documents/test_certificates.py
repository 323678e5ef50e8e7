"""Certificates: one tagged page, in both languages, whatever is written on it."""

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from facilitator.documents.certificates import certificate
from facilitator.documents.errors import UnprintableError
from facilitator.documents.paper_words import file_name, paragraphs, printable
from facilitator.domain.attendance.people import Attendee, Person
from facilitator.domain.credit.papers import Certificate, Participation
from facilitator.domain.credit.policy import PRESETS
from facilitator.domain.credit.provider import Provider
from facilitator.domain.plan import SessionPlan
from facilitator.domain.reports import AttendanceReport, CertificateOfCredit
from facilitator.domain.session import Session, SessionDetails
from facilitator.domain.text import Text

from .tagged_pdf import problems, structure

TEMPLATE = Path(__file__).parents[2] / "handouts" / "certificate.typ"
NUMBER = "ABC234-7KX2M-QW9RT"
ENGLISH = "Example Provider is accredited by a made-up body. " * 5
SPANISH = "Entidad de Ejemplo está acreditada por un organismo inventado. " * 5
PROVIDER = Provider(
    name="Example Provider",
    address="100 Example Street, Anytown",
    contact="ce@provider.example",
    joint=("Example Partner",),
    statement=Text(ENGLISH, SPANISH),
    verified=date(2026, 1, 15),
    number="EX-0000",
    event_number="EX-0000-01",
)
LONG_NAME = (
    "María de los Ángeles Núñez-Castellanos O’Hara de la Torre y Fernández del "
    "Castillo Villanueva Ybarra-Zúñiga D'Içáñez Peñas"
)
Make = Callable[..., CertificateOfCredit]


@pytest.fixture
def make() -> Make:
    """Return what a certificate is set from."""

    def made(
        name: str = "José Núñez",
        credit_type: str = "ama",
        language: str = "en",
        *,
        statement: str = "",
        participation: bool = False,
        title: str = "Two-hour session",
        provider: Provider = PROVIDER,
        place: str = "Room 4, Main Street 12",
    ) -> CertificateOfCredit:
        details = SessionDetails(
            datetime(2026, 3, 10, 13, 0, tzinfo=UTC),
            "America/Chicago",
            place=place,
            host="Harbor Clinic",
        )
        session = Session("a" * 32, "ABC234", "p", Text(title, title), details)
        no = Text()
        plan = SessionPlan("p", no, no, no, (), (), "", "", "")
        made_at = datetime(2026, 3, 11, 3, 0, tzinfo=UTC)
        report = AttendanceReport(session, plan, (), made_at)
        policy = replace(PRESETS[credit_type], designated=8, provider=provider)
        words = statement or getattr(provider.statement, language)
        paper: Certificate | Participation
        if participation:
            paper = Participation(policy, provider, language, statement)
        else:
            paper = Certificate(policy, provider, language, words, 7)
        attendee = Attendee("a", Person(name, language=language))
        there = f"http://192.168.1.5:8765/v/{NUMBER}"
        return CertificateOfCredit(report, attendee, paper, NUMBER, there)

    return made


def pages(pdf: bytes) -> Iterator[str]:
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        yield " ".join(page.get_textpage().get_text_range().split())
    document.close()


def words(pdf: bytes) -> str:
    """Return what the one page says."""
    (said,) = pages(pdf)
    return said


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(
    "name", ["José Núñez", LONG_NAME[:120], "x" * 120, "שרה כהן محمد علي"]
)
def test_a_certificate_is_one_page_that_can_be_read_aloud(
    make: Make, name: str, language: str
) -> None:
    made = certificate(TEMPLATE, make(name, language=language))

    assert problems(made, language) == []
    assert NUMBER in words(made)
    with pikepdf.open(io.BytesIO(made)) as pdf:
        elements = list(structure(pdf.Root.StructTreeRoot.get("/K")))
    (figure,) = [e for e in elements if e["/S"] == "/Figure"]
    assert (
        str(figure["/Alt"])
        == {
            "en": "QR code with the address where this number is checked",
            "es": "Código QR con la dirección donde se verifica este número",
        }[language]
    )


def test_it_says_all_that_a_certificate_must(make: Make) -> None:
    english = words(certificate(TEMPLATE, make()))
    spanish = words(certificate(TEMPLATE, make(credit_type="aswb", language="es")))

    for part in (
        "Certificate of continuing education",
        "This certifies that José Núñez took part in Two-hour session",
        "and is awarded 1.75 AMA PRA Category 1 Credit(s)™",
        "March 10, 2026",
        "Room 4, Main Street 12",
        "In person",
        "Example Provider 100 Example Street, Anytown",
        "Provided jointly with Example Partner",
        ENGLISH.strip(),
        "Provider number EX-0000",
        "Event number EX-0000-01",
        "ce@provider.example",
        f"Number {NUMBER}",
        "Made on March 10, 2026",
    ):
        assert part in english
    for part in (
        "Certificado de educación continua",
        "y obtiene 1.75 créditos ACE de educación continua",
        "10 de marzo de 2026",
        "Presencial",
        "En colaboración con Example Partner",
        SPANISH.strip(),
        "Número de la entidad EX-0000",
    ):
        assert part in spanish


@pytest.mark.parametrize("language", ["en", "es"])
def test_participation_tells_of_no_credit(make: Make, language: str) -> None:
    made = certificate(TEMPLATE, make(language=language, participation=True))

    said = words(made)
    assert problems(made, language) == []
    assert {
        "en": "It is not a certificate of continuing-education credit.",
        "es": "No es un certificado de créditos de educación continua.",
    }[language] in said
    for part in ("AMA", "1.75", "awarded", "obtiene", "accredited", "acreditada"):
        assert part not in said


def test_nurses_see_nobody_named_beside_the_provider(make: Make) -> None:
    at_host = make(credit_type="ancc", place="Harbor Clinic, room 4")
    elsewhere = make(credit_type="ancc")

    said = words(certificate(TEMPLATE, at_host))

    assert "1.75 contact hours" in said
    assert "Example Provider 100 Example Street" in said
    assert "Harbor" not in said
    assert "Partner" not in said
    assert "Room 4, Main Street 12" in words(certificate(TEMPLATE, elsewhere))


def test_nothing_written_is_taken_for_markup(make: Make) -> None:
    hostile = '#import "x" *bold* $1$ \\ _it_ @a <b> [c] `d`'
    provider = replace(PROVIDER, name=hostile, joint=(hostile,), contact=hostile)

    made = make(hostile, statement=hostile, title=hostile, provider=provider)

    assert words(certificate(TEMPLATE, made)).count(hostile) == 6


@pytest.mark.parametrize(
    "statement",
    [
        ("palabra " * 625)[:5_000],
        "x" * 5_000,
        "a\n\n" * 1_666,
        "Ñ \u202e\u0007 $x$ #y " * 300,
    ],
    ids=["words", "one word", "paragraphs", "signs"],
)
def test_a_long_statement_stays_on_the_page_and_is_whole(
    make: Make, statement: str
) -> None:
    made = certificate(TEMPLATE, make(LONG_NAME[:120], statement=statement))

    said = words(made)
    assert said.replace(" ", "").count(statement[0]) >= statement.count(statement[0])
    assert NUMBER in said


def test_the_longest_of_everything_stays_on_the_page(make: Make) -> None:
    provider = replace(
        PROVIDER,
        name="P " * 150,
        address="A" * 300,
        contact="c" * 300,
        joint=("Joint " * 50,) * 5,
        number="9" * 60,
        event_number="8" * 60,
    )

    made = make(
        "x" * 120,
        "nchec",
        statement="palabra " * 625,
        title="Long title " * 180,
        provider=provider,
        place="Place " * 50,
    )

    assert NUMBER in words(certificate(TEMPLATE, made))


def test_emoji_are_left_out_and_letters_are_not(make: Make) -> None:
    assert "Ana Ruiz took" in words(
        certificate(TEMPLATE, make("🎉Ana 👩\u200d⚕️ Ruiz✔"))
    )
    with pytest.raises(UnprintableError, match=r"can print \U00010570\."):
        certificate(TEMPLATE, make("Ana \U00010570"))
    with pytest.raises(UnprintableError):
        certificate(TEMPLATE, make("\U0001fadd"))


def test_words_are_made_fit_for_paper() -> None:
    assert printable(" Ana\t\x00\u202eRuiz\n🇲🇽 ") == "Ana Ruiz"
    assert printable("🎉\u200d") == ""
    assert printable("نام\u200cها") == "نام\u200cها"
    assert paragraphs("One\ntwo.\n\n \n\nThree.") == ["One two.", "Three."]
    assert paragraphs("a\n\n" * 13) == [" ".join("a" * 13)]
    assert file_name("../a\\b:c*?<>|\u202e.pdf") == "a b c pdf"
    assert file_name("🎉") == "record"
    assert len(file_name("x" * 500)) == 60
