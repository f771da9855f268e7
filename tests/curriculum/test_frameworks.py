"""Skills beside the frameworks: every one is placed, and gaps are seen."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.curriculum.plain_content import curriculum, skill
from tutor.curriculum.frameworks import DIGCOMP, EDS, FRAMEWORKS, NONE, covered
from tutor.curriculum.reader import read_curriculum
from tutor.curriculum.source import main_file

CURRICULA = Path(__file__).parents[2] / "curricula"


@pytest.mark.parametrize("folder", sorted(path.parent for path in CURRICULA.glob("*/curriculum.toml")))
def test_every_skill_of_ours_stands_beside_each_framework(folder):
    for one in read_curriculum(folder).skills:
        said = dict(one.crosswalk)
        for framework in FRAMEWORKS:
            key = said.get(framework.key)
            assert key == NONE or framework.item(key or ""), (one.key, framework.key, key)


def test_frameworks_are_those_that_the_reader_knows():
    assert sorted(one.key for one in FRAMEWORKS) == sorted(main_file.FRAMEWORKS)


def test_no_item_stands_twice():
    for framework in FRAMEWORKS:
        keys = [one.key for one in framework.items]
        assert len(set(keys)) == len(keys)
    assert len(DIGCOMP.items) == 21


def test_items_without_a_skill_are_gaps():
    call = replace(skill("call"), crosswalk=(("digcomp", "2.1"), ("eds", NONE)))
    content = curriculum((call, skill("tap")))
    found = {item.key: [one.key for one in skills] for item, skills in covered(content, DIGCOMP)}

    assert found["2.1"] == ["call"]
    assert found["1.1"] == []
    assert not any(skills for _, skills in covered(content, EDS))
