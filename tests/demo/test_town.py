"""The town as it stands on Monday morning, when the demo opens."""

from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tutor.courses.queries import next_with_a_seat
from tutor.curriculum.models import Curriculum
from tutor.database import db
from tutor.demo.dates import MONDAY, NEXT_MONDAY, START
from tutor.learning.models import Homework, Mark, StageReached
from tutor.lessons.models import Attendance, Came, Lesson, LessonKind, LessonState, Staffing
from tutor.local_time import at_minute, local_date
from tutor.matching.models import Plan, PlanLesson, PlanState, PlanVisit, RequestHold
from tutor.matching.week_problem import week_problem
from tutor.messaging.models import Channel, Message, MessageState
from tutor.messaging.purposes import RING_BACK
from tutor.office.models import Municipality, Programme
from tutor.people.models import Consent, Learner, PersonContact, Support, Tutor
from tutor.places.models import Town, Venue
from tutor.study.models import Greeting, Share, Study, TeacherQuestion
from tutor.visit_requests.models import Origin, RequestedPerson, VisitRequest, Wish
from tutor.visit_requests.queries import open_requests, visits_booked
from tutor.visit_requests.rules import visits_left

pytestmark = [pytest.mark.one_database, pytest.mark.usefixtures("town")]
WEEK = (at_minute(MONDAY, 0), at_minute(NEXT_MONDAY, 0))


def count(model, *conditions):
    return db.session.scalar(select(func.count()).select_from(model).where(*conditions))


def rows(model, *conditions):
    return db.session.scalars(select(model).where(*conditions)).all()


def in_the_week(kind):
    return (Lesson.kind == kind, Lesson.starts_at.between(*WEEK), Lesson.live)


def test_two_municipalities_twelve_students_and_the_places_between():
    assert count(Municipality) == 2
    assert count(Tutor) == 12
    assert 12 <= count(Town) <= 18
    assert 3 <= count(Venue) <= 5
    assert count(Curriculum) == 3


def test_about_a_hundred_and_twenty_have_asked_in_two_weeks():
    asked = Counter(
        row.programme.municipality.name
        for row in rows(VisitRequest, VisitRequest.form_key.startswith("asked-"))
    )

    assert asked == {"みどり野市": 80, "しおかぜ町": 40}


def test_requests_are_as_different_as_people_are():
    people = Counter(Counter(row.request_id for row in rows(RequestedPerson)).values())
    shared = Counter(row.contact_point_id for row in rows(PersonContact))
    kinds = {row.phone_kind.value for row in rows(VisitRequest)}

    assert set(people) >= {1, 2, 3}
    assert max(shared.values()) >= 2
    assert kinds >= {"android", "iphone", "rakuraku"}
    assert count(Support) >= 5
    assert count(Consent) == 3 * count(Support)
    assert count(Wish, Wish.day.is_(None)) > 30
    assert count(Wish, Wish.weekday.is_(None)) > 30


def test_contract_of_one_town_is_nearly_used_up():
    left = {
        row.municipality.name: visits_left(row.visits_agreed, visits_booked(row.id))
        for row in rows(Programme)
    }

    assert 0 <= left["しおかぜ町"] <= 6
    assert left["みどり野市"] > 30


def test_learners_with_history_stand_on_different_stages():
    learners = set(db.session.scalars(select(Mark.learner_id)))
    top = Counter(db.session.scalars(select(func.max(StageReached.stage)).group_by(StageReached.learner_id)))

    assert 20 <= len(learners) <= 40
    assert set(top) == {0, 1, 2}
    assert len(learners) > sum(top.values()), "nobody is a beginner"


def test_homework_is_partly_done():
    done = count(Homework, Homework.done_at.is_not(None))

    assert done > 20
    assert count(Homework, Homework.done_at.is_(None)) > 10


def test_somebody_is_half_way_in_a_unit_and_has_a_question_for_the_teacher():
    assert count(Study, Study.page > 0) > 5
    assert count(TeacherQuestion, TeacherQuestion.lesson_id.is_(None)) >= 1
    assert count(Share, Share.closed_at.is_(None)) == 2
    assert count(Greeting) == 1


def test_lessons_of_the_past_are_finished_and_somebody_was_ill_once():
    past = rows(Lesson, Lesson.starts_at < START)
    came = Counter(row.came for row in rows(Attendance, Attendance.starts_at < START))

    assert len(past) >= 50
    assert {lesson.state for lesson in past} == {LessonState.FINISHED}
    assert came[Came.MISSED] == 1
    assert came[Came.EXPECTED] == 0


def test_week_is_planned_and_published_for_both_towns():
    plans = rows(Plan, Plan.week == MONDAY)

    assert {plan.state for plan in plans} == {PlanState.PUBLISHED}
    assert len({plan.municipality_id for plan in plans}) == 2
    assert count(Lesson, *in_the_week(LessonKind.VISIT)) > 35


def test_about_fifteen_are_left_out_each_with_a_reason():
    of_the_week = PlanVisit.plan.has(Plan.week == MONDAY)
    left_out = rows(PlanVisit, PlanVisit.starts_at.is_(None), of_the_week)

    assert 8 <= len(left_out) <= 24
    assert all('"code"' in visit.reasons for visit in left_out)


def test_next_week_is_a_draft_with_a_pin_and_a_hold_in_one_of_the_towns():
    (plan,) = rows(Plan, Plan.week == NEXT_MONDAY)

    assert plan.state is PlanState.DRAFT
    assert count(PlanVisit, PlanVisit.plan_id == plan.id, PlanVisit.pinned) == 1
    assert count(RequestHold) == 1


def test_next_week_is_left_to_be_planned_and_can_be():
    in_it = Lesson.starts_at.between(WEEK[1], WEEK[1] + timedelta(days=7))
    assert {lesson.kind for lesson in rows(Lesson, in_it)} == {LessonKind.CLASS}
    for municipality in rows(Municipality):
        week = week_problem(municipality, NEXT_MONDAY, now=START)

        assert len(open_requests(municipality.id)) >= 20
        assert len([visit for visit in week.problem.visits if visit.starts]) >= 15


def test_one_class_is_full_with_ten_learners_and_three_tutors():
    (lesson,) = rows(Lesson, *in_the_week(LessonKind.CLASS), Lesson.title.startswith("教室"))

    assert count(Attendance, Attendance.lesson_id == lesson.id) == lesson.seats == 10
    assert count(Staffing, Staffing.lesson_id == lesson.id) == 3
    assert lesson.venue is not None


def test_who_rings_about_the_full_class_hears_of_the_next_seat():
    (lesson,) = rows(Lesson, *in_the_week(LessonKind.CLASS), Lesson.title.startswith("教室"))

    following = next_with_a_seat(lesson, 0, now=START)

    assert following is not None
    assert (following.title, following.seats_free) == ("はじめてのスマホ 三回コース", 1)


def test_course_of_three_dates_is_held_once_and_practised_at_home_before_the_second():
    first, second, third = rows(Lesson, Lesson.title == "はじめてのスマホ 三回コース")

    assert [one.state for one in (first, second, third)] == [LessonState.FINISHED] + [LessonState.PLANNED] * 2
    assert {row.learner_id for row in first.attendances} == {row.learner_id for row in third.attendances}
    assert third.lacking == 2
    homework = rows(Homework, Homework.lesson_id == first.id)
    assert {row.due_on for row in homework} == {local_date(second.starts_at)}
    assert {row.done_at is None for row in homework} == {True, False}


def test_class_of_next_week_has_tutors_proposed_by_the_draft():
    (proposed,) = rows(PlanLesson, PlanLesson.plan.has(Plan.state == PlanState.DRAFT))

    assert len(proposed.tutors) == 2


def test_no_text_about_the_past_waits_to_be_sent():
    waiting = (Message.state.in_([MessageState.DUE, MessageState.SENDING, MessageState.UNKNOWN]),)

    assert count(Message, *waiting, Message.channel == Channel.SMS) == 0
    # A promised ring-back that was missed is no text: it stands first on the ring list.
    late = count(Message, *waiting, Message.not_after <= START, Message.purpose != RING_BACK)
    assert late == 0


def test_some_calls_are_left_for_monday():
    assert 5 <= count(Message, Message.state == MessageState.DUE) <= 40


def test_nothing_is_recorded_of_the_future():
    assert count(Message, Message.created_at > START) == 0
    assert count(Learner, Learner.created_at > START) == 0


def test_two_asked_by_themselves_on_sunday_evening():
    asked = rows(VisitRequest, VisitRequest.origin_kind == Origin.FAMILY)

    assert [one.is_plannable for one in sorted(asked, key=lambda one: one.created_at)] == [True, False]
    assert count(Message, Message.purpose == "own_request_call", Message.state == MessageState.DUE) == 2


def test_all_three_languages_have_been_written_and_two_are_written_to_by_post():
    assert set(db.session.scalars(select(Message.language))) == {"ja", "ja-easy", "en"}
    letters = rows(Message, Message.channel == Channel.LETTER)
    assert [one.state for one in letters] == [MessageState.DUE] * 2
    assert all(one.people[0].household for one in letters)
