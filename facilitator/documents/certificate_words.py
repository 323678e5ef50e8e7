"""What a certificate, or a confirmation of participation, says."""

from collections.abc import Iterator

from facilitator.documents.paper_words import (
    day,
    day_of,
    paragraphs,
    printable,
    printable_name,
)
from facilitator.domain.credit.papers import Certificate
from facilitator.domain.credit.policy import amount
from facilitator.domain.credit.provider import Provider
from facilitator.domain.reports import CertificateOfCredit
from facilitator.domain.session import Session
from facilitator.domain.text import Text, plain

# Source: the body wants nobody named beside the provider: no host, sponsor or partner.
_PROVIDER_ALONE = ("ancc",)
# The body's own words, which have no Spanish form.
_AMA = "AMA PRA Category 1 Credit(s)\u2122"
_UNITS: dict[str, Text] = {
    "ama": Text(_AMA, _AMA),
    "ancc": Text("contact hours", "horas de contacto"),
    "apa": Text("continuing-education credits", "créditos de educación continua"),
    "aswb": Text(
        "ACE continuing-education credits", "créditos ACE de educación continua"
    ),
    "nchec": Text("contact hours", "horas de contacto"),
}
_TITLE = Text(
    "Certificate of continuing education", "Certificado de educación continua"
)
_PARTICIPATION = Text("Confirmation of participation", "Constancia de participación")
_CERTIFIES = Text("This certifies that", "Se certifica que")
_CONFIRMS = Text("This confirms that", "Se hace constar que")
_TOOK_PART = Text("took part in", "participó en")
_AWARDED = Text("and is awarded", "y obtiene")
_NO_CREDIT = Text(
    "This confirms participation. It is not a certificate of continuing-education "
    "credit.",
    "Esta es una constancia de participación. No es un certificado de créditos de "
    "educación continua.",
)
_JOINTLY = Text("Provided jointly with {names}", "En colaboración con {names}")
_DATE, _PLACE = Text("Date", "Fecha"), Text("Place", "Lugar")
_FORMAT, _IN_PERSON = Text("Format", "Modalidad"), Text("In person", "Presencial")
_TYPE = Text("Type of credit", "Tipo de crédito")
_PROVIDER_NUMBER = Text("Provider number", "Número de la entidad")
_EVENT_NUMBER = Text("Event number", "Número del evento")
_STATEMENT = Text(
    "Statement of the accredited provider", "Declaración de la entidad acreditada"
)
_NUMBER = Text("Number", "Número")
_CONTACT = Text("Questions: {contact}", "Consultas: {contact}")
_CHECK = Text(
    "The organizer can check this number in the register of the session.",
    "La organización puede verificar este número en el registro de la sesión.",
)
_MADE = Text("Made on {day}", "Emitido el {day}")
_QR = Text(
    "QR code with the address where this number is checked",
    "Código QR con la dirección donde se verifica este número",
)


def certificate_data(made: CertificateOfCredit) -> dict[str, object]:
    """Return what the template is filled with, and for the QR code its address."""
    report, paper, language = made.report, made.paper, made.paper.language
    session, earns = report.session, isinstance(paper, Certificate)
    alone = paper.policy.type in _PROVIDER_ALONE
    return {
        "title": (_TITLE if earns else _PARTICIPATION)[language],
        "language": language,
        "provider": _provider(paper.provider, language, alone=alone),
        "certifies": (_CERTIFIES if earns else _CONFIRMS)[language],
        "name": printable_name(made.attendee.person.name),
        "took_part": _TOOK_PART[language],
        "session": printable(session.title[language]),
        **_credit(made, language),
        "facts": [
            {"label": label[language], "value": printable(value)}
            for label, value in _facts(made, language, alone=alone)
            if value
        ],
        "statement_label": _STATEMENT[language],
        "statement": paragraphs(paper.statement),
        "number_label": _NUMBER[language],
        "number": made.number,
        "contact": _CONTACT[language].format(contact=printable(paper.provider.contact)),
        "check": _CHECK[language],
        "made": _MADE[language].format(day=day(report.made_at, session, language)),
        "check_at": made.check_at,
        "qr_alt": _QR[language],
    }


def _provider(provider: Provider, language: str, *, alone: bool) -> dict[str, str]:
    joint = "" if alone else ", ".join(map(printable, provider.joint))
    return {
        "name": printable(provider.name),
        "address": printable(provider.address),
        "joint": _JOINTLY[language].format(names=joint) if joint else "",
    }


def _credit(made: CertificateOfCredit, language: str) -> dict[str, str]:
    paper = made.paper
    if not isinstance(paper, Certificate):
        no_credit = _NO_CREDIT[language]
        return {"awarded": "", "amount": "", "unit": "", "no_credit": no_credit}
    return {
        "awarded": _AWARDED[language],
        "amount": amount(paper.quarters),
        "unit": _UNITS[paper.policy.type][language],
        "no_credit": "",
    }


def _facts(
    made: CertificateOfCredit, language: str, *, alone: bool
) -> Iterator[tuple[Text, str]]:
    paper, session = made.paper, made.report.session
    yield _DATE, day_of(session, language)
    yield _PLACE, _place(session, alone=alone)
    yield _FORMAT, _IN_PERSON[language]
    if isinstance(paper, Certificate):
        yield _TYPE, paper.policy.label[language]
        yield _PROVIDER_NUMBER, paper.provider.number
        yield _EVENT_NUMBER, paper.provider.event_number


def _place(session: Session, *, alone: bool) -> str:
    """Return the place, left out where it would name the host beside the provider."""
    details = session.details
    host = plain(details.host)
    return "" if alone and host and host in plain(details.place) else details.place
