"""Who came, in one tap."""

import pytest

from tests.web.tutors import scene
from tutor.database import db
from tutor.learning.models import Enrolment
from tutor.lessons.models import Came


def test_one_tap_says_who_came_and_leads_to_the_circles(visit):
    answer = visit.post("attendance", person=visit.person, came="came")

    assert answer.status_code == 303
    assert answer.location == f"{visit.url}?at=marks#marks"
    assert scene.attendances(visit) == {visit.person: (Came.CAME, "")}
    assert f'name="mark-{visit.person}-tap"' in visit.page()


def test_missed_keeps_its_cause_and_shows_it_in_words(visit):
    visit.post("attendance", person=visit.person, came="missed", cause="ill")

    assert scene.attendances(visit) == {visit.person: (Came.MISSED, "ill")}
    text = visit.page()
    assert "体の調子" in text
    assert "来た方がいないので、見立てはありません。" in text


def test_missed_can_be_corrected_to_came(visit):
    visit.post("attendance", person=visit.person, came="missed", cause="ill")
    visit.post("attendance", person=visit.person, came="came")

    assert scene.attendances(visit) == {visit.person: (Came.CAME, "")}


def test_who_comes_for_the_first_time_begins_the_curriculum_once(visit):
    visit.came()
    visit.came()
    visit.post("attendance", person=visit.person, came="came")

    with visit.app.app_context():
        assert db.session.query(Enrolment).count() == 1


def test_who_missed_begins_nothing(visit):
    visit.post("attendance", person=visit.person, came="missed")

    with visit.app.app_context():
        assert db.session.query(Enrolment).count() == 0


def test_all_that_are_left_come_with_one_tap_and_the_absent_one_stays_absent(app, client):
    visit = scene.going_on(app, client, learners=5)
    absent = visit.people[2]

    first = visit.post("attendance", person=absent, came="missed", cause="forgot")
    visit.came()

    assert first.location.endswith(f"?at=attendance#p-{visit.people[0]}")
    found = scene.attendances(visit)
    assert found.pop(absent) == (Came.MISSED, "forgot")
    assert set(found.values()) == {(Came.CAME, "")}
    assert "4人来た、1人来なかった（直す）" in visit.page()


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"came": "came"},
        {"person": "all"},
        {"person": "all", "came": "expected"},
        {"person": "all", "came": "1" * 40},
        {"person": "NOBODY00", "came": "came"},
        {"person": str(10**30), "came": "missed", "cause": "ill"},
    ],
)
def test_what_cannot_be_read_changes_nothing_and_is_said(visit, typed):
    answer = visit.post("attendance", **typed)

    assert answer.status_code == 303
    assert scene.attendances(visit) == {visit.person: (Came.EXPECTED, "")}
    text = visit.client.get(answer.location).get_data(as_text=True)
    assert "「来た」か「来なかった」をえらんでください。" in text


def test_unknown_cause_is_left_out(visit):
    visit.post("attendance", person=visit.person, came="missed", cause="x" * 5000)

    assert scene.attendances(visit) == {visit.person: (Came.MISSED, "")}
