"""The judge must not lean on what it judges, and the engine on nothing of the product but Refused."""

import ast
from pathlib import Path

import pytest

import tutor.matching.engine.verify as verify

_FOLDER = Path(verify.__file__).parent
_ENGINE = "tutor.matching.engine."
_COMPILED = {"bound", "kernel"}


def imports(module: Path) -> set[str]:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    found = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    return found | {
        name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names
    }


@pytest.mark.parametrize("judge", ["verify", "score", "problem", "plan"])
def test_judge_imports_nothing_of_the_solver(judge: str) -> None:
    ours = {
        name.removeprefix(_ENGINE) for name in imports(_FOLDER / f"{judge}.py") if name.startswith("tutor.")
    }
    assert ours <= {"problem", "plan", "score"}


@pytest.mark.parametrize(
    "module",
    sorted(path for path in _FOLDER.rglob("*.py") if path.name != "__init__.py"),
    ids=lambda path: f"{path.parent.name}/{path.name}",
)
def test_engine_imports_only_itself_errors_and_no_clock(module: Path) -> None:
    names = imports(module)
    assert {name for name in names if name.startswith("tutor.") and not name.startswith(_ENGINE)} <= {
        "tutor.errors",
        "tutor.matching.engine",
    }
    assert not names & {"time", "datetime", "flask", "sqlalchemy", "click"}
    assert "numpy" not in names or module.parent.name in _COMPILED
