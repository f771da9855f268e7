"""Brackets of a town's blank that no page would show as one."""

import pytest

from tests.curriculum.small_curriculum import line_of
from tests.curriculum.writing.small import unit_text, written
from tutor.curriculum.writing.brackets import misspelt


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("〔町で書く：係の番号〕", "〔市で書く：…〕」の形"),
        ("〔市で書く〕", "〔市で書く：…〕」の形"),
        ("〔市で書く：係の番号", "〔市で書く：…〕」の形"),
        ("〔市で書く：{係|かかり}の番号〕", "ふりがなと飾りは使えません"),
        ("〔市で書く：〕", "何を書く所か"),
    ],
)
def test_it_is_named_with_its_line(said: str, sentence: str) -> None:
    (problem,) = misspelt([written(said)])

    assert problem[:2] == ("units/01-touch.md", line_of(unit_text(said=said), said))
    assert sentence in problem.sentence


@pytest.mark.parametrize("said", ["〔市で書く：係の番号〕", "〔市で書く: number〕と（　　）", "もどれます。"])
def test_a_blank_as_it_should_be_is_left_alone(said: str) -> None:
    assert list(misspelt([written(said)])) == []
