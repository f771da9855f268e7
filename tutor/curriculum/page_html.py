"""Markdown of a page to HTML that can do no harm: paragraphs, lists, strong, links, ruby, pictures."""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any

from tutor.curriculum.blanks import BLANK
from tutor.curriculum.content import Picture

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

LINKS = ("http://", "https://", "tel:")
RUBY = re.compile(r"\{([^{}|\n]+)\|([^{}|\n]+)\}")
WORDS = (
    "もど[らりるれろさしすせっ]|さが[さしすせそ]|なお[らりるれっさしすせ]|急が[させ]|いそ[がぎぐげ]|うそ"
    "|たた[いかきくけこ]|はな[さしすせれ]|たしか[めなに]|ふさいで?|合い言葉|持ち歩き|書き置き|使い切|上手|二人とも|なりま[しす]た?"
    "|もう一度|一つ前|お気に入り"
)
"""Everyday words inside which browsers end a line: they take kana such as も for the end of a phrase."""
AFTER_QUOTE = "[」）)](?:です|では|でも|から|まで|とは|には|にも|なら|[とでをにはもがやかのへ])"
"""What follows a quoted word or a remark in brackets begins no line: a line 「です。」 says nothing."""
UNBROKEN = re.compile(f"{WORDS}|{AFTER_QUOTE}")
SIGN = re.compile("[◁⇧]")
"""Fonts of telephones draw these as specks, and a reader is to look for them on the screen."""
CLAUSE = re.compile("(?:「[^「」]*」|[^、。])*(?:[、。]+|$)")
TO_WRITE = re.compile("（　{2,}）")
"""Room for one's own words."""
LINE_ENDS = ("softbreak", "hardbreak")
BLANK_BOX = "unit-blank"
PICTURE = re.compile(r"!\[([^\]\n]*)\]\(([^()\s]*)\)")


def content_address(picture: Picture) -> str:
    return f"/content/{picture.hash}"


def page_html(
    text: str,
    pictures: Iterable[Picture] = (),
    address: Callable[[Picture], str] = content_address,
) -> str:
    """`pictures` are those of the unit; `address` says where one is, for paper as data."""
    here = {picture.path: (picture, address) for picture in pictures}
    return str(_markdown().render(text, {"pictures": here}))


def line_html(text: str) -> str:
    """A line without Markdown, in which words that browsers would break are held together."""
    return _held_together(escape(text))


def title_html(text: str) -> str:
    """A title, a question, a choice: a line that ends between its clauses rather than within one."""
    clauses = [one for one in CLAUSE.findall(text) if one]
    if len(clauses) < 2:
        return line_html(text)
    return "".join(f'<span class="clause">{line_html(one)}</span>' for one in clauses)


def paragraphs(text: str) -> list[tuple[str, str]]:
    """(number in its list, words) as a page shows them, readings in place of kanji, no pictures."""
    found: list[tuple[str, str]] = []
    number = ""
    for token in _markdown().parse(text):
        if token.type == "list_item_open":
            number = token.info
        elif token.type == "inline":
            found.append((number, "".join(map(_read, token.children or ()))))
            number = ""
    return found


def _read(token: "Token") -> str:
    match token.type:
        case "picture":
            return ""
        case "ruby":
            return str(token.meta["words"][1])
        case "blank":
            return str(token.meta["words"][0])
    return "\n" if token.type in LINE_ENDS else token.content


def is_link_allowed(target: str) -> bool:
    return target.strip().lower().startswith(LINKS)


def without_ruby(text: str) -> str:
    return RUBY.sub(r"\1", text)


@cache
def _markdown() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # noqa: PLC0415 -- most processes show no page of a unit

    # "zero" knows nothing, so every construct that can reach a page is named here. A line break in
    # the file is one on the page: the authors decide where a line ends, and lines are short.
    markdown = MarkdownIt("zero", {"html": False, "breaks": True})
    markdown.enable(["list", "emphasis", "link", "newline", "escape"])
    markdown.inline.ruler.push("ruby", _rule("ruby", RUBY))
    markdown.inline.ruler.push("picture", _rule("picture", PICTURE))
    markdown.inline.add_terminator_char("〔")
    markdown.inline.ruler.push("blank", _rule("blank", BLANK))
    markdown.inline.add_terminator_char("（")
    markdown.inline.ruler.push("room", _rule("room", TO_WRITE))
    markdown.add_render_rule("text", _text)
    markdown.add_render_rule("ruby", _ruby)
    markdown.add_render_rule("blank", _blank)
    markdown.add_render_rule("room", _room)
    markdown.add_render_rule("picture", _picture)
    markdown.validateLink = is_link_allowed  # type: ignore[method-assign, assignment]
    return markdown


def _rule(name: str, pattern: re.Pattern[str]) -> "Callable[[StateInline, bool], bool]":
    def take(state: "StateInline", silent: bool) -> bool:
        found = pattern.match(state.src, state.pos)
        if found is None:
            return False
        if not silent:
            token = state.push(name, "", 0)
            token.content = found[0]
            token.meta = {"words": found.groups()}
        state.pos = found.end()
        return True

    return take


def _text(self: Any, tokens: Sequence[Any], at: int, options: Any, env: Any) -> str:
    return _held_together(self.text(tokens, at, options, env))


def _held_together(html: str) -> str:
    """A mark around the word leaves its letters to be copied and searched as they are."""
    return SIGN.sub(
        r'<span class="sign">\g<0></span>', UNBROKEN.sub(r'<span class="nowrap">\g<0></span>', html)
    )


def _ruby(_self: Any, tokens: Sequence[Any], at: int, _options: Any, _env: Any) -> str:
    words, reading = map(escape, tokens[at].meta["words"])
    return f"<ruby>{words}<rp>（</rp><rt>{reading}</rt><rp>）</rp></ruby>"


def _blank(_self: Any, tokens: Sequence[Any], at: int, _options: Any, _env: Any) -> str:
    """A box to write in by hand, as long as nobody has in the text."""
    return f'<span class="{BLANK_BOX}"><small>{escape(tokens[at].meta["words"][0])}</small></span>'


def _room(_self: Any, tokens: Sequence[Any], at: int, _options: Any, _env: Any) -> str:
    """At the end of a line a screen shows a whole line of its own; paper keeps the brackets."""
    after = tokens[at + 1 : at + 2]
    ends_line = not after or after[0].type in LINE_ENDS
    kind = "room-line" if ends_line else "room"
    return f'<span class="{kind}">{tokens[at].content}</span>'


def _picture(_self: Any, tokens: Sequence[Any], at: int, _options: Any, env: Any) -> str:
    """A picture that is not the unit's own is what is seen on it, in words."""
    seen, path = tokens[at].meta["words"]
    if path not in env["pictures"]:
        return escape(seen)
    picture, address = env["pictures"][path]
    source, size = escape(address(picture)), f'width="{picture.width}" height="{picture.height}"'
    return f'<img class="unit-picture" src="{source}" alt="{escape(seen)}" {size} loading="lazy">'
