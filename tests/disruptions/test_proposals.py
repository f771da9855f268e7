"""Three kinds of repair for a lesson that lacks a tutor, from the bookings of this minute."""

from datetime import date, timedelta

import pytest

from tests import make
from tests.disruptions.scene import HALF_PAST_SEVEN, TWO, on, scene
from tests.matching.week import TUESDAY
from tutor.availability.actions import add_exception
from tutor.availability.models import DayKind
from tutor.database import db
from tutor.disruptions.actions import cannot_come
from tutor.disruptions.proposals import RepairKind, repairs
from tutor.disruptions.rules import Absence
from tutor.lessons.models import Attendance, Came, LessonKind
from tutor.people.models import PhoneKind

K = RepairKind


@pytest.fixture
def town(database):
    return scene()


def ill(town, now=HALF_PAST_SEVEN):
    cannot_come(town.ill, Absence(TUESDAY, TUESDAY), by=town.by, now=now)


def kinds(found):
    return [one.kind for one in found]


def stand_ins(town, now=HALF_PAST_SEVEN):
    return [one for one in repairs(town.lesson, now=now) if one.kind is K.STAND_IN]


def test_colleague_who_is_free_steps_in_another_day_is_found_and_cancelling_is_last(town):
    helper = town.colleague()
    ill(town)

    found = repairs(town.lesson, now=HALF_PAST_SEVEN)

    assert kinds(found) == [K.STAND_IN, K.MOVE, K.MOVE, K.CANCEL]
    assert found[0].tutors == (helper,)
    assert found[0].starts_at == TWO
    thursday = on(date(2026, 11, 26), 12)
    assert thursday < found[1].starts_at < thursday + timedelta(hours=5)
    assert len(found[1].tutors) == 2


def test_nobody_free_leaves_moving_and_cancelling(town):
    ill(town)

    assert K.STAND_IN not in kinds(repairs(town.lesson, now=HALF_PAST_SEVEN))


def test_ill_tutor_and_who_is_there_already_are_not_proposed(town):
    helper = town.colleague()
    ill(town)

    assert {one for repair in stand_ins(town) for one in repair.tutors} == {helper}


def test_who_has_the_shorter_way_comes_first_and_the_minutes_are_said(town):
    far = make.town(town.city.row, lat=38.95, lng=141.1)
    away = town.colleague(n=5, household=make.household(far))
    near = town.colleague(n=6)
    ill(town)

    found = stand_ins(town)

    assert [repair.tutors for repair in found] == [(near,), (away,)]
    new = [repair.ways[0][1] for repair in found]
    assert 0 < new[0] < new[1]


def test_known_face_is_worth_a_longer_way(town):
    learner = town.lesson.attendances[0].learner
    near, known = town.colleague(n=5), town.colleague(n=6, household=make.household(a_little_away(town)))
    make.lesson(
        (known, town.pair[1]), (learner,), programme=town.city.programme, starts_at=on(date(2026, 11, 10), 14)
    )
    for row in learner_attendances():
        row.came = Came.CAME
    ill(town)

    found = stand_ins(town)

    assert [repair.tutors for repair in found] == [(known,), (near,)]
    assert found[0].known == (known.person.name,)
    assert found[0].minutes > found[1].minutes


def a_little_away(town):
    return make.town(town.city.row, lat=38.905, lng=141.1)


def learner_attendances():
    return db.session.query(Attendance).filter(Attendance.starts_at < on(TUESDAY, 0))


def test_way_from_the_lesson_before_is_counted_not_the_way_from_home(town):
    """Somebody who teaches next door until 13:50 can be there at 14:00; from home it would be too late."""
    far = make.town(town.city.row, lat=38.95, lng=141.1)
    helper = town.colleague(household=make.household(far))
    before = make.learner(household=make.household(town.city.town))
    make.lesson(
        (helper, make.tutor()), (before,), programme=town.city.programme, starts_at=on(TUESDAY, 12, 50)
    )
    ill(town)

    found = stand_ins(town)

    assert [repair.tutors for repair in found] == [(helper,)]
    assert found[0].ways[0][1] < 10


def test_who_is_in_another_lesson_or_has_a_day_off_or_too_many_visits_is_not_proposed(town):
    busy, off = town.colleague(n=5), town.colleague(n=6)
    full = town.colleague(n=7, max_day=1)
    make.lesson((busy,), starts_at=TWO + timedelta(minutes=30))
    make.lesson((full,), starts_at=on(TUESDAY, 16), household=make.household(town.city.town))
    add_exception(off, day=TUESDAY, kind=DayKind.OFF, by=town.by, now=make.NOW)
    ill(town)

    assert stand_ins(town) == []


def test_lesson_arranged_by_hand_outside_the_hours_only_takes_its_time(town):
    helper = town.colleague()
    make.lesson((helper,), starts_at=on(TUESDAY, 19), household=make.household(town.city.town))
    ill(town)

    assert [repair.tutors for repair in stand_ins(town)] == [(helper,)]


def test_who_lacks_what_is_needed_is_proposed_only_when_nobody_has_it_and_that_is_said(town):
    town.request.phone_kind = PhoneKind.RAKURAKU
    plain = town.colleague("android", n=5)
    ill(town)
    assert [(repair.tutors, repair.unmet) for repair in stand_ins(town)] == [((plain,), True)]

    able = town.colleague("rakuraku", n=6)

    assert [(repair.tutors, repair.unmet) for repair in stand_ins(town)] == [((able,), False)]


def test_both_tutors_ill_asks_for_two(town):
    helpers = {town.colleague(n=5), town.colleague(n=6)}
    for one in town.pair:
        cannot_come(one, Absence(TUESDAY, TUESDAY), by=town.by, now=HALF_PAST_SEVEN)

    assert [set(repair.tutors) for repair in stand_ins(town)] == [helpers]


def test_moved_only_into_what_was_wished_and_not_within_three_hours(town):
    town.colleague()
    ill(town)

    moves = [one for one in repairs(town.lesson, now=on(TUESDAY, 11)) if one.kind is K.MOVE]

    assert moves
    for one in moves:
        assert one.starts_at.weekday() in {1, 3}
        assert one.starts_at >= on(TUESDAY, 14)
        assert one.starts_at != TWO


def test_visit_without_a_request_has_no_wishes_to_move_into(town):
    helper = town.colleague()
    lesson = make.lesson(
        (town.pair[1],), (town.city.learner(),), programme=town.city.programme, starts_at=on(TUESDAY, 16)
    )

    found = repairs(lesson, now=HALF_PAST_SEVEN)

    assert kinds(found)[-1] is K.CANCEL
    assert K.MOVE not in kinds(found)
    assert {helper, town.ill} >= {one for repair in found for one in repair.tutors}


@pytest.mark.parametrize(("hour", "rung"), [(10, True), (14, False)])
def test_early_lesson_says_whom_we_must_ring(database, hour, rung):
    town = scene(starts_at=on(TUESDAY, hour))
    ill(town)

    cancel = repairs(town.lesson, now=HALF_PAST_SEVEN)[-1]

    names = {row.learner.person.name for row in town.lesson.attendances} | {town.pair[1].person.name}
    assert set(cancel.to_ring) == (names if rung else set())


def test_value_of_the_form_names_kind_minute_and_tutors(town):
    helper = town.colleague()
    ill(town)

    assert stand_ins(town)[0].value == f"stand_in 20261124T0500 {helper.person.code}"


def test_learners_of_a_class_are_rung_when_it_is_off_and_not_about_another_tutor(town):
    helper = town.colleague()
    learner = make.learner(phone=None)
    ill(town)
    klass = make.lesson(
        town.pair[1:],
        (learner,),
        kind=LessonKind.CLASS,
        venue=make.venue(town.city.town),
        programme=town.city.programme,
        starts_at=on(TUESDAY, 12, 30),
    )

    found = {one.kind: one for one in repairs(klass, now=HALF_PAST_SEVEN)}

    assert learner.person.name in found[K.CANCEL].to_ring
    assert found[K.STAND_IN].tutors[0] is helper
    assert found[K.STAND_IN].to_ring == ()
