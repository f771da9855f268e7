"""Eight coordinators at eight screens press at the same moment: one lesson comes of it."""

from datetime import time

from sqlalchemy import func, select

from tests.faults.pressing import press
from tests.make import NOW
from tests.matching.planned import draft_of
from tests.matching.week import City, wish
from tutor.database import db
from tutor.lessons.models import Lesson, Staffing
from tutor.matching.by_hand import set_visit
from tutor.matching.models import Plan, PlanState
from tutor.messaging.models import Message
from tutor.people.models import PhoneKind

PRESSES = 8


def number_of(table) -> int:
    return db.session.scalar(select(func.count()).select_from(table)) or 0


def drafts_for_the_same_tutors(number: int) -> list[str]:
    """Each city has a draft of its own for the only two tutors, all at the same time."""
    cities = [City() for _ in range(number)]
    tutors = [cities[0].tutor("android", "experienced"), cities[0].tutor("iphone")]
    codes = []
    for city in cities:
        city.request()
        plan = draft_of(city)
        set_visit(
            plan.visits[0], starts_at=plan.visits[0].starts_at, tutors=tutors, by=city.coordinator, now=NOW
        )
        codes.append(plan.code)
    return codes


def test_same_plan_pressed_by_eight_is_published_once(database, pressing):
    city = City()
    city.tutor(), city.tutor("iphone")
    for _ in range(2):
        city.request(wish(1))
    plan_id, code = (plan := draft_of(city)).id, plan.code

    answers = press(pressing, [code] * PRESSES)

    assert number_of(Lesson) == 2
    assert number_of(Staffing) == 4
    assert db.session.get_one(Plan, plan_id).state is PlanState.PUBLISHED
    assert len({tuple(answer["lessons"]) for answer in answers}) == 1
    told = select(func.count()).select_from(Message).group_by(Message.about_id, Message.purpose)
    assert set(db.session.scalars(told)) <= {1, 2}


def test_eight_plans_for_the_same_tutors_give_one_lesson(database, pressing):
    codes = drafts_for_the_same_tutors(PRESSES)

    answers = press(pressing, codes)

    assert number_of(Lesson) == 1
    assert number_of(Staffing) == 2
    booked = [answer for answer in answers if "lessons" in answer]
    refused = [answer["refused"] for answer in answers if "refused" in answer]
    assert (len(booked), len(refused)) == (1, len(answers) - 1), answers
    assert all("佐藤" in sentence and "別のレッスン" in sentence for sentence in refused)
    published = select(func.count()).select_from(Plan).where(Plan.state == PlanState.PUBLISHED)
    assert db.session.scalar(published) == 1


def drafts_crosswise(number: int) -> list[str]:
    """Two pairs of tutors go out every day; which pair goes first changes from plan to plan."""
    cities = [City() for _ in range(number)]
    hours = [(day, time(9), time(18)) for day in range(number)]
    tutors = [cities[0].tutor("experienced", hours=hours, max_week=99, max_day=9) for _ in range(4)]
    pairs = [tutors[:2], tutors[2:]]
    codes = []
    for n, city in enumerate(cities):
        for hour in (13, 15):
            city.request(wish(n, time(hour), time(hour + 1)), phone_kind=PhoneKind.NONE)
        plan = draft_of(city)
        for visit, pair in zip(plan.visits, pairs[:: 1 - n % 2 * 2], strict=True):
            set_visit(visit, starts_at=visit.starts_at, tutors=pair, by=city.coordinator, now=NOW)
        codes.append(plan.code)
    return codes


def test_plans_that_share_tutors_crosswise_do_not_block_each_other(database, pressing):
    """Locks taken visit by visit, in order of time, would wait in a circle."""
    answers = press(pressing, drafts_crosswise(6))

    assert [len(answer.get("lessons", ())) for answer in answers] == [2] * len(answers), answers
