"""Reads a deck in a process of its own: what breaks there breaks nothing here."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tutor.curriculum.slides.deck import Deck
from tutor.curriculum.slides.packed import broken
from tutor.curriculum.stored import rebuilt
from tutor.errors import Refused
from tutor.sentences import read

ROOT = Path(__file__).resolve().parents[3]
Progress = Callable[[int, int], None]


def read_apart(path: Path, folder: Path, said: Progress) -> Deck:
    """Pictures are in `folder` afterwards. Raises Refused; then nothing of it may be used."""
    command = [sys.executable, "-m", "tutor.curriculum.slides.reading", str(path), str(folder)]
    refused = None
    # None of our environment: it holds secrets, and what reads the file needs none.
    with subprocess.Popen(  # noqa: S603 -- our own code
        command, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8", env={"PYTHONUTF8": "1"}
    ) as child:
        assert child.stdout is not None
        for line in child.stdout:
            if line.startswith("{"):
                refused = read(line)
            else:
                done, total = map(int, line.split())
                said(done, total)
    if refused is not None:
        raise Refused(refused.message, **refused.fields)
    made = folder / "deck.json"
    if child.returncode != 0 or not made.exists():
        raise broken()
    deck = rebuilt(Deck, json.loads(made.read_text(encoding="utf-8")))
    assert isinstance(deck, Deck)
    if not deck.pages:
        raise Refused("中に、スライドが一枚もありません。")
    return deck
