"""What import-linter cannot say: who imports the heavy outside libraries, and when."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

TUTOR = Path(__file__).resolve().parents[2] / "tutor"
ONLY = {
    "twilio": {
        "messaging/gateways/twilio_entries.py",
        "messaging/gateways/twilio_http.py",
        "messaging/gateways/twilio_signed.py",
        "messaging/gateways/twilio_sms.py",
        "messaging/gateways/twilio_voice.py",
    },
    "flask_sqlalchemy": {"database.py"},
    "apscheduler": {"worker/running.py", "worker/timetable.py"},
    "icalendar": {"lessons/calendar.py", "availability/calendar_file.py"},
    "recurring_ical_events": {"availability/calendar_file.py"},
    "openpyxl": {"table_files/excel.py"},
    "markdown_it": {"curriculum/page_html.py"},
    "pptx": {"curriculum/slides/powerpoint.py", "curriculum/slides/shapes.py"},
    "lxml": {"curriculum/slides/shapes.py"},
    "pypdfium2": {"curriculum/slides/pdf.py"},
    "flask_migrate": {"cli/migrating.py"},
    "ortools": {"matching/engine/exact/slots.py"},
    "numba": {"matching/engine/compiling.py"},
    "weasyprint": {"paper.py"},
}
LATE = {
    "twilio",
    "apscheduler",
    "icalendar",
    "recurring_ical_events",
    "openpyxl",
    "markdown_it",
    "pptx",
    "lxml",
    "pypdfium2",
    "weasyprint",
    "numba",
    "numpy",
    "ortools",
}
"""Each process of the web, of a job, of the command line would wait for them."""


def imported(path: Path, library: str) -> set[str]:
    text, names = path.read_text(encoding="utf-8"), set()
    if library not in text:  # most name none of them, and reading a tree takes long
        return names
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names


@pytest.mark.parametrize("library", sorted(ONLY))
def test_library_is_imported_by_its_own_module_only(library):
    users = {
        str(path.relative_to(TUTOR)) for path in TUTOR.rglob("*.py") if library in imported(path, library)
    }

    assert users <= ONLY[library]


def test_what_few_processes_need_is_not_loaded_by_all():
    code = f"import sys, tutor.app; print(*sorted({LATE!r} & sys.modules.keys()))"

    said = subprocess.run(
        [sys.executable, "-c", code], cwd=TUTOR.parent, capture_output=True, text=True, check=True
    )

    assert said.stdout.split() == []


def test_actions_never_commit():
    committing = [
        str(path.relative_to(TUTOR))
        for path in TUTOR.rglob("*.py")
        if path.name in {"actions.py", "rules.py", "queries.py", "models.py"}
        and "session.commit(" in path.read_text(encoding="utf-8")
    ]

    assert committing == []
