"""Refresh the vendored front-end files from their npm packages.

Run with npm on the PATH: `python .ci/refresh_vendor.py`. Each folder's `vendor.json`
names package, version range, file and licence; the script fetches the newest version
in the range, copies the file and its licence text, and writes version and hash back.
Where the file is a bundle, `notices` names what the package says about the parts, and
`bundled` the packages whose own licences it leaves out; both go into one text.
"""

import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
FOLDERS = (ROOT / "facilitator/web/static/vendor", ROOT / "tests/browser/vendor")


Entry = dict[str, Any]


def unpacked(work: Path, wanted: str) -> Path:
    """Return the folder of the newest version of `name@range`."""
    npm = shutil.which("npm")
    if npm is None:
        sys.exit("npm is needed: install Node.js, then run this again.")
    folder = Path(tempfile.mkdtemp(dir=work))
    subprocess.run([npm, "pack", "--silent", wanted], cwd=folder, check=True)
    with tarfile.open(next(folder.glob("*.tgz"))) as archive:
        archive.extractall(folder, filter="data")
    return folder / "package"


def licence_name(entry: Entry) -> str:
    """Return what the licence and notices of an entry are called, without ending."""
    return str(entry["package"]).replace("/", "-")


def notices(work: Path, package: Path, entry: Entry) -> str:
    """Return the licences of what a bundle holds, one after the other."""
    texts = [(entry["package"], package / name) for name in entry["notices"]]
    for wanted in entry["bundled"]:
        part = unpacked(work, wanted)
        files = sorted([*part.glob("LICENSE*"), *part.glob("NOTICE*")])
        texts += [(wanted, file) for file in files]
    return "\n".join(
        f"==== {name}: {file.name}\n\n{file.read_text(encoding='utf-8').strip()}\n"
        for name, file in texts
    )


def refresh(folder: Path, entry: Entry) -> Entry:
    """Return the entry with the version and hash of the file now in `folder`."""
    with tempfile.TemporaryDirectory() as made:
        work = Path(made)
        package = unpacked(work, f"{entry['package']}@{entry['range']}")
        version = json.loads((package / "package.json").read_text())["version"]
        text = (package / entry["source"]).read_text(encoding="utf-8")
        # A source map would be asked for and is not shipped.
        text = "\n".join(
            line
            for line in text.splitlines()
            if not line.startswith("//# sourceMappingURL")
        )
        (folder / entry["file"]).write_text(text + "\n", encoding="utf-8")
        name = licence_name(entry)
        licence = next(package.glob("LICENSE*"))
        shutil.copy(licence, folder / f"{name}.LICENSE.txt")
        if "notices" in entry:
            said = notices(work, package, entry)
            (folder / f"{name}.NOTICES.txt").write_text(said, encoding="utf-8")
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
