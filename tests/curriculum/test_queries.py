from dataclasses import replace

import pytest
from sqlalchemy import event

from tests import make
from tests.curriculum.plain_content import two_stages
from tutor.actor import WORKER
from tutor.curriculum import queries
from tutor.curriculum.actions import publish
from tutor.curriculum.content import UnitText
from tutor.database import db
from tutor.errors import NotFound


@pytest.fixture
def versions(database):
    """Two versions; the second calls the curriculum by another title."""
    contents = (two_stages(), replace(two_stages(), title="二つ目"))
    return [publish(read, by=WORKER, now=make.NOW) for read in contents]


@pytest.fixture
def statements():
    seen = []

    def note(_connection, _cursor, statement, *_rest):
        seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    yield seen
    event.remove(db.engine, "before_cursor_execute", note)


def test_newest_is_the_last_version_of_that_curriculum(versions):
    assert queries.newest("small") is versions[1]
    assert queries.newest("nothing") is None


def test_content_of_gives_each_version_its_own_content(versions):
    assert queries.content_of(versions[0]).title == "小さな教材"
    assert queries.content_of(versions[1]).title == "二つ目"


def test_content_of_reads_the_text_once(versions, statements):
    db.session.commit()
    first = queries.content_of(queries.newest("small"))
    statements.clear()
    db.session.expunge_all()

    again = queries.content_of(queries.newest("small"))

    assert again is first
    selects = [statement for statement in statements if statement.startswith("SELECT")]
    assert len(selects) == 1
    assert "content" not in selects[0].replace("curriculum_version.id", "")


def test_content_of_an_id_given_again_is_not_the_old_text(database):
    read = replace(two_stages(), title="取り消した題")
    lost = publish(read, by=WORKER, now=make.NOW)
    queries.content_of(lost)
    db.session.rollback()

    assert queries.content_of(publish(two_stages(), by=WORKER, now=make.NOW)) == two_stages()


def test_unit_is_that_of_the_newest_version(versions):
    assert queries.unit("small", "talk").version is versions[1]


def test_unit_by_key_is_that_of_the_version_asked_for(versions):
    found = queries.unit_by_key(versions[0], "talk")

    assert (found.version_id, found.title) == (versions[0].id, "単元talk")
    assert queries.unit_content(found).skills == ("call",)


@pytest.mark.parametrize(("curriculum", "unit"), [("small", "nothing"), ("nothing", "talk")])
def test_unit_that_is_not_there_is_not_found(versions, curriculum, unit):
    with pytest.raises(NotFound):
        queries.unit(curriculum, unit)


def test_unit_by_key_that_is_not_there_is_not_found(versions):
    with pytest.raises(NotFound):
        queries.unit_by_key(versions[0], "nothing")


def test_units_by_key_are_those_of_one_version(versions):
    rows = queries.units_by_key(versions[0])

    assert list(rows) == ["touch", "talk", "see"]
    assert {row.version_id for row in rows.values()} == {versions[0].id}


def test_content_of_another_language_is_built_once_and_japanese_where_nobody_wrote_it(database):
    unit = two_stages().units[0]
    text = UnitText("en", "Touch", "", unit.pages, unit.exercise, "", (), "")
    read = replace(two_stages(), units=(replace(unit, texts=(text,)), *two_stages().units[1:]))
    version = publish(read, by=WORKER, now=make.NOW)

    english = queries.content_of(version, "en")

    assert [unit.title for unit in english.units] == ["Touch", "単元talk", "単元see"]
    assert queries.content_of(version, "en") is english
    assert queries.unit_content(queries.unit_by_key(version, "touch"), "en").title == "Touch"
    assert queries.content_of(version).units[0].title == "単元touch"
