"""What is let in at the door, and the sentence for what is not."""

import re
import resource
import struct
import zipfile
from pathlib import Path

import pytest

from facilitator.documents.errors import (
    DamagedDeckError,
    DocumentError,
    EmptyFileError,
    ExpandingFileError,
    FileTooLargeError,
    LockFileError,
    NotADeckError,
    OldDeckError,
    ProtectedDeckError,
)
from facilitator.documents.powerpoint import read_presentation
from facilitator.documents.uploads import MAX_UPLOAD_BYTES, check_upload

MAIN = "application/vnd.openxmlformats-officedocument.presentationml"
TYPES = f'<Types><Override ContentType="{MAIN}.presentation.main+xml"/></Types>'
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def _zip(path: Path, parts: dict[str, bytes], types: str = TYPES) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", types)
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def _bomb(path: Path, mebibytes: int) -> Path:
    """A deck whose one slide is zeros, as large as wished."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        with archive.open("ppt/slides/slide1.xml", "w") as part:
            for _ in range(mebibytes):
                part.write(bytes(1024**2))
    return path


def _peak_bytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def test_a_deck_and_a_pdf_are_told_apart_by_content(
    small_deck: Path, tmp_path: Path
) -> None:
    pdf = _written(tmp_path / "deck.pptx", b"%PDF-1.7\n")
    assert check_upload(small_deck, "deck.pdf") == "presentation"
    assert check_upload(pdf, "deck.pptx") == "pdf"


@pytest.mark.parametrize(
    ("content", "filename", "error"),
    [
        (b"", "deck.pptx", EmptyFileError),
        (b"\x05Maria" + bytes(159), "~$deck.pptx", LockFileError),
        (b"\x05Maria" + bytes(159), "deck.pptx", LockFileError),
        (b"\x89PNG\r\n\x1a\n" + bytes(500), "deck.pptx", NotADeckError),
        (b"PK\x03\x04" + bytes(500), "deck.pptx", DamagedDeckError),
        (b"version https://git-lfs", "deck.pptx", NotADeckError),
        (
            bytes.fromhex("d0cf11e0a1b11ae1")
            + bytes(600)
            + "PowerPoint Document".encode("utf-16-le"),
            "deck.ppt",
            OldDeckError,
        ),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "old.doc", NotADeckError),
    ],
)
def test_each_wrong_file_has_its_own_refusal(
    tmp_path: Path, content: bytes, filename: str, error: type[DocumentError]
) -> None:
    upload = _written(tmp_path / "upload", content)
    with pytest.raises(error, match=re.escape(filename)) as refusal:
        check_upload(upload, filename)
    assert type(refusal.value) is error


def test_a_folder_in_the_name_is_not_repeated_to_the_trainer(tmp_path: Path) -> None:
    upload = _written(tmp_path / "upload", b"")
    with pytest.raises(EmptyFileError, match=r"^deck\.pptx is empty"):
        check_upload(upload, r"C:\Users\Maria\deck.pptx")


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("aspose_encrypted.pptx", ProtectedDeckError),
        ("bad_fuzz1.pptx", DamagedDeckError),
        ("bad_truncated_divino.pptx", DamagedDeckError),
    ],
)
def test_bad_decks_of_other_people_end_in_a_sentence(
    shared_decks: Path, name: str, error: type[DocumentError]
) -> None:
    with pytest.raises(error, match=name):
        check_upload(shared_decks / name, name)


def test_a_word_document_with_a_deck_s_name_is_no_deck(tmp_path: Path) -> None:
    types = f'<Types><Override ContentType="{WORD}.main+xml"/></Types>'
    upload = _zip(tmp_path / "a.pptx", {"word/document.xml": b"<w/>"}, types)
    with pytest.raises(NotADeckError, match="neither a PowerPoint deck nor a PDF"):
        check_upload(upload, "a.pptx")


def test_a_deck_cut_off_in_the_middle_is_damaged(
    small_deck: Path, tmp_path: Path
) -> None:
    content = small_deck.read_bytes()
    upload = _written(tmp_path / "cut.pptx", content[: len(content) // 2])
    with pytest.raises(DamagedDeckError, match="not copied completely"):
        check_upload(upload, "cut.pptx")


def test_300_mb_are_refused_without_being_read(tmp_path: Path) -> None:
    upload = tmp_path / "huge.pptx"
    with upload.open("wb") as file:
        file.truncate(300 * 1024**2)
    with pytest.raises(FileTooLargeError, match="larger than 200 MB") as refusal:
        check_upload(upload, "huge.pptx")
    assert refusal.value.status == 413
    assert MAX_UPLOAD_BYTES == 200 * 1024**2


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    upload = _bomb(tmp_path / "bomb.pptx", 400)
    before = _peak_bytes()
    with pytest.raises(ExpandingFileError, match="unpacks to far more"):
        check_upload(upload, "bomb.pptx")
    assert _peak_bytes() - before < 20 * 1024**2


def test_a_bomb_that_lies_about_its_size_is_found_while_reading(
    tmp_path: Path,
) -> None:
    upload = _bomb(tmp_path / "liar.pptx", 200)
    content = bytearray(upload.read_bytes())
    entry = content.rfind(b"PK\x01\x02")
    content[entry + 24 : entry + 28] = struct.pack("<L", 1000)
    upload.write_bytes(content)
    rels = "<Relationships><Relationship Id='r' Type='x/officeDocument' Target='{}'/>"
    with zipfile.ZipFile(upload, "a") as archive:
        target = rels.format("ppt/slides/slide1.xml") + "</Relationships>"
        archive.writestr("_rels/.rels", target)
    before = _peak_bytes()
    assert check_upload(upload, "liar.pptx") == "presentation"
    with pytest.raises(ExpandingFileError):
        read_presentation(upload, "liar.pptx")
    assert _peak_bytes() - before < 20 * 1024**2


def test_5001_parts_are_too_many(tmp_path: Path) -> None:
    upload = _zip(tmp_path / "many.pptx", {f"p{n}": b"" for n in range(5_000)})
    with pytest.raises(ExpandingFileError):
        check_upload(upload, "many.pptx")


def test_a_directory_of_gigabytes_is_refused_before_it_is_read(tmp_path: Path) -> None:
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 65535, 65535, 2**31, 0, 0)
    upload = _written(tmp_path / "wide.pptx", b"PK\x03\x04" + bytes(200) + end)
    with pytest.raises(ExpandingFileError):
        check_upload(upload, "wide.pptx")


def test_a_small_deck_of_plain_text_may_pack_well(tmp_path: Path) -> None:
    upload = _bomb(tmp_path / "tidy.pptx", 15)
    assert check_upload(upload, "tidy.pptx") == "presentation"
