"""What an answer brings about. It never cancels anything by itself: staff ring and ask."""

from collections.abc import Sequence
from datetime import datetime

from tutor import phone
from tutor.actor import Actor, ActorKind
from tutor.lessons.announcements import ABOUT
from tutor.lessons.saying_no import says_no
from tutor.messaging import purposes, stops
from tutor.messaging.inbound import Answer, hand_over, keep, users
from tutor.messaging.models import Inbound, Meaning
from tutor.messaging.repeating import repeat
from tutor.people.actions import contact_point, open_number, stop_number
from tutor.people.models import ContactPoint, Person
from tutor.people.queries import place_of
from tutor.replies.meanings import meaning_of

PROVIDER = Actor(ActorKind.PROVIDER)


def take_text(sid: str, number: str, text: str, *, wants_texts: bool | None, now: datetime) -> None:
    """Somebody wrote to our number. The same text told twice is one.

    `wants_texts` is what the provider understood by itself: after a False it lets none through to them.
    """
    point = contact_point(phone.reported(number), now)
    opens = bool(wants_texts and point.provider_stopped_at)
    # A NUL is a letter to the network and an error to PostgreSQL.
    said = text.replace("\0", "")
    if not take(Answer(sid, point, said, Meaning.NOTED if opens else meaning_of(said)), now=now):
        return
    if opens:
        open_number(point)
    elif wants_texts is False:
        stop_number(point, now=now)


def take(answer: Answer, *, now: datetime) -> bool:
    """An answer by any way: a text, or a key pressed in a call. False when it was taken already."""
    kept = keep(answer, now=now)
    if kept is None:
        return False
    if not _is_done(kept, answer.point, now):
        people = kept.message.people if kept.message else users(answer.point)
        hand_over(kept, people, _place(kept, people), now=now)
    return True


def _is_done(kept: Inbound, point: ContactPoint, now: datetime) -> bool:
    """Nothing is left for staff."""
    match kept.meaning:
        case Meaning.NOTED:
            return True
        case Meaning.AGAIN:
            return kept.message is not None and repeat(kept.message, occasion=kept.sid, now=now) is not None
        case Meaning.STOP:
            return _stopped(kept, point, now)
        case Meaning.CANNOT_COME:
            _says_no(kept, now)
    return False


def _stopped(kept: Inbound, point: ContactPoint, now: datetime) -> bool:
    """Only when it is certain who wants it, and somebody can do without; else staff ask."""
    whose = users(point)
    kind = purposes.stoppable(kept.message.purpose) if kept.message else None
    if len(whose) != 1 or kind is None:
        return False
    stops.stop(whose[0], kind, by=PROVIDER, now=now)
    return True


def _says_no(kept: Inbound, now: datetime) -> None:
    """All to whom the message went: staff hear on the telephone which of them."""
    if kept.message and kept.message.about_kind == ABOUT:
        ids = [person.id for person in kept.message.people]
        says_no(kept.message.about_id, ids, by=PROVIDER, now=now)


def _place(kept: Inbound, people: Sequence[Person]) -> int | None:
    return kept.message.municipality_id if kept.message else place_of(people)
