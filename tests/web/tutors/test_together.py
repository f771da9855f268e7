"""A class marked at once: everybody who came, but for those who were marked alone."""

import re

import pytest

from tests.web.tutors import scene
from tutor.database import db
from tutor.learning.models import Homework, Mark
from tutor.learning.queries import marks_of
from tutor.learning.rules import in_force
from tutor.people.models import Person


@pytest.fixture
def room(app, client):
    """Four learners, of whom the last does not come."""
    visit = scene.going_on(app, client, learners=4, with_request=False)
    fields = {f"came-{person}": "came" for person in visit.people}
    visit.post("keep", **fields | {f"came-{visit.people[-1]}": "missed"})
    return visit


def for_all(room, client=None, key="form", what="keep", **values):
    return room.post(what, client, key=key, **{f"mark-all-{name}": value for name, value in values.items()})


def standing(room, skill="tap") -> list[int | None]:
    """What counts of the first tutor, by learner."""
    with room.app.app_context():
        found = []
        for code in room.people:
            learner = db.session.query(Person).filter_by(code=code).one().learner
            mine = [one for one in in_force(marks_of(learner.person_id)) if one.by == room.tutors[0]]
            found.append(next((one.value for one in mine if one.skill == skill), None))
        return found


def count(room, model) -> int:
    with room.app.app_context():
        return db.session.query(model).count()


def chosen(page: str, name: str) -> list[str]:
    return re.findall(rf'name="{name}" value="(\w+)"[^>]* checked', page)


def test_all_who_came_are_marked_once_and_who_missed_is_not(room):
    for _ in range(2):
        assert for_all(room, tap=3, home=2).status_code == 303

    assert standing(room) == [3, 3, 3, None]
    assert count(room, Mark) == 6


def test_page_shows_what_was_said_of_all_and_on_each_learners_own(room):
    for_all(room, tap=3)

    assert chosen(room.page(), "mark-all-tap") == ["3"]
    assert chosen(room.page(), "mark-all-home") == []
    one = room.client.get(f"{room.url}/{room.people[0]}").text
    assert chosen(one, f"mark-{room.people[0]}-tap") == ["3"]


def test_another_mark_for_all_takes_the_place_of_the_first(room):
    for value in (3, 2, 3, 1):
        for_all(room, key=f"page{value}", tap=value)

    assert standing(room) == [1, 1, 1, None]
    assert chosen(room.page(), "mark-all-tap") == ["1"]


@pytest.mark.parametrize("alone_first", [True, False])
def test_who_was_marked_alone_keeps_that_mark(room, alone_first):
    if not alone_first:
        for_all(room, tap=3)
    room.mark(tap=1, person=room.people[0])

    for_all(room, key="later", tap=4)

    assert standing(room) == [1, 4, 4, None]


def test_who_was_marked_alone_alike_is_not_taken_for_one_of_all(room):
    room.mark(tap=3, person=room.people[0])
    for_all(room, tap=3)

    for_all(room, key="later", tap=2)

    assert standing(room) == [3, 2, 2, None]


def test_mark_of_one_is_not_shown_as_said_of_all(room):
    room.mark(tap=3, person=room.people[0])

    assert chosen(room.page(), "mark-all-tap") == []


def test_who_comes_late_gets_what_was_said_of_all_with_the_next_press(room):
    for_all(room, tap=3)
    late = room.people[-1]

    room.post("keep", **{f"came-{late}": "came", f"was-{late}": "missed", "mark-all-tap": 3})

    assert standing(room) == [3, 3, 3, 3]


def test_colleagues_marks_stay_their_own(room):
    for_all(room, tap=3)

    for_all(room, client=room.as_colleague(), tap=1)

    assert standing(room) == [3, 3, 3, None]
    assert count(room, Mark) == 6


def test_skill_of_no_curriculum_and_a_strange_value_are_left_out(room):
    assert for_all(room, nothing=3, tap="9", home="x").status_code == 303

    assert count(room, Mark) == 0


def test_another_skill_is_asked_for_and_gets_its_circles(room):
    answer = room.client.post(f"{room.url}/keep?whose=all", data={"more": "map", "mark-all-tap": 3})

    assert answer.location == f"{room.url}?also=map#field-mark-all-map"
    assert 'name="mark-all-map"' in room.client.get(answer.location).text
    assert standing(room) == [3, 3, 3, None]


def test_homework_for_all_is_given_at_the_end_but_not_to_who_has_their_own(room):
    alone = room.people[0]
    room.post("keep", page=alone, give="1", **{f"unit-{alone}": "camera"})
    room.post("keep", **{"unit-all": "touch"})
    assert count(room, Homework) == 1

    for _ in range(2):
        room.post("finish", key="a", **{"unit-all": "touch"})

    with room.app.app_context():
        codes = {one.id: one.code for one in db.session.query(Person)}
        given = sorted((row.unit.key, codes[row.learner_id]) for row in db.session.query(Homework))
    assert given == sorted([("camera", alone), ("touch", room.people[1]), ("touch", room.people[2])])


def test_units_that_practise_the_skills_are_offered_and_none_is_chosen(room):
    page = room.page()

    assert re.search(r'name="unit-all" value="touch" data-skills="tap home">', page)
    assert chosen(page, "unit-all") == []


def test_marks_for_all_come_after_the_end_too(room):
    room.post("finish", key="a")
    assert 'name="mark-all-tap"' in room.page()
    assert 'name="unit-all"' not in room.page()

    for_all(room, tap=2)

    assert standing(room) == [2, 2, 2, None]


def test_couple_at_a_door_is_marked_one_by_one(app, client):
    assert "mark-all" not in scene.going_on(app, client, learners=2).page()
