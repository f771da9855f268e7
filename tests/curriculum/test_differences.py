"""What changed, in sentences: nothing is passed over, and nothing is said of what stayed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from tests.curriculum.small_curriculum import MAIN_TEXT, UNIT_TEXT, changed
from tests.curriculum.test_courses import COURSE
from tests.curriculum.test_unit_asks import FACT, SURVEY, with_fact, with_survey
from tests.curriculum.test_variants import BESIDE, ENGLISH
from tutor.curriculum.content import Curriculum
from tutor.curriculum.differences import differences
from tutor.curriculum.reader import read_files


def read(unit: str = UNIT_TEXT, main: str = MAIN_TEXT, english: str = "") -> Curriculum:
    files = {"curriculum.toml": main, "units/01-touch.md": unit} | ({BESIDE: english} if english else {})
    return read_files({name: text.encode() for name, text in files.items()})


def said(old: Curriculum, new: Curriculum) -> list[str]:
    return [f"{about}: {sentence}" for about, sentence in differences(old, new)]


def test_equal_contents_have_no_differences() -> None:
    assert said(read(), read()) == []


IN_THE_UNIT = [
    ('title = "さわる"', 'title = "ふれる"', "単元の名前が「さわる」から「ふれる」に変わりました。"),
    ("minutes = 30", "minutes = 40", "かかる時間が、30分から40分に変わりました。"),
    ('["tap", "home"]', '["home", "tap"]', "この単元で教える「できること」が変わりました。"),
    ("安心できます。", "安心です。", "はじめの一文が変わりました。"),
    ("2027-10-01", "2028-10-01", "見直す日が、2028年10月1日(日)になりました。"),
    ("もどれます。", "いつでももどれます。", "ページ「もどる」の文が変わりました。"),
    ("1. 短くふれます。", "1. 軽くふれます。", "ページ「たたく」の文が変わりました。"),
    ("1. もどります。", "1. 三回もどります。", "練習が変わりました。"),
    ("  そうです。", "  はい、そうです。", "質問「なぜですか。」の答えが変わりました。"),
    ("もどるには（　　）", "（　　）", "「じぶんの手順」が変わりました。"),
    ("手は机の上に置きます。", "手は机です。", "講師への文が変わりました。"),
]


@pytest.mark.parametrize(("old", "new", "sentence"), IN_THE_UNIT)
def test_one_change_within_a_unit_is_one_sentence(old: str, new: str, sentence: str) -> None:
    after = read(changed(UNIT_TEXT, old, new))

    assert said(read(), after) == [f"{after.units[0].title}: {sentence}"]


def test_what_comes_and_goes_is_said_both_ways() -> None:
    page = "# ページ：持ち方\nふちを持ちます。\n\n# れんしゅう"
    plain, richer = read(), read(changed(with_survey(SURVEY), "# れんしゅう", page))

    assert said(plain, richer) == [
        "さわる: ページ「持ち方」が増えました。",
        "さわる: 質問「どうでしたか。」が増えました。",
    ]
    assert said(richer, plain) == [
        "さわる: ページ「持ち方」がなくなりました。",
        "さわる: 質問「どうでしたか。」がなくなりました。",
    ]


def test_facts_are_told_apart_by_their_words() -> None:
    one, later = read(with_fact()), read(with_fact(FACT.replace("2027-04-01", "2028-04-01")))

    assert said(read(), one) == ["さわる: 日付のある事実「受付は17時まで」が増えました。"]
    assert said(one, read()) == ["さわる: 日付のある事実「受付は17時まで」がなくなりました。"]
    assert said(one, later) == ["さわる: 「受付は17時まで」を見直す日か、調べた所が変わりました。"]


IN_THE_WHOLE = [
    ('title = "小さな教材"', 'title = "教材"', "教材の名前が「小さな教材」から「教材」に変わりました。"),
    ('language = "ja"', 'language = "ja"\nlicence = "CC0"', "使うときの決まりが変わりました（CC0）。"),
    ('language = "ja"', 'language = "ja"\ncredit = "はら"', "つくった人の名前が変わりました（はら）。"),
    ('language = "ja"', 'language = "ja"\naudience = "tutors"', "だれが読むかが変わりました（学生講師）。"),
    ('language = "ja"', 'language = "ja"\npass_percent = 70', "合格は、はじめの答えの70％からになりました。"),
    ('theme = "話します。"', 'theme = "聞きます。"', "段階1「つぎ」が変わりました。"),
    ('text = "もどれる"', 'text = "もどせる"', "できること「もどれる」が「もどせる」に変わりました。"),
    ("core = true", "core = false", "できること「ポンとたたける」の見え方などが変わりました。"),
    ('language = "ja"', 'language = "ja-x"', "細かいところが変わりました。"),
]


@pytest.mark.parametrize(("old", "new", "sentence"), IN_THE_WHOLE)
def test_one_change_of_the_whole_is_one_sentence(old: str, new: str, sentence: str) -> None:
    assert said(read(), read(main=changed(MAIN_TEXT, old, new))) == [f": {sentence}"]


def test_courses_and_other_languages_are_said() -> None:
    assert said(read(), read(main=MAIN_TEXT + COURSE)) == [": 講座「はじめの一回」が増えました。"]
    assert said(read(main=MAIN_TEXT + COURSE), read()) == [": 講座「はじめの一回」がなくなりました。"]
    assert said(read(), read(english=ENGLISH)) == ["さわる: 英語の文が変わりました。"]


def second(read: Curriculum) -> Curriculum:
    unit = replace(read.units[0], key="hold", number=2, title="持つ")
    return replace(read, units=(*read.units, unit))


def test_a_unit_that_came_and_one_that_went_are_named() -> None:
    assert said(read(), second(read())) == ["持つ: この単元が増えました。"]
    assert said(second(read()), read()) == ["持つ: この単元がなくなりました。"]


SMALL: list[Callable[[Curriculum], Curriculum]] = [
    lambda one: replace(one, units=(replace(one.units[0], stage=1),)),
    lambda one: replace(one, units=(replace(one.units[0], number=5),)),
    lambda one: replace(one, units=(replace(one.units[0], check_again_by=None),)),
    lambda one: replace(one, units=(replace(one.units[0], pages=one.units[0].pages[::-1]),)),
    lambda one: replace(one, units=(replace(one.units[0], questions=one.units[0].questions[::-1]),)),
    lambda one: replace(one, units=(replace(one.units[0], check_again_by=date(2030, 1, 1)),)),
    lambda one: replace(one, skills=one.skills[::-1]),
    lambda one: replace(one, skills=(replace(one.skills[0], stage=1), one.skills[1])),
    lambda one: replace(one, skills=one.skills[:1]),
    lambda one: replace(one, stages=one.stages[:1]),
]


@pytest.mark.parametrize("change", SMALL)
def test_no_change_is_passed_over(change: Callable[[Curriculum], Curriculum]) -> None:
    assert len(said(read(), change(read()))) == 1
    assert len(said(change(read()), read())) == 1
