"""Decks put straight into a running server's data, with every kind of place in them."""

import hashlib
import io
import json
import math
import sqlite3
import wave
from contextlib import closing
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from running import Held

from facilitator.domain.decks.deck import (
    Block,
    Deck,
    DeckFacts,
    Media,
    Slide,
    SlidePicture,
    SlideText,
)
from facilitator.domain.records import as_record

WIDE, NARROW = 1920, 960
COLOURS = ("#20508c", "#a0522d", "#2f6f4f", "#5b3f8c", "#8c2f4f", "#3f6f8c")


def digest_of(content: bytes) -> str:
    """Return the name that a picture or a film is kept by."""
    return hashlib.sha256(content).hexdigest()[:32]


def draw(folder: Path, words: str, place: int = 0, aspect: float = 16 / 9) -> str:
    """Draw a slide's picture, keep it in both widths, and return its digest.

    Corners and middle are marked, so that a screenshot tells where they are.
    """
    size = WIDE, round(WIDE / aspect)
    image = Image.new("RGB", size, COLOURS[place % len(COLOURS)])
    pen = ImageDraw.Draw(image)
    pen.rectangle((12, 12, size[0] - 13, size[1] - 13), outline="#ffffff", width=8)
    for share in range(1, 3):
        across, down = size[0] * share // 3, size[1] * share // 3
        pen.line((across, 0, across, size[1]), fill="#ffffff60", width=2)
        pen.line((0, down, size[0], down), fill="#ffffff60", width=2)
    font = ImageFont.load_default(150)
    pen.text((size[0] / 2, size[1] / 2), words, "#ffffff", font, "mm")
    made = {}
    for width in (WIDE, NARROW):
        target = io.BytesIO()
        small = image.resize((width, round(width / aspect)))
        small.save(target, "WEBP", quality=80)
        made[width] = target.getvalue()
    digest = digest_of(made[WIDE])
    folder.mkdir(parents=True, exist_ok=True)
    for width, content in made.items():
        (folder / f"{digest}-{width}.webp").write_bytes(content)
    return digest


def text(
    title: str, titulo: str, note: str = "", nota: str = ""
) -> tuple[SlideText, ...]:
    """Return a slide's words in both languages."""
    says = (Block("item", "One thing to remember"), Block("item", "And another"))
    dice = (Block("item", "Algo para recordar"), Block("item", "Y algo más"))
    return (
        SlideText("en", title, says, f"Notes of {title}. " * 12, note),
        SlideText("es", titulo, dice, f"Notas de {titulo}. " * 12, nota),
    )


NOTE = "It speaks of violence at work, without pictures."
NOTA = "Habla de violencia en el trabajo, sin imágenes."


def varied_deck(
    pictures: Path, aspect: float = 16 / 9, media: tuple[Media, ...] = ()
) -> Deck:
    """Return a deck with pictures, clicks, words alone, a poll, a note and a break."""

    def picture(words: str, place: int, clicks: int = 1) -> tuple[SlidePicture, ...]:
        builds = [
            draw(
                pictures, f"{words}, click {n}" if clicks > 1 else words, place, aspect
            )
            for n in range(1, clicks + 1)
        ]
        return (SlidePicture("libreoffice", builds[-1], builds=tuple(builds[:-1])),)

    return Deck(
        "A varied deck",
        (
            Slide(text("Welcome", "Bienvenida"), pictures=picture("Welcome", 0)),
            Slide(
                text("Click by click", "Clic por clic"),
                pictures=picture("Clicks", 1, 3),
                steps=3,
            ),
            Slide(text("Words alone", "Solo palabras"), polls=("work_setting",)),
            Slide(
                text("A hard story", "Una historia difícil", NOTE, NOTA),
                pictures=picture("Story", 2),
                break_minutes=10,
            ),
            Slide(
                text("A film", "Una película"),
                pictures=picture("Film", 3),
                media=media,
            ),
            Slide(text("The end", "El final"), pictures=picture("End", 4)),
        ),
        "varied.pptx",
        aspect=aspect,
    )


def picture_deck(pictures: Path, slides: int) -> Deck:
    """Return a deck of so many pictures."""
    made = [
        Slide(
            text(f"Slide {n}", f"Diapositiva {n}"),
            pictures=(SlidePicture("pdf", draw(pictures, f"Slide {n}", n)),),
        )
        for n in range(1, slides + 1)
    ]
    return Deck("Pictures", tuple(made), "pictures.pdf")


def put_deck(held: Held, deck: Deck) -> None:
    """Show this deck in a session, in place of the one that it has."""
    with closing(sqlite3.connect(held.server.data / "facilitator.sqlite3")) as database:
        query = "SELECT id, record FROM decks WHERE session_id = ?"
        deck_id, written = database.execute(query, (held.id,)).fetchone()
        facts = {**json.loads(written), "slides": len(deck.slides)}
        assert set(facts) == set(as_record(DeckFacts("", "")))
        row = (json.dumps(as_record(deck)), json.dumps(facts), deck_id)
        database.execute("UPDATE decks SET deck = ?, record = ? WHERE id = ?", row)
        database.commit()
    # Any change at the desk has the deck read anew.
    held.server.trainer.post(
        f"{held.server.url}/desk/sessions/{held.id}/network",
        data={"address": f"127.0.0.1:{held.server.port}"},
    ).raise_for_status()


def pictures_of(held: Held) -> Path:
    """Return where the server keeps pictures and films."""
    return held.server.data / "pictures"


def write_sound(path: Path, seconds: float = 0.5) -> bytes:
    """Write a quiet tone and return the file's bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(8000)
        tone = (128 + round(9 * math.sin(n / 4)) for n in range(int(8000 * seconds)))
        file.writeframes(bytes(tone))
    return path.read_bytes()
