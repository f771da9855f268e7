from dataclasses import replace

import pytest
from sqlalchemy import select

from tests import make
from tests.curriculum.plain_content import curriculum, skill, two_stages, unit
from tutor.actor import WORKER
from tutor.changes.models import Change
from tutor.curriculum import queries
from tutor.curriculum.actions import publish
from tutor.curriculum.content import Curriculum
from tutor.curriculum.models import CurriculumVersion, SkillRow, UnitRow
from tutor.curriculum.stored import as_json, content_hash
from tutor.database import db
from tutor.errors import Refused


def published(read: Curriculum) -> CurriculumVersion:
    version = publish(read, by=WORKER, now=make.NOW)
    db.session.commit()
    return version


def without(read: Curriculum, key: str) -> Curriculum:
    return replace(read, skills=tuple(skill for skill in read.skills if skill.key != key))


def skills() -> dict[str, tuple[int, int | None]]:
    """The version each key came in, and the one it went in."""
    return {row.key: (row.first_version, row.retired_in) for row in db.session.scalars(select(SkillRow))}


def refused(read: Curriculum) -> str:
    with pytest.raises(Refused) as refusal:
        publish(read, by=WORKER, now=make.NOW)
    db.session.rollback()
    return str(refusal.value)


def test_publish_writes_the_first_version_whole(database):
    version = published(two_stages())

    assert (version.number, version.hash) == (1, content_hash(two_stages()))
    assert (version.content, version.published_at) == (as_json(two_stages()), make.NOW)
    assert (version.curriculum.key, version.curriculum.title) == ("small", "小さな教材")
    units = db.session.scalars(select(UnitRow).order_by(UnitRow.n)).all()
    assert [(row.key, row.stage, row.n, row.title) for row in units] == [
        ("touch", 0, 1, "単元touch"),
        ("talk", 1, 2, "単元talk"),
        ("see", 1, 3, "単元see"),
    ]
    assert skills() == {"tap": (1, None), "home": (1, None), "call": (1, None), "photo": (1, None)}


def test_publish_of_equal_content_changes_nothing(database):
    first = published(two_stages())

    again = published(two_stages())

    assert again is first
    assert db.session.query(CurriculumVersion).count() == 1
    assert db.session.query(UnitRow).count() == 3
    assert [change.verb for change in db.session.scalars(select(Change))] == ["publish_curriculum"]


def test_publish_of_changed_content_adds_a_version_and_keeps_the_old_one(database):
    old = published(two_stages())
    read = replace(two_stages(), title="新しい題", units=(*two_stages().units, unit("more", 4, "photo")))

    new = published(read)

    assert (new.number, new.curriculum_id, new.curriculum.title) == (2, old.curriculum_id, "新しい題")
    assert queries.content_of(old) == two_stages()
    assert queries.content_of(new) == read
    assert db.session.query(UnitRow).filter_by(version_id=old.id).count() == 3
    assert db.session.query(UnitRow).filter_by(version_id=new.id).count() == 4


def test_publish_retires_a_skill_that_is_gone_and_dates_a_new_one(database):
    published(two_stages())
    read = without(two_stages(), "photo")
    published(read)
    published(replace(read, skills=(*read.skills, skill("light", 1))))

    assert skills() == {
        "tap": (1, None),
        "home": (1, None),
        "call": (1, None),
        "photo": (1, 2),
        "light": (3, None),
    }


def test_publish_with_a_retired_key_is_refused_and_changes_nothing(database):
    published(two_stages())
    published(without(two_stages(), "photo"))

    sentence = refused(two_stages())

    assert sentence == "「photo」は第2版で使うのをやめたkeyです。新しいkeyにしてください。"
    assert queries.newest("small").number == 2


def test_publish_with_a_key_of_another_curriculum_is_refused(database):
    published(two_stages())

    sentence = refused(curriculum((skill("call"),), key="other"))

    assert sentence == "「call」は、教材「small」で使っているkeyです。別のkeyにしてください。"
    assert queries.newest("other") is None


def test_two_curricula_have_numbers_of_their_own(database):
    published(two_stages())
    published(without(two_stages(), "photo"))

    assert published(curriculum((skill("mail"),), key="other")).number == 1
    assert db.session.get(SkillRow, "call").retired_in is None
