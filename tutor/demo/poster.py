"""The one table that `flask demo` prints: what is on, what is off, and how to enter."""

from collections.abc import Sequence
from unicodedata import east_asian_width

from tutor import paper
from tutor.demo.cast import Player

PARTS = (
    ("part", "", "what it does here, and what would change it"),
    ("solver 組み合わせ計算", "on", "our own engine; fast with numba (make install brings it)"),
    ("real texts SMS", "off", "never in the demo; elsewhere: set TWILIO_* (README) and make run"),
    ("speech 読み上げ", "on", "the browser's own voice"),
)
HEAD = ("who", "name", "number", "password or card")


def parts(*, pdf: bool, telephones: str) -> list[tuple[str, str, str]]:
    """What is on, what is off, and the one line that would switch it on."""
    on = ("PDF", "on", "wall sheet, day sheets, ring list, letters: 印刷 on their pages")
    off = ("PDF", "off", f"switch it on: {paper.INSTALL}   (until then: print from the browser)")
    seen = f"seen and answered at {telephones}" if telephones else "on screen at /demo/phones"
    messages = ("messages お知らせ", "on", f"{seen}; nothing is ever sent from the demo")
    return [*PARTS, messages, on if pdf else off]


def poster(players: Sequence[Player], address: str, *, telephones: str = "") -> str:
    entering = [HEAD, *((_who(one), one.name, one.number, _key(one, address)) for one in players)]
    return "\n".join(
        [
            "",
            *_columns(parts(pdf=paper.is_on(), telephones=telephones)),
            "",
            f"Open {address}",
            *_columns(entering),
            "",
            "Ctrl-C ends it.",
            "",
        ]
    )


def _who(one: Player) -> str:
    return f"{one.role} {one.place}".strip()


def _key(one: Player, address: str) -> str:
    return f"{address}/c/{one.card}" if one.card else one.password


def _columns(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(width(row[n]) for row in rows) for n in range(len(rows[0]))]
    return [
        "  ".join(cell + " " * (wide - width(cell)) for cell, wide in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]


def width(text: str) -> int:
    """On a terminal a full-width letter takes two places."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)
