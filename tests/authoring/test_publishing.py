"""Drafts become a version, by those who may, and what was can be published again."""

import pytest

from tests import make
from tests.authoring.desk import BETTER, begun, coordinator, published, saved
from tests.curriculum.small_curriculum import MAIN, MAIN_TEXT, UNIT_TEXT, changed
from tutor.actor import WORKER
from tutor.authoring import actions, queries
from tutor.authoring.models import Publication
from tutor.authoring.publishing import moved, publish_drafts, publish_former
from tutor.curriculum import queries as curricula
from tutor.curriculum.models import CurriculumVersion
from tutor.database import db
from tutor.errors import Refused
from tutor.learning.actions import enrol

BETTER_YET = changed(UNIT_TEXT, "もどれます。", "いつでも、もどれます。")


def publish(version, *drafts, by=None, why="言葉をやさしくしました。", seen=None) -> CurriculumVersion:
    seen = {draft.code: draft.n for draft in drafts} if seen is None else seen
    return publish_drafts(version, drafts, seen=seen, why=why, by=by or coordinator(), now=make.NOW)


def refused(*given, **more) -> str:
    with pytest.raises(Refused) as why:
        publish(*given, **more)
    assert curricula.newest("small").number == 1
    return str(why.value)


def page_texts(version) -> list[str]:
    return [page.text for page in curricula.content_of(version).units[0].pages]


def test_draft_becomes_the_next_version_with_who_and_why(database):
    version, by = published(), coordinator()
    draft = saved(version, by)

    made = publish(version, draft, by=by)

    assert made.number == 2
    assert "絵を、ポンとたたきます。" in page_texts(made)
    assert (draft.published_in, draft.ended_at) == (2, make.NOW)
    row = db.session.get(Publication, made.id)
    assert (row.by_id, row.why) == (by.person_id, "言葉をやさしくしました。")
    assert [one.number for one, _ in queries.publications(version.curriculum)] == [2, 1]


def test_who_is_enrolled_goes_on_with_the_version_of_then(database):
    version = published()
    enrolment = enrol(make.learner(), curriculum_key="small", by=WORKER, now=make.NOW)

    publish(version, saved(version, coordinator()))

    assert enrolment.version_id == version.id


def test_several_files_are_published_as_one(database):
    skill = MAIN_TEXT.split("[[skills]]")[2].replace('"home"', '"bus"').replace("もどれる", "バスに乗れる")
    version, by = published(), coordinator()
    main = saved(version, by, f"{MAIN_TEXT}\n[[skills]]{skill}", name=MAIN)
    unit = actions.begin_unit(version, 2, "bus", stage=0, municipality_id=None, by=by, now=make.NOW)
    actions.save(unit, changed(unit.text, '"tap"', '"bus"'), seen=1, by=by, now=make.NOW)

    assert "bus" in refused(version, unit)
    made = publish(version, main, unit)

    assert [one.key for one in curricula.content_of(made).units] == ["touch", "bus"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("こわれた文", "+++"),
        ("", "+++"),
        (changed(UNIT_TEXT, "# 講師へ", "<script>alert(1)</script>\n# 講師へ"), "<"),
    ],
)
def test_draft_that_cannot_be_read_is_refused_with_the_line(database, text, said):
    version = published()

    why = refused(version, saved(version, coordinator(), text))

    assert said in why
    assert "行目" in why


def test_retired_key_is_refused_in_a_sentence(database):
    without = "[[skills]]".join(MAIN_TEXT.split("[[skills]]")[:2])
    published()
    version = published(changed(UNIT_TEXT, '"tap", "home"', '"tap"'), without)
    by = coordinator()
    main, unit = saved(version, by, MAIN_TEXT, name=MAIN), saved(version, by, UNIT_TEXT)

    with pytest.raises(Refused, match="使うのをやめたkey"):
        publish(version, main, unit)


def test_what_was_saved_after_the_page_was_opened_is_not_published_unseen(database):
    version, by = published(), coordinator()
    draft = saved(version, by)

    assert "下書きが変わりました" in refused(version, draft, seen={draft.code: draft.n - 1})
    assert "一つ選んで" in refused(version)


@pytest.mark.parametrize("why", ["", "  ", "あ" * 201])
def test_publication_needs_a_reason_of_one_sentence(database, why):
    version = published()

    assert "変えたわけ" in refused(version, saved(version, coordinator()), why=why)


def test_draft_that_changes_nothing_is_refused(database):
    version = published()

    assert "変わったところがありません" in refused(version, begun(version, coordinator()))


def test_second_press_publishes_no_second_version(database):
    version, by = published(), coordinator()
    draft = saved(version, by)
    made = publish(version, draft, by=by)

    with pytest.raises(Refused):
        publish(made, draft, by=by)
    assert curricula.newest("small").number == 2


def test_file_published_by_somebody_else_meanwhile_is_not_lost(database):
    version, by, here = published(), coordinator(), make.municipality()
    mine, theirs = saved(version, by), saved(version, coordinator(here), BETTER_YET, place=here)
    newest = publish(version, theirs)

    assert moved(mine, newest)
    with pytest.raises(Refused, match="新しい版になりました"):
        publish(newest, mine)

    actions.put_on(mine, newest, by=by, now=make.NOW)
    assert "もどれます。" in page_texts(publish(newest, mine))


def test_what_all_cities_share_is_published_by_whoever_reaches_all(database):
    here, there, version = make.municipality(), make.municipality(), published()
    draft = saved(version, coordinator(here), place=here)

    assert "全部の市" in refused(version, draft, by=coordinator(here))
    assert publish(version, draft, by=coordinator(here, there)).number == 2


def test_what_is_one_citys_own_is_published_by_its_staff(database):
    here, there, version = make.municipality(), make.municipality(), published()
    version.curriculum.municipality_id = here.id
    draft = saved(version, coordinator(here), place=here)

    assert "全部の市" in refused(version, draft, by=coordinator(there))
    assert publish(version, draft, by=coordinator(here)).number == 2


def test_what_was_said_before_becomes_a_version_again(database):
    version, by = published(), coordinator()
    made = publish(version, saved(version, by, BETTER))

    again = publish_former(made, 1, why="前のほうがよかったです。", by=by, now=make.NOW)

    assert (again.number, page_texts(again)) == (3, page_texts(version))
    with pytest.raises(Refused, match="見つかりません"):
        publish_former(again, 9, why="ためし", by=by, now=make.NOW)
