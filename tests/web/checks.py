"""What every page must be, checked in the client and so in every test."""

import re
from collections import Counter
from html.parser import HTMLParser
from urllib.parse import unquote

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


NUMBER = re.compile(r"(?<![\dA-Za-z])(?:0\d{1,4}-\d{1,4}-\d{4}|0[1-9]\d{8,9}|\+81\d{8,10})(?!\d)")


def numbers(said: str) -> list[str]:
    """Telephone numbers, however they are written."""
    return NUMBER.findall(unquote(said))


class Page(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: Counter[str] = Counter()
        self.headings = 0
        self.faults: list[str] = []
        self.feed(html)
        if self.open:
            self.faults.append(f"left open: {self.open}")

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        values = dict(attributes)
        if tag not in VOID and tag not in {"path", "rect", "circle", "line", "polyline", "polygon", "use"}:
            self.open.append(tag)
        self.headings += tag == "h1"
        if values.get("id"):
            self.ids[values["id"] or ""] += 1
        if "style" in values or tag == "style" or any(name.startswith("on") for name in values):
            self.faults.append(f"<{tag}> has an inline style or script, which the CSP forbids")
        if tag == "script" and not (values.get("nonce") and values.get("src")):
            self.faults.append("a script without nonce or source")
        if tag == "form" and not (values.get("action") and values.get("method")):
            self.faults.append("a form without action or method")
        links = [one for name in ("href", "src", "action") if (one := values.get(name))]
        if any(numbers(one) for one in links if not one.startswith("tel:")):
            self.faults.append(f"<{tag}> leads to an address with a telephone number in it")
        if tag == "img" and "alt" not in values:
            self.faults.append("a picture without a text")

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attributes)
        if self.open and self.open[-1] == tag:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in {"path", "rect", "circle", "line", "polyline", "polygon", "use"}:
            return
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing that is open")


def faults(html: str) -> list[str]:
    page = Page(html)
    twice = [name for name, count in page.ids.items() if count > 1]
    whole = "<html" in html
    return (
        page.faults
        + [f"id {name} stands twice" for name in twice]
        + (["not exactly one h1"] if whole and page.headings != 1 else [])
        + (["no title"] if whole and "<title>" not in html else [])
    )


class CheckingClient(FlaskClient):
    def open(self, *args: object, **options: object) -> TestResponse:
        response = super().open(*args, **options)
        assert response.status_code < 500 or response.status_code == 503, response.get_data(as_text=True)
        assert not numbers(response.location or ""), "a telephone number in an address"
        if response.mimetype == "text/html" and response.status_code not in range(300, 400):
            found = faults(response.get_data(as_text=True))
            assert not found, found
        return response
