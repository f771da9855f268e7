"""Publishing books everything or nothing, and says who is in the way."""

from datetime import time, timedelta

import pytest
from sqlalchemy import func, select

from tests import make
from tests.make import MONDAY, NOW
from tests.matching.planned import Draft, draft, draft_of
from tests.matching.week import TUESDAY, City, wish
from tutor.availability.models import DayException, DayKind
from tutor.database import db
from tutor.errors import Refused
from tutor.lessons import actions as lessons
from tutor.lessons.models import Lesson, LessonKind, LessonState
from tutor.local_time import at
from tutor.matching import actions, by_hand
from tutor.matching.models import PlanState
from tutor.messaging.models import Message
from tutor.office.models import ClosingDay
from tutor.visit_requests import actions as requests
from tutor.visit_requests.queries import lesson_of, open_requests

THREE = at(TUESDAY, time(15))


def publish(made: Draft, now=NOW) -> list[Lesson]:
    return actions.publish(made.plan, by=made.city.coordinator, now=now)


def refused(made: Draft, now=NOW) -> str:
    """The sentence; and nothing was published."""
    with pytest.raises(Refused) as refusal:
        publish(made, now)
    db.session.commit()
    assert made.plan.state is not PlanState.PUBLISHED
    return str(refusal.value)


def number_of(table) -> int:
    return db.session.scalar(select(func.count()).select_from(table)) or 0


def test_published_visit_is_a_booked_lesson_of_the_request(database):
    made = draft()
    (asked,), (visit,) = made.requests, made.plan.visits

    (lesson,) = publish(made)
    db.session.commit()

    assert (lesson.kind, lesson.title, lesson.starts_at) == (
        LessonKind.VISIT,
        "訪問レッスン",
        visit.starts_at,
    )
    assert lesson.ends_at - lesson.starts_at == timedelta(minutes=60)
    assert [row.tutor for row in lesson.staffings] == made.tutors
    assert [row.learner.person for row in lesson.attendances] == [asked.people[0].person]
    assert (lesson.household, lesson.programme) == (asked.household, asked.programme)
    db.session.refresh(asked)
    assert lesson_of(asked) is lesson
    assert open_requests(made.city.row.id) == []
    assert (made.plan.state, made.plan.published_at) == (PlanState.PUBLISHED, NOW)


def test_everybody_is_told_when_it_is_published(database):
    publish(draft())

    assert number_of(Message) > 0


def test_pressed_twice_it_is_published_once(database):
    made = draft(2)

    first = publish(made)
    db.session.commit()
    messages = number_of(Message)
    second = publish(made)

    assert first == second
    assert len(first) == number_of(Lesson) == 2
    assert number_of(Message) == messages


def test_lessons_of_a_plan_stay_its_own_when_one_is_cancelled(database):
    made = draft()
    (lesson,) = publish(made)
    lessons.cancel(lesson, reason="かぜ", by=made.city.coordinator, now=NOW)
    other = Draft(made.city, made.tutors, made.requests, draft_of(made.city))
    (second,) = publish(other)

    assert (lesson.state, second.state) == (LessonState.CANCELLED, LessonState.PLANNED)
    assert publish(made) == [lesson]


def test_every_stale_visit_is_named_and_nothing_is_booked(database):
    made = draft(2)
    withdrawn, edited = made.requests
    withdrawn.withdrawn_at = NOW
    edited.goal = "地図を見たい"
    db.session.commit()

    said = refused(made)

    for asked, why in ((withdrawn, "取り下げ"), (edited, "変わりました")):
        assert f"{asked.people[0].person.name}さん" in said
        assert why in said
    assert "11月24日(火)" in said
    assert (number_of(Lesson), number_of(Message)) == (0, 0)


def test_sound_visit_beside_a_stale_one_is_not_booked_either(database):
    made = draft(2)
    made.requests[0].withdrawn_at = NOW
    db.session.commit()

    said = refused(made)

    assert made.requests[1].people[0].person.name not in said
    assert (number_of(Lesson), number_of(Message)) == (0, 0)


def test_stale_visit_left_out_lets_the_others_through(database):
    made = draft(2)
    requests.withdraw(made.requests[0], by=made.city.coordinator, now=NOW)
    gone = next(one for one in made.plan.visits if one.request is made.requests[0])
    by_hand.leave_out(gone, by=made.city.coordinator, now=NOW)

    assert len(publish(made)) == 1


def test_tutor_booked_elsewhere_meanwhile_is_named_with_the_time(database):
    made = draft()
    start = made.plan.visits[0].starts_at
    make.lesson((made.tutors[0],), household=made.city.request().household, starts_at=start)
    db.session.commit()

    said = refused(made)

    assert f"{made.tutors[0].person.name}さん" in said
    assert "別のレッスン" in said
    assert number_of(Lesson) == 1


def test_learner_booked_elsewhere_meanwhile_is_named(database):
    made = draft()
    learner = made.requests[0].people[0].person.learner
    make.lesson((), (learner,), starts_at=made.plan.visits[0].starts_at)
    db.session.commit()

    assert f"{learner.person.name}さんには" in refused(made)


def test_lesson_just_before_leaves_no_time_for_the_way(database):
    made = draft()
    start = made.plan.visits[0].starts_at
    make.lesson(
        (made.tutors[0],), household=make.household(made.city.town), starts_at=start - timedelta(hours=1)
    )
    db.session.commit()

    said = refused(made)

    assert f"{made.tutors[0].person.name}さんは、来られる時間に" in said


def test_day_off_taken_meanwhile_is_named(database):
    made = draft()
    off = DayException(day=TUESDAY, kind=DayKind.OFF)
    off.tutor_id = made.tutors[1].person_id
    make.add(off)
    db.session.commit()

    assert f"{made.tutors[1].person.name}さんは、来られる時間に" in refused(made)


def test_tutor_who_left_meanwhile_is_named(database):
    made = draft()
    made.tutors[0].until = MONDAY - timedelta(days=1)
    db.session.commit()

    assert f"{made.tutors[0].person.name}さんは、この週は、もう担当できません" in refused(made)


def test_closing_day_set_meanwhile_is_named(database):
    made = draft()
    make.add(ClosingDay(municipality_id=made.city.row.id, day=TUESDAY, name="休業日"))
    db.session.commit()

    assert "休業日" in refused(made)


def test_start_that_has_passed_is_named(database):
    made = draft()

    assert "日時が過ぎました" in refused(made, now=at(TUESDAY, time(16)))


def test_plan_may_be_published_on_the_morning_of_its_first_visit(database):
    made = draft()

    assert len(publish(made, now=at(TUESDAY, time(9)))) == 1


def test_request_that_became_a_lesson_by_hand_is_named(database):
    made = draft()
    by_hand = make.lesson((), starts_at=NOW + timedelta(days=9))
    requests.link_lesson(made.requests[0], by_hand, by=made.city.coordinator, now=NOW)
    db.session.commit()

    assert "もう別のレッスンが決まっています" in refused(made)


def test_two_visits_to_one_learner_at_once_are_refused(database):
    city = City()
    learner = city.learner()
    for _ in range(4):
        city.tutor()
    for _ in range(2):
        city.request(wish(1, time(14), time(15)), people=(learner,))
    made = Draft(city, [], [], draft_of(city))

    assert f"{learner.person.name}さんには" in refused(made)
    assert number_of(Lesson) == 0


def test_person_who_is_no_learner_is_not_lost_silently(database):
    made = draft()
    db.session.delete(made.requests[0].people[0].person.learner)
    db.session.commit()
    db.session.expire_all()

    assert "登録されていない" in refused(made)


def test_discarded_plan_is_not_published(database):
    made = draft()
    draft_of(made.city)

    assert "古くなりました" in refused(made)


def test_plan_without_a_visit_is_not_published(database):
    made = draft()
    by_hand.leave_out(made.plan.visits[0], by=made.city.coordinator, now=NOW)

    assert "決められる訪問がありません" in refused(made)


def test_what_was_arranged_by_hand_stands_above_wishes_and_qualifications(database):
    made = draft()
    (visit,) = made.plan.visits
    plain = [made.city.tutor("line"), made.city.tutor("line")]
    noon = at(TUESDAY, time(12, 30))
    agreed = {"because": "電話で確かめた", "by": made.city.coordinator, "now": NOW}
    by_hand.set_visit(visit, starts_at=noon, tutors=plain, **agreed)

    (lesson,) = publish(made)

    assert lesson.starts_at == noon


def test_hours_count_also_for_what_was_arranged_by_hand(database):
    made = draft()
    (visit,) = made.plan.visits
    by_hand.set_visit(visit, starts_at=THREE, tutors=made.tutors, by=made.city.coordinator, now=NOW)
    for tutor in made.tutors:
        off = DayException(day=TUESDAY, kind=DayKind.OFF)
        off.tutor_id = tutor.person_id
        make.add(off)

    said = refused(made)

    assert all(f"{tutor.person.name}さんは、来られる時間に" in said for tutor in made.tutors)


def test_limit_set_aside_by_hand_is_set_aside_and_no_other(database):
    made = draft(2)
    for tutor in made.tutors:
        tutor.max_day = 1
    db.session.commit()
    again = Draft(made.city, made.tutors, made.requests, draft_of(made.city))
    left = next(visit for visit in again.plan.visits if visit.starts_at is None)
    by_hand.set_visit(
        left, starts_at=again.plan.visits[0].starts_at + timedelta(hours=1, minutes=15),
        tutors=made.tutors, because="本人たちが行けるという", by=made.city.coordinator, now=NOW
    )  # fmt: skip

    assert left.waived == "T5"
    assert len(publish(again)) == 2


def test_wish_changed_without_an_edit_of_the_request_is_found(database):
    """The wishes are rows of their own: the request's version need not rise with them."""
    made = draft()
    made.requests[0].wishes[0].weekday = 3
    db.session.commit()

    assert "希望の半日" in refused(made)
