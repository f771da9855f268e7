"""What import-linter cannot say: one module each for the heavy outside libraries."""

import ast
from pathlib import Path

import pytest

TUTOR = Path(__file__).resolve().parents[2] / "tutor"
ONLY = {
    "twilio": {"messaging/gateways/twilio_sms.py"},
    "flask_sqlalchemy": {"database.py"},
    "apscheduler": {"worker.py"},
    "ortools": set(),
    "weasyprint": {"paper.py"},
}


def imported(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names


@pytest.mark.parametrize("library", sorted(ONLY))
def test_library_is_imported_by_its_own_module_only(library):
    users = {str(path.relative_to(TUTOR)) for path in TUTOR.rglob("*.py") if library in imported(path)}

    assert users <= ONLY[library]


def test_actions_never_commit():
    committing = [
        str(path.relative_to(TUTOR))
        for path in TUTOR.rglob("*.py")
        if path.name in {"actions.py", "rules.py", "queries.py", "models.py"}
        and "session.commit(" in path.read_text(encoding="utf-8")
    ]

    assert committing == []
