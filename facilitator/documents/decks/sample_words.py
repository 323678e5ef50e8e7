"""What the sample deck says: the marks that notes may hold, and what each does."""

from dataclasses import dataclass

from facilitator.domain.text import NO_TEXT, Text


@dataclass(frozen=True, slots=True)
class SamplePage:
    """One slide: `points` a line each, `mark` the one that stands in its notes."""

    title: Text
    points: Text
    notes: Text
    mark: Text = NO_TEXT
    section: Text = NO_TEXT
    layout: str = "content"
    hidden: bool = False
    appearing: bool = False


FOOT = Text("Sample deck", "Presentación de ejemplo")

PAGES: tuple[SamplePage, ...] = (
    SamplePage(
        title=Text(
            "Slides that say what happens next",
            "Diapositivas que dicen qué sigue",
        ),
        points=Text(
            "Each slide here says what a mark in its own notes does. "
            "Add this deck at the desk and try it.",
            "Cada diapositiva dice qué hace la marca que está en sus propias notas. "
            "Agréguela en la mesa de trabajo y pruébela.",
        ),
        notes=Text(
            "Marks stand in double brackets in the notes below a slide. Nobody sees "
            "them: they are taken out when the deck is read. Capital letters, spaces "
            "and hyphens do not matter, and every mark can be written in Spanish too.",
            "Las marcas van entre corchetes dobles en las notas de una diapositiva. "
            "Nadie las ve: se quitan cuando se lee la presentación. No importan las "
            "mayúsculas, los espacios, los guiones ni los acentos, y cada marca se "
            "puede escribir también en inglés.",
        ),
        section=Text("Polls", "Encuestas"),
        layout="title",
    ),
    SamplePage(
        title=Text("A poll after a slide", "Una encuesta después de una diapositiva"),
        points=Text(
            "Notes: [[poll: ready_to_ask]]\n"
            "The poll of that name comes after this slide\n"
            "The names are on the desk, under Running order\n"
            "A slide may name several polls, one after another",
            "Notas: [[encuesta: ready_to_ask]]\n"
            "La encuesta de ese nombre viene después de esta diapositiva\n"
            "Los nombres están en la mesa de trabajo, en Orden de la sesión\n"
            "Una diapositiva puede nombrar varias encuestas, una tras otra",
        ),
        notes=Text(
            "Say what the question is about before you open it on the console.",
            "Diga de qué trata la pregunta antes de abrirla en la consola.",
        ),
        mark=Text("[[poll: ready_to_ask]]", "[[encuesta: ready_to_ask]]"),
    ),
    SamplePage(
        title=Text("A slide that is a poll", "Una diapositiva que es una encuesta"),
        points=Text(
            "Notes: [[poll]], as on the next slide\n"
            "Its title is the question, its points are the options\n"
            "A star before a point marks the right answer\n"
            "People see which one is right with the results\n"
            "[[poll multiple]] lets them choose more than one",
            "Notas: [[encuesta]], como en la diapositiva siguiente\n"
            "El título es la pregunta y los puntos son las opciones\n"
            "Un asterisco antes de un punto marca la respuesta correcta\n"
            "Las personas ven cuál es la correcta junto con los resultados\n"
            "[[encuesta múltiple]] permite elegir más de una",
        ),
        notes=Text(
            "Two to twelve points, all at the same level.",
            "De dos a doce puntos, todos en el mismo nivel.",
        ),
    ),
    SamplePage(
        title=Text(
            "Which slide reads best from the back row?",
            "¿Qué diapositiva se lee mejor desde la última fila?",
        ),
        points=Text(
            "* Few words in large letters\n"
            "Many words in small letters\n"
            "Light gray letters on white",
            "* Pocas palabras en letra grande\n"
            "Muchas palabras en letra pequeña\n"
            "Letras gris claro sobre blanco",
        ),
        notes=Text(
            "Open it, give one minute, close it and show the results.",
            "Ábrala, dé un minuto, ciérrela y muestre los resultados.",
        ),
        mark=Text("[[poll]]", "[[encuesta]]"),
    ),
    SamplePage(
        title=Text("A break after a slide", "Un descanso después de una diapositiva"),
        points=Text(
            "Notes: [[break 10]]\n"
            "The projector and the phones show a break of ten minutes\n"
            "From 1 to 240 minutes",
            "Notas: [[descanso 10]]\n"
            "El proyector y los teléfonos muestran un descanso de diez minutos\n"
            "De 1 a 240 minutos",
        ),
        notes=Text(
            "Say when you will go on.",
            "Diga a qué hora continúan.",
        ),
        mark=Text("[[break 10]]", "[[descanso 10]]"),
        section=Text("What comes next", "Lo que sigue"),
    ),
    SamplePage(
        title=Text(
            "A content note before a slide", "Un aviso antes de una diapositiva"
        ),
        points=Text(
            "Notes: [[content-note: words of your own]]\n"
            "People read the words before they see the slide\n"
            "They have time to look away, step out or take a break",
            "Notas: [[nota de contenido: sus propias palabras]]\n"
            "Las personas leen las palabras antes de ver la diapositiva\n"
            "Tienen tiempo de mirar hacia otro lado, salir o tomar un descanso",
        ),
        notes=Text(
            "Wait a moment before you go on.",
            "Espere un momento antes de continuar.",
        ),
        mark=Text(
            "[[content-note: The next slide is only an example.]]",
            "[[nota de contenido: La diapositiva que sigue es solo un ejemplo.]]",
        ),
    ),
    SamplePage(
        title=Text("Going on somewhere else", "Continuar en otro lugar"),
        points=Text(
            "Notes: [[skip-to: 9]]\n"
            "After this slide comes slide 9\n"
            "Count as PowerPoint does, hidden slides too",
            "Notas: [[saltar-a: 9]]\n"
            "Después de esta diapositiva viene la 9\n"
            "Cuente como PowerPoint, también las diapositivas ocultas",
        ),
        notes=Text(
            "Slides that are passed over stay in the console's list.",
            "Las diapositivas que se saltan siguen en la lista de la consola.",
        ),
        mark=Text("[[skip-to: 9]]", "[[saltar-a: 9]]"),
    ),
    SamplePage(
        title=Text("A slide in reserve", "Una diapositiva de reserva"),
        points=Text(
            "“Next” passes over this slide\n"
            "Choose it in the console's list when somebody asks",
            "“Siguiente” no pasa por esta diapositiva\n"
            "Elíjala en la lista de la consola cuando alguien pregunte",
        ),
        notes=Text(
            "It needs no mark of its own.",
            "No necesita una marca propia.",
        ),
    ),
    SamplePage(
        title=Text("Parts of the agenda", "Partes de la agenda"),
        points=Text(
            "Notes: [[agenda: welcome]]\n"
            "That part begins when this slide is shown\n"
            "The names are on the desk, under Running order\n"
            "In a starter deck from the desk, a section is a part of the agenda",
            "Notas: [[agenda: welcome]]\n"
            "Esa parte comienza cuando se muestra esta diapositiva\n"
            "Los nombres están en la mesa de trabajo, en Orden de la sesión\n"
            "En la presentación inicial, cada sección es una parte de la agenda",
        ),
        notes=Text(
            "The console shows how far ahead of the agenda you are, or behind it.",
            "La consola muestra cuánto va adelantada o atrasada la sesión.",
        ),
        mark=Text("[[agenda: welcome]]", "[[agenda: welcome]]"),
        section=Text("Agenda and appearance", "Agenda y apariencia"),
    ),
    SamplePage(
        title=Text("Point by point", "Punto por punto"),
        points=Text(
            "Animations, Appear, By Paragraph\n"
            "Each click shows one more point\n"
            "Phones get the points as they appear\n"
            "Other animations are shown whole, at once",
            "Animaciones, Aparecer, Por párrafo\n"
            "Cada clic muestra un punto más\n"
            "Los teléfonos reciben los puntos a medida que aparecen\n"
            "Las demás animaciones se muestran completas",
        ),
        notes=Text(
            "No mark is needed: the animation of PowerPoint is read.",
            "No hace falta una marca: se lee la animación de PowerPoint.",
        ),
        appearing=True,
    ),
    SamplePage(
        title=Text(
            "Slides with the code to join", "Diapositivas con el código para unirse"
        ),
        points=Text(
            "The desk puts them into a copy of your deck, to be shown with PowerPoint\n"
            "Their notes hold [[join]] or [[sign-out]]\n"
            "When that copy is added here, those slides are left out: the lobby shows "
            "the code that holds today",
            "La mesa de trabajo las pone en una copia de su presentación, para "
            "mostrarla con PowerPoint\n"
            "Sus notas tienen [[unirse]] o [[salida]]\n"
            "Si agrega esa copia aquí, esas diapositivas se omiten: la pantalla de "
            "bienvenida muestra el código de hoy",
        ),
        notes=Text(
            "At the desk: Slides, With codes.",
            "En la mesa de trabajo: Diapositivas, Con códigos.",
        ),
    ),
    SamplePage(
        title=Text("A hidden slide", "Una diapositiva oculta"),
        points=Text(
            "Hidden in PowerPoint, it is not shown here\n"
            "It counts where slides are numbered",
            "Si está oculta en PowerPoint, aquí no se muestra\n"
            "Cuenta en la numeración de las diapositivas",
        ),
        notes=Text(
            "Right-click a slide in PowerPoint and choose Hide Slide.",
            "En PowerPoint, haga clic derecho en una diapositiva y elija Ocultar "
            "diapositiva.",
        ),
        hidden=True,
    ),
)
