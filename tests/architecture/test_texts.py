"""Every text for people goes through the catalogue, and is written for an 80-year-old."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_file
from jinja2.ext import babel_extract

from tutor.messaging.wording_rules import HARD

TUTOR = Path(__file__).resolve().parents[2] / "tutor"
TEMPLATES = sorted(path for part in ("web", "demo", "fake_twilio") for path in (TUTOR / part).rglob("*.html"))
JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠々]")
TRANSLATED = re.compile(
    r"""\{\#.*?\#\} | <!--.*?--> | \{%-?\s*trans\b.*?endtrans\s*-?%\}
        | (?<![\w.])(?:_|counted)\(\s*(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')""",
    re.VERBOSE | re.DOTALL,
)
KEYWORDS = {
    "_": None,
    "gettext": None,
    "lazy_gettext": None,
    "ngettext": (1, 2),
    "Refused": None,
    "NotFound": None,
    "Said": None,
    "Counted": (1, 1),
    "counted": (1, 1),
}


@cache
def of_templates() -> list[tuple[str, str]]:
    found = []
    for path in TEMPLATES:
        with path.open("rb") as file:
            for _, _, message, _ in babel_extract(file, ("_", "gettext", "counted"), [], {"trimmed": "true"}):
                found += [(path.name, one) for one in ([message] if isinstance(message, str) else message)]
    return found


@cache
def trees() -> dict[Path, ast.Module]:
    """Every module of the programme, read once for all that is asked of it."""
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in TUTOR.rglob("*.py")}


@cache
def of_python() -> list[tuple[str, str]]:
    found = []
    for path in TUTOR.rglob("*.py"):
        for _, message, _, _ in extract_from_file("python", str(path), keywords=KEYWORDS):
            found += [(path.name, one) for one in ([message] if isinstance(message, str) else message)]
    return found


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(TUTOR)))
def test_template_says_nothing_outside_the_catalogue(path):
    rest = TRANSLATED.sub("", path.read_text(encoding="utf-8"))

    assert [line.strip() for line in rest.splitlines() if JAPANESE.search(line)] == []


def test_catalogue_finds_the_texts_of_pages_and_of_refusals():
    assert len(of_templates()) > 100
    assert any("別のレッスンがあります" in text for _, text in of_python())


def test_no_text_uses_a_hard_word():
    hard = [
        (name, text) for name, text in of_templates() + of_python() if text and any(w in text for w in HARD)
    ]

    assert hard == []


def test_refusals_are_plain_sentences_with_named_places():
    """A Refused whose text is put together with an f-string cannot be translated."""
    put_together = [
        f"{path.name}:{node.lineno}"
        for path, tree in trees().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"Refused", "NotFound", "Said", "Counted"}
        and node.args
        and isinstance(node.args[0], ast.JoinedStr | ast.BinOp)
    ]

    assert put_together == []


def test_no_text_stands_within_an_f_string():
    """Until Python 3.12 nobody who reads the source for texts finds it there."""
    within = [
        f"{path.name}:{node.lineno}"
        for path, tree in trees().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        for part in ast.walk(node)
        if isinstance(part, ast.Call) and isinstance(part.func, ast.Name) and part.func.id in KEYWORDS
    ]

    assert within == []


def test_no_sentence_of_a_page_is_said_past_the_catalogue():
    """A plain string in Python would be shown in Japanese to everybody."""
    pages = {path: tree for path, tree in trees().items() if path.is_relative_to(TUTOR / "web")}

    assert len(pages) > 50
    assert [one for path, tree in pages.items() for one in untranslated(path, tree)] == []


def untranslated(path: Path, tree: ast.Module) -> list[str]:
    calls = [one for one in ast.walk(tree) if isinstance(one, ast.Call) and called(one) in KEYWORDS]
    said = {id(part) for call in calls for part in ast.walk(call)}
    notes = {id(one.value) for one in ast.walk(tree) if isinstance(one, ast.Expr)}
    return [
        f"{path.name}: {one.value}"
        for one in ast.walk(tree)
        if isinstance(one, ast.Constant)
        and isinstance(one.value, str)
        and one.value[:-1]
        and one.value.endswith("。")
        if id(one) not in said | notes
    ]


def called(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else ""
