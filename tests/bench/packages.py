"""Peak memory of one process that is handed a bad package: `python -m tests.bench.packages`.

200 MB of zeros, long lists, bombs, lines of every kind; then the largest package there may be.
"""

import tempfile
import time
from collections.abc import Callable
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from tests.curriculum.small_curriculum import MAIN, MAIN_TEXT, UNIT_TEXT
from tutor.curriculum.package.importing import open_package
from tutor.curriculum.package.manifest import MANIFEST, Listed, Manifest, manifest_text
from tutor.curriculum.stored import as_json
from tutor.errors import Refused

Fill = Callable[[Path], None]


def zeros(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(200_000_000)


def long_list(path: Path) -> None:
    with ZipFile(path, "w") as package:
        for number in range(200_000):
            package.writestr(f"pictures/{number}.png", b"")


def bomb(path: Path) -> None:
    with ZipFile(path, "w", ZIP_DEFLATED) as package, package.open("pictures/a.png", "w") as entry:
        for _ in range(200):
            entry.write(bytes(10_000_000))


def many_bombs(path: Path) -> None:
    with ZipFile(path, "w", ZIP_DEFLATED) as package:
        for number in range(30):
            package.writestr(f"pictures/{number}.png", bytes(1_900_000))


def wrong_lines(path: Path) -> None:
    _whole(path, "<a\n" * 12_000, 38)


def too_many_lines(path: Path) -> None:
    _whole(path, "<a\n" * 200_000, 38)


def one_long_line(path: Path) -> None:
    _whole(path, "[![**{" * 150_000, 38)


def short_lines(path: Path) -> None:
    _whole(path, "あ\n" * 12_000, 38)


def full(path: Path) -> None:
    _whole(path, ("手を机の上に置いて、待ちます。" * 12 + "\n") * 1_600, 38)


def _whole(path: Path, note: str, units: int) -> None:
    """As large as a package may be, with manifest and hashes."""
    files = {MAIN: MAIN_TEXT.encode()}
    for number in range(1, units + 1):
        unit = UNIT_TEXT.replace('key = "touch"', f'key = "touch-{number}"')
        text = (unit + note).encode()[:999_000]
        files[f"units/{number:02}-touch-{number}.md"] = text.decode(errors="ignore").encode()
    listed = tuple(Listed(name, sha256(data).hexdigest()) for name, data in files.items())
    said = manifest_text(Manifest("small", "小さな教材", 1, "", "", ("0" * 64,), listed))
    with ZipFile(path, "w", ZIP_DEFLATED) as package:
        for name, data in {MANIFEST: said.encode(), **files}.items():
            package.writestr(name, data)


def hand_in(path: Path) -> None:
    """In a process of its own: the peak is that of its whole life."""
    before, began = _peak(), time.process_time()
    try:
        with path.open("rb") as source:
            said = f"taken, {len(as_json(open_package(source).read))} letters"
    except Refused as refused:
        said = str(refused).split("\n")[0]
    seconds, size = time.process_time() - began, path.stat().st_size / 1e6
    print(f"{path.stem:15} {size:6.1f} MB, {seconds:5.1f} s, peak {before} -> {_peak()} MB: {said}")


def _peak() -> int:
    """Of this process alone; getrusage gives that of whoever began it, if that was larger."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) // 1024


BOMBS: tuple[Fill, ...] = (zeros, long_list, bomb, many_bombs)
TEXTS: tuple[Fill, ...] = (wrong_lines, too_many_lines, one_long_line, short_lines, full)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        for fill in (*BOMBS, *TEXTS):
            path = Path(name) / f"{fill.__name__}.zip"
            fill(path)
            process = get_context("spawn").Process(target=hand_in, args=(path,))
            process.start()
            process.join()


if __name__ == "__main__":
    main()
