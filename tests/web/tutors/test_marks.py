"""Five circles a skill, two tutors, each for themselves first."""

import re

import pytest

from tests.web.tutors import scene
from tutor.database import db
from tutor.learning.models import Mark


def said(visit: scene.Scene) -> list[tuple[str, int, int | None]]:
    """Skill, value and tutor of each mark, in the order in which they came."""
    with visit.app.app_context():
        rows = db.session.query(Mark).order_by(Mark.id)
        return [(row.skill_key, row.value, row.by_id) for row in rows]


@pytest.fixture
def here(visit):
    visit.came()
    return visit


def test_marks_are_kept_and_the_page_leads_to_the_homework(here):
    answer = here.mark(tap=3, home=1)

    assert answer.location == f"{here.url}?at=homework#homework"
    assert said(here) == [("tap", 3, here.tutors[0]), ("home", 1, here.tutors[0])]
    assert re.search(rf'name="mark-{here.person}-tap" value="3"\s+id="[^"]+" checked', here.page())


def test_pressed_twice_is_once(here):
    here.mark(tap=3)
    here.mark(tap=3)

    assert len(said(here)) == 1


def test_another_judgement_is_a_new_mark(here):
    here.mark(tap=3, key="first")
    here.mark(tap=2, key="second")

    assert [value for _, value, _ in said(here)] == [3, 2]


def test_going_back_in_the_browser_and_changing_a_circle_counts(here):
    here.mark(tap=3)
    here.mark(tap=2)

    assert [value for _, value, _ in said(here)] == [3, 2]


def test_the_colleagues_mark_is_hidden_until_ones_own_is_given(here):
    other = here.as_colleague()
    here.mark(other, tap=3)

    before = here.page()
    here.mark(tap=3)

    assert "小野さんの見立て" not in before
    assert "小野さんの見立て: ひとりで" in here.page()
    assert "話し合ってください" not in here.page()


def test_judgements_far_apart_ask_both_to_talk(here):
    other = here.as_colleague()
    here.mark(other, tap=1)
    here.mark(tap=3)

    assert "お二人の見立てがはなれています。どこを見たか、話し合ってください。" in here.page()
    assert "話し合ってください" in other.get(here.url).get_data(as_text=True)
    assert {by for _, _, by in said(here)} == set(here.tutors)


def test_skill_of_another_stage_gets_its_circles_without_losing_what_was_tapped(here):
    before = here.page()
    answer = here.post("marks", key="a", also="map", **{f"mark-{here.person}-tap": 2})
    text = here.client.get(answer.location).get_data(as_text=True)

    assert 'name="also"' in before
    assert f'name="mark-{here.person}-map"' not in before
    assert f'name="mark-{here.person}-map"' in text
    assert said(here) == [("tap", 2, here.tutors[0])]


def test_marks_of_a_couple_go_in_one_press(app, client):
    visit = scene.going_on(app, client, learners=2)
    visit.came()
    one, two = visit.people

    visit.post("marks", key="a", **{f"mark-{one}-tap": 1, f"mark-{two}-tap": 4})

    assert [(skill, value) for skill, value, _ in said(visit)] == [("tap", 1), ("tap", 4)]


def test_one_of_a_class_is_marked_on_a_page_of_ones_own(app, client):
    visit = scene.going_on(app, client, learners=4)
    visit.came()

    answer = visit.post("marks", key="a", page=visit.people[1], **{f"mark-{visit.people[1]}-tap": 1})

    assert answer.location == f"{visit.url}/{visit.people[1]}?at=homework#homework"
    assert client.get(answer.location).status_code == 200
    assert "3人の見立てがまだです。" in visit.page()


@pytest.mark.parametrize("typed", ["9", "abc", "", "-1", str(10**30), "3.0", "３", "\x00"])
def test_value_that_is_no_mark_is_left_out_and_said(here, typed):
    answer = here.mark(tap=typed)

    assert answer.status_code == 303
    assert said(here) == []
    assert "見立てが一つもえらばれていません。" in here.client.get(answer.location).get_data(as_text=True)


@pytest.mark.parametrize("name", ["mark", "mark-", "mark--tap", "mark-NOBODY00-tap", "mark-{person}-unknown"])
def test_field_that_names_nobody_or_nothing_is_left_out(here, name):
    answer = here.post("marks", key="a", **{name.format(person=here.person): 3})

    assert answer.status_code == 303
    assert said(here) == []


def test_who_did_not_come_is_not_marked(visit):
    visit.post("attendance", person=visit.person, came="missed")
    visit.mark(tap=3)

    assert said(visit) == []


def test_form_key_of_any_length_is_read(here):
    here.mark(key="x" * 3000, tap=3)
    here.mark(key="\x00", home=3)

    assert len(said(here)) == 2


def test_unknown_page_and_skill_in_the_address_do_no_harm(here):
    answer = here.post("marks", key="a", page="../../x", also=["nothing", "<b>"])

    assert answer.status_code == 303
    assert here.client.get(here.url, query_string={"also": ["nothing", "<b>"], "at": "x"}).status_code == 200
