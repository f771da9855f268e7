"""Pages as PDF files: the one module that knows weasyprint.

Its face is BIZ UDPGothic, a universal-design face that lies beside us. It needs Debian's pango; where that
is missing `is_on` says so, INSTALL is the line that brings it, and the same pages are printed by the browser.
"""

import os
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


def write_pdf(html: str, to: Path, *, beside: Path) -> None:
    """`beside` is the folder of its style sheets. The file is whole or not there; only its owner reads it.

    Nothing is fetched but files in that folder and data: addresses.
    """
    engine = _engine()
    document = engine.HTML(string=html, base_url=f"{beside}/", url_fetcher=_fetcher(engine, beside))
    try:
        made = document.write_pdf(pdf_variant="pdf/ua-1")
    except engine.urls.FatalURLFetchingError as refused:
        # Theirs is a BaseException, which would pass whoever waits for an ordinary failure.
        raise ValueError("the page names a file that is not beside it") from refused
    unfinished = to.with_suffix(".part")
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(made)
    unfinished.replace(to)


def _engine() -> Any:
    """Fontconfig reads its file once, when weasyprint is loaded."""
    os.environ["FONTCONFIG_FILE"] = str(FONTS / "fonts.conf")
    return import_module("weasyprint")


def _fetcher(engine: Any, folder: Path) -> Any:
    """A page of ours names its own style sheet; whatever else it names is a mistake, or an attack."""
    allowed = (f"{folder.as_uri()}/", "data:")

    class OwnFiles(engine.urls.URLFetcher):  # type: ignore[misc]  # weasyprint is loaded late, so untyped
        def fetch(self, url: str, headers: Any = None) -> Any:
            if not url.startswith(allowed):
                raise ValueError(f"a page must not load {url}")
            return super().fetch(url, headers)

    return OwnFiles(allowed_protocols=("file", "data"), fail_on_errors=True)
