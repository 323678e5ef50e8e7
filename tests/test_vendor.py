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


def test_lock_files_hold_hashes_and_no_addresses() -> None:
    for name in ("requirements.lock", "requirements-test.lock"):
        text = (ROOT / name).read_text()
        assert "--hash=sha256:" in text
        assert "://" not in text
