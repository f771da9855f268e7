"""What runs on SQLite only, by folder: the run on PostgreSQL does not even read it."""

from pathlib import Path

from config import ROOT

PAGES = "tests/web"
BROWSER = "tests/browser"
WITHOUT_DATABASE = (
    "tests/bench",
    "tests/curriculum/slides",
    "tests/curriculum/writing",
    "tests/fake_twilio",
    "tests/matching/engine",
    "tests/office",
    "tests/people/lists",
    "tests/table_files",
)
FOLDERS = (PAGES, BROWSER, *WITHOUT_DATABASE)


def without_database(path: Path) -> bool:
    return any(path.is_relative_to(ROOT / folder) for folder in WITHOUT_DATABASE)
