"""Refresh the vendored front-end files from their npm packages.

Run with npm on the PATH: `python .ci/refresh_vendor.py`. Each folder's `vendor.json`
names package, version range, file and licence; the script fetches the newest version
in the range, copies the file and its licence text, and writes version and hash back.
"""

import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDERS = (ROOT / "facilitator/web/static/vendor", ROOT / "tests/browser/vendor")


def refresh(folder: Path, entry: dict[str, str]) -> dict[str, str]:
    """Return the entry with the version and hash of the file now in `folder`."""
    npm = shutil.which("npm")
    if npm is None:
        sys.exit("npm is needed: install Node.js, then run this again.")
    with tempfile.TemporaryDirectory() as work:
        wanted = f"{entry['package']}@{entry['range']}"
        subprocess.run([npm, "pack", "--silent", wanted], cwd=work, check=True)
        with tarfile.open(next(Path(work).glob("*.tgz"))) as archive:
            archive.extractall(work, filter="data")
        package = Path(work) / "package"
        version = json.loads((package / "package.json").read_text())["version"]
        text = (package / entry["source"]).read_text(encoding="utf-8")
        # A source map would be asked for and is not shipped.
        text = "\n".join(
            line
            for line in text.splitlines()
            if not line.startswith("//# sourceMappingURL")
        )
        (folder / entry["file"]).write_text(text + "\n", encoding="utf-8")
        licence = next(package.glob("LICENSE*"))
        name = entry["package"].replace("/", "-")
        shutil.copy(licence, folder / f"{name}.LICENSE.txt")
    digest = hashlib.sha256((folder / entry["file"]).read_bytes()).hexdigest()
    return {**entry, "version": version, "sha256": digest}


def main() -> None:
    """Refresh every vendored file."""
    for folder in FOLDERS:
        manifest = folder / "vendor.json"
        entries = [refresh(folder, e) for e in json.loads(manifest.read_text())]
        manifest.write_text(json.dumps(entries, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
