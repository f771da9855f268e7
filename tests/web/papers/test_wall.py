"""The week on the wall."""

from datetime import timedelta

from tests import make
from tutor.database import db
from tutor.lessons.models import Lesson, LessonKind, StaffingState
from tutor.web.papers.wall import wall


def lesson(tutors, learners, **values) -> Lesson:
    made = make.lesson(tutors, learners, **values)
    db.session.refresh(made)
    return made


def test_visit_stands_in_the_row_of_each_of_its_tutors_on_its_day(database):
    first, second = make.tutor(), make.tutor()
    visit = lesson((first, second), (make.learner(),), starts_at=make.NOW + timedelta(days=2))

    sheet = wall(make.MONDAY, [visit])

    assert [row.tutor for row in sheet.rows] == [first.person, second.person]
    assert [[len(day) for day in row.days] for row in sheet.rows] == [[0, 1, 0, 0, 0]] * 2
    assert sheet.rows[0].days[1][0].colleagues == (second.person,)
    assert (sheet.lessons, sheet.rows[0].total) == (1, 1)


def test_weekend_has_columns_only_when_something_is_on(database):
    visit = lesson((make.tutor(), make.tutor()), (make.learner(),), starts_at=make.NOW + timedelta(days=6))

    assert len(wall(make.MONDAY, []).days) == 5
    assert len(wall(make.MONDAY, [visit]).days) == 6


def test_couple_stands_with_its_family_name_once(database):
    home = make.household()
    pair = tuple(make.learner(household=home, person=make.person(household=home)) for _ in range(2))
    visit = lesson((make.tutor(), make.tutor()), pair)

    block = wall(make.MONDAY, [visit]).rows[0].days[0][0]

    assert (block.families, block.where) == (("千葉",), home.town.name)


def test_class_goes_by_its_title_not_by_its_learners(database):
    place = make.venue()
    held = lesson(
        (make.tutor(),),
        (make.learner(),),
        kind=LessonKind.CLASS,
        venue=place,
        tutors_wanted=1,
        programme=make.programme(),
    )

    block = wall(make.MONDAY, [held]).rows[0].days[0][0]

    assert (block.families, block.where) == ((), place.name)


def test_tutor_who_gave_the_lesson_back_is_off_the_wall_and_the_lesson_lacks_one(database):
    first, second = make.tutor(), make.tutor()
    visit = lesson((first, second), (make.learner(),))
    visit.staffings[0].state = StaffingState.RELEASED
    db.session.flush()

    sheet = wall(make.MONDAY, [visit])

    assert len(sheet.rows) == 1
    assert sheet.lacking == (visit,)
