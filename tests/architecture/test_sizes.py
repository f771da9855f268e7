"""Limits that keep the house readable; raise one only with a reason in docs/decisions.md."""

import ast
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LIMITS = (("tutor/**/*.py", 250), ("tests/**/*.py", 300), ("tutor/web/templates/**/*.html", 120))
LONGEST_FUNCTION = 40
VAGUE = {"utils", "helpers", "common", "misc", "manager", "service", "services", "util", "helper"}
TOP_LEVEL = {
    ".ci",
    ".git",
    ".gitignore",
    ".requirements-bench.lock",
    ".requirements-install.lock",
    ".requirements-test.lock",
    "Makefile",
    "README.md",
    "config.py",
    "curricula",
    "docs",
    "migrations",
    "pyproject.toml",
    "requirements.lock",
    "tests",
    "tutor",
    "wsgi.py",
}


@pytest.mark.parametrize(("pattern", "most"), LIMITS)
def test_files_stay_short(pattern, most):
    long = {
        str(path.relative_to(ROOT)): length
        for path in ROOT.glob(pattern)
        if (length := len(path.read_text(encoding="utf-8").splitlines())) > most
    }

    assert long == {}


def test_functions_stay_short():
    long = [
        f"{path.relative_to(ROOT)}:{node.name}"
        for path in (ROOT / "tutor").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION
    ]

    assert long == []


def test_no_module_has_a_vague_name():
    assert [path for path in (ROOT / "tutor").rglob("*.py") if path.stem in VAGUE] == []


def test_nothing_new_stands_at_the_top():
    found = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}

    assert found <= TOP_LEVEL | {"instance", "__pycache__"}


def test_environment_is_neither_tracked_nor_taken_in_by_mistake():
    """A tracked link of that name replaces the folder wherever it is checked out."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("this is no checkout")
    tracked = subprocess.run([git, "ls-files", ".venv"], cwd=ROOT, capture_output=True, text=True, check=True)

    assert tracked.stdout == ""
    assert ".venv" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
