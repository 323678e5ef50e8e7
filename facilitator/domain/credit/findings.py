"""Why somebody earns credit or does not, and what a plan's credit lacks."""

from dataclasses import dataclass

from facilitator.domain.text import Text

# In both languages side by side, as spreadsheets and screens show them alike.
SENTENCES: dict[str, Text] = {
    # About a person.
    "no-name": Text("No name was given.", "No se dio un nombre."),
    "no-profession": Text("No profession was given.", "No se indicó una profesión."),
    "other-profession": Text(
        "This credit is not for the profession given.",
        "Este crédito no corresponde a la profesión indicada.",
    ),
    "language": Text(
        "Language of delivery: {language}. It is not approved for this credit.",
        "Idioma de la sesión: {language}. No está aprobado para este crédito.",
    ),
    "no-sign-in": Text("A sign-in is missing.", "Falta un registro de entrada."),
    "no-sign-out": Text("A sign-out is missing.", "Falta un registro de salida."),
    "clock-set-back": Text(
        "The laptop's clock was set back between two scans.",
        "El reloj de la laptop se atrasó entre dos registros.",
    ),
    "no-end": Text(
        "The end of “{item}” is not recorded.",
        "No está registrado el final de “{item}”.",
    ),
    "marks-set-back": Text(
        "The laptop's clock was set back while the agenda was marked.",
        "El reloj de la laptop se atrasó mientras se marcaba la agenda.",
    ),
    "no-part": Text(
        "No creditable part of the agenda was marked as begun.",
        "No se marcó el comienzo de ninguna parte acreditable de la agenda.",
    ),
    "missed": Text(
        "Minutes missed: {missed}. Allowed: {tolerance}.",
        "Minutos perdidos: {missed}. Permitidos: {tolerance}.",
    ),
    "session-short": Text(
        "Creditable time of the session: {minutes} min. {credits} credits need "
        "{needed}.",
        "Tiempo acreditable de la sesión: {minutes} min. {credits} créditos requieren "
        "{needed}.",
    ),
    "below-minimum": Text(
        "Time that counts: {minutes} min, which is {credits}; the least is {minimum}.",
        "Tiempo que cuenta: {minutes} min, es decir, {credits}; el mínimo es "
        "{minimum}.",
    ),
    "claim-exceeds": Text(
        "{claimed} was claimed, and {earned} is earned now: the claim no longer counts "
        "until the person claims again.",
        "Se solicitaron {claimed} y ahora se obtienen {earned}: la solicitud ya no "
        "vale hasta que la persona vuelva a solicitarlos.",
    ),
    "no-evaluation": Text(
        "The evaluation has not been handed in; this credit needs it.",
        "No se entregó la evaluación, que este crédito requiere.",
    ),
    # About a person's paper.
    "cpe-monitor": Text(
        "There is no certificate for this credit. It appears in CPE Monitor once the "
        "accredited provider has reported it.",
        "Para este crédito no hay certificado. Aparece en CPE Monitor una vez que la "
        "entidad acreditada lo haya notificado.",
    ),
    "physicians-only": Text(
        "Only physicians earn this credit; other professions take part.",
        "Solo las médicas y los médicos obtienen este crédito; las demás profesiones "
        "participan.",
    ),
    "not-asked": Text(
        "This credit has not been asked for.", "No se ha pedido este crédito."
    ),
    "not-claimed": Text(
        "The amount of this credit has not been claimed.",
        "No se ha solicitado la cantidad de este crédito.",
    ),
    "no-time": Text(
        "No time in a creditable part is recorded.",
        "No hay tiempo registrado en ninguna parte acreditable.",
    ),
    # About a session as it was held.
    "no-mark": Text(
        "“{item}” was not marked as begun, so it counts for nobody.",
        "No se marcó el comienzo de “{item}”, así que no cuenta para nadie.",
    ),
    # About a plan.
    "too-few-minutes": Text(
        "{minutes} creditable minutes: {credits} credits need {needed}.",
        "{minutes} minutos acreditables: {credits} créditos requieren {needed}.",
    ),
    # About the provider in a plan.
    "no-provider": Text(
        "The plan names no accredited provider.",
        "El plan no indica una entidad acreditada.",
    ),
    "provider-no-name": Text(
        "The name of the accredited provider is missing.",
        "Falta el nombre de la entidad acreditada.",
    ),
    "provider-no-address": Text(
        "The address of the accredited provider is missing.",
        "Falta la dirección de la entidad acreditada.",
    ),
    "provider-no-contact": Text(
        "The contact of the accredited provider is missing.",
        "Falta el contacto de la entidad acreditada.",
    ),
    "provider-no-number": Text(
        "The number of the accredited provider is missing.",
        "Falta el número de la entidad acreditada.",
    ),
    "no-event-number": Text(
        "The event number that the accredited provider gave is missing.",
        "Falta el número de evento que asignó la entidad acreditada.",
    ),
    "not-verified": Text(
        "The day on which the provider's statement was verified is missing.",
        "Falta la fecha en que se verificó la declaración de la entidad acreditada.",
    ),
    "verified-later": Text(
        "The provider's statement has a day of verification that is yet to come.",
        "La declaración de la entidad acreditada tiene una fecha de verificación que "
        "aún no llega.",
    ),
    "no-statement": Text(
        "The provider's statement is not given in this language: {language}.",
        "La declaración de la entidad acreditada no está en este idioma: {language}.",
    ),
}


@dataclass(frozen=True, slots=True)
class CreditFinding:
    """One thing to know: its kind, a key of `SENTENCES`, and (name, value) facts."""

    kind: str
    facts: tuple[tuple[str, Text | str | int], ...] = ()

    @property
    def text(self) -> Text:
        """The sentence with its facts, in both languages."""
        return told(SENTENCES[self.kind], self.facts)


def told(sentence: Text, facts: tuple[tuple[str, Text | str | int], ...]) -> Text:
    """Return a sentence with its places filled by facts, in both languages."""
    return Text(
        sentence.en.format(**_in(facts, "en")), sentence.es.format(**_in(facts, "es"))
    )


def _in(
    facts: tuple[tuple[str, Text | str | int], ...], language: str
) -> dict[str, str]:
    return {
        name: fact[language] if isinstance(fact, Text) else str(fact)
        for name, fact in facts
    }
