"""Bring the Spanish catalogue up to date with the program's English sentences.

Run `python .ci/translations.py`: sentences that are new come in empty, those that are
gone go, and the compiled catalogue and the list of the scripts' strings are written.
`tests/web/test_translations.py` fails while one is empty.
"""

import ast
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as BabelMessage
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from jinja2.ext import babel_extract

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "facilitator"
FOLDER = PACKAGE / "web" / "translations"
PO = FOLDER / "es" / "LC_MESSAGES" / "messages.po"
MO = PO.with_suffix(".mo")
SCRIPTS = FOLDER / "scripts.json"
GETTEXT = frozenset({"_", "gettext", "lazy_gettext", "N_", "mark"})
# Fields of a sign-in and the things an error names are facts that are shown, too.
FACTS = frozenset({"what", "field"})
ONE = re.compile(r'\bt\(\s*"((?:[^"\\]|\\.)*)"')
MANY = re.compile(r'\btn\(\s*"((?:[^"\\]|\\.)*)",\s*"((?:[^"\\]|\\.)*)"')

# What one script loads of others, at once or later.
IMPORTED = re.compile(r'\b(?:from|import\()\s*"(\.{1,2}/[^"]+\.js)"')
# What comes with a script rather than when it is wanted.
AT_ONCE = re.compile(r'\b(?:from|import)\s*"(\.{1,2}/[^"]+\.js)"')

Message = str | tuple[str, str]


def _text(node: ast.expr) -> str | None:
    return (
        node.value
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        else None
    )


def in_python(source: str) -> Iterator[Message]:
    """Yield marked calls, the sentences of errors, and the facts they name."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            yield from _in_call(node)
        elif isinstance(node, (ast.Assign, ast.AnnAssign)) and node.value:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names = {t.id for t in targets if isinstance(t, ast.Name)}
            if "sentence" in names and (text := _text(node.value)):
                yield text


def _in_call(node: ast.Call) -> Iterator[Message]:
    name = ast.unparse(node.func).rpartition(".")[2]
    texts = [_text(a) for a in node.args]
    if name in GETTEXT and texts and texts[0]:
        yield texts[0]
    elif name == "ngettext" and texts[0] and texts[1]:
        yield (texts[0], texts[1])
    if name.endswith("Error"):
        for keyword in node.keywords:
            if keyword.arg in FACTS and (text := _text(keyword.value)):
                yield text


def in_template(source: str) -> Iterator[Message]:
    """Yield what a template marks."""
    options = {"trimmed": "true"}
    keywords = ("_", "gettext", "ngettext")
    found = babel_extract(io.BytesIO(source.encode()), keywords, [], options)
    for _, function, message, _ in found:
        texts = [message] if isinstance(message, str) else list(message or [None])
        if function == "ngettext" and texts[0] and texts[1]:
            yield (texts[0], texts[1])
        elif texts[0]:
            yield texts[0]


def in_script(source: str) -> Iterator[Message]:
    """Yield what a script marks."""
    for match in ONE.finditer(source):
        yield str(json.loads(f'"{match[1]}"'))
    for match in MANY.finditer(source):
        # Scripts look both forms up by themselves.
        yield str(json.loads(f'"{match[1]}"'))
        yield str(json.loads(f'"{match[2]}"'))


def sources() -> Iterator[tuple[Path, Message]]:
    """Yield every marked message with its file."""
    for pattern, reader in (
        ("**/*.py", in_python),
        ("web/templates/**/*.html", in_template),
        ("web/static/**/*.js", in_script),
    ):
        for path in sorted(PACKAGE.glob(pattern)):
            if "vendor" in path.parts or "rehearsal" in path.parts:
                continue
            for message in reader(path.read_text(encoding="utf-8")):
                yield path, message


def template() -> Catalog:
    """Return a catalogue of every message, untranslated."""
    catalog = Catalog(
        locale="es", project="facilitator toolkit", charset="utf-8", fuzzy=False
    )
    for path, message in sources():
        place = path.relative_to(ROOT).as_posix()
        catalog.add(message, locations=[(place, 1)])
    return catalog


STATIC = PACKAGE / "web" / "static"


def on_phones() -> set[Path]:
    """Return every script that a phone loads, wherever it lies."""
    return reached([STATIC / "phone.js", *(STATIC / "phone").rglob("*.js")], IMPORTED)


def at_first() -> set[Path]:
    """Return the scripts that a phone's own page loads before it shows anything."""
    return reached([STATIC / "phone.js", STATIC / "phone" / "bar.js"], AT_ONCE)


def reached(waiting: list[Path], imports: re.Pattern[str]) -> set[Path]:
    """Return scripts with all that they import, in the ways that `imports` finds."""
    found: set[Path] = set()
    while waiting:
        script = waiting.pop()
        if script not in found and script.is_file():
            found.add(script)
            imported = imports.findall(script.read_text(encoding="utf-8"))
            waiting += [(script.parent / one).resolve() for one in imported]
    return found


def script_strings() -> dict[str, list[str]]:
    """Return the scripts' strings, sorted: all, those that phones load, those at first.

    A phone's first load is counted in kilobytes, and most strings are the trainer's.
    """
    found = [(p, m) for p, m in sources() if p.suffix == ".js" and isinstance(m, str)]
    every = {path for path, _ in found}
    loads = {"all": every, "phone": on_phones(), "first": at_first()}
    return {
        screens: sorted({m for p, m in found if p in scripts})
        for screens, scripts in loads.items()
    }


def listed() -> str:
    """Return the scripts' strings as they are kept for the program."""
    return json.dumps(script_strings(), ensure_ascii=False, indent=0) + "\n"


def updated() -> Catalog:
    """Return the committed Spanish catalogue, with what is new and without the old."""
    with PO.open("rb") as file:
        kept = read_po(file, locale="es")
    # A date of its own would make the compiled catalogue differ every minute.
    kept.update(
        template(),
        no_fuzzy_matching=True,
        update_header_comment=False,
        update_creation_date=False,
    )
    kept.obsolete.clear()
    return kept


def is_translated(message: BabelMessage) -> bool:
    """Whether every form of a message has Spanish words."""
    forms = message.string or ()
    return bool(forms) and all([forms] if isinstance(forms, str) else forms)


def compiled(catalog: Catalog) -> bytes:
    """Return the catalogue as gettext reads it."""
    buffer = io.BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


def main() -> None:
    """Write catalogue, compiled catalogue and the scripts' list."""
    PO.parent.mkdir(parents=True, exist_ok=True)
    if not PO.exists():
        with PO.open("wb") as file:
            write_po(file, Catalog(locale="es", fuzzy=False))
    catalog = updated()
    with PO.open("wb") as file:
        write_po(file, catalog, width=88, sort_output=True, include_lineno=False)
    MO.write_bytes(compiled(catalog))
    SCRIPTS.write_text(listed(), encoding="utf-8")
    empty = [m.id for m in catalog if m.id and not is_translated(m)]
    print(f"{len(catalog)} sentences, {len(empty)} without Spanish.")  # noqa: T201


if __name__ == "__main__":
    main()
