"""One text file, in one normal form whichever editor and machine wrote it."""

import re
import unicodedata

from tutor.curriculum.source.files import Files
from tutor.curriculum.source.problems import Complain

LARGEST = 1_000_000
_INVISIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def read_text(files: Files, name: str, complain: Complain) -> str | None:
    """The text, or None when it cannot be read and that has been said."""
    raw = files.get(name)
    if raw is None:
        complain(1, "ファイルが開けません。名前と場所をお確かめください。")
        return None
    if len(raw) > LARGEST:
        complain(1, f"ファイルが大きすぎます。{LARGEST // 1000}KBまでにしてください。")
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        complain(line, "文字の形式がUTF-8ではありません。UTF-8で保存しなおしてください。")
        return None
    for number, letters in enumerate(text.split("\n"), 1):
        if _INVISIBLE.search(letters):
            complain(number, "目に見えない文字があります。この行を書きなおしてください。")
    # Macs write が as two characters; line lengths are counted in whole ones.
    return unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
