"""The README of an evaluation: what it holds and how its figures were found."""

from collections.abc import Mapping

from facilitator.documents.workbooks.approval import approval_lines
from facilitator.documents.workbooks.front_page import Line, session_lines
from facilitator.documents.workbooks.summary import HEADLINE, KNOWN
from facilitator.domain.reports import EvaluationReport
from facilitator.domain.surveys.evaluation import EvaluationFigures
from facilitator.domain.surveys.pairing import FOLLOW_UP, PRE_POST, FormPair
from facilitator.domain.surveys.results import FEWEST_SHOWN
from facilitator.domain.text import Text


def front_page(
    report: EvaluationReport, figures: EvaluationFigures, least: int, language: str
) -> list[Line]:
    """Return the lines of the README; `least` is the smallest group that is shown."""
    survey, top = report.survey, figures.confidence_now
    headline = f"{top.share:.1%} ({top.count} / {top.of})" if top else "–"
    return [
        (
            Text("What this is", "Qué es esto"),
            Text(
                "What people said of the session. It holds no name and no time of "
                "an answer, and nothing in it leads to the attendance list.",
                "Lo que las personas dijeron de la sesión. No contiene nombres ni la "
                "hora de una respuesta, y nada en él conduce a la lista de asistencia.",
            ),
        ),
        *session_lines(report.session, report.plan, report.made_at, language),
        (Text("Evaluation form", "Formulario de evaluación"), survey.title),
        (
            Text("Form name and version", "Nombre y versión del formulario"),
            f"{survey.name} {survey.version}",
        ),
        *approval_lines(survey),
        (Text("Responses", "Respuestas"), len(report.responses)),
        *_of_few(len(report.responses)),
        (HEADLINE, headline),
        *_known(figures),
        *(line for pair in report.pairs for line in _of_pair(pair, language)),
        *_not_used(report),
        *_RULES,
        (
            _SMALL,
            Text(
                _FEW.en.format(least=least),
                _FEW.es.format(least=least),
            ),
        ),
    ]


def _of_few(responses: int) -> list[Line]:
    """Return what rows of so few people would tell, beside the list of people."""
    return [(_FEW_PEOPLE, _GUESSED)] if 0 < responses < FEWEST_SHOWN else []


def _known(figures: EvaluationFigures) -> list[Line]:
    if figures.known is None:
        return []
    before, now = (f"{one.share:.1%} ({one.count} / {one.of})" for one in figures.known)
    return [(KNOWN, Text(f"{now}; before {before}", f"{now}; antes {before}"))]


def _of_pair(pair: FormPair, language: str) -> list[Line]:
    counted, how = _PAIRS[pair.ends.joined]
    said = counted[language].format(
        pairs=pair.pairs, before=pair.before_only, after=pair.after_only
    )
    return [(pair.ends.called, said), how]


def _not_used(report: EvaluationReport) -> list[Line]:
    """Return that forms before and after are planned and nobody handed one in."""
    is_planned = report.plan.pre or report.plan.post
    is_there = any(pair.ends == PRE_POST for pair in report.pairs)
    return [(PRE_POST.called, _NOBODY)] if is_planned and not is_there else []


_FEW_PEOPLE = Text("Few people", "Pocas personas")
_GUESSED = Text(
    f"Fewer than {FEWEST_SHOWN} evaluations are in: whoever holds this file and the "
    "attendance workbook could guess whose row is whose. Share the evaluation at a "
    "glance instead.",
    f"Se recibieron menos de {FEWEST_SHOWN} evaluaciones: quien tenga este archivo y "
    "el libro de asistencia podría adivinar de quién es cada fila. Comparta mejor la "
    "evaluación de un vistazo.",
)
_NOBODY = Text("Nobody handed one in.", "Nadie envió ninguno.")
_COUNTED = Text(
    "{pairs} phones handed in both; {before} only pre, {after} only post",
    "{pairs} teléfonos enviaron ambos; {before} solo el previo, "
    "{after} solo el posterior",
)
_BOTH: Line = (
    Text("How pre and post are joined", "Cómo se unen el previo y el posterior"),
    Text(
        "Both were handed in from the same phone, under a random number that is in no "
        "file. The sheets pre_post_codes and pre_post_labels have a row for each "
        "phone: name_pre and name_post are its two answers, and forms says which it "
        "handed in. In the sheets paired and knowledge, name_pre_post compares who "
        "answered both; fewer than 5 are not shown. In the sheet summary, name_pre and "
        "name_post are scales as everybody answered each, once or twice; the sheet "
        "counts has the options of every question in the same way, and no chart.",
        "Ambos se enviaron desde el mismo teléfono, con un número aleatorio que no "
        "está en ningún archivo. Las hojas pre_post_codes y pre_post_labels tienen una "
        "fila por teléfono: name_pre y name_post son sus dos respuestas, y forms dice "
        "cuáles envió. En las hojas paired y knowledge, name_pre_post compara a "
        "quienes respondieron ambas; menos de 5 no se muestran. En la hoja summary, "
        "name_pre y name_post son las escalas como las respondieron todas las "
        "personas, una o dos veces; la hoja counts tiene de igual modo las opciones de "
        "cada pregunta, sin gráficas.",
    ),
)
_FOLLOWED = Text(
    "{pairs} came back with their code; {after} answered without one",
    "{pairs} volvieron con su código; {after} respondieron sin código",
)
_BY_CODE: Line = (
    Text("How the follow-up is joined", "Cómo se une el seguimiento"),
    Text(
        "By a code that only the person has: what is kept of it is a slow hash, in no "
        "file. The sheets follow_up_codes and follow_up_labels have a row for each "
        "follow-up: name_later is its answer, name_end what the same person answered "
        "at the end of the session, where the form asks it again. Without a code "
        "forms says later, and name_end is empty; -9 in it also stands for a form of "
        "the end that was not handed in. In the sheets paired and knowledge, "
        "name_follow_up compares who came back with a code; fewer than 5 are not "
        "shown. The sheet counts has the options of name_later as everybody chose "
        "them, and of name_end as those who came back with a code did; no chart.",
        "Con un código que solo tiene la persona: de él se guarda un resumen lento, "
        "que no está en ningún archivo. Las hojas follow_up_codes y follow_up_labels "
        "tienen una fila por seguimiento: name_later es su respuesta, y name_end lo "
        "que la misma persona respondió al final de la sesión, si el formulario lo "
        "pregunta otra vez. Sin código, forms dice later y name_end está vacía; un -9 "
        "en ella también indica un formulario del final que no se envió. En las "
        "hojas paired y knowledge, name_follow_up compara a quienes volvieron con un "
        "código; menos de 5 no se muestran. La hoja counts tiene las opciones de "
        "name_later como las eligieron todas las personas, y las de name_end como las "
        "eligieron quienes volvieron con un código; sin gráficas.",
    ),
)
# What is said of each pair: how many, and how they are joined.
_PAIRS: Mapping[str, tuple[Text, Line]] = {
    PRE_POST.joined: (_COUNTED, _BOTH),
    FOLLOW_UP.joined: (_FOLLOWED, _BY_CODE),
}
_RULES: tuple[Line, ...] = (
    (
        Text("Order of rows", "Orden de las filas"),
        Text(
            "Rows are shuffled, and each response_id is random and made for this file. "
            "Written answers are shuffled apart: they cannot be lined up with rows, or "
            "with each other.",
            "Las filas están mezcladas, y cada response_id es aleatorio y solo vale en "
            "este archivo. Las respuestas escritas se mezclan aparte: no se pueden "
            "unir con las filas ni entre sí.",
        ),
    ),
    (
        Text("Names of sheets", "Nombres de las hojas"),
        Text(
            "The sheets of data and their tables have the same English names in both "
            "languages, because scripts read them.",
            "Las hojas de datos y sus tablas tienen los mismos nombres en inglés en "
            "ambos idiomas, porque los leen programas: summary (resumen), "
            "responses_codes y responses_labels (respuestas, en códigos y en "
            "palabras), long (un valor por fila), paired (antes y ahora), codebook "
            "(libro de códigos), pre_post_codes y pre_post_labels (antes y después), "
            "follow_up_codes y follow_up_labels (seguimiento), "
            "counts (recuentos), rankings (poner en orden), "
            "knowledge (conocimientos), by_group (por grupo) y open_text "
            "(respuestas escritas).",
        ),
    ),
    (
        Text("Codes", "Códigos"),
        Text(
            "The codebook says what each number means; the codes are the same in both "
            "languages. -9 is a question that was skipped, -8 one that the person "
            "preferred not to answer, -7 one that does not apply to whoever answered "
            "so, an empty cell one that was not asked. "
            "name_before and name_now are the two halves of one question; "
            "name___1 is box 1 of a question with several answers (1 chosen, 0 "
            "not), or the place of option 1 where options are put in order (0: no "
            "place). name_row is one of several statements on one scale.",
            "La hoja codebook dice qué significa cada número; los códigos son los "
            "mismos en ambos idiomas. -9 es una pregunta omitida; -8, una que la "
            "persona prefirió no responder; -7, una que no corresponde a quien "
            "respondió así; una celda vacía, una que no se hizo. "
            "name_before y name_now son las dos mitades de una "
            "pregunta; name___1 es la casilla 1 de una pregunta de varias respuestas "
            "(1 elegida, 0 no), o el lugar de la opción 1 donde se ponen en orden "
            "(0: sin lugar). name_row es una de varias afirmaciones en una escala.",
        ),
    ),
    (
        Text("Putting in order", "Poner en orden"),
        Text(
            "A mean place is over everybody who answered, and 1 is first. Where only "
            "the first few were asked for, an option that a person left out counts as "
            "the mean of the places that were left.",
            "El lugar promedio es de todas las personas que respondieron, y 1 es el "
            "primero. Si solo se pidieron los primeros, una opción que una persona no "
            "eligió cuenta como el promedio de los lugares que quedaron.",
        ),
    ),
    (
        Text("Top-2-box", "Dos más altas"),
        Text(
            "The share who chose one of the two highest points of a scale, with its "
            "95% Wilson interval. The first two rows pool all confidence questions, as "
            "answered now and before; they have no interval, as one person gives "
            "several of those answers.",
            "La proporción que eligió uno de los dos puntos más altos de una escala, "
            "con su intervalo de Wilson del 95%. Las dos primeras filas reúnen todas "
            "las preguntas de confianza, sobre ahora y sobre antes; no llevan "
            "intervalo, porque una persona da varias de esas respuestas.",
        ),
    ),
    (
        Text("Before and now", "Antes y ahora"),
        Text(
            "The sheet paired compares the people who gave both answers; who gave one "
            "is counted apart. Mean and median shift are of each person's change, now "
            "minus before. W is the Wilcoxon signed-rank statistic, the smaller sum of "
            "ranks; people whose answer is the same are left out of it, as in "
            "Wilcoxon's own way, and equal changes share the mean of their ranks. p is "
            "two-sided: exact for up to 25 people who changed, beyond that by the "
            "normal distribution with the variance for ties and no correction for "
            "continuity. With fewer than 6 who changed there is no p. Rank-biserial "
            "(matched pairs) is the rank sum of rises minus that of falls, as a share "
            "of both: 1 where all who changed rose.",
            "La hoja paired compara a quienes dieron ambas respuestas; quienes dieron "
            "una se cuentan aparte. El cambio del promedio y la mediana del cambio son "
            "del cambio de cada persona, ahora menos antes. W es el estadístico de "
            "rangos con signo de Wilcoxon, la menor de las sumas de rangos; quienes "
            "respondieron lo mismo no entran, como en el método original, y los "
            "cambios iguales comparten el promedio de sus rangos. p es bilateral: "
            "exacto hasta 25 personas que cambiaron; con más, por la distribución "
            "normal con la varianza corregida por empates y sin corrección de "
            "continuidad. Si cambiaron menos de 6, no hay p. El biserial por rangos "
            "(pares) es la suma de rangos de las subidas menos la de las bajadas, "
            "dividida entre ambas: 1 si subieron todas las personas que cambiaron.",
        ),
    ),
    (
        Text("Knowledge items", "Preguntas de conocimiento"),
        Text(
            "The sheet knowledge is there where two forms ask an item with a right "
            "answer, or a poll with one was asked before and again: the first round "
            "beside the last, of the phones that answered both. p is McNemar's exact "
            "test. Normalized gain (Hake) is the rise in right answers as a share of "
            "those that were wrong before. The sheet paired has the same figures: rose "
            "are those who were wrong and then right, fell those who were right and "
            "then wrong. The sheet summary pools the items of at least 5 pairs; there "
            "is no interval, as one person gives several of those answers. The "
            "codebook says which codes are right.",
            "La hoja knowledge aparece cuando dos formularios hacen "
            "una pregunta con respuesta correcta, o una encuesta con ella se hizo "
            "antes y otra vez: la primera ronda junto a la última, de los "
            "teléfonos que respondieron ambas. p es la prueba exacta de McNemar. La "
            "ganancia normalizada (Hake) es el aumento de respuestas correctas como "
            "parte de las que antes eran incorrectas. La hoja paired tiene las mismas "
            "cifras: subieron quienes respondieron mal y luego bien; bajaron quienes "
            "respondieron bien y luego mal. La hoja summary reúne las preguntas con al "
            "menos 5 pares; no lleva intervalo, porque una persona da varias de esas "
            "respuestas. La hoja codebook dice qué códigos son correctos.",
        ),
    ),
)
_SMALL = Text("Small groups", "Grupos pequeños")
_FEW = Text(
    "Where the form asks what group people belong to, the sheet by_group shows nothing "
    "of fewer than {least} people, nor what would give such a number away. The sheets "
    "of responses hide nothing: pass by_group, summary and paired on without them. "
    "Charts are drawn from 5 answers on.",
    "Si el formulario pregunta a qué grupo pertenece cada persona, la hoja by_group no "
    "muestra nada de menos de {least} personas, ni lo que permitiría deducirlo. Las "
    "hojas de respuestas no ocultan nada: entregue by_group, summary y paired sin "
    "ellas. Las gráficas se dibujan a partir de 5 respuestas.",
)
