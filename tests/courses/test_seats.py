"""Seats are given and given back; a full class is a kind sentence."""

from datetime import timedelta

import pytest

from tests import make
from tests.courses.hall import HOUR, START, WEEK, Hall
from tutor.changes.models import Change
from tutor.courses import actions
from tutor.database import db
from tutor.errors import Refused
from tutor.lessons.actions import cancel
from tutor.lessons.models import Came
from tutor.messaging import lengths
from tutor.messaging.models import Message, MessageState
from tutor.messaging.wording import load_wordings
from tutor.people.actions import Name
from tutor.people.models import Learner
from tutor.reminders.actions import queue_due


@pytest.fixture
def hall(database):
    load_wordings(make.NOW)
    return Hall()


def sign_up(hall, learner, *dates, now=make.NOW):
    actions.sign_up(dates, learner, by=hall.by, now=now)


def sign_off(hall, lesson, learner, now=make.NOW):
    actions.sign_off(lesson, learner, by=hall.by, now=now)


def refused(act, *given, **named) -> str:
    with pytest.raises(Refused) as refusal:
        act(*given, **named)
    return str(refusal.value)


def told(purpose):
    rows = db.session.query(Message).filter_by(purpose=purpose, state=MessageState.DUE)
    return [one.body for one in rows.order_by(Message.id)]


def all_sent():
    for message in db.session.query(Message):
        message.state = MessageState.SENT
    db.session.flush()


def test_signed_up_learner_has_a_seat_and_is_told_where_and_when(hall):
    lesson, learner = hall.a_class(), hall.learner(phone="090-1111-2222")

    sign_up(hall, learner, lesson)
    sign_up(hall, learner, lesson)

    assert (lesson.seats_free, len(lesson.attendances)) == (1, 1)
    assert told("lesson_booked") == [
        f"スマホ教室は11月25日(水)10:00、{hall.venue.name}です。スマホがあればお持ちください。電話0191-21-8633"
    ]
    assert db.session.query(Change).filter_by(verb="sign_up").count() == 1


def test_one_press_takes_a_seat_on_every_date_and_tells_them_in_one_message(hall):
    dates = [hall.a_class(starts_at=START + n * WEEK) for n in range(3)]
    learner = hall.learner(phone="090-1111-2222")

    for _ in range(2):
        sign_up(hall, learner, *reversed(dates))

    assert [one.seats_free for one in dates] == [1, 1, 1]
    days = "11月25日(水)・12月2日(水)・12月9日(水)"
    said = f"スマホ教室は{days}、10:00から{hall.venue.name}です。電話0191-21-8633"
    assert told("lesson_booked") == [said]
    assert len(said) <= lengths.ONE_SEGMENT


def test_dates_at_different_hours_are_told_one_by_one(hall):
    dates = [hall.a_class(starts_at=START + n * (WEEK + HOUR)) for n in range(2)]

    sign_up(hall, hall.learner(phone="090-1111-2222"), *dates)

    assert [one[6:20] for one in told("lesson_booked")] == ["11月25日(水)10:00", "12月2日(水)11:00、"]


def test_each_date_of_a_course_has_its_reminders(hall):
    dates = [hall.a_class(starts_at=START + (n + 1) * WEEK) for n in range(2)]
    sign_up(hall, hall.learner(phone="090-1111-2222"), *dates)

    for one in dates:
        queue_due(one.starts_at - timedelta(days=3))

    assert len(told("lesson_reminder_3")) == 2


def test_full_class_says_where_the_next_seat_is(hall):
    full = hall.a_class(hall.learner(), hall.learner())
    hall.a_class(hall.learner(), starts_at=START + 3 * WEEK, title="あとの教室")
    hall.a_class(starts_at=START + WEEK, seats=0, title="席のない教室")
    hall.a_class(starts_at=START + 2 * WEEK, title="写真の教室")

    said = refused(sign_up, hall, hall.learner(), full)

    assert said == (
        "11月25日(水)の「はじめての教室」は満席です。"
        f"次に席があるのは、12月9日(水) 10:00の「写真の教室」（{hall.venue.name}、あと2席）です。"
    )
    assert len(full.attendances) == 2


def test_full_class_without_another_one_says_so(hall):
    full, elsewhere = hall.a_class(hall.learner(), hall.learner()), Hall()
    elsewhere.a_class(starts_at=START + WEEK)

    assert "席のある次の教室は、まだありません" in refused(sign_up, hall, hall.learner(), full)


def test_next_seat_is_not_offered_in_a_class_where_one_sits_already(hall):
    learner = hall.learner()
    full = hall.a_class(hall.learner(), hall.learner())
    hall.a_class(learner, starts_at=START + WEEK)

    assert "まだありません" in refused(sign_up, hall, learner, full)


def test_own_visit_at_that_hour_is_named(hall):
    learner, lesson = hall.learner("菊地"), hall.a_class()
    make.lesson((make.tutor(),), (learner,), programme=hall.programme, starts_at=START + HOUR / 2)

    said = refused(sign_up, hall, learner, lesson)

    assert said == f"{learner.person.name}さんには、11月25日(水) 10:30から別のレッスンがあります。"


def test_learner_of_another_city_gets_no_seat(hall):
    assert "ほかの市町" in refused(sign_up, hall, Hall().learner(), hall.a_class())


@pytest.mark.parametrize("now", [START, START + HOUR])
def test_class_that_has_begun_is_as_it_is(hall, now):
    learner = hall.learner()
    lesson = hall.a_class(learner)

    assert "もう始まって" in refused(sign_up, hall, hall.learner(), lesson, now=now)
    assert "もう始まって" in refused(sign_off, hall, lesson, learner, now=now)


def test_called_off_class_takes_nobody(hall):
    lesson = hall.a_class()
    cancel(lesson, reason="雪", by=hall.by, now=make.NOW)

    assert "取りやめ" in refused(sign_up, hall, hall.learner(), lesson)


def test_visit_has_no_seats(hall):
    visit = make.lesson((), (hall.learner(),), programme=hall.programme, starts_at=START)

    assert "教室ではありません" in refused(sign_up, hall, hall.learner(), visit)


def test_seat_given_back_is_free_again_and_can_be_taken_again(hall):
    lesson, learner = hall.a_class(), hall.learner(phone="090-1111-2222")
    sign_up(hall, learner, lesson)
    all_sent()

    sign_off(hall, lesson, learner)
    sign_off(hall, lesson, learner)

    assert lesson.seats_free == 2
    assert told("seat_given_back") == [
        "11月25日(水)10:00の教室のお席を取り消しました。ほかの日もございます。電話0191-21-8633"
    ]
    sign_up(hall, learner, lesson)
    assert lesson.seats_free == 1
    assert len(told("lesson_booked")) == 1


def test_whose_seat_was_not_told_yet_hears_nothing(hall):
    lesson, learner = hall.a_class(), hall.learner(phone="090-1111-2222")
    sign_up(hall, learner, lesson)

    sign_off(hall, lesson, learner)

    assert told("lesson_booked") == told("seat_given_back") == []


def test_seat_of_somebody_who_came_is_not_given_back(hall):
    learner = hall.learner()
    lesson = hall.a_class(learner)
    lesson.attendances[0].came = Came.CAME

    assert "出欠" in refused(sign_off, hall, lesson, learner)


def test_newcomer_is_entered_with_a_name_and_a_number_only_once(hall):
    lesson, before = hall.a_class(), db.session.query(Learner).count()
    new = Name("", "", "おいかわ", "きよ")

    for _ in range(2):
        actions.sign_up_newcomer([lesson], new, "090-3333-4444", by=hall.by, now=make.NOW)

    assert db.session.query(Learner).count() == before + 1
    assert [row.learner.person.name for row in lesson.attendances] == ["おいかわ"]
    actions.sign_up_newcomer(
        [lesson], Name("及川", "", "おいかわ"), "090-3333-4444", by=hall.by, now=make.NOW
    )
    assert lesson.seats_free == 0


def test_newcomer_to_a_full_class_is_not_kept(hall):
    lesson = hall.a_class(hall.learner(), hall.learner())

    said = refused(
        actions.sign_up_newcomer, [lesson], Name("及川"), "090-3333-4444", by=hall.by, now=make.NOW
    )

    assert "満席" in said


def test_who_has_no_number_is_written_the_address_and_what_to_bring(hall):
    hall.venue.address = "字桜町10-1"
    sign_up(hall, hall.learner(), hall.a_class())

    said = told("lesson_booked")[0]

    assert f"会場は{hall.venue.name}、住所は{hall.town.name}字桜町10-1です。" in said
    assert "充電してお持ちください。" in said


def test_reminders_go_out_three_days_and_one_day_before(hall):
    lesson = hall.a_class(starts_at=START + WEEK)
    sign_up(hall, hall.learner(phone="090-1111-2222"), lesson)

    for days in (3, 1):
        queue_due(lesson.starts_at - timedelta(days=days))

    assert len(told("lesson_reminder_3")) == len(told("lesson_reminder_1")) == 1
