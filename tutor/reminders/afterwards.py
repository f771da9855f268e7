"""After a lesson: the one question how it was, and a word now and then while its homework is open."""

from collections.abc import Sequence
from datetime import datetime

from tutor.lessons import notices
from tutor.lessons.models import Lesson
from tutor.messaging.actions import notify
from tutor.messaging.models import Message
from tutor.messaging.queries import last_told
from tutor.people.models import Person
from tutor.reminders import queries
from tutor.reminders.plans import Plans
from tutor.reminders.rules import SHIPPED, Plan, Reminder, Whom

Concerned = dict[Lesson, list[Person]]


def queue(every: Plans, now: datetime) -> list[Message]:
    """Two reads when nothing is due."""
    made = []
    for whom, read in ((Whom.CAME, queries.who_came), (Whom.PRACTISE, queries.with_open_homework)):
        names = [one.name for one in SHIPPED if one.whom is whom]
        days = set().union(*(every.days_due(name, now) for name in names))
        concerned = read(days, now) if days else {}
        made += [message for name in names for message in _queue(name, concerned, every, now) if concerned]
    return made


def _queue(name: str, concerned: Concerned, every: Plans, now: datetime) -> list[Message]:
    due = [
        (lesson, people, plan, reminder)
        for lesson, people in concerned.items()
        for plan in [every.of(lesson.programme.municipality_id)]
        for reminder in plan.reminders
        if reminder.name == name and _is_due(plan, reminder, lesson, lesson.created_at, now)
    ]
    purposes = {reminder.purpose for *_, reminder in due}
    told = last_told("lesson", [lesson.id for lesson, *_ in due], purposes) if due else {}
    made = []
    for lesson, people, plan, reminder in due:
        still = [
            one
            for one in people
            if _is_due(plan, reminder, lesson, told.get((lesson.id, one.id), lesson.created_at), now)
        ]
        made += _ask(plan, reminder, lesson, still, now)
    return made


def _is_due(plan: Plan, reminder: Reminder, lesson: Lesson, told_at: datetime, now: datetime) -> bool:
    return plan.is_due(reminder, starts_at=lesson.starts_at, told_at=told_at, now=now)


def _ask(
    plan: Plan, reminder: Reminder, lesson: Lesson, people: Sequence[Person], now: datetime
) -> list[Message]:
    """Never when the next lesson has begun: what is open then is spoken of there."""
    until = plan.until(reminder, lesson.starts_at)
    by_end: dict[datetime, list[Person]] = {}
    for person in people:
        following = queries.next_start(person.id, after=lesson.starts_at)
        by_end.setdefault(min(until, following or until), []).append(person)
    return [
        message
        for end, those in by_end.items()
        for message in notify(
            those,
            purpose=reminder.purpose,
            about_kind="lesson",
            about_id=lesson.id,
            occasion=reminder.name,
            fields=notices.fields(lesson),
            municipality_id=lesson.programme.municipality_id,
            not_before=plan.moment(reminder, lesson.starts_at),
            not_after=end,
            now=now,
        )
    ]
