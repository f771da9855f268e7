import re

import pytest

from tutor.curriculum.content import Picture
from tutor.curriculum.page_html import is_link_allowed, line_html, page_html, title_html, without_ruby


def test_lines_of_a_page_stay_lines() -> None:
    assert page_html("ふれます。\n読みます。") == "<p>ふれます。<br>\n読みます。</p>\n"


def test_steps_become_a_numbered_list() -> None:
    assert page_html("1. ふれます。\n2. 読みます。") == (
        "<ol>\n<li>ふれます。</li>\n<li>読みます。</li>\n</ol>\n"
    )


def test_strong_words_and_points_are_shown() -> None:
    html = page_html("- 「**緑**」ボタン\n- 赤")

    assert "<ul>" in html
    assert "「<strong>緑</strong>」ボタン" in html


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


HOME = Picture("pictures/home.svg", "a" * 64, "image/svg+xml", 320, 200)


def test_a_reading_stands_above_its_kanji() -> None:
    assert page_html("{厳美|げんび}の市") == (
        "<p><ruby>厳美<rp>（</rp><rt>げんび</rt><rp>）</rp></ruby>の市</p>\n"
    )
    assert without_ruby("{厳美|げんび}の{市|し}") == "厳美の市"


@pytest.mark.parametrize("text", ["{厳美", "{厳美|}", "{|げんび}", "{a|b|c}", "厳美|げんび"])
def test_what_is_no_reading_stays_as_it_is(text: str) -> None:
    assert page_html(text) == f"<p>{text}</p>\n"


def test_a_reading_cannot_do_harm() -> None:
    assert "<script" not in page_html("{<script>|<script>}")


def test_a_picture_of_the_unit_is_shown_with_its_size_and_words() -> None:
    assert page_html('![「"上"へ」](pictures/home.svg)', [HOME]) == (
        f'<p><img class="unit-picture" src="/content/{"a" * 64}" alt="「&quot;上&quot;へ」" '
        'width="320" height="200" loading="lazy"></p>\n'
    )


def test_a_picture_that_is_not_the_units_is_said_in_words() -> None:
    assert page_html("![上へ](pictures/away.svg)", [HOME]) == "<p>上へ</p>\n"
    assert page_html("![<b>](javascript:x)", [HOME]) == "<p>&lt;b&gt;</p>\n"


def test_paper_is_told_where_a_picture_is() -> None:
    assert 'src="data:x"' in page_html("![上](pictures/home.svg)", [HOME], lambda _picture: "data:x")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("番号は、\n〔市で書く：係の番号〕", "<p>番号は、<br>\n{}</p>\n"),
        ("番号は〔市で書く: 係の番号 〕です。", "<p>番号は{}です。</p>\n"),
        ("- 〔市で書く：係の番号〕", "<ul>\n<li>{}</li>\n</ul>\n"),
    ],
)
def test_what_a_town_has_not_written_is_a_box_with_small_words(text: str, html: str) -> None:
    assert page_html(text) == html.format('<span class="unit-blank"><small>係の番号</small></span>')


def test_what_stands_in_a_box_is_no_markup() -> None:
    assert "<b>" not in page_html("〔市で書く：<b>番号</b>〕")
    assert page_html("〔ひみつ〕") == "<p>〔ひみつ〕</p>\n"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("赤いボタンがもどります", "赤いボタンが{もどり}ます"),
        ("字をさがします", "字を{さがし}ます"),
        ("それでもなおることがあります", "それでも{なおる}ことがあります"),
        ("人を急がせます", "人を{急がせ}ます"),
        ("それを、たたきます", "それを、{たたき}ます"),
        ("なら、うそのことが", "なら、{うそ}のことが"),
        ("「**もどる**」", "「<strong>{もどる}</strong>」"),
        ("いもの上がさがる", "いもの上がさがる"),
        ("まよったら、もう一度はなします", "まよったら、{もう一度}{はなし}ます"),
        ("「**緑**」の所", "「<strong>緑</strong>{」の}所"),
        ("「OK」か「送信」です。", "「OK{」か}「送信{」です}。"),
        ("「切」（オフ）にします", "「切」（オフ{）に}します"),
        ("「はい」「いいえ」", "「はい」「いいえ」"),
    ],
)
def test_everyday_words_in_kana_are_not_broken_and_are_the_same_to_copy(text: str, html: str) -> None:
    marked = html.replace("{", '<span class="nowrap">').replace("}", "</span>")

    assert page_html(text) == f"<p>{marked}</p>\n"
    assert re.sub("<[^>]*>", "", page_html(text)).strip() == text.replace("*", "")


@pytest.mark.parametrize("html", [line_html, title_html])
def test_title_is_no_markdown_and_no_html_and_keeps_its_words_whole(html):
    assert html("**もどる** <b>") == '**<span class="nowrap">もどる</span>** &lt;b&gt;'


@pytest.mark.parametrize(
    ("title", "clauses"),
    [
        ("病院で電話。声が小さいです。", ["病院で電話。", "声が小さいです。"]),
        ("見て、待つ", ["見て、", "待つ"]),
        ("「はい、そう。」と言う人。どうしますか", ["「はい、そう。」と言う人。", "どうしますか"]),
        ("「とじない、かぎ", ["「とじない、", "かぎ"]),
    ],
)
def test_title_ends_its_lines_between_clauses_and_not_within_quotes(title, clauses):
    found = re.findall('<span class="clause">(.*?)(?=<span class="clause">|$)', title_html(title))

    assert [re.sub("<[^>]*>", "", one) for one in found] == clauses


def test_sign_to_look_for_is_as_large_as_the_words():
    assert (
        page_html("「◁」をさわる")
        == '<p>「<span class="sign">◁</span><span class="nowrap">」を</span>さわる</p>\n'
    )


def test_title_of_one_clause_is_left_as_it_is():
    assert title_html("画面をつける。") == "画面をつける。"


def test_room_at_the_end_of_a_line_is_told_from_room_within_it():
    html = page_html("名前は、（　　　　）\n丸は、（　　　　）から\n（小さく）")

    assert html == (
        '<p>名前は、<span class="room-line">（　　　　）</span><br>\n'
        '丸は、<span class="room">（　　　　）</span>から<br>\n（小さく）</p>\n'
    )
