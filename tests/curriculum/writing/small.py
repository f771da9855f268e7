"""Units of the small curriculum with one place changed, as their files and as read from them."""

from pathlib import Path

from tests.curriculum.small_curriculum import MAIN, MAIN_TEXT, UNIT_TEXT, changed
from tutor.curriculum.content import Curriculum
from tutor.curriculum.reader import read_files
from tutor.curriculum.source.files import Files
from tutor.curriculum.writing.lines import Written, units_written

PLACE = "もどれます。"


def unit_text(key: str = "touch", said: str = PLACE, *, front: str = "") -> str:
    """`said` instead of the text of the last page."""
    text = changed(UNIT_TEXT, PLACE, said)
    return changed(changed(text, 'key = "touch"', f'key = "{key}"'), "+++\n\n", f"\n{front}+++\n\n")


def files_of(*units: str, main: str = MAIN_TEXT, **beside: str) -> Files:
    """Units as touch-1, touch-2 ... where they have these keys; `beside` in other languages."""
    texts = {MAIN: main} | {f"units/{n:02}-{_key(text)}.md": text for n, text in enumerate(units, 1)}
    texts |= {f"units/01-{_key(units[0])}.{name.replace('_', '-')}.md": text for name, text in beside.items()}
    return {name: text.encode() for name, text in texts.items()}


def _key(text: str) -> str:
    return text.split('key = "')[1].split('"')[0]


def read(files: Files) -> Curriculum:
    return read_files(files)


def written(said: str, *, front: str = "") -> Written:
    files = files_of(unit_text(said=said, front=front))
    return units_written(read_files(files), files)[0]


def in_folder(folder: Path, files: Files) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text)
    return folder
