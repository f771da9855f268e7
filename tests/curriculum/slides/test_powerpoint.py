"""A .pptx as a deck: what is seen, in the order in which it is read, and what is said to it."""

import pytest
from PIL import Image
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from tests.curriculum.slides import decks
from tutor.curriculum.slides.album import Album
from tutor.curriculum.slides.powerpoint import read


@pytest.fixture
def show():
    return Presentation()


@pytest.fixture
def pages(show, tmp_path):
    return lambda: read(decks.kept(show, tmp_path), Album(tmp_path), lambda _done, _all: None).pages


def test_title_points_and_notes(show, pages):
    decks.slide_of(
        show, "地図を見る", ("場所をさがす", "色を見る"), notes="ここで地図を見せます。\nゆっくり。"
    )

    (page,) = pages()

    assert (page.title, page.lines) == ("地図を見る", ("- 場所をさがす", "- 色を見る"))
    assert page.notes == "ここで地図を見せます。\nゆっくり。"


def test_boxes_are_read_from_the_top_down_whatever_was_drawn_first(show, pages):
    slide = show.slides.add_slide(show.slide_layouts[decks.EMPTY])
    decks.text_box(slide, "三", top=4)
    decks.text_box(slide, "二", top=2, left=5)
    decks.text_box(slide, "一", top=2.05, left=1)

    assert pages()[0].lines == ("一", "二", "三")


def test_links_in_words_and_buttons_are_kept(show, pages):
    slide = show.slides.add_slide(show.slide_layouts[decks.EMPTY])
    decks.text_box(slide, "県の地図", top=1, to="https://example.jp/a(1)")
    decks.text_box(slide, "電話する", top=2).click_action.hyperlink.address = "tel:0120123456"

    assert pages()[0].lines == (
        "[県の地図](https://example.jp/a%281%29)",
        "[電話する](tel:0120123456)",
    )


def test_link_that_no_page_may_have_is_left_out_and_said(show, pages):
    slide = show.slides.add_slide(show.slide_layouts[decks.EMPTY])
    decks.text_box(slide, "共有の表", to="file:///C:/hyou.xlsx")

    assert (pages()[0].lines, pages()[0].left_out) == (("共有の表",), ("link",))


def test_what_looks_like_markup_is_letters(show, pages):
    slide = show.slides.add_slide(show.slide_layouts[decks.EMPTY])
    decks.text_box(slide, "#防災 **太字** <b> [a](b)")

    assert pages()[0].lines == ("#防災 ＊＊太字＊＊ ＜b> ［a］(b)",)


def test_picture_is_small_without_a_place_and_says_what_its_author_said(show, pages, tmp_path):
    slide = show.slides.add_slide(show.slide_layouts[decks.EMPTY])
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    shape = slide.shapes.add_picture(decks.picture((3000, 1500), "JPEG", exif=exif), 0, 0)
    shape._element._nvXxPr.cNvPr.set("descr", "地図の画面")

    (picture,) = pages()[0].pictures

    with Image.open(tmp_path / picture.name) as made:
        assert (made.format, made.size, len(made.getexif())) == ("WEBP", (1280, 640), 0)
    assert (picture.seen, picture.width) == ("地図の画面", 1280)


def test_what_is_cut_away_is_gone(show, pages, tmp_path):
    slide = show.slides.add_slide(show.slide_layouts[decks.EMPTY])
    shape = slide.shapes.add_picture(decks.picture((400, 300)), 0, 0)
    shape.crop_left, shape.crop_bottom = 0.5, 1 / 3

    assert (pages()[0].pictures[0].width, pages()[0].pictures[0].height) == (200, 200)


@pytest.mark.parametrize("said", ["グラフ 自動的に生成された説明", "スクリーンショット 2026.PNG"])
def test_what_a_machine_wrote_is_no_description(show, pages, said):
    slide = show.slides.add_slide(show.slide_layouts[decks.EMPTY])
    shape = slide.shapes.add_picture(decks.picture(), 0, 0)
    shape._element._nvXxPr.cNvPr.set("descr", said)

    assert pages()[0].pictures[0].seen == ""


def test_table_is_a_line_a_row_and_a_chart_is_said_to_be_missing(show, pages):
    slide = show.slides.add_slide(show.slide_layouts[decks.EMPTY])
    table = slide.shapes.add_table(2, 2, 0, 0, Inches(4), Inches(1)).table
    for at, words in enumerate(("市役所", "0191", "消防", "119")):
        table.cell(at // 2, at % 2).text = words
    data = CategoryChartData()
    data.categories, _ = ["春"], data.add_series("人", (3,))
    slide.shapes.add_chart(XL_CHART_TYPE.PIE, 0, Inches(3), Inches(2), Inches(2), data)

    (page,) = pages()

    assert (page.lines, page.left_out) == (("- 市役所：0191", "- 消防：119"), ("chart",))


def test_hidden_slide_stays_hidden(show, pages):
    decks.slide_of(show, "見せる")
    decks.slide_of(show, "見せない")._element.set("show", "0")

    assert [page.title for page in pages()] == ["見せる"]
