"""Questions as a phone sees them, and made-up answers to them."""

import random
from dataclasses import dataclass
from typing import Any

from facilitator.domain.surveys.points import WHOLE
from facilitator.domain.surveys.relevance import Rule
from facilitator.domain.surveys.survey import OTHER_NAME, Answer
from facilitator.domain.surveys.words import as_word, folded

# A text that a spreadsheet, a page or a database might take for more than a text.
HOSTILE_TEXTS = (
    "=1+1",
    "+1-800",
    "-2+3",
    "@SUM(A1:A9)",
    '=HYPERLINK("http://example.org","x")',
    "<script>alert(1)</script>",
    "'; DROP TABLE responses; --",
    '"quoted", and a comma; {{ 7*7 }}',
    "نص من اليمين إلى اليسار",
    "👩🏽 thank you 🙏🏽",
)
PLAIN_TEXTS = {
    "en": (
        "Put the hotline number by the phone",
        "Ask to see each patient alone for a minute",
        "Find out who our social worker is",
        "Read the protocol again, with my team",
        "Put a card in every restroom",
        "Thank a colleague who took the time to ask",
    ),
    "es": (
        "Poner el número de la línea de ayuda junto al teléfono",
        "Pedir un minuto a solas con cada paciente",
        "Averiguar quién es nuestra trabajadora social",
        "Volver a leer el protocolo con mi equipo",
        "Preguntar sin prisa: ¿cómo está usted hoy?",
        "Dar las gracias a una colega que se tomó el tiempo de preguntar",
    ),
}
_HOSTILE_SHARE = 0.2
_DAYS, _MONTHS = 28, 12
_TRIES = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: its name, how it is answered, and the choices it offers."""

    name: str
    kind: str
    choices: tuple[str, ...] = ()
    most: int = 0
    longest: int = 140
    least: int = 0
    greatest: int = 0
    other: bool = False
    fewest: int = 0
    rows: tuple[str, ...] = ()
    shortest: int = 0
    required: bool = False
    relevant: tuple[Rule, ...] = ()
    decline: bool = False

    @classmethod
    def of(cls, question: dict[str, Any]) -> "Asked":
        """Return the question of a snapshot."""
        names = tuple(choice["name"] for choice in question["choices"])
        kind = question["kind"]
        if names and kind not in ("multiple", "ranking", "matrix", "point"):
            kind = "single"
        number = question.get("number") or {"least": 0, "greatest": 0}
        return cls(
            question["name"],
            kind,
            names,
            question["most"],
            question["longest"] or 140,
            number["least"],
            number["greatest"],
            question["other"],
            question.get("fewest", 0),
            tuple(row["name"] for row in question["rows"]),
        )

    def choose(
        self, chance: random.Random, language: str, *, gentle: bool = False
    ) -> Answer:
        """Return an answer that the question takes; a gentle one plays no tricks."""
        if self.kind == "words":
            return self._words(chance, language)
        if self.kind == "multiple":
            most = self.most or len(self.choices)
            fewest = max(1, self.fewest)
            taken = chance.sample(self.choices, chance.randint(fewest, most))
            return [name for name in self.choices if name in taken]
        if self.choices:
            return self._chosen(chance, language)
        if self.kind == "numeric":
            return str(chance.randint(self.least, self.greatest))
        if self.kind == "date":
            month, day = chance.randint(1, _MONTHS), chance.randint(1, _DAYS)
            return f"2027-{month:02}-{day:02}"
        return self._written(chance, language, gentle=gentle)

    def _words(self, chance: random.Random, language: str) -> Answer:
        said = (chance.choice(PLAIN_TEXTS[language]) for _ in range(self.most))
        words = (as_word(chance.choice(text.split())) for text in said)
        return list({folded(word): word for word in words}.values())

    def _written(self, chance: random.Random, language: str, *, gentle: bool) -> str:
        texts: tuple[str, ...] = PLAIN_TEXTS[language]
        if not gentle and chance.random() < _HOSTILE_SHARE:
            texts = HOSTILE_TEXTS
        enough = [text for text in texts if len(text.strip()) >= self.shortest]
        chosen = chance.choice(enough or PLAIN_TEXTS[language])
        return chosen[: self.longest].strip()

    def _chosen(self, chance: random.Random, language: str) -> Answer:
        if self.kind == "point":
            return f"{chance.randint(0, WHOLE)},{chance.randint(0, WHOLE)}"
        if self.kind == "ranking":
            return chance.sample(self.choices, self.most or len(self.choices))
        if self.rows:
            some = chance.sample(self.rows, chance.randint(1, len(self.rows)))
            return {r: chance.choice(self.choices) for r in self.rows if r in some}
        chosen = chance.choice(self.choices)
        if self.other and chosen == OTHER_NAME:
            return {OTHER_NAME: chance.choice(PLAIN_TEXTS[language])}
        return chosen

    def differently(
        self,
        chance: random.Random,
        language: str,
        before: Answer,
        *,
        gentle: bool = False,
    ) -> Answer:
        """Return another answer than `before`, where there is another one."""
        for _ in range(_TRIES):
            answer = self.choose(chance, language, gentle=gentle)
            if answer != before:
                return answer
        return before
