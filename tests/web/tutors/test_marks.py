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


def test_marks_are_kept_and_stand_in_the_form(here):
    answer = here.mark(tap=3, home=1)

    assert answer.location == here.url
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


def test_changing_ones_mind_twice_on_the_same_page_counts(here):
    """With the same form key the third mark must not be taken for a second press of the first."""
    for value in (3, 2, 3):
        here.mark(tap=value)

    assert [value for _, value, _ in said(here)] == [3, 2, 3]
    assert re.search(rf'name="mark-{here.person}-tap" value="3"\s+id="[^"]+" checked', here.page())


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
    answer = here.post(f"keep?whose={here.person}", key="a", more="map", **{f"mark-{here.person}-tap": 2})
    text = here.client.get(answer.location).get_data(as_text=True)

    assert 'name="more"' in before
    assert answer.location.endswith(f"?also=map#field-mark-{here.person}-map")
    assert f'name="mark-{here.person}-map"' not in before
    assert f'name="mark-{here.person}-map"' in text
    assert said(here) == [("tap", 2, here.tutors[0])]


def test_marks_of_a_couple_go_in_one_press(app, client):
    visit = scene.going_on(app, client, learners=2)
    visit.came()
    one, two = visit.people

    visit.post("keep", key="a", **{f"mark-{one}-tap": 1, f"mark-{two}-tap": 4})

    assert [(skill, value) for skill, value, _ in said(visit)] == [("tap", 1), ("tap", 4)]


def test_one_of_a_class_is_marked_on_a_page_of_ones_own(app, client):
    visit = scene.going_on(app, client, learners=4)
    one = visit.people[1]

    opened = visit.post("keep", key="a", open=one, **{f"came-{one}": "came"})
    marked = visit.post("keep", key="a", page=one, give="1", **{f"mark-{one}-tap": 1, f"came-{one}": "came"})
    visit.came()

    assert opened.location == f"{visit.url}/{one}"
    assert f'name="mark-{one}-tap"' in client.get(opened.location).get_data(as_text=True)
    assert marked.location == visit.url
    assert "3人の見立てがまだです。" in visit.page()


@pytest.mark.parametrize("typed", ["9", "abc", "", "-1", str(10**30), "3.0", "３", "\x00"])
def test_value_that_is_no_mark_is_left_out(here, typed):
    assert here.mark(tap=typed).status_code == 303
    assert said(here) == []


@pytest.mark.parametrize("name", ["mark", "mark-", "mark--tap", "mark-NOBODY00-tap", "mark-{person}-unknown"])
def test_field_that_names_nobody_or_nothing_is_left_out(here, name):
    answer = here.post("keep", key="a", **{name.format(person=here.person): 3})

    assert answer.status_code == 303
    assert said(here) == []


def test_who_did_not_come_is_not_marked(visit):
    visit.missed(visit.person)
    visit.mark(tap=3)

    assert said(visit) == []


def test_form_key_of_any_length_is_read(here):
    here.mark(key="x" * 3000, tap=3)
    here.mark(key="\x00", home=3)

    assert len(said(here)) == 2


def test_unknown_page_and_skill_in_the_address_do_no_harm(here):
    answer = here.post("keep?whose=<b>", key="a", page="../../x", also=["nothing", "<b>"], more="\x00")

    assert answer.status_code == 303
    assert here.client.get(here.url, query_string={"also": ["nothing", "<b>"], "at": "x"}).status_code == 200
