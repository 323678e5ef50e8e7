"""Slides with the session's code, put into decks that others made."""

import io
import os
import posixpath
import re
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from lxml import etree
from PIL import Image
from pptx import Presentation
from pptx.util import Emu

from facilitator.documents.decks.code_words import WayIn
from facilitator.documents.decks.with_codes import write_with_codes
from facilitator.documents.errors import DamagedDeckError, EmptyDeckError
from facilitator.documents.powerpoint import read_presentation

Rewrite = Callable[[Path, Path, Mapping[str, Callable[[bytes], bytes]]], Path]

URL = "HTTP://192.168.1.105:8765/J/K7M4PQ"
WAY_IN = WayIn(URL, "192.168.1.105:8765", "K7M4PQ", ("en", "es"))
CHANGED = {
    "[Content_Types].xml",
    "ppt/presentation.xml",
    "ppt/_rels/presentation.xml.rels",
    "ppt/vbaProject.bin",  # gone, where a deck has it
}
# Wide and 4:3, dark and light, of many masters, without layouts for titles.
DRAWN = (
    "aiden_chart_complex.pptx",
    "docling_chart.pptx",
    "glimpse_financial_ja.pptx",
    "markitdown_test.pptx",
    "poi_aptia.pptx",
    "poi_hbcu_leadership.pptx",
    "poi_keyframes_id.pptx",
    "poi_video.pptx",
    "shapec_google.pptx",
    "unstr_eng_spa.pptx",
)
BROKEN = ("aspose_encrypted", "bad_")


def with_codes(
    source: Path, folder: Path, way_in: WayIn = WAY_IN, language: str = "en"
) -> Path:
    target = folder / f"with-{source.stem}.pptx"
    write_with_codes(source, source.name, target, way_in, language)
    return target


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if not name.endswith("/")]
        return {name: archive.read(name) for name in names}


def decoded(picture: Image.Image) -> list[str]:
    found = zxingcpp.read_barcodes(picture.convert("L"))
    return [code.text for code in found]


def code_of(slide: Any) -> Any:
    """Return the picture of the code on a slide."""
    (picture,) = [shape for shape in slide.shapes if shape.name == "QR"]
    return picture


def words_of(slide: Any) -> str:
    return "\n".join(s.text_frame.text for s in slide.shapes if s.has_text_frame)


def assert_sound(path: Path) -> None:
    """Every reference of every part leads to a part that is there."""
    found = parts(path)
    for name, content in found.items():
        if not name.endswith(".rels"):
            continue
        folder = posixpath.dirname(posixpath.dirname(name))
        for link in etree.fromstring(content):
            if link.get("TargetMode") == "External":
                continue
            target = posixpath.join("/" + folder, link.get("Target", ""))
            assert posixpath.normpath(target)[1:] in found, (name, target)


def shared(folder: Path) -> list[Path]:
    decks = sorted([*folder.glob("*.pptx"), *folder.glob("*.ppsx")])
    return [deck for deck in decks if not deck.name.startswith(BROKEN)]


def test_every_deck_gains_two_slides_and_nothing_else_changes(
    shared_decks: Path, tmp_path: Path
) -> None:
    tried = shared(shared_decks)
    for source in tried:
        target = with_codes(source, tmp_path)
        before, after = parts(source), parts(target)
        slides = list(Presentation(str(target)).slides)

        assert {n for n in before if after.get(n) != before[n]} <= CHANGED, source.name
        added = after.keys() - before.keys()
        assert len([n for n in added if re.search(r"slides/slide\d+\.xml$", n)]) == 2
        join, leave = slides[1], slides[-1]
        for slide in (join, leave):
            picture = Image.open(io.BytesIO(code_of(slide).image.blob))
            assert decoded(picture) == [URL]
            assert "192.168.1.105:8765" in words_of(slide)
            assert "K7M4PQ" in words_of(slide)
        assert "Únase" in join.shapes.title.text
        assert "Sign out" in leave.shapes.title.text
    assert len(tried) > 20


@pytest.fixture(scope="module")
def drawn(
    shared_decks: Path, soffice: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The folder of these decks with their codes, all drawn by one LibreOffice."""
    folder = tmp_path_factory.mktemp("drawn")
    decks = [with_codes(shared_decks / name, folder) for name in DRAWN]
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    options = '{"ExportHiddenSlides":{"type":"boolean","value":"true"}}'
    convert = ["--convert-to", f"pdf:impress_pdf_Export:{options}"]
    subprocess.run(
        [soffice, profile, "--headless", *convert, "--outdir", folder, *decks],
        check=True,
        capture_output=True,
        timeout=280,
        env={**os.environ, "HOME": str(folder)},
    )
    return folder


@pytest.mark.parametrize("name", DRAWN)
def test_the_codes_are_read_from_the_drawn_slides(name: str, drawn: Path) -> None:
    document = pypdfium2.PdfDocument(drawn / f"with-{Path(name).stem}.pdf")

    for page in (document[1], document[len(document) - 1]):
        # As a phone at the back of the room sees a projector: few pixels.
        seen = page.render(scale=480 / page.get_height()).to_pil()
        assert decoded(seen) == [URL]


@pytest.mark.parametrize("name", ["docling_chart.pptx", "shapec_google.pptx"])
def test_the_code_is_half_as_high_as_the_slide_or_more_and_beside_the_words(
    name: str, shared_decks: Path, tmp_path: Path
) -> None:
    deck: Any = Presentation(str(with_codes(shared_decks / name, tmp_path)))

    for slide in (deck.slides[1], deck.slides[len(deck.slides) - 1]):
        code = code_of(slide)
        (words,) = [shape for shape in slide.shapes if shape.name == "Address"]
        assert code.height >= deck.slide_height / 2
        assert code.width == code.height
        assert 0 < code.left < code.left + code.width < words.left
        assert words.left + words.width <= deck.slide_width
        assert code.top + code.height <= deck.slide_height
        (described,) = code.element.xpath("./p:nvPicPr/p:cNvPr/@descr")
        assert URL in described


def made_deck(folder: Path, change: Callable[[Any], None], name: str = "own") -> Path:
    """A deck of three slides from python-pptx's own template, changed."""
    deck = Presentation()
    for number in range(1, 4):
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = f"Slide {number}"
    change(deck)
    path = folder / f"{name}.pptx"
    deck.save(str(path))
    return path


def nothing(_: Any) -> None:
    pass


def test_a_deck_higher_than_wide_has_the_words_below_the_code(tmp_path: Path) -> None:
    def upright(deck: Any) -> None:
        deck.slide_width, deck.slide_height = Emu(6_858_000), Emu(9_144_000)

    deck = Presentation(str(with_codes(made_deck(tmp_path, upright), tmp_path)))
    code = code_of(deck.slides[1])
    (words,) = [shape for shape in deck.slides[1].shapes if shape.name == "Address"]

    assert code.left >= 0
    assert code.left + code.width <= deck.slide_width
    assert code.top + code.height <= words.top
    assert words.top + words.height <= deck.slide_height


def test_the_layout_for_a_title_alone_is_known_by_its_type(tmp_path: Path) -> None:
    def rename(deck: Any) -> None:
        for layout in deck.slide_layouts:
            layout.element.cSld.set("name", "Anything")

    deck = Presentation(str(with_codes(made_deck(tmp_path, rename), tmp_path)))

    assert deck.slides[1].slide_layout.element.get("type") == "titleOnly"


def test_without_one_the_least_cluttered_with_a_title_is_taken(tmp_path: Path) -> None:
    def drop(deck: Any) -> None:
        for layout in list(deck.slide_layouts):
            if layout.element.get("type") == "titleOnly":
                deck.slide_layouts.remove(layout)

    deck = Presentation(str(with_codes(made_deck(tmp_path, drop), tmp_path)))

    # It has the fewest places for content of those that do not open a deck or a part.
    assert deck.slides[1].slide_layout.element.get("type") in {"obj", "vertTx"}
    assert deck.slides[1].shapes.title.text.startswith("Join")


def test_without_any_title_the_slide_brings_its_own(tmp_path: Path) -> None:
    def only_blank(deck: Any) -> None:
        blank = next(x for x in deck.slide_layouts if x.element.get("type") == "blank")
        for slide in deck.slides:
            slide.part.rels[next(iter(slide.part.rels))]._target = blank.part  # noqa: SLF001
        for layout in list(deck.slide_layouts):
            if layout != blank and not layout.used_by_slides:
                deck.slide_layouts.remove(layout)

    deck = Presentation(str(with_codes(made_deck(tmp_path, only_blank), tmp_path)))
    title = deck.slides[1].shapes.title

    assert deck.slides[1].slide_layout.element.get("type") == "blank"
    assert title.text.startswith("Join")
    assert title.width > deck.slide_width / 2


def test_words_read_on_a_theme_whose_own_colours_do_not(
    tmp_path: Path, rewritten: Rewrite
) -> None:
    def faint(theme: bytes) -> bytes:
        return re.sub(
            rb"<a:(dk1|lt1)>.*?</a:\1>",
            rb'<a:\1><a:srgbClr val="808080"/></a:\1>',
            theme,
            flags=re.DOTALL,
        )

    source = made_deck(tmp_path, nothing)
    changed = {"ppt/theme/theme1.xml": faint}
    target = with_codes(rewritten(source, tmp_path / "faint.pptx", changed), tmp_path)
    slide = Presentation(str(target)).slides[1]
    panel, words = (
        next(s for s in slide.shapes if s.name == name) for name in ("Panel", "Address")
    )

    assert panel.element.xpath("./p:spPr/a:solidFill/a:srgbClr/@val") == ["FFFFFF"]
    assert set(words.element.xpath(".//a:solidFill/a:srgbClr/@val")) == {"000000"}


def test_new_slides_belong_to_the_first_and_the_last_section(
    shared_decks: Path, tmp_path: Path
) -> None:
    source = shared_decks / "train_scientific_python.pptx"
    before = read_presentation(source, source.name).slides
    target = with_codes(source, tmp_path)
    after = read_presentation(target, target.name).slides

    assert after[0].section == before[0].section != ""
    assert after[1].section == before[0].section
    assert after[-1].section == before[-1].section
    assert [s.section for s in (*after[:1], *after[2:-1])] == [
        s.section for s in before
    ]


def test_the_first_slide_that_is_shown_counts_as_the_title(tmp_path: Path) -> None:
    def hide(deck: Any) -> None:
        deck.slides[0].element.set("show", "0")

    deck = Presentation(str(with_codes(made_deck(tmp_path, hide), tmp_path)))

    assert [slide.shapes.title.text[:7] for slide in deck.slides] == [
        "Slide 1",
        "Slide 2",
        "Join an",
        "Slide 3",
        "Sign ou",
    ]


def test_notes_that_skip_to_a_slide_name_it_by_its_new_number(tmp_path: Path) -> None:
    def skip(deck: Any) -> None:
        frame = deck.slides[0].notes_slide.notes_text_frame
        frame.text = "Say hello.\n[[skip-to: 3]]"
        paragraph = deck.slides[1].notes_slide.notes_text_frame.paragraphs[0]
        for piece in ("Then [[saltar", "-a: ", "1", "]] and breathe"):
            paragraph.add_run().text = piece

    target = with_codes(made_deck(tmp_path, skip), tmp_path)
    notes = [
        s.notes_slide.notes_text_frame.text
        for s in Presentation(str(target)).slides
        if s.has_notes_slide
    ]

    assert notes[0] == "Say hello.\n[[skip-to: 4]]"
    assert "Then [[saltar-a: 1]] and breathe" in notes
    assert read_presentation(target, target.name).slides[0].skip_to == 3


def test_the_speaker_notes_say_what_to_do_in_the_trainers_language(
    tmp_path: Path,
) -> None:
    target = with_codes(made_deck(tmp_path, nothing), tmp_path, language="es")
    slides = Presentation(str(target)).slides
    notes = slides[1].notes_slide.notes_text_frame.text

    assert notes.startswith("Deje esta diapositiva")
    assert notes.endswith("[[join]]")
    assert URL in notes
    assert slides[4].notes_slide.notes_text_frame.text.endswith("[[sign-out]]")


def test_brought_back_the_code_slides_are_left_out_and_said_to_be(
    tmp_path: Path,
) -> None:
    target = with_codes(made_deck(tmp_path, nothing), tmp_path)
    slides = read_presentation(target, target.name).slides

    assert [slide.hidden for slide in slides] == [False, True, False, False, True]
    assert [finding.kind for finding in slides[1].findings] == ["code-slide"]
    assert "[[" not in slides[1].texts[0].notes


def test_a_copy_of_a_copy_has_each_code_once(tmp_path: Path) -> None:
    def skip(deck: Any) -> None:
        deck.slides[0].notes_slide.notes_text_frame.text = "[[skip-to: 3]]"

    first = with_codes(made_deck(tmp_path, skip), tmp_path)
    other = WayIn("HTTP://10.0.0.1:1/J/ABC234", "10.0.0.1:1", "ABC234", ("en",))
    second = with_codes(first, tmp_path, other)
    deck = Presentation(str(second))

    assert len(deck.slides) == 5
    assert_sound(second)
    picture = Image.open(io.BytesIO(code_of(deck.slides[1]).image.blob))
    assert decoded(picture) == ["HTTP://10.0.0.1:1/J/ABC234"]
    assert deck.slides[0].notes_slide.notes_text_frame.text == "[[skip-to: 4]]"
    assert deck.slides[1].shapes.title.text == "Join and sign in"
    assert "K7M4PQ" not in "".join(words_of(slide) for slide in deck.slides)


def test_a_deck_of_nothing_but_codes_is_refused(tmp_path: Path) -> None:
    def only(deck: Any) -> None:
        for slide in deck.slides:
            slide.notes_slide.notes_text_frame.text = "[[join]]"

    with pytest.raises(EmptyDeckError):
        with_codes(made_deck(tmp_path, only), tmp_path)


def test_the_wifi_is_named_and_its_password_kept_unless_it_is_wanted(
    tmp_path: Path,
) -> None:
    source = made_deck(tmp_path, nothing)
    named = WayIn(URL, "a:1", "K7M4PQ", ("es",), "Sala 2")
    shown = WayIn(URL, "a:1", "K7M4PQ", ("es",), "Sala 2", "muy-secreta")

    first = Presentation(str(with_codes(source, tmp_path, named))).slides[1]
    assert "Wi-Fi: Sala 2" in words_of(first)
    second = Presentation(str(with_codes(source, tmp_path, shown))).slides[1]
    assert "Contraseña: muy-secreta" in words_of(second)
    assert "Contraseña" not in words_of(first)


def with_macros(rewritten: Rewrite, source: Path, target: Path) -> Path:
    """The deck as a .pptm with a macro, a ribbon that calls it and a signature."""
    main = "application/vnd.openxmlformats-officedocument.presentationml.presentation"

    def types(content: bytes) -> bytes:
        content = content.replace(
            f"{main}.main+xml".encode(),
            b"application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml",
        )
        kind = b'ContentType="application/vnd.ms-office.vbaProject"/>'
        macros = b'<Default Extension="bin" ' + kind
        return content.replace(b"<Default", macros + b"<Default", 1)

    def link(kind: bytes, to: bytes) -> Callable[[bytes], bytes]:
        entry = b'<Relationship Id="rIdX" Type="http://x/' + kind + b'" Target="' + to
        return lambda rels: rels.replace(
            b"</Relationships>", entry + b'"/></Relationships>'
        )

    return rewritten(
        source,
        target,
        {
            "[Content_Types].xml": types,
            "ppt/_rels/presentation.xml.rels": link(b"vbaProject", b"vbaProject.bin"),
            "_rels/.rels": link(b"extensibility", b"customUI/customUI.xml"),
            "ppt/vbaProject.bin": lambda _: b"macro",
            "customUI/customUI.xml": lambda _: b"<customUI/>",
        },
    )


def test_macros_are_left_out_and_links_stay(tmp_path: Path, rewritten: Rewrite) -> None:
    def linked(deck: Any) -> None:
        run = deck.slides[0].shapes.title.text_frame.paragraphs[0].runs[0]
        run.hyperlink.address = "https://example.org/"

    source = with_macros(
        rewritten, made_deck(tmp_path, linked), tmp_path / "macros.pptm"
    )
    target = with_codes(source, tmp_path)
    after = parts(target)
    run = (
        Presentation(str(target))
        .slides[0]
        .shapes.title.text_frame.paragraphs[0]
        .runs[0]
    )

    assert not [name for name in after if "vba" in name or "customUI" in name]
    assert b"vba" not in after["[Content_Types].xml"]
    assert b"macroEnabled" not in after["[Content_Types].xml"]
    assert run.hyperlink.address == "https://example.org/"
    assert_sound(target)


def test_strict_files_get_parts_with_strict_names(
    tmp_path: Path, rewritten: Rewrite
) -> None:
    def strict(content: bytes) -> bytes:
        return re.sub(
            rb"http://schemas\.openxmlformats\.org/(presentationml|drawingml|"
            rb"officeDocument)/2006/",
            rb"http://purl.oclc.org/ooxml/\1/",
            content,
        )

    source = made_deck(tmp_path, nothing)
    names = [n for n in parts(source) if n.endswith((".xml", ".rels"))]
    strictly = rewritten(source, tmp_path / "strict.pptx", dict.fromkeys(names, strict))
    target = with_codes(strictly, tmp_path)
    added = parts(target).keys() - parts(strictly).keys()

    assert len(added) > 4
    for name in added:
        if name.endswith(".xml"):
            assert (
                b"schemas.openxmlformats.org/presentationml" not in parts(target)[name]
            )
    read = read_presentation(target, target.name).slides
    assert [s.texts[0].title[:4] for s in read] == [
        "Slid",
        "Join",
        "Slid",
        "Slid",
        "Sign",
    ]


@pytest.mark.parametrize("missing", ["slideLayout", "presentation"])
def test_a_deck_that_leads_nowhere_is_said_to_be_damaged(
    tmp_path: Path, rewritten: Rewrite, missing: str
) -> None:
    def without(rels: bytes) -> bytes:
        return re.sub(rb'<Relationship [^>]*/%s"[^>]*/>' % missing.encode(), b"", rels)

    source = made_deck(tmp_path, nothing)
    changed: dict[str, Callable[[bytes], bytes]] = {
        name: without for name in parts(source) if name.endswith(".rels")
    }
    if missing == "presentation":
        changed = {"ppt/presentation.xml": lambda content: content[:200]}

    with pytest.raises(DamagedDeckError):
        with_codes(rewritten(source, tmp_path / "lost.pptx", changed), tmp_path)
