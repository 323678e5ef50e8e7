"""Videos and sounds of slides."""

import hashlib
from pathlib import Path
from typing import Any

import pytest
from pptx.util import Inches

from facilitator.documents.embedded import plays
from facilitator.documents.powerpoint import read_presentation
from facilitator.domain.decks.deck import Deck, Media

from .conftest import Rewrite
from .deck_writing import new_deck, saved

MP4 = b"\x00\x00\x00\x18ftypmp42" + bytes(3_000)
RELS = "ppt/slides/_rels/slide1.xml.rels"
SLIDE = "ppt/slides/slide1.xml"


def _with_movie(path: Path, content: bytes, name: str, *, grouped: bool = False) -> Any:
    """Return a deck with a movie at the slide's lower right quarter."""
    film = path / name
    film.write_bytes(content)
    deck = new_deck()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    place = (Inches(5), Inches(3.75), Inches(5), Inches(3.75))
    movie = slide.shapes.add_movie(str(film), *place, mime_type="video/mp4")
    if grouped:
        slide.shapes.add_group_shape([movie])
    return deck


def _read(deck: Path, folder: Path) -> Deck:
    return read_presentation(deck, "d.pptx", folder)


def _kinds(deck: Deck) -> set[str]:
    return {finding.kind for finding in deck.slides[0].findings}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def test_a_video_is_kept_under_its_digest_and_knows_its_place(
    tmp_path: Path, folder: Path
) -> None:
    deck = _read(saved(_with_movie(tmp_path, MP4, "a.mp4"), tmp_path / "d"), folder)
    digest = hashlib.sha256(MP4).hexdigest()[:32]
    box = (0.5, 0.5, 0.5, 0.5)
    assert deck.slides[0].media == (Media("video", digest, "mp4", box),)
    assert (folder / f"{digest}.mp4").read_bytes() == MP4
    assert digest in deck.digests
    assert not list(folder.glob("*.part"))


def test_a_video_in_a_group_stands_where_the_group_puts_it(
    tmp_path: Path, folder: Path, rewritten: Rewrite
) -> None:
    whole = saved(_with_movie(tmp_path, MP4, "a.mp4", grouped=True), tmp_path / "d")
    moved = b'<a:off x="0" y="0"/><a:ext cx="2286000" cy="1714500"/>'
    there = b'<a:off x="4572000" y="3429000"/><a:ext cx="4572000" cy="3429000"/>'

    def move(content: bytes) -> bytes:
        group = content.index(b"<p:grpSp>")
        assert there in content[group:]
        return content[:group] + content[group:].replace(there, moved, 1)

    deck = _read(rewritten(whole, tmp_path / "m", {SLIDE: move}), folder)
    assert deck.slides[0].media[0].box == (0.0, 0.0, 0.25, 0.25)


def test_a_video_off_the_slide_has_the_whole_of_it(
    tmp_path: Path, folder: Path, rewritten: Rewrite
) -> None:
    whole = saved(_with_movie(tmp_path, MP4, "a.mp4"), tmp_path / "d")
    deck = rewritten(
        whole,
        tmp_path / "m",
        {SLIDE: lambda content: content.replace(b'x="4572000"', b'x="-9999999"')},
    )
    assert _read(deck, folder).slides[0].media[0].box == (0.0, 0.0, 1.0, 1.0)


@pytest.mark.parametrize(
    ("content", "name", "ending"),
    [(MP4, "a.wmv", ".wmv"), (b"<html>" + bytes(99), "a.mp4", ".mp4")],
)
def test_what_browsers_do_not_play_is_named_and_not_kept(
    tmp_path: Path, folder: Path, content: bytes, name: str, ending: str
) -> None:
    deck = _read(saved(_with_movie(tmp_path, content, name), tmp_path / "d"), folder)
    assert deck.slides[0].media == ()
    (finding,) = (f for f in deck.slides[0].findings if f.kind == "media-not-played")
    assert f"({ending})" in finding.sentence
    assert [path.suffix for path in folder.iterdir()] == [".webp"]


def test_a_linked_video_is_remarked_on(
    tmp_path: Path, folder: Path, rewritten: Rewrite
) -> None:
    whole = saved(_with_movie(tmp_path, MP4, "a.mp4"), tmp_path / "d")

    def link(content: bytes) -> bytes:
        return content.replace(
            b'Target="../media/media1.mp4"',
            b'Target="https://example.org/a.mp4" TargetMode="External"',
        )

    deck = _read(rewritten(whole, tmp_path / "l", {RELS: link}), folder)
    assert deck.slides[0].media == ()
    assert "media-linked" in _kinds(deck)


def test_a_video_that_is_broken_in_the_file_is_not_kept(
    tmp_path: Path, folder: Path, rewritten: Rewrite
) -> None:
    whole = saved(_with_movie(tmp_path, MP4, "a.mp4"), tmp_path / "d")
    unpacked = rewritten(whole, tmp_path / "u", {})
    content = bytearray(unpacked.read_bytes())
    content[content.index(b"ftypmp42") + 20] ^= 0xFF
    unpacked.write_bytes(content)
    assert _read(unpacked, folder).slides[0].media == ()
    assert [path.suffix for path in folder.iterdir()] == [".webp"]


def test_real_decks_have_their_videos_and_sounds(
    shared_decks: Path, tmp_path: Path
) -> None:
    found = {}
    for name in ("poi_video", "aspose_anim_audio", "train_scientific_python"):
        folder = tmp_path / name
        folder.mkdir()
        path = shared_decks / f"{name}.pptx"
        deck = read_presentation(path, path.name, folder)
        media = [one for slide in deck.slides for one in slide.media]
        found[name] = [(one.kind, one.ending) for one in media]
        for one in media:
            kept = folder / f"{one.digest}.{one.ending}"
            content = kept.read_bytes()
            assert hashlib.sha256(content).hexdigest()[:32] == one.digest
    assert found == {
        "poi_video": [("video", "mp4")],
        "aspose_anim_audio": [("audio", "wav")] * 2,
        "train_scientific_python": [
            ("audio", "wav"),
            ("audio", "wav"),
            ("video", "mp4"),
        ],
    }


@pytest.mark.parametrize(
    ("head", "ending"),
    [
        (MP4, "m4v"),
        (MP4, "m4a"),
        (b"\x1aE\xdf\xa3\x01\x00\x00\x00\x00\x00\x00\x1fB\x86\x81\x01webm", "webm"),
        (b"OggS\x00\x02", "ogg"),
        (b"OggS\x00\x02", "ogv"),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", "wav"),
        (b"ID3\x04", "mp3"),
        (b"\xff\xfb\x90\x00", "mp3"),
    ],
)
def test_each_kind_is_known_by_how_it_begins(head: bytes, ending: str) -> None:
    assert plays(head, ending)
    assert not plays(b"MZ\x90\x00" + bytes(60), ending)
    assert not plays(b"", ending)
