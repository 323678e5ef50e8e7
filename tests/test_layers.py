"""Who may import whom, and what the domain may know."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DOMAIN = sorted((ROOT / "facilitator" / "domain").rglob("*.py"))
MODULES = sorted((ROOT / "facilitator").rglob("*.py"))
LONGEST_MODULE = 330


def lint() -> "subprocess.CompletedProcess[str]":
    program = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(
        [program, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_imports_go_down_only() -> None:
    done = lint()

    assert done.returncode == 0, done.stdout


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    return names


@pytest.mark.parametrize("path", DOMAIN, ids=lambda p: p.stem)
def test_the_domain_needs_the_standard_library_alone(path: Path) -> None:
    roots = {name.partition(".")[0] for name in imported(path)}

    assert roots <= sys.stdlib_module_names | {"facilitator"}
    assert not roots & {"random", "secrets", "time", "os", "pathlib", "socket"}


def calls(path: Path) -> set[str]:
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return {ast.unparse(n.func) for n in nodes if isinstance(n, ast.Call)}


@pytest.mark.parametrize("path", DOMAIN, ids=lambda p: p.stem)
def test_the_domain_has_no_clock_and_no_disk(path: Path) -> None:
    forbidden = {"open", "datetime.now", "date.today", "datetime.utcnow"}

    assert not calls(path) & forbidden


def test_only_the_wire_sends() -> None:
    senders = {
        path.relative_to(ROOT).as_posix()
        for path in MODULES
        if any(call.endswith(".emit") for call in calls(path))
        and "rehearsal" not in path.parts
    }

    assert senders <= {
        "facilitator/web/wire.py",
        "facilitator/web/fanout.py",
        "facilitator/web/fanout_check.py",
    }
    assert "facilitator/web/wire.py" in senders


def test_no_module_outgrows_its_room() -> None:
    lengths = {
        path.relative_to(ROOT).as_posix(): len(path.read_text().splitlines())
        for path in MODULES
        if "migrations" not in path.parts
    }

    assert {p: n for p, n in lengths.items() if n > LONGEST_MODULE} == {}
