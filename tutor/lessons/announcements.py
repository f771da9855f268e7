"""Whom a lesson's booking, move, end or change of tutors concerns, and until when they must know."""

from collections.abc import Collection, Sequence
from datetime import datetime

from tutor.lessons import notices
from tutor.lessons.models import Because, Lesson, LessonKind, Staffing
from tutor.lessons.offer_closing import close_overtaken, close_settled
from tutor.messaging.actions import notify, withdraw
from tutor.messaging.fields import Fields
from tutor.messaging.purposes import ON_THE_WAY
from tutor.messaging.restating import restate
from tutor.people.models import Person, Tutor

ABOUT = "lesson"
STILL_TRUE = ("staffing_released",)
"""Who was taken off a lesson must hear so, whatever becomes of it."""
CANCELLED = ("lesson_cancelled", "staffing_cancelled")
OF_TUTORS = ("staffing_booked", "staffing_moved", "staffing_changed", "staffing_reminder_1")
NAME_TUTORS = (
    *("lesson_booked", "lesson_tutor_changed"),
    *("lesson_reminder_3", "lesson_reminder_1", "lesson_reminder_0"),
)
"""What learners would read with the old names. A move stays: nothing else says its old time."""
SAY_WHO_COMES = ("lesson_tutor_changed", ON_THE_WAY)
"""Without anybody who comes these say nothing; what a repair brings is said then."""


def learners_of(lesson: Lesson) -> list[Person]:
    return [row.learner.person for row in lesson.attendances]


def tutors_of(lesson: Lesson) -> list[Person]:
    return [row.tutor.person for row in lesson.assigned]


def booked(lesson: Lesson, *, now: datetime) -> None:
    _tell(lesson, "booked", notices.fields(lesson), now=now, until=lesson.starts_at)
    close_overtaken(lesson, now=now)


def moved(lesson: Lesson, *, old_start: datetime, newcomers: Collection[Tutor] = (), now: datetime) -> None:
    """Before the earlier of the two times: nobody should wait at a door for nothing.

    Newcomers, who never knew the old time, are told that the lesson is theirs.
    """
    withdraw(about_kind=ABOUT, about_id=lesson.id, keep=STILL_TRUE, now=now)
    fields = notices.moved_fields(lesson, old_start=old_start)
    until = _until(min(old_start, lesson.starts_at), lesson, now)
    new = [one.person for one in newcomers]
    old = [person for person in tutors_of(lesson) if person not in new]
    for people, purpose in (
        (learners_of(lesson), "lesson_moved"),
        (old, "staffing_moved"),
        (new, "staffing_booked"),
    ):
        _queue(people, purpose, lesson, fields, now=now, until=until, urgent=True)
    know_all_faces(lesson)
    close_settled(lesson, now=now)
    close_overtaken(lesson, now=now)


def cancelled(lesson: Lesson, *, now: datetime) -> None:
    withdraw(about_kind=ABOUT, about_id=lesson.id, keep=STILL_TRUE, now=now)
    _tell(lesson, "cancelled", notices.fields(lesson), now=now, until=_until(lesson.starts_at, lesson, now))
    close_settled(lesson, now=now)


def reinstated(lesson: Lesson, *, now: datetime) -> None:
    """Whose word that it is off has not left the house hears nothing at all."""
    unsaid = withdraw(about_kind=ABOUT, about_id=lesson.id, purposes=CANCELLED, now=now)
    unaware = {person for message in unsaid for person in message.people}
    for people, purpose in (
        (learners_of(lesson), "lesson_reinstated"),
        (tutors_of(lesson), "staffing_reinstated"),
    ):
        _say([one for one in people if one not in unaware], purpose, lesson, now=now)


def released(lesson: Lesson, gone: Staffing, *, now: datetime) -> None:
    """Who cannot come has told us, and hears so from whoever takes it down."""
    person = gone.tutor.person
    withdraw(about_kind=ABOUT, about_id=lesson.id, purposes=OF_TUTORS, only_to=[person], now=now)
    _name_who_comes(lesson, now)
    if gone.because is not Because.CANNOT_COME:
        _say([person], "staffing_released", lesson, now=now)


def staffed(lesson: Lesson, come: Sequence[Staffing], *, now: datetime) -> None:
    """The new tutors at once; the others when nobody is lacking any more and the faces have changed."""
    newcomers = [row.tutor.person for row in come]
    _say(newcomers, "staffing_booked", lesson, now=now)
    if lesson.lacking == 0 and any(row.announced is not (row in lesson.assigned) for row in lesson.staffings):
        _tell_of_new_faces(lesson, newcomers, now)
    _name_who_comes(lesson, now)
    close_settled(lesson, now=now)
    close_overtaken(lesson, now=now)


def _name_who_comes(lesson: Lesson, now: datetime) -> None:
    """No text, call or line of the ring list leaves with the name of somebody who does not come."""
    if not lesson.assigned:
        withdraw(about_kind=ABOUT, about_id=lesson.id, purposes=SAY_WHO_COMES, now=now)
    restate(about_kind=ABOUT, about_id=lesson.id, fields=notices.fields(lesson), anew=("tutors",), now=now)


def _tell_of_new_faces(lesson: Lesson, newcomers: Sequence[Person], now: datetime) -> None:
    """Learners only about who stands at their own door: in a class they come to us."""
    stay = [person for person in tutors_of(lesson) if person not in newcomers]
    _say(stay, "staffing_changed", lesson, now=now)
    if lesson.kind is LessonKind.VISIT:
        unsaid = withdraw(about_kind=ABOUT, about_id=lesson.id, purposes=NAME_TUTORS, now=now)
        is_news = any(message.purpose == "lesson_booked" for message in unsaid)
        purpose = "lesson_booked" if is_news else "lesson_tutor_changed"
        _say(learners_of(lesson), purpose, lesson, now=now)
    know_all_faces(lesson)


def signed_up(dates: Sequence[Lesson], person: Person, *, now: datetime) -> None:
    """Of a course at one hour in one message, about its first date; before each date there is a reminder."""
    course = len(dates) > 1 and notices.is_at_one_hour(dates)
    for lesson in dates[:1] if course else dates:
        fields = notices.course_fields(dates) if course else notices.fields(lesson)
        variant, until = "course" if course else "", lesson.starts_at
        _queue([person], "lesson_booked", lesson, fields, now=now, until=until, urgent=False, variant=variant)


def signed_off(lesson: Lesson, person: Person, *, now: datetime) -> None:
    """Who has not heard of the seat yet hears nothing of it at all."""
    unsaid = withdraw(about_kind=ABOUT, about_id=lesson.id, only_to=[person], now=now)
    if not any(message.purpose == "lesson_booked" for message in unsaid):
        _say([person], "seat_given_back", lesson, now=now)


def know_all_faces(lesson: Lesson) -> None:
    """The learners have just been told who comes."""
    for row in lesson.staffings:
        row.announced = row in lesson.assigned


def _until(moment: datetime, lesson: Lesson, now: datetime) -> datetime:
    """A time already past would drop the message that it did not take place."""
    return moment if moment > now else lesson.ends_at


def _tell(lesson: Lesson, what: str, fields: Fields, *, now: datetime, until: datetime) -> None:
    for people, purpose in ((learners_of(lesson), f"lesson_{what}"), (tutors_of(lesson), f"staffing_{what}")):
        _queue(people, purpose, lesson, fields, now=now, until=until, urgent=what != "booked")


def _say(people: Sequence[Person], purpose: str, lesson: Lesson, *, now: datetime) -> None:
    """Of a change that may be near: before the lesson, and by telephone when the night would make it late."""
    until = _until(lesson.starts_at, lesson, now)
    _queue(people, purpose, lesson, notices.fields(lesson), now=now, until=until, urgent=True)


def _queue(
    people: Sequence[Person],
    purpose: str,
    lesson: Lesson,
    fields: Fields,
    *,
    now: datetime,
    until: datetime,
    urgent: bool,
    variant: str = "",
) -> None:
    notify(
        people,
        purpose=purpose,
        about_kind=ABOUT,
        about_id=lesson.id,
        occasion=str(lesson.version),
        fields=fields,
        municipality_id=lesson.programme.municipality_id,
        not_before=now,
        not_after=until,
        urgent=urgent,
        variant=variant or notices.variant(lesson),
        now=now,
    )
