"""Several tutors are asked; the first yes wins, and everybody hears what became of it."""

from datetime import timedelta

import pytest

from tests import make
from tests.lessons.offered import (
    HOUR,
    SOON,
    START,
    UNTIL,
    coordinator,
    due,
    no,
    offered,
    read_by_all,
    to_find,
    yes,
)
from tutor.actor import Role
from tutor.database import db
from tutor.errors import Refused
from tutor.lessons import offer_rules, offers, staffing
from tutor.lessons.actions import cancel, move
from tutor.lessons.models import OfferAnswer, StaffingOffer
from tutor.local_time import clock_time
from tutor.messaging.models import Message


@pytest.fixture
def by(database):
    return coordinator()


@pytest.fixture
def asked(by):
    return offered(by)


def test_all_are_asked_with_the_deadline(asked):
    assert due("staffing_offer") == ["高橋", "菊地", "千田"]
    body = db.session.query(Message).filter_by(purpose="staffing_offer").first().body
    assert "11月23日(月)10:00までに" in body


def test_asked_again_nobody_is_asked_twice(asked, by):
    lesson, made = asked

    again = offers.offer(lesson, [one.tutor for one in made], until=UNTIL, by=by, now=SOON)

    assert again == []
    assert len(due("staffing_offer")) == 3


def test_first_yes_has_the_lesson_and_the_others_hear_so(asked):
    lesson, made = asked
    read_by_all()

    yes(made[1])

    assert {row.tutor_id for row in lesson.assigned} >= {made[1].tutor_id}
    assert lesson.lacking == 0
    assert [one.answer for one in made] == [OfferAnswer.WITHDRAWN, OfferAnswer.YES, OfferAnswer.WITHDRAWN]
    assert due("staffing_offer_closed") == ["高橋", "千田"]
    assert due("staffing_booked") == ["菊地"]
    assert due("lesson_tutor_changed") == ["千葉"]


def test_whoever_has_not_been_texted_yet_is_spared_it(asked):
    yes(asked[1][0])

    assert due("staffing_offer") == []
    assert due("staffing_offer_closed") == []


def test_second_yes_is_thanked_and_changes_nothing(asked):
    lesson, made = asked
    yes(made[0])

    with pytest.raises(Refused, match=r"ありがとうございます。このお願いは、もう決まったか"):
        yes(made[1])
    assert made[1].tutor not in [row.tutor for row in lesson.assigned]


@pytest.mark.parametrize("answer", [yes, no])
def test_pressed_twice_is_once(asked, answer):
    _, made = asked

    for _ in range(2):
        answer(made[0])

    assert made[0].answer is {yes: OfferAnswer.YES, no: OfferAnswer.NO}[answer]
    assert due("staffing_booked") == (["高橋"] if answer is yes else [])


def test_no_leaves_the_question_to_the_others(asked):
    lesson, made = asked

    no(made[0])

    assert lesson.lacking == 1
    assert made[1].answer is None
    with pytest.raises(Refused, match="行けない"):
        yes(made[0])


def test_no_after_yes_asks_for_a_call(asked):
    yes(asked[1][0])

    with pytest.raises(Refused, match="お電話ください"):
        no(asked[1][0])


def test_too_late_is_said_kindly_also_before_the_worker_came_by(asked):
    with pytest.raises(Refused, match="お返事の時間が過ぎた"):
        yes(asked[1][0], now=UNTIL)


def test_worker_closes_what_is_over_and_nothing_else(asked):
    _, made = asked
    no(made[0])

    assert offers.expire(UNTIL - HOUR) == 0
    assert offers.expire(UNTIL) == 2
    assert [one.answer for one in made] == [OfferAnswer.NO, OfferAnswer.LATE, OfferAnswer.LATE]


def test_taken_back_before_it_was_read_is_silence_and_the_others_stay_asked(asked, by):
    _, made = asked

    offers.take_back(made[0], by=by, now=SOON)

    assert [one.answer for one in made] == [OfferAnswer.WITHDRAWN, None, None]
    assert due("staffing_offer") == ["菊地", "千田"]
    assert due("staffing_offer_taken_back") == []


def test_taken_back_after_it_was_read_is_said_once_and_a_yes_afterwards_is_thanked(asked, by):
    lesson, made = asked
    read_by_all()

    for _ in range(2):
        offers.take_back(made[0], by=by, now=SOON)

    assert due("staffing_offer_taken_back") == ["高橋"]
    with pytest.raises(Refused, match="ありがとうございます。このお願いは、もう決まったか、取り下げ"):
        yes(made[0])
    assert lesson.lacking == 1


def test_question_that_was_answered_with_yes_is_not_taken_back(asked, by):
    _, made = asked
    yes(made[0])

    with pytest.raises(Refused, match=r"高橋.*行ける"):
        offers.take_back(made[0], by=by, now=SOON)


def test_taken_back_by_hand_calls_for_nobody(asked, by):
    for one in asked[1]:
        offers.take_back(one, by=by, now=SOON)

    offers.expire(UNTIL)

    assert to_find() == []


def test_yes_of_somebody_who_is_taken_by_now_is_refused_by_name(asked):
    _, made = asked
    make.lesson((made[0].tutor,), starts_at=START)

    with pytest.raises(Refused, match=r"高橋.*別のレッスン"):
        yes(made[0])


def test_coordinator_who_finds_somebody_by_telephone_closes_the_question(asked, by):
    lesson, made = asked
    read_by_all()

    staffing.assign(lesson, [made[2].tutor], by=by, now=SOON)

    assert {one.answer for one in made} == {OfferAnswer.WITHDRAWN}
    assert due("staffing_booked") == ["千田"]


@pytest.mark.parametrize("what", ["cancel", "move"])
def test_lesson_that_is_off_or_moved_closes_the_question(asked, by, what):
    lesson, made = asked
    read_by_all()
    if what == "cancel":
        cancel(lesson, reason="雪", by=by, now=SOON)
    else:
        move(lesson, starts_at=START + HOUR, ends_at=START + 2 * HOUR, by=by, now=SOON)

    assert {one.answer for one in made} == {OfferAnswer.WITHDRAWN}
    assert due("staffing_offer") == []
    # Nobody else has it: that would be untrue.
    assert len(due("staffing_offer_taken_back")) == 3
    assert due("staffing_offer_closed") == []


@pytest.mark.parametrize("hours", [-1, 0, 1])
def test_who_is_given_another_lesson_at_that_time_is_asked_no_more(asked, by, hours):
    _, made = asked
    other = make.lesson((make.tutor(),), starts_at=START + hours * HOUR / 2)
    after = make.lesson((make.tutor(),), starts_at=START + 2 * HOUR)

    staffing.assign(after, [made[1].tutor], by=by, now=SOON)
    staffing.assign(other, [made[0].tutor], by=by, now=SOON)

    assert [one.answer for one in made] == [OfferAnswer.WITHDRAWN, None, None]
    assert due("staffing_offer") == ["菊地", "千田"]


def test_last_who_was_asked_and_is_given_another_lesson_is_a_call_for_staff(asked, by):
    _, made = asked
    no(made[1])
    no(made[2])

    staffing.assign(make.lesson((make.tutor(),), starts_at=START), [made[0].tutor], by=by, now=SOON)

    assert len(to_find()) == 1


def test_busy_tutor_is_not_asked_and_neither_are_the_others(by):
    busy, free = make.tutor(), make.tutor()
    make.lesson((busy,), starts_at=START)
    lesson = make.lesson((make.tutor(),), starts_at=START)

    with pytest.raises(Refused, match="別のレッスン"):
        offers.offer(lesson, [free, busy], until=UNTIL, by=by, now=make.NOW)
    assert due("staffing_offer") == []


def test_lesson_that_lacks_nobody_has_no_question(by):
    lesson = make.lesson((make.tutor(), make.tutor()), starts_at=START)

    with pytest.raises(Refused, match="もうそろって"):
        offers.offer(lesson, [make.tutor()], until=UNTIL, by=by, now=make.NOW)


def test_tutor_sees_own_open_questions_only(asked):
    _, made = asked
    actor = make.actor(Role.TUTOR, who=made[0].tutor.person)
    assert list(offers.own_open(actor, now=SOON)) == [made[0]]
    assert list(offers.own_open(actor, now=UNTIL)) == []

    with pytest.raises(Refused):
        offers.own(made[1].code, actor=actor)


def test_same_question_cannot_be_open_twice_in_the_database(asked):
    lesson, made = asked
    values = {"asked_at": SOON, "starts_at": START, "until": UNTIL}

    with pytest.raises(Exception, match=r"(?i)unique"):
        make.add(StaffingOffer(lesson=lesson, tutor=made[0].tutor, **values))
    db.session.rollback()


def shown(starts_at, now):
    return [clock_time(one) for one in offer_rules.deadlines(starts_at, now=now)]


def test_deadlines_lie_in_the_day_and_leave_time_to_answer_and_to_go():
    now = make.NOW + timedelta(minutes=7)  # 10:07

    assert shown(now.replace(hour=7, minute=0), now) == ["11:00", "12:00", "14:00"]  # at 16:00
    assert shown(now + timedelta(minutes=80), now) == []
    assert shown(START, now)[-1] == "18:00"


def test_at_night_the_hours_count_from_nine():
    night = make.NOW.replace(hour=13)  # 22:00

    assert shown(night + timedelta(hours=14), night) == ["10:00", "11:00"]  # at 12:00


@pytest.mark.parametrize("hours", [0, 12, 24 * 4])
def test_deadline_at_once_at_night_or_after_the_start_is_refused(hours):
    with pytest.raises(Refused, match="9時から20時"):
        offer_rules.check_deadline(make.NOW + timedelta(hours=hours), START, now=make.NOW)
