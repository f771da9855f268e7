"""Pages as PDF files: the one module that knows weasyprint.

Its face is BIZ UDPGothic, a universal-design face that lies beside us. It needs Debian's pango; where that
is missing `is_on` says so, INSTALL is the line that brings it, and the same pages are printed by the browser.
"""

import os
from collections.abc import Callable, Mapping, Sequence
from ctypes.util import find_library
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

FONTS = Path(__file__).parent / "fonts"
LIBRARIES = ("pango-1.0", "pangoft2-1.0", "harfbuzz", "harfbuzz-subset", "fontconfig")
INSTALL = "apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


@cache
def is_on() -> bool:
    """Looked up, not loaded: loading takes a second and 60 MB, which no request should pay."""
    return all(find_library(name) for name in LIBRARIES)


def write_pdf(html: str, to: Path, *, beside: Path, styles: Sequence[str] = ()) -> None:
    """`beside` is the folder of its style sheets. The file is whole or not there; only its owner reads it.

    `styles` are those of every paper: read once in a process, where a page that names them reads them anew.
    Nothing is fetched but files in that folder and data: addresses.
    """
    _write(_laid_out(html, beside, styles), to)


def write_booklet(
    front: str,
    chapters: Mapping[str, str],
    to: Path,
    *,
    beside: Path,
    styles: Sequence[str] = (),
    goes_on: Callable[[int], bool],
) -> bool:
    """Chapters, each from a page of its own, behind a front in which `mark_of` a chapter becomes its page.

    `goes_on` is told how many chapters are done, and may end it: then there is no file, and it is False.
    """
    begins: dict[str, int] = dict.fromkeys(chapters, 0)
    done: list[Any] = []
    pages = len(_laid_out(_numbered(front, begins), beside, styles).pages)
    for name, html in chapters.items():
        if not goes_on(len(done)):
            return False
        begins[name] = pages + 1
        done.append(_laid_out(html, beside, styles, first_page=pages + 1))
        pages += len(done[-1].pages)
    whole = _laid_out(_numbered(front, begins), beside, styles)
    _write(whole.copy([page for one in [whole, *done] for page in one.pages]), to)
    return True


def mark_of(chapter: str) -> str:
    """What stands in the front of a booklet until it is known on which page the chapter begins."""
    return f"[page of {chapter}]"


def _numbered(front: str, begins: Mapping[str, int]) -> str:
    for chapter, page in begins.items():
        front = front.replace(mark_of(chapter), str(page))
    return front


def _laid_out(html: str, beside: Path, styles: Sequence[str], first_page: int = 1) -> Any:
    engine, fetcher = _engine(), _fetcher(_engine(), beside)
    sheets = [_style(beside, name) for name in styles]
    if first_page > 1:
        sheets.append(engine.CSS(string=f"@page :first {{ counter-reset: page {first_page} }}"))
    document = engine.HTML(string=html, base_url=f"{beside}/", url_fetcher=fetcher)
    try:
        return document.render(stylesheets=sheets)
    except engine.urls.FatalURLFetchingError as refused:
        # Theirs is a BaseException, which would pass whoever waits for an ordinary failure.
        raise ValueError("the page names a file that is not beside it") from refused


@cache
def _style(beside: Path, name: str) -> Any:
    return _engine().CSS(filename=str(beside / name), url_fetcher=_fetcher(_engine(), beside))


def _write(document: Any, to: Path) -> None:
    made = document.write_pdf(pdf_variant="pdf/ua-1")
    unfinished = to.with_suffix(".part")
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(made)
    unfinished.replace(to)


def _engine() -> Any:
    """Fontconfig reads its file once, when weasyprint is loaded."""
    os.environ["FONTCONFIG_FILE"] = str(FONTS / "fonts.conf")
    engine = import_module("weasyprint")
    # Loaded, it lets half pictures pass in the whole process; whoever reads a picture of an author must not.
    vars(import_module("PIL.ImageFile"))["LOAD_TRUNCATED_IMAGES"] = False
    return engine


def _fetcher(engine: Any, folder: Path) -> Any:
    """A page of ours names its own style sheet; whatever else it names is a mistake, or an attack."""
    allowed = (f"{folder.as_uri()}/", "data:")

    class OwnFiles(engine.urls.URLFetcher):  # type: ignore[misc]  # weasyprint is loaded late, so untyped
        def fetch(self, url: str, headers: Any = None) -> Any:
            if not url.startswith(allowed):
                raise ValueError(f"a page must not load {url}")
            return super().fetch(url, headers)

    return OwnFiles(allowed_protocols=("file", "data"), fail_on_errors=True)
