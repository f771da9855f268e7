import pytest

from tutor.curriculum.page_html import is_link_allowed, page_html


def test_lines_of_a_page_stay_lines() -> None:
    assert page_html("ふれます。\nはなします。") == "<p>ふれます。<br>\nはなします。</p>\n"


def test_steps_become_a_numbered_list() -> None:
    assert page_html("1. ふれます。\n2. はなします。") == (
        "<ol>\n<li>ふれます。</li>\n<li>はなします。</li>\n</ol>\n"
    )


def test_strong_words_and_points_are_shown() -> None:
    html = page_html("- 「**緑**」のボタン\n- 赤")

    assert "<ul>" in html
    assert "「<strong>緑</strong>」のボタン" in html


@pytest.mark.parametrize("target", ["https://www.nhk.or.jp/", "http://a.jp", "HTTPS://A.JP", "tel:188"])
def test_links_that_lead_out_are_links(target: str) -> None:
    assert page_html(f"[ここ]({target})") == f'<p><a href="{target}">ここ</a></p>\n'


def test_a_script_in_a_page_is_escaped() -> None:
    html = page_html("はい<script>alert('1')</script>")

    assert "<script" not in html
    assert "&lt;script&gt;" in html


@pytest.mark.parametrize(
    "text",
    [
        "<div onclick=x>あ</div>",
        "<img src=x onerror=y>",
        "<!-- あ -->",
        "![絵](https://a.jp/x.png)",
        "# 大見出し",
        "大見出し\n===",
        "<iframe>\n\nあ",
        "    <b>",
        "```html\n<b>\n```",
        "[a]: javascript:x\n[a]",
    ],
)
def test_nothing_but_the_named_elements_comes_out(text: str) -> None:
    tags = {part.split(">")[0].split()[0].strip("/") for part in page_html(text).split("<")[1:]}

    assert tags <= {"p", "br", "ol", "ul", "li", "strong", "em", "a"}


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "//a.jp",
        "/tutors",
        "mailto:a@b.jp",
        "&#106;avascript:x",
    ],
)
def test_other_links_are_not_links(target: str) -> None:
    assert not is_link_allowed(target)
    assert "<a" not in page_html(f"[ここ]({target})")


def test_a_quotation_mark_cannot_leave_the_link() -> None:
    assert '" onclick' not in page_html('[x](<https://a.jp/" onclick="y>)')
