import json
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from tests.curriculum.small_curriculum import UNIT_TEXT, changed, write_curriculum
from tutor.curriculum.content import Course, Curriculum, Fact, Survey
from tutor.curriculum.reader import read_curriculum
from tutor.curriculum.stored import as_json, content_hash, from_json, rebuilt


@pytest.fixture
def curriculum(tmp_path: Path) -> Curriculum:
    return read_curriculum(write_curriculum(tmp_path))


def test_from_json_gives_back_an_equal_curriculum(curriculum: Curriculum) -> None:
    again = from_json(as_json(curriculum))

    assert again == curriculum
    assert hash(again) == hash(curriculum)


def test_from_json_keeps_a_missing_date_missing(curriculum: Curriculum) -> None:
    undated = replace(curriculum, units=(replace(curriculum.units[0], check_again_by=None),))

    assert from_json(as_json(undated)) == undated


def test_from_json_passes_over_a_field_that_is_no_longer_used(curriculum: Curriculum) -> None:
    values = json.loads(as_json(curriculum))
    values["units"][0]["colour"] = "blue"

    assert from_json(json.dumps(values)) == curriculum


@dataclass(frozen=True)
class Grown:
    key: str
    added_later: tuple[str, ...] = ()


def test_a_field_added_after_a_version_was_stored_takes_its_default() -> None:
    assert rebuilt(Grown, {"key": "tap"}) == Grown("tap")


def test_json_does_not_depend_on_the_order_of_the_fields(curriculum: Curriculum) -> None:
    unit = json.loads(as_json(curriculum))["units"][0]

    assert list(unit) == sorted(unit)


def test_json_is_readable_japanese(curriculum: Curriculum) -> None:
    assert "ポンとたたける" in as_json(curriculum)


def test_content_hash_is_the_same_for_equal_content(tmp_path: Path, curriculum: Curriculum) -> None:
    assert content_hash(read_curriculum(tmp_path)) == content_hash(curriculum)
    assert len(content_hash(curriculum)) == 64


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("もどれます。", "もどれますよ。"),
        ("2027-10-01", "2027-10-02"),
        ("- [ ] 切る", "- [ ] 消す"),
        ("minutes = 30", "minutes = 31"),
        ("手は机の上", "手はひざの上"),
    ],
)
def test_content_hash_changes_with_any_word(
    tmp_path: Path, curriculum: Curriculum, old: str, new: str
) -> None:
    other = read_curriculum(write_curriculum(tmp_path, unit=changed(UNIT_TEXT, old, new)))

    assert content_hash(other) != content_hash(curriculum)


def test_a_field_at_its_default_leaves_the_text_of_a_version_as_it_was(curriculum: Curriculum) -> None:
    values = json.loads(as_json(curriculum))

    assert not {"courses", "licence", "credit"} & set(values)
    assert not {"surveys", "facts"} & set(values["units"][0])
    assert values["units"][0]["check_again_by"] == "2027-10-01"


def test_from_json_gives_back_everything_a_unit_may_have(curriculum: Curriculum) -> None:
    unit = curriculum.units[0]
    full = replace(
        curriculum,
        units=(
            replace(
                unit,
                pages=(replace(unit.pages[0], paper="3行目"), *unit.pages[1:]),
                questions=(replace(unit.questions[0], skill="home"), unit.questions[1]),
                surveys=(Survey("どうでしたか。", ("はい", "いいえ")),),
                facts=(Fact("17時まで", date(2027, 4, 1), "広報"),),
            ),
        ),
        courses=(Course("first", "はじめ", (("touch",), ("touch",))),),
        licence="CC BY 4.0",
    )

    assert from_json(as_json(full)) == full
