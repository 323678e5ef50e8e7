"""What the slides with the session's code say, in the languages of the session."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from facilitator.domain.text import Text

Purpose = Literal["join", "sign-out"]
PURPOSES: tuple[Purpose, ...] = ("join", "sign-out")


@dataclass(frozen=True, slots=True)
class WayIn:
    """How people reach the session: what the QR holds, the address, the code.

    `wifi_password` is empty unless the trainer wants it on the slides.
    """

    url: str
    address: str
    code: str
    languages: tuple[str, ...]
    wifi_name: str = ""
    wifi_password: str = ""


_TITLES: Mapping[Purpose, Text] = {
    "join": Text("Join and sign in", "Únase y registre su entrada"),
    "sign-out": Text("Sign out before you go", "Registre su salida"),
}
_HOW: Mapping[Purpose, Text] = {
    "join": Text(
        "Point your phone’s camera at the code, or open this address:",
        "Apunte la cámara de su teléfono al código o abra esta dirección:",
    ),
    "sign-out": Text(
        "On your phone, fill in the evaluation and sign out. The page is here:",
        "En su teléfono, llene la evaluación y registre su salida. La página es esta:",
    ),
}
_QR: Mapping[Purpose, Text] = {
    "join": Text("QR code of the page to join", "Código QR de la página para unirse"),
    "sign-out": Text(
        "QR code of the page to sign out",
        "Código QR de la página para registrar la salida",
    ),
}
_CODE = Text("Code", "Código")
_PASSWORD = Text("Password", "Contraseña")
_NOTES: Mapping[Purpose, Text] = {
    "join": Text(
        "Leave this slide up until people have joined. It leads to {url}. When the "
        "laptop gets another address, download the deck with its codes again.",
        "Deje esta diapositiva hasta que las personas se hayan unido. Lleva a {url}. "
        "Si la laptop cambia de dirección, descargue de nuevo la presentación con los "
        "códigos.",
    ),
    "sign-out": Text(
        "Open sign-out on the console first, and leave this slide up while people fill "
        "in the evaluation and sign out. It leads to {url}.",
        "Abra primero el registro de salida en la consola y deje esta diapositiva "
        "mientras las personas llenan la evaluación y registran su salida. Lleva a "
        "{url}.",
    ),
}


def title(purpose: Purpose, way_in: WayIn) -> str:
    """Return the slide's title in every language of the session."""
    return _in_each(_TITLES[purpose], way_in, " · ")


def instructions(purpose: Purpose, way_in: WayIn) -> tuple[tuple[str, str], ...]:
    """Return what to do: (language, sentence) for each language of the session."""
    return tuple((code, _HOW[purpose][code]) for code in way_in.languages)


def code_label(way_in: WayIn) -> str:
    """Return what stands before the code."""
    return _in_each(_CODE, way_in, " · ")


def wifi_lines(way_in: WayIn) -> tuple[str, ...]:
    """Return the network's name, and its password where it is to be shown."""
    if not way_in.wifi_name:
        return ()
    lines = [f"Wi-Fi: {way_in.wifi_name}"]
    if way_in.wifi_password:
        lines.append(f"{_in_each(_PASSWORD, way_in, ' · ')}: {way_in.wifi_password}")
    return tuple(lines)


def alternative(purpose: Purpose, way_in: WayIn) -> str:
    """Return the alternative text of the code."""
    return f"{_in_each(_QR[purpose], way_in, ' · ')}: {way_in.url}"


def notes(purpose: Purpose, way_in: WayIn, language: str) -> str:
    """Return the speaker notes, with the mark by which the slide is known again."""
    return f"{_NOTES[purpose][language].format(url=way_in.url)}\n[[{purpose}]]"


def _in_each(text: Text, way_in: WayIn, between: str) -> str:
    return between.join(dict.fromkeys(text[code] for code in way_in.languages))
