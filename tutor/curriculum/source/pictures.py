"""Pictures that units name, from the curriculum's own folder; each is looked at once."""

import hashlib
import re
from collections.abc import Mapping

from tutor.curriculum.content import Picture
from tutor.curriculum.page_html import PICTURE
from tutor.curriculum.source.files import Files
from tutor.curriculum.source.problems import Complain, Wrong
from tutor.curriculum.source.raster import measure_raster
from tutor.curriculum.source.svg import measure_svg

MEDIA_TYPES = {"svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg", "webp": "image/webp"}
MOST_KNOWN = 5_000
_MEASURED: dict[tuple[str, str], tuple[int, int]] = {}
"""Of pictures that were looked at in this process and found good, by hash and kind."""
_PATH = re.compile(r"pictures/[a-z0-9-]+\.(svg|png|jpg|webp)")


class Pictures:
    def __init__(self, files: Files, known: Mapping[str, Picture]) -> None:
        self._files = files
        self._seen: dict[str, Picture | Wrong] = dict(known)
        self._named: dict[str, set[Picture]] = {}

    def look_at(self, file: str, lines: list[str], first_line: int, complain: Complain) -> None:
        """Every picture that this file of a unit names is there and can be shown."""
        for number, line in enumerate(lines, first_line):
            for _, path in PICTURE.findall(line):
                picture = self._picture(path)
                if isinstance(picture, Wrong):
                    complain(number, f"「{path}」: {picture}")
                else:
                    self._named.setdefault(file, set()).add(picture)

    def named_in(self, files: list[str]) -> tuple[Picture, ...]:
        named = set[Picture]().union(*(self._named.get(file, set()) for file in files))
        return tuple(sorted(named, key=lambda picture: picture.path))

    def _picture(self, path: str) -> Picture | Wrong:
        if path not in self._seen:
            try:
                self._seen[path] = read_picture(self._files, path)
            except Wrong as wrong:
                self._seen[path] = wrong
        return self._seen[path]


def read_picture(files: Files, path: str) -> Picture:
    found = _PATH.fullmatch(path)
    if found is None:
        names = "、".join(MEDIA_TYPES)
        raise Wrong(
            f"絵は「pictures/名前.svg」の形で書いてください。名前は a-z、0-9、-、終わりは{names}です。"
        )
    data = files.get(path)
    if data is None:
        raise Wrong("絵のファイルがありません。名前と場所をお確かめください。")
    suffix, known = found[1], hashlib.sha256(data).hexdigest()
    width, height = _measured(known, suffix, data)
    return Picture(path, known, MEDIA_TYPES[suffix], width, height)


def _measured(known: str, suffix: str, data: bytes) -> tuple[int, int]:
    """Drafts are checked while somebody types: a hundred pictures, decoded each time, took a second."""
    if (known, suffix) not in _MEASURED:
        if len(_MEASURED) >= MOST_KNOWN:
            _MEASURED.clear()
        _MEASURED[known, suffix] = measure_svg(data) if suffix == "svg" else measure_raster(data, suffix)
    return _MEASURED[known, suffix]
