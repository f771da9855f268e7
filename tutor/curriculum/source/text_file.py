"""One text file, in one normal form whichever editor and machine wrote it."""

import unicodedata
from pathlib import Path

from tutor.curriculum.source.problems import Complain

LARGEST = 1_000_000


def read_text(path: Path, complain: Complain) -> str | None:
    """The text, or None when it cannot be read and that has been said."""
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
        if len(raw) > LARGEST:
            complain(1, f"ファイルが大きすぎます。{LARGEST // 1000}KBまでにしてください。")
            return None
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        complain(line, "文字の形式がUTF-8ではありません。UTF-8で保存しなおしてください。")
    except OSError:
        complain(1, "ファイルが開けません。名前と場所をお確かめください。")
    else:
        # Macs write が as two characters; line lengths are counted in whole ones.
        return unicodedata.normalize("NFC", text).replace("\r\n", "\n")
    return None
