"""Ask for a message as a feature does."""

from datetime import timedelta

from sqlalchemy import select

from tests import make
from tutor.database import db
from tutor.messaging import queries
from tutor.messaging.actions import notify
from tutor.messaging.models import Message
from tutor.people.models import Person

FIELDS = {
    "date": "11月25日(水)",
    "time": "10:00",
    "place": "ご自宅",
    "tutors": "佐藤・高橋",
    "office_phone": "0191-21-8633",
    "learners": "千葉",
    "title": "訪問レッスン",
    "old_date": "",
    "old_time": "",
}


def tell(*people: Person, **values) -> list[Message]:
    given = {
        "purpose": "lesson_booked",
        "about_kind": "lesson",
        "about_id": 7,
        "occasion": "202611250100",
        "fields": FIELDS,
        "municipality_id": None,
        "not_before": make.NOW,
        "not_after": make.NOW + timedelta(days=3),
        "now": make.NOW,
    }
    return notify(people, **given | values)


def tell_by_post(given_name: str, *, municipality_id: int, language: str = "ja", **values) -> Message:
    """Somebody without a number, who is told in nine days."""
    home = make.household(make.town())
    who = make.person(given_name=given_name, household=home, language=language)
    make.learner(household=home, person=who)
    given = {"not_after": make.NOW + timedelta(days=9), "about_id": who.id}
    [made] = tell(who, municipality_id=municipality_id, **given | values)
    db.session.commit()
    return made


def all_messages() -> list[Message]:
    return list(db.session.scalars(select(Message).order_by(Message.id)))


def events(message: Message) -> list[tuple[str, str]]:
    return [(event.source, event.status) for event in queries.steps(message)]
