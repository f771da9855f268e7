"""What people answered to the one question after a lesson: how was it?"""

from collections import Counter
from collections.abc import Collection

from sqlalchemy import and_, select

from tutor.database import db
from tutor.lessons.models import Lesson
from tutor.messaging.models import Inbound, Meaning, Message, MessagePerson, MessageState
from tutor.messaging.purposes import QUESTION
from tutor.reports import rules
from tutor.reports.rules import Label, Shown
from tutor.sentences import Said

REACHED = (MessageState.SENT, MessageState.DELIVERED)
GOOD, TO_TALK = Said("よかった"), Said("相談したい")
IN_WORDS, NONE = Said("ほかのお返事"), Said("お返事なし")
WORDS: dict[Meaning, Label] = {Meaning.NOTED: GOOD, Meaning.CALL_ME: TO_TALK}


def after_lessons(programme_ids: Collection[int]) -> list[tuple[Label, Shown]]:
    """Each person once a lesson, as last answered. A number that two share answers for both."""
    last: dict[tuple[int, int], Meaning | None] = {}
    for lesson, person, meaning in _asked(programme_ids):
        last[lesson, person] = meaning or last.get((lesson, person))
    counts = Counter(_label(one) for one in last.values())
    return rules.guarded({label: counts[label] for label in (GOOD, TO_TALK, IN_WORDS, NONE)})


def _asked(programme_ids: Collection[int]) -> list[tuple[int, int, Meaning | None]]:
    """Whoever was reached, in the order of the answers."""
    rows = (
        select(Message.about_id, MessagePerson.person_id, Inbound.meaning)
        .join(MessagePerson, MessagePerson.message_id == Message.id)
        .join(Lesson, and_(Message.about_kind == "lesson", Lesson.id == Message.about_id))
        .outerjoin(Inbound, Inbound.message_id == Message.id)
        .where(
            Message.purpose == QUESTION, Message.state.in_(REACHED), Lesson.programme_id.in_(programme_ids)
        )
        .order_by(Inbound.id)
    )
    return [(lesson, person, meaning) for lesson, person, meaning in db.session.execute(rows)]


def _label(meaning: Meaning | None) -> Label:
    return NONE if meaning is None else WORDS.get(meaning, IN_WORDS)
