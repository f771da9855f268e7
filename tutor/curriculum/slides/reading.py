"""`python -m tutor.curriculum.slides.reading FILE FOLDER`: one deck, in a process of its own.

The file may be made to do harm, and what reads it is C: this process has a limit, no database, no secrets.
It writes `deck.json` and the pictures into FOLDER, and says `done total` for each page, or what it refuses.
"""

import json
import resource
import sys
from collections import Counter
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path

from tutor.curriculum.slides.album import Album
from tutor.curriculum.slides.deck import Deck
from tutor.curriculum.slides.packed import broken, kind_of, too_rich
from tutor.errors import Refused, described
from tutor.sentences import written

MEMORY = 240_000_000
SECONDS = 120


def read(path: Path, folder: Path) -> Deck:
    """Raises Refused, whatever is wrong with the file."""
    try:
        return _read(path, folder)
    except (Refused, MemoryError):
        raise
    except Exception as error:  # whatever a library says of a broken file
        raise broken() from error


def _read(path: Path, folder: Path) -> Deck:
    album = Album(folder)
    if kind_of(path) == "pdf":
        from tutor.curriculum.slides import pdf  # noqa: PLC0415 -- each library takes memory from the other

        return without_decoration(pdf.read(path, album, _say))
    from tutor.curriculum.slides import powerpoint  # noqa: PLC0415

    return without_decoration(powerpoint.read(path, album, _say))


def without_decoration(deck: Deck) -> Deck:
    """A picture on most pages is the paper they are written on."""
    on = Counter(name for page in deck.pages for name in {one.name for one in page.pictures})
    often = {name for name, count in on.items() if count > max(3, len(deck.pages) / 2)}
    kept = [
        replace(page, pictures=tuple(one for one in page.pictures if one.name not in often))
        for page in deck.pages
    ]
    return replace(deck, pages=tuple(kept))


def _say(done: int, total: int) -> None:
    sys.stdout.write(f"{done} {total}\n")
    sys.stdout.flush()


def main(path: Path, folder: Path) -> None:
    with suppress(ValueError, OSError):  # not every system can be told
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    try:
        deck = read(path, folder)
    except Refused as refused:
        sys.stdout.write(f"{written(refused.said)}\n")
        sys.stderr.write(f"{described(refused.__cause__ or refused)}\n")
    except MemoryError:
        sys.stdout.write(f"{written(too_rich().said)}\n")
    else:
        (folder / "deck.json").write_text(json.dumps(asdict(deck), ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
