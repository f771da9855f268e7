"""Markdown of a page to HTML that cannot do harm: paragraphs, lists, strong, links, nothing else."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

LINKS = ("http://", "https://", "tel:")


def page_html(text: str) -> str:
    return str(_markdown().render(text))


def is_link_allowed(target: str) -> bool:
    return target.strip().lower().startswith(LINKS)


@cache
def _markdown() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # noqa: PLC0415 -- most processes show no page of a unit

    # "zero" knows nothing, so every construct that can reach a page is named here. A line break in
    # the file is one on the page: the authors decide where a line ends, and lines are short.
    markdown = MarkdownIt("zero", {"html": False, "breaks": True})
    markdown.enable(["list", "emphasis", "link", "newline", "escape"])
    markdown.validateLink = is_link_allowed  # type: ignore[method-assign, assignment]
    return markdown
