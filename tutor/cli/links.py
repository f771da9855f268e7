"""Whether links still lead somewhere: each opened once, with a short patience."""

from collections.abc import Iterable
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from tutor.curriculum.reader import Problem
from tutor.curriculum.writing.links import Link

SECONDS = 5
AGENT = "Mozilla/5.0 (flask curricula check)"
"""Some offices answer no programme that does not look like a browser."""


def fetch(target: str) -> None:
    request = Request(target, headers={"User-Agent": AGENT})  # noqa: S310 -- only http and https come here
    with urlopen(request, timeout=SECONDS):  # noqa: S310 -- the same: the reader refuses all other links
        pass


def unanswered(links: Iterable[Link]) -> list[Problem]:
    """Each address is asked for once, and named at each place where it stands."""
    out = [link for link in links if link.target.lower().startswith("http")]
    said = {target: _asked(target) for target in dict.fromkeys(link.target for link in out)}
    return [Problem(link.file, link.line, said[link.target]) for link in out if said[link.target]]


def _asked(target: str) -> str:
    """Nothing where it opens."""
    try:
        fetch(target)
    except HTTPError as error:
        return f"「{target}」は開けません（{error.code}）。ページが移っていないか、画面で確かめてください。"
    except (OSError, HTTPException, ValueError):
        return (
            f"「{target}」から、{SECONDS}秒のうちに返事がありません。"
            "住所の書きまちがいか、ここから外のページが見られないのかもしれません。"
        )
    return ""
