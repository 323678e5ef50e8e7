"""Vendored files are the ones that their manifest says, with a licence beside them."""

import hashlib
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FOLDERS = ("facilitator/web/static/vendor", "tests/browser/vendor")


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_vendored_file_is_named_hashed_and_licensed(folder: str) -> None:
    place = ROOT / folder
    entries = json.loads((place / "vendor.json").read_text())

    assert {e["file"] for e in entries} == {p.name for p in place.glob("*.js")}
    for entry in entries:
        digest = hashlib.sha256((place / entry["file"]).read_bytes()).hexdigest()
        assert digest == entry["sha256"], entry["file"]
        assert entry["version"]
        assert entry["licence"]
        licence = place / f"{entry['package'].replace('/', '-')}.LICENSE.txt"
        assert licence.stat().st_size > 500
        if "notices" in entry:
            notices = licence.with_name(licence.name.replace("LICENSE", "NOTICES"))
            text = notices.read_text(encoding="utf-8")
            assert all(f"==== {part}: LICENSE" in text for part in entry["bundled"])


def test_the_renderer_of_slides_is_loaded_where_slides_are_drawn_alone() -> None:
    static = ROOT / "facilitator/web/static"
    scripts = [p for p in static.rglob("*.js") if "vendor" not in p.parts]

    users = {
        path.relative_to(static).as_posix(): path.read_text(encoding="utf-8")
        for path in scripts
        if "pptx-renderer" in path.read_text(encoding="utf-8")
    }

    assert set(users) == {"desk/drawing.js"}
    assert 'await import("../vendor/pptx-renderer.js")' in users["desk/drawing.js"]
    assert not any("desk/drawing" in p.read_text(encoding="utf-8") for p in scripts)


def test_lock_files_hold_hashes_and_no_addresses() -> None:
    for name in ("requirements.lock", "requirements-test.lock"):
        text = (ROOT / name).read_text()
        assert "--hash=sha256:" in text
        assert "://" not in text
