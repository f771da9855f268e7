"""Classes are booked in a row; seats are given and given back."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from tutor import phone
from tutor.actor import Actor
from tutor.courses import queries, rules
from tutor.database import db
from tutor.errors import Refused
from tutor.lessons import actions as lessons
from tutor.lessons import announcements, halls
from tutor.lessons.actions import Booking
from tutor.lessons.models import Attendance, Came, Lesson
from tutor.lessons.staffing import changed
from tutor.local_time import clock_time, local_date
from tutor.office import queries as office
from tutor.people import actions as people
from tutor.people.actions import Name
from tutor.people.models import Learner, PhoneKind
from tutor.people.names import fold
from tutor.sentences import EMPTY, Said


def book_course(bookings: Sequence[Booking], *, by: Actor, now: datetime) -> list[Lesson]:
    """All of its dates or none; the closed days and the taken hours are all named at once."""
    faults = [fault for one in bookings if (fault := _fault(one, now))]
    if faults:
        raise Refused("%(named)s ほかの日時か会場にしてください。まだ何も決まっていません。", named=faults)
    return [lessons.book(one, by=by, now=now) for one in bookings]


def _fault(booking: Booking, now: datetime) -> Said:
    day = local_date(booking.starts_at)
    if booking.starts_at <= now:
        return Said("%(day)s %(time)sは、もう過ぎています。", day=day, time=clock_time(booking.starts_at))
    if office.closing_days(booking.programme.municipality_id, first=day, last=day):
        return Said("%(day)sは休業日です。", day=day)
    if not booking.programme.starts_on <= day <= booking.programme.ends_on:
        return Said("%(day)sは、事業の期間の外です。", day=day)
    try:
        halls.refuse_taken(booking.venue, start=booking.starts_at, end=booking.ends_at)
    except Refused as why:
        return why.said
    return EMPTY


def sign_up(dates: Sequence[Lesson], learner: Learner, *, by: Actor, now: datetime) -> None:
    """A seat on each of these dates, or on none. Whoever sits there already changes nothing.

    Each class is held while its seats are counted: of two for the last seat the second hears so. Of all
    dates together the learner hears once.
    """
    taken = []
    for lesson in sorted(dates, key=lambda one: one.id):
        _hold(lesson)
        if not any(row.learner_id == learner.person_id for row in lesson.attendances):
            _seat(lesson, learner, by=by, now=now)
            taken.append(lesson)
    if taken:
        announcements.signed_up(sorted(taken, key=lambda one: one.starts_at), learner.person, now=now)


def _seat(lesson: Lesson, learner: Learner, *, by: Actor, now: datetime) -> None:
    rules.check_open(lesson.kind, lesson.state, starts_at=lesson.starts_at, now=now)
    if learner.municipality_id != lesson.programme.municipality_id:
        raise Refused("%(name)sさんは、ほかの市町の受講者です。", name=learner.person.name)
    if not lesson.seats_free:
        raise _full(lesson, learner, now)
    lessons.refuse_clash([], [learner], start=lesson.starts_at, end=lesson.ends_at)
    when = {"starts_at": lesson.starts_at, "ends_at": lesson.ends_at, "live": lesson.live}
    lesson.attendances.append(Attendance(learner=learner, came=Came.EXPECTED, **when))
    changed("sign_up", lesson, by=by, now=now)


def sign_up_newcomer(
    dates: Sequence[Lesson], name: Name, telephone: str, *, by: Actor, now: datetime
) -> None:
    """Somebody who rings about a class for the first time: name and number are enough. Twice is once."""
    number = phone.read(telephone)
    for lesson in dates:
        _hold(lesson)
    known = [row.learner for one in dates for row in one.attendances if _is(row.learner, name, number.e164)]
    learner = known[0] if known else _enter(name, telephone, dates[0], by, now)
    sign_up(dates, learner, by=by, now=now)


def _is(learner: Learner, name: Name, e164: str) -> bool:
    person = learner.person
    if person.reading_folded != fold(name.family_reading + name.given_reading):
        return False
    if person.family_name != (name.family or name.family_reading).strip():
        return False
    return any(one.contact_point.e164 == e164 for one in person.contacts)


def _enter(name: Name, telephone: str, lesson: Lesson, by: Actor, now: datetime) -> Learner:
    person = people.enter_person(name, household=None, by=by, now=now)
    people.add_number(person, telephone, by=by, now=now)
    city_id = lesson.programme.municipality_id
    return people.become_learner(
        person, municipality_id=city_id, phone_kind=PhoneKind.UNKNOWN, by=by, now=now
    )


def sign_off(lesson: Lesson, learner: Learner, *, by: Actor, now: datetime) -> None:
    """The seat is free again. Given back twice is once."""
    _hold(lesson)
    row = next((one for one in lesson.attendances if one.learner_id == learner.person_id), None)
    if row is None:
        return
    rules.check_open(lesson.kind, lesson.state, starts_at=lesson.starts_at, now=now)
    rules.check_leaving(row.came)
    db.session.delete(row)
    db.session.flush()
    db.session.expire(lesson, ["attendances"])
    changed("sign_off", lesson, by=by, now=now)
    announcements.signed_off(lesson, learner.person, now=now)


def _hold(lesson: Lesson) -> None:
    """The class as it stands now, with those who sit in it."""
    db.session.flush()
    db.session.execute(select(Lesson.id).where(Lesson.id == lesson.id).with_for_update())
    db.session.refresh(lesson)
    db.session.expire(lesson, ["attendances"])


def _full(lesson: Lesson, learner: Learner, now: datetime) -> Refused:
    other = queries.next_with_a_seat(lesson, learner.person_id, now=now)
    if other is None:
        return Refused(
            "%(date)sの「%(title)s」は満席です。席のある次の教室は、まだありません。",
            date=local_date(lesson.starts_at),
            title=lesson.title,
        )
    return Refused(
        "%(date)sの「%(title)s」は満席です。次に席があるのは、%(next_date)s %(time)sの「%(next_title)s」"
        "（%(hall)s、あと%(free)d席）です。",
        date=local_date(lesson.starts_at),
        title=lesson.title,
        next_date=local_date(other.starts_at),
        time=clock_time(other.starts_at),
        next_title=other.title,
        hall=other.venue.name if other.venue else "",
        free=other.seats_free,
    )
