"""What may be done with a lesson."""

from datetime import date, timedelta

import pytest

from tests.make import NOW
from tutor.errors import Refused
from tutor.lessons import rules
from tutor.lessons.models import Came, LessonKind, LessonState

HOUR = timedelta(hours=1)


def test_two_tutors_and_two_learners_are_an_ordinary_visit():
    rules.check_people(LessonKind.VISIT, tutors=["a", "b"], learners=["x", "y"], wanted=2)


@pytest.mark.parametrize(
    ("kind", "tutors", "learners", "wanted", "says"),
    [
        (LessonKind.VISIT, ["a"], ["x"], 2, "2人必要です。今は1人"),
        (LessonKind.VISIT, ["a"], ["x"], 1, "訪問には、学生講師が2人"),
        (LessonKind.VISIT, ["a", "a"], ["x"], 2, "同じ人"),
        (LessonKind.VISIT, ["a", "b"], [], 2, "受講者を一人以上"),
        (LessonKind.VISIT, ["a", "b"], list("uvwxyz"), 2, "5人まで"),
    ],
)
def test_wrong_company_is_refused(kind, tutors, learners, wanted, says):
    with pytest.raises(Refused) as refusal:
        rules.check_people(kind, tutors=tutors, learners=learners, wanted=wanted)
    assert says in str(refusal.value)


def test_class_takes_ten_learners_and_three_tutors():
    rules.check_people(LessonKind.CLASS, tutors=list("abc"), learners=list("0123456789"), wanted=3)


def test_class_may_be_booked_before_anybody_is_found():
    rules.check_people(LessonKind.CLASS, tutors=[], learners=[], wanted=3)


@pytest.mark.parametrize(
    ("seats", "learners", "says"), [(0, 0, "1から20"), (21, 0, "1から20"), (9, 10, "受講者は10人、席は9")]
)
def test_seats_fit_into_the_hall_and_learners_onto_the_seats(seats, learners, says):
    with pytest.raises(Refused, match=says):
        rules.check_seats(seats, in_the_hall=20, learners=learners)


def test_every_seat_of_the_hall_may_be_taken():
    rules.check_seats(20, in_the_hall=20, learners=20)


@pytest.mark.parametrize("start", [NOW, NOW - HOUR])
def test_lesson_in_the_past_is_refused(start):
    with pytest.raises(Refused, match="これから"):
        rules.check_time(start, start + HOUR, now=NOW)


@pytest.mark.parametrize("length", [timedelta(minutes=14), timedelta(hours=7), timedelta(0)])
def test_lesson_of_an_odd_length_is_refused(length):
    with pytest.raises(Refused, match="15分から6時間"):
        rules.check_time(NOW + HOUR, NOW + HOUR + length, now=NOW)


@pytest.mark.parametrize(
    ("state", "says"), [(LessonState.CANCELLED, "取りやめ"), (LessonState.FINISHED, "終わって")]
)
def test_ended_lesson_cannot_be_moved(state, says):
    with pytest.raises(Refused, match=says):
        rules.check_movable(state)


def test_attendance_opens_half_an_hour_before():
    rules.check_open(LessonState.PLANNED, starts_at=NOW + timedelta(minutes=30), now=NOW)
    with pytest.raises(Refused, match="30分前"):
        rules.check_open(LessonState.PLANNED, starts_at=NOW + timedelta(minutes=31), now=NOW)


@pytest.mark.parametrize(
    ("state", "hours", "open_"),
    [
        (LessonState.PLANNED, 0, True),
        (LessonState.PLANNED, 100, True),
        (LessonState.PLANNED, -1, False),
        (LessonState.FINISHED, 1, True),
        (LessonState.FINISHED, 49, True),
        (LessonState.FINISHED, 50, False),
        (LessonState.CANCELLED, 1, False),
    ],
)
def test_second_tutor_may_add_for_two_days_after_the_end(state, hours, open_):
    """`hours` after the beginning of a lesson of one hour."""
    when = {"starts_at": NOW, "ends_at": NOW + HOUR, "now": NOW + hours * HOUR}

    assert rules.may_add(state, **when) is open_
    if open_:
        rules.check_may_add(state, **when)
    else:
        with pytest.raises(Refused):
            rules.check_may_add(state, **when)


def test_finishing_needs_everybodys_attendance():
    rules.check_finishable([Came.CAME, Came.MISSED])
    with pytest.raises(Refused, match="全員"):
        rules.check_finishable([Came.CAME, Came.EXPECTED])


@pytest.mark.parametrize(("hours", "shown"), [(25, False), (24, True), (0, True), (-3, True), (-4, False)])
def test_address_is_shown_late_and_hidden_early(hours, shown):
    start = NOW + timedelta(hours=hours)

    assert rules.shows_address(start, start + HOUR, now=NOW) is shown


@pytest.mark.parametrize(
    ("born", "band"), [(1944, "75から84歳"), (1941, "85歳以上"), (1970, "64歳以下"), (None, None)]
)
def test_age_band_says_no_more_than_needed(born, band):
    assert rules.age_band(born, on=date(2026, 11, 22)) == band
