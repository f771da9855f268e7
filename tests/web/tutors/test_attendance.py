"""Who came: chosen already, changed with one tap."""

import re

import pytest

from tests.web.tutors import scene
from tutor.database import db
from tutor.learning.models import Enrolment
from tutor.lessons.models import Came


def chosen(text: str, person: str) -> list[str]:
    return re.findall(rf'name="came-{person}" value="(\w+)" checked', text)


def test_form_begins_with_came_and_keeps_nothing_by_being_opened(visit):
    assert chosen(visit.page(), visit.person) == ["came"]
    assert scene.attendances(visit) == {visit.person: (Came.EXPECTED, "")}


def test_who_said_no_is_not_taken_for_come(visit):
    with visit.app.app_context():
        scene.row_of(visit).came = Came.SAYS_NO
        db.session.commit()

    assert chosen(visit.page(), visit.person) == []
    assert "行けないと返事がありました" in visit.page()
    assert visit.post("finish", key="a").status_code == 409


def test_missed_keeps_its_cause_and_takes_the_circles_away(visit):
    assert f'name="mark-{visit.person}-tap"' in visit.page()

    visit.missed(visit.person, "ill")

    assert scene.attendances(visit) == {visit.person: (Came.MISSED, "ill")}
    text = visit.page()
    assert chosen(text, visit.person) == ["missed"]
    assert f'name="mark-{visit.person}-tap"' not in text


def test_missed_can_be_corrected_to_came(visit):
    visit.missed(visit.person, "ill")
    visit.post("keep", **{f"came-{visit.person}": "came", f"was-{visit.person}": "missed"})

    assert scene.attendances(visit) == {visit.person: (Came.CAME, "")}


def test_page_opened_before_the_colleague_wrote_missed_does_not_undo_it(visit):
    """It offered "came" to both; nobody chose it."""
    visit.missed(visit.person, "absent")
    visit.post(
        "keep", visit.as_colleague(), **{f"came-{visit.person}": "came", f"was-{visit.person}": "expected"}
    )

    assert scene.attendances(visit) == {visit.person: (Came.MISSED, "absent")}


def test_who_comes_for_the_first_time_begins_the_curriculum_once(visit):
    visit.came()
    visit.came()

    with visit.app.app_context():
        assert db.session.query(Enrolment).count() == 1


def test_who_missed_begins_nothing(visit):
    visit.missed(visit.person)

    with visit.app.app_context():
        assert db.session.query(Enrolment).count() == 0


def test_one_of_a_class_stays_away_and_the_rest_come_with_the_last_press(app, client):
    visit = scene.going_on(app, client, learners=5)
    absent = visit.people[2]
    fields = {f"came-{person}": "came" for person in visit.people}

    visit.post("finish", key="a", **fields | {f"came-{absent}": "missed", f"cause-{absent}": "forgot"})

    found = scene.attendances(visit)
    assert found.pop(absent) == (Came.MISSED, "forgot")
    assert set(found.values()) == {(Came.CAME, "")}


@pytest.mark.parametrize("typed", ["", "expected", "says_no", "1" * 40, "\x00"])
def test_what_cannot_be_read_changes_nothing(visit, typed):
    answer = visit.post("keep", **{f"came-{visit.person}": typed, "came-NOBODY00": "came", "came": "came"})

    assert answer.status_code == 303
    assert scene.attendances(visit) == {visit.person: (Came.EXPECTED, "")}


def test_unknown_cause_and_the_cause_of_somebody_who_came_are_left_out(visit):
    visit.missed(visit.person, "x" * 5000)
    assert scene.attendances(visit) == {visit.person: (Came.MISSED, "")}

    visit.post(
        "keep",
        **{f"came-{visit.person}": "came", f"was-{visit.person}": "missed", f"cause-{visit.person}": "ill"},
    )
    assert scene.attendances(visit) == {visit.person: (Came.CAME, "")}
