"""Words of a slide as Markdown: what looks like markup there is a letter here."""

import re
import unicodedata

from tutor.curriculum.page_html import is_link_allowed

_INERT = str.maketrans({"*": "＊", "[": "［", "]": "］", "{": "｛", "}": "｝", "<": "＜", "\\": "＼"})
_BULLET = re.compile(r"^\s*(?:[•・●■◆▶▪◼○◎➢✓✔–‐‣⁃]|[-*+])\s*(?=\S)")
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b\ufeff\ue000-\uf8ff]")
_RADICALS = re.compile(r"[\u2e80-\u2fdf\uf900-\ufaff]")
_SCRIPTS = ("javascript:", "vbscript:", "data:", "livescript:")


def cleaned(text: str) -> str:
    """PDF writes some kanji as their radicals, which no voice can read."""
    text = _UNSEEN.sub("", text.replace("\v", "\n").replace("\t", " "))
    text = _RADICALS.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    return unicodedata.normalize("NFC", text)


def plain(text: str) -> str:
    return cleaned(text).translate(_INERT)


def without_bullet(line: str) -> tuple[str, bool]:
    """The point itself, and whether it was one of several."""
    stripped = _BULLET.sub("", line, count=1)
    return stripped.strip(), stripped != line


def link(words: str, target: str) -> str:
    """The words alone where the target is none that a page may have."""
    said = plain(words).strip()
    if not is_link_allowed(target):
        return said
    target = re.sub(r"[\s()<>]", lambda found: f"%{ord(found[0]):02X}", target.strip())
    return f"[{said or target}]({target})"


def is_script(target: str) -> bool:
    """However it is written: browsers read over spaces and line breaks in it."""
    return re.sub(r"[\s\x00-\x20]", "", target).lower().startswith(_SCRIPTS)
