"""Certificates of credit and confirmations of participation, one page each."""

from collections.abc import Mapping
from pathlib import Path

from facilitator.documents import qr
from facilitator.documents.certificate_words import certificate_data
from facilitator.documents.typeset import typeset
from facilitator.domain.reports import CertificateOfCredit


def certificate(template: Path, made: CertificateOfCredit) -> bytes:
    """Return one person's certificate as PDF, in the language of delivery.

    Raises:
        UnprintableError: the name has letters that no font has.
        TemplateError: the template has a mistake.
    """
    return set_certificate(template, certificate_data(made))


def set_certificate(template: Path, data: Mapping[str, object]) -> bytes:
    """Return the PDF of what `certificate_data` tells, as `certificate` does."""
    # Drawn here, beside the server in a batch: it takes as long as all the rest.
    address = str(data["check_at"])
    drawn = qr.svg(address.upper()) if address else ""
    return typeset(template, {**data, "qr": drawn})
