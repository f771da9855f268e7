"""Queue the reminders whose moment has come. Before a lesson here; what comes after it, in `afterwards`."""

from collections.abc import Callable, Sequence
from datetime import datetime

from tutor.lessons import notices
from tutor.lessons.models import Came, Lesson
from tutor.messaging.actions import notify
from tutor.messaging.models import Channel, Message
from tutor.messaging.queries import are_shut, last_told
from tutor.messaging.recipients import channel_of
from tutor.people.models import Person
from tutor.reminders import afterwards, queries
from tutor.reminders.plans import plans
from tutor.reminders.rules import AFTERWARDS, SHIPPED, TELLS_LEARNERS, TELLS_TUTORS, Plan, Reminder, Whom


def queue_due(now: datetime) -> int:
    """Run as often as one likes: a reminder is queued once for each person and time of a lesson.

    A reminder is made when its moment has come, not before. So one for a time that was given up is
    seldom there to be withdrawn, and a lesson moved to and fro cannot leave two.
    """
    every = plans(now)
    lessons = [(one, every.of(one.programme.municipality_id)) for one in queries.coming(now, every.ahead)]
    before = (one.name for one in SHIPPED if one.whom not in AFTERWARDS)
    return sum(len(_queue(name, lessons, now)) for name in before) + len(afterwards.queue(every, now))


def _queue(name: str, lessons: Sequence[tuple[Lesson, Plan]], now: datetime) -> list[Message]:
    due = [
        (lesson, plan, reminder)
        for lesson, plan in lessons
        for reminder in plan.reminders
        if reminder.name == name and _is_due(plan, reminder, lesson, lesson.created_at, now)
    ]
    if not due:
        return []
    told = last_told("lesson", [lesson.id for lesson, _, _ in due], _tells(due[0][2].whom))
    concerns = _concerns([lesson for lesson, _, _ in due], due[0][2].whom, now)
    made = []
    for lesson, plan, reminder in due:
        people = [
            person
            for person in _people(reminder.whom, lesson)
            if concerns(person, plan)
            and _is_due(plan, reminder, lesson, told.get((lesson.id, person.id), lesson.created_at), now)
        ]
        made += _remind(plan, reminder, lesson, people, now)
    return made


def _is_due(plan: Plan, reminder: Reminder, lesson: Lesson, told_at: datetime, now: datetime) -> bool:
    return plan.is_due(reminder, starts_at=lesson.starts_at, told_at=told_at, now=now)


def _tells(whom: Whom) -> tuple[str, ...]:
    return TELLS_TUTORS if whom is Whom.TUTORS else TELLS_LEARNERS


def _people(whom: Whom, lesson: Lesson) -> list[Person]:
    """Who still is to come: not who was released, nor who said that they cannot."""
    if whom is Whom.TUTORS:
        return [row.tutor.person for row in lesson.assigned]
    return [one.learner.person for one in lesson.attendances if one.came is Came.EXPECTED]


def _concerns(lessons: Sequence[Lesson], whom: Whom, now: datetime) -> Callable[[Person, Plan], bool]:
    match whom:
        case Whom.MISSED:
            everybody = [person.id for lesson in lessons for person in _people(whom, lesson)]
            missed = queries.who_missed(everybody, now=now)
            return lambda person, _plan: person.id in missed
        case Whom.RUNG:
            is_rung = _is_rung()
            return lambda person, _plan: is_rung(person)
        case Whom.NOT_RUNG:
            is_rung = _is_rung()
            return lambda person, plan: not (plan.rings and is_rung(person))
    return lambda _person, _plan: True


def _is_rung() -> Callable[[Person], bool]:
    shut = are_shut()
    return lambda person: channel_of(person, shut=shut) is Channel.VOICE


def _remind(
    plan: Plan, reminder: Reminder, lesson: Lesson, people: Sequence[Person], now: datetime
) -> list[Message]:
    if not people:
        return []
    return notify(
        people,
        purpose=reminder.purpose,
        about_kind="lesson",
        about_id=lesson.id,
        # Not the version: it changes with every edit, and an edit is no reason to remind again.
        occasion=f"{lesson.starts_at:%Y%m%d%H%M}",
        fields=notices.fields(lesson),
        municipality_id=lesson.programme.municipality_id,
        not_before=plan.moment(reminder, lesson.starts_at),
        not_after=plan.until(reminder, lesson.starts_at),
        variant=notices.variant(lesson),
        now=now,
    )
