"""What ages in a unit's text and stands in none of its facts."""

import pytest

from tests.curriculum.small_curriculum import changed, line_of
from tests.curriculum.writing.small import files_of, read, unit_text, written
from tutor.curriculum.writing.dated import undated
from tutor.curriculum.writing.lines import units_written

AGEING = [
    ("警察の相談は「#9110」です。", "#9110"),
    ("警察の相談は＃９１１０です。", "#9110"),
    ("消費生活の相談は188です。", "188"),
    ("市の電話は042-620-1234です。", "042-620-1234"),
    ("0120-123-456にかけます。", "0120-123-456"),
    ("一まい300円です。", "300円"),
    ("一まい1,200円です。", "1200円"),
    ("2万円かかります。", "2万円"),
    ("8時30分から17時までです。", "8時30分から17時"),
    ("午前6:30〜午後11:00です。", "6:30〜23:00"),
    ("朝8時半から、夕方の5時15分です。", "8時30分から、17時15分"),
    ("3月15日までに出します。", "3月15日"),
    ("市の窓口なら無料です。", "無料"),
    ("市の窓口なら0円です。", "無料"),
]


def fact(text: str) -> str:
    return f'[[facts]]\ntext = "{text}"\ncheck_again_by = 2027-10-01\nsource = "市のホームページ"\n'


@pytest.mark.parametrize(("said", "ages"), AGEING)
def test_what_ages_is_named_where_it_stands_first(said: str, ages: str) -> None:
    text = f"{said}\n\n{said}"

    (problem,) = undated(written(text))

    assert problem[:2] == ("units/01-touch.md", line_of(unit_text(said=text), said))
    assert f"「{ages}」は変わることがあります" in problem.sentence


@pytest.mark.parametrize(("said", "_ages"), AGEING)
def test_a_fact_of_the_unit_that_says_it_is_its_date(said: str, _ages: str) -> None:
    assert list(undated(written(said, front=fact(said)))) == []


@pytest.mark.parametrize(
    ("said", "other"),
    [
        ("8時30分から17時までです。", "8時30分から19時までです。"),
        ("一まい300円です。", "一まい200円です。"),
        ("一まい300円です。", "300です。"),
        ("相談は188です。", "相談は189です。"),
    ],
)
def test_a_fact_that_says_something_else_is_none(said: str, other: str) -> None:
    assert len(list(undated(written(said, front=fact(other))))) == 1


@pytest.mark.parametrize(
    "said",
    [
        "急ぐときは110番か119番です。",
        "むすめの番号は090-1234-5678です。",
        "「無料で当たりました」と出ます。",
        "「3万円ふりこんで」と言われます。",
        "朝の8時に見ます。",
        "ぜんぶで188人です。",
        "4.171と出ます。",
        "写真が1171枚あります。",
        "1月は寒いです。",
        "〔市で書く：9時から17時、無料〕",
    ],
)
def test_what_does_not_age_or_is_somebodys_own_needs_no_fact(said: str) -> None:
    assert [problem.sentence for problem in undated(written(said))] == []


def test_hours_may_be_written_in_another_way_in_the_fact() -> None:
    hours = fact("8時30分から23時まで")

    assert list(undated(written("朝の8時半から、夜11時までです。", front=hours))) == []


@pytest.mark.parametrize(("answer", "found"), [("無料なので、押す", 0), ("0120-123-456にかける", 1)])
def test_what_somebody_answers_is_a_thought_but_for_a_number_to_call(answer: str, found: int) -> None:
    files = files_of(changed(unit_text(), "- [ ] 切る", f"- [ ] {answer}"))

    assert len(list(undated(units_written(read(files), files)[0]))) == found
