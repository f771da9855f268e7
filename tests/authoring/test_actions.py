"""A draft is begun, saved, given up and taken up again."""

import pytest
from sqlalchemy import select

from tests import make
from tests.authoring.desk import BETTER, WRITTEN, begun, coordinator, published, saved
from tests.curriculum.small_curriculum import MAIN, UNIT
from tutor.authoring import actions, queries, rules
from tutor.authoring.checking import check
from tutor.authoring.models import Draft
from tutor.changes.models import Change
from tutor.database import db
from tutor.errors import NotFound, Refused

NEXT = "units/02-bus.md"


def test_draft_begins_with_what_is_published(database):
    draft = begun(published(), coordinator())

    assert WRITTEN in draft.text
    assert (draft.unit, draft.language, draft.n) == ("01-touch", "ja", 1)
    assert not check(queries.files_of(queries.version("small", actor=coordinator())), [draft]).problems


def test_draft_of_one_file_is_begun_once_in_each_city(database):
    version, here, there = published(), make.municipality(), make.municipality()
    first = begun(version, coordinator(here), place=here)

    assert begun(version, coordinator(here), place=here) is first
    assert begun(version, coordinator(there), place=there) is not first
    assert begun(version, coordinator()) is begun(version, coordinator())


def test_second_open_draft_of_a_file_is_refused_by_the_database_itself(database):
    draft = begun(published(), coordinator())
    copy = {name: getattr(draft, name) for name in ("curriculum_key", "name", "text", "begun_from_hash")}

    with pytest.raises(Exception, match=r"(?i)unique"):
        make.add(Draft(created_at=make.NOW, saved_at=make.NOW, **copy))
    db.session.rollback()


def test_save_keeps_the_text_without_the_line_ends_of_a_browser(database):
    by = coordinator()
    draft = begun(published(), by)

    assert actions.save(draft, BETTER.replace("\n", "\r\n") + "\0", seen=1, by=by, now=make.NOW)

    assert (draft.text, draft.n) == (BETTER, 2)


def test_later_save_of_two_is_refused_and_the_same_text_again_is_none(database):
    one, other = coordinator(), coordinator()
    draft = begun(published(), one)
    actions.save(draft, BETTER, seen=1, by=one, now=make.NOW)

    with pytest.raises(actions.SavedByAnother):
        actions.save(draft, "他の文", seen=1, by=other, now=make.NOW)
    assert not actions.save(draft, BETTER, seen=1, by=other, now=make.NOW)
    assert (draft.text, draft.by_id) == (BETTER, one.person_id)


def test_who_writes_at_a_draft_is_written_down_once_a_turn(database):
    one, other = coordinator(), coordinator()
    draft = begun(published(), one)

    for n, by in enumerate([one, one, other, other], 1):
        actions.save(draft, f"文{n}", seen=n, by=by, now=make.NOW)

    verbs = db.session.scalars(select(Change.verb).where(Change.subject_kind == "draft").order_by(Change.id))
    assert list(verbs) == ["begin_draft", "write_draft"]


def test_text_without_end_is_refused_with_its_length(database):
    by = coordinator()
    draft = begun(published(), by)

    with pytest.raises(Refused, match="150001"):
        actions.save(draft, "あ" * (rules.LONGEST + 1), seen=1, by=by, now=make.NOW)
    assert WRITTEN in draft.text


def test_given_up_draft_is_taken_up_again_unless_another_was_begun(database):
    version, by = published(), coordinator()
    draft = saved(version, by)
    actions.give_up(draft, by=by, now=make.NOW)
    with pytest.raises(Refused):
        actions.save(draft, "もう一度", seen=draft.n, by=by, now=make.NOW)
    assert list(queries.given_up("small", None)) == [draft]

    actions.take_up(draft, by=by, now=make.NOW)
    assert (draft.ended_at, draft.text) == (None, BETTER)

    actions.give_up(draft, by=by, now=make.NOW)
    begun(version, by)
    with pytest.raises(Refused):
        actions.take_up(draft, by=by, now=make.NOW)


def test_drafts_of_another_city_are_not_there(database):
    version, here, there = published(), make.municipality(), make.municipality()
    draft = begun(version, coordinator(here), place=here)
    everywhere = begun(version, coordinator())

    assert queries.draft(draft.code, actor=coordinator(here)) is draft
    assert queries.draft(draft.code, actor=coordinator()) is draft
    for code, actor in ((draft.code, coordinator(there)), (everywhere.code, coordinator(here))):
        with pytest.raises(NotFound):
            queries.draft(code, actor=actor)


def test_curriculum_of_one_city_is_not_there_for_another(database):
    version, here, there = published(), make.municipality(), make.municipality()
    version.curriculum.municipality_id = here.id
    db.session.flush()

    assert queries.version("small", actor=coordinator(here)).id == version.id
    with pytest.raises(NotFound):
        queries.version("small", actor=coordinator(there))
    assert queries.seen(coordinator(there)) == []


def new_unit(number: int = 2, key: str = "bus") -> Draft:
    return actions.begin_unit(
        published(), number, key, stage=0, municipality_id=None, by=coordinator(), now=make.NOW
    )


def test_new_unit_begins_as_a_small_one_that_the_reader_takes(database):
    draft = new_unit()

    checked = check(queries.files_of(published()), [draft])

    assert (draft.name, checked.problems) == (NEXT, ())
    assert checked.unit("02-bus").title == "新しい単元"


@pytest.mark.parametrize(
    ("number", "key"),
    [(1, "bus"), (2, "touch"), (0, "bus"), (100, "bus"), (2, "../bus"), (2, "バス"), (2, "")],
)
def test_new_unit_needs_a_number_and_a_key_of_its_own(database, number, key):
    with pytest.raises(Refused):
        new_unit(number, key)


def test_translation_begins_with_what_is_to_be_translated(database):
    version, by = published(), coordinator()

    draft = begun(version, by, name="units/01-touch.en.md")

    assert draft.text.startswith('+++\ntitle = "さわる"\nwhy = "安心できます。"\n+++\n')
    assert "講師へ" not in draft.text
    assert not check(queries.files_of(version), [draft]).problems
    assert (draft.unit, draft.language) == ("01-touch", "en")


@pytest.mark.parametrize(
    "name", ["units/09-none.en.md", "../x.md", "pictures/a.svg", "units/01-touch.fr.md", ""]
)
def test_file_that_no_curriculum_has_is_not_begun(database, name):
    with pytest.raises(Refused):
        begun(published(), coordinator(), name=name)


def test_list_of_skills_is_a_file_like_the_others(database):
    assert 'key = "small"' in begun(published(), coordinator(), name=MAIN).text
    assert UNIT in queries.files_of(published())
