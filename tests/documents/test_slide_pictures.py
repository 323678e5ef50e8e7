"""Pictures of slides."""

import hashlib
from pathlib import Path

from PIL import Image

from facilitator.documents.slide_pictures import draw_pages, picture_name

from .pdf_writing import write_pdf


def test_each_page_becomes_two_pictures_named_by_content(tmp_path: Path) -> None:
    pdf = write_pdf(tmp_path / "a.pdf", [["Stop"], ["Observe"], ["Stop"]])
    told: list[tuple[int, int]] = []
    folder = tmp_path / "pictures"
    folder.mkdir()
    digests = draw_pages(pdf, "a.pdf", folder, lambda *done: told.append(done))
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert digests[0] == digests[2] != digests[1]
    assert len(list(folder.iterdir())) == 4
    for digest in digests:
        wide = folder / picture_name(digest, 1920)
        assert hashlib.sha256(wide.read_bytes()).hexdigest()[:32] == digest
        with Image.open(wide) as large:
            assert (large.format, large.size) == ("WEBP", (1920, 1080))
        with Image.open(folder / picture_name(digest, 960)) as small:
            assert (small.format, small.size) == ("WEBP", (960, 540))


def test_a_page_as_thin_as_a_thread_does_not_fill_the_memory(tmp_path: Path) -> None:
    pdf = write_pdf(tmp_path / "a.pdf", [["."]], width=3)
    (digest,) = draw_pages(pdf, "a.pdf", tmp_path, lambda *_: None)
    with Image.open(tmp_path / picture_name(digest, 1920)) as drawn:
        assert drawn.size == (16, 2716)
