"""On Monday morning two come to the counter who have no telephone number.

Their visit is agreed there and then, and they are written to.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from tutor.actor import Actor
from tutor.demo.asking import Caller, Company, ask, caller
from tutor.demo.dates import NEXT_MONDAY, START, moment
from tutor.demo.meeting import HOUR
from tutor.demo.seniors import Seniors
from tutor.demo.staff import Staff
from tutor.demo.timeline import Timeline
from tutor.demo.town import DemoTown
from tutor.lessons.actions import Booking, book
from tutor.lessons.models import LessonKind
from tutor.people.models import PhoneKind, Tutor
from tutor.visit_requests.actions import link_lesson
from tutor.visit_requests.rules import MORNING, HalfDay

DAYS = (NEXT_MONDAY + timedelta(days=8), NEXT_MONDAY + timedelta(days=9))
PAIR = ("chida", "takahashi")


def to_come(town: DemoTown, staff: Staff, seniors: Seniors, timeline: Timeline) -> None:
    place, by = town.places["midorino"], staff.coordinator("midorino")
    tutors = [staff.tutors[key] for key in PAIR]
    for n, day in enumerate(DAYS):
        one = caller(
            place, [HalfDay(*MORNING, day=day)], key=f"counter-{n}", seniors=seniors, company=Company.ALONE
        )
        call = replace(one.call, telephone="", phone_kind=PhoneKind.NONE, supporter=None)
        come = partial(_come, replace(one, call=call, own_mobiles=("",)), tutors, moment(day, 10), by)
        timeline.add(START - timedelta(minutes=25 - 10 * n), come)


def _come(one: Caller, tutors: list[Tutor], start: datetime, by: Actor, now: datetime) -> None:
    request = ask(one, by=by, now=now, counter=True)
    booking = Booking(
        programme=request.programme,
        kind=LessonKind.VISIT,
        title="訪問レッスン",
        starts_at=start,
        ends_at=start + HOUR,
        tutors=tutors,
        learners=[row.person.learner for row in request.people if row.person.learner],
        household=request.household,
    )
    link_lesson(request, book(booking, by=by, now=now), by=by, now=now)
