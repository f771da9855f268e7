"""The demo's folder: a town is built beside the old one and put in its place only when it is complete.

Whoever is killed in between leaves no half a town: the next start sees none, and builds anew.
"""

from pathlib import Path

from tutor.demo import cast
from tutor.demo.clock import FILE as CLOCK_FILE
from tutor.messaging.gateways import recording

DATABASE = "tutor.db"
MARK = "this-is-a-demo"
BESIDE = ("", "-wal", "-shm")


class NotADemo(Exception):
    """The folder holds somebody's real database."""


def is_filled(folder: Path) -> bool:
    return bool(cast.read(folder / cast.FILE)) and (folder / DATABASE).exists()


def prepare(folder: Path) -> Path:
    """Where to build. A real database that lies in this folder by mistake is never touched."""
    if (folder / DATABASE).exists() and not (folder / MARK).exists():
        raise NotADemo(f"{folder / DATABASE} is not a demo's. Use make demo, which has a folder of its own.")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MARK).touch()
    for left in folder.glob("building*"):
        left.unlink()
    return folder / "building.db"


def cast_beside(database: Path) -> Path:
    return database.with_suffix(f".{cast.FILE}")


def put_in_place(built: Path, folder: Path) -> None:
    """The cast comes last: without it there is no town."""
    for name in (cast.FILE, CLOCK_FILE, recording.FILE, *(DATABASE + ending for ending in BESIDE)):
        (folder / name).unlink(missing_ok=True)
    built.replace(folder / DATABASE)
    cast_beside(built).replace(folder / cast.FILE)
