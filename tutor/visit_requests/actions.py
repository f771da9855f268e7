"""A wish for a lesson at home is taken, changed, withdrawn, and linked with the lesson it became."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import insert, select

from tutor.actor import Actor
from tutor.changes.actions import record, record_all
from tutor.database import db
from tutor.errors import Refused
from tutor.lessons.models import Lesson
from tutor.local_time import local_date
from tutor.messaging import actions as messaging
from tutor.office.models import Programme
from tutor.people.models import Household, Person, PhoneKind
from tutor.places.models import Venue
from tutor.visit_requests import queries, rules
from tutor.visit_requests.models import Origin, RequestedPerson, RequestLesson, VisitRequest, Wish
from tutor.visit_requests.rules import HalfDay


@dataclass(frozen=True)
class Asked:
    """What was said on the telephone or at the counter."""

    form_key: str
    programme: Programme
    people: Sequence[Person]
    phone_kind: PhoneKind
    goal: str
    wishes: Sequence[HalfDay]
    household: Household | None = None
    venue: Venue | None = None
    asked_by: Person | None = None
    why_home: str = ""
    wishes_text: str = ""
    note: str = ""
    wants_woman: bool = False
    minutes: int = 60
    origin: Origin = Origin.TELEPHONE
    origin_id: int | None = None
    all_told: bool = True
    """False: the office asks for what is missing by telephone."""


def take(asked: Asked, *, by: Actor, now: datetime) -> VisitRequest:
    """The same form pressed twice is one request."""
    known = queries.known_form(asked.form_key)
    if known is not None:
        return known
    request = _new(asked, by, now)
    request.wishes = [wish_for(half) for half in asked.wishes]
    db.session.flush()
    record("take_request", request, by=by, now=now, municipality_id=asked.programme.municipality_id)
    return request


def take_all(asked: Sequence[Asked], *, by: Actor, now: datetime) -> None:
    """A whole list in a few statements; none of them may be known already (queries.known_forms)."""
    taken = [(_new(one, by, now), one) for one in asked]
    db.session.flush()
    wishes = [{"request_id": request.id, **asdict(half)} for request, one in taken for half in one.wishes]
    if wishes:
        db.session.execute(insert(Wish), wishes)
    deeds = [("take_request", request, one.programme.municipality_id) for request, one in taken]
    record_all(deeds, by=by, now=now)


def _new(asked: Asked, by: Actor, now: datetime) -> VisitRequest:
    rules.check(
        people=len(asked.people),
        wishes=asked.wishes,
        goal=asked.goal,
        today=local_date(now),
        all_told=asked.all_told,
    )
    request = _row(asked, by, now)
    request.people = [RequestedPerson(n=n, person=one) for n, one in enumerate(asked.people, start=1)]
    db.session.add(request)
    return request


def _row(asked: Asked, by: Actor, now: datetime) -> VisitRequest:
    return VisitRequest(
        created_at=now,
        form_key=asked.form_key,
        programme=asked.programme,
        household=asked.household,
        venue=asked.venue,
        asked_by=asked.asked_by,
        taken_by_id=by.person_id,
        phone_kind=asked.phone_kind,
        goal=asked.goal.strip(),
        why_home=asked.why_home.strip(),
        wishes_text=asked.wishes_text.strip(),
        note=asked.note.strip(),
        wants_woman=asked.wants_woman,
        minutes=asked.minutes,
        origin_kind=asked.origin,
        origin_id=asked.origin_id,
    )


def wish_for(half: HalfDay) -> Wish:
    return Wish(day=half.day, weekday=half.weekday, begins=half.begins, ends=half.ends)


def withdraw(request: VisitRequest, *, by: Actor, now: datetime) -> None:
    """Withdrawing twice changes nothing; a request that became a lesson is ended by cancelling that."""
    # Publishing locks the request too: one of the two sees what the other did.
    db.session.execute(select(VisitRequest.id).where(VisitRequest.id == request.id).with_for_update())
    db.session.refresh(request, ["withdrawn_at", "lessons"])
    if request.withdrawn_at is not None:
        return
    if queries.lesson_of(request) is not None:
        raise Refused("この申込は、もうレッスンになっています。レッスンを取りやめてください。")
    request.withdrawn_at = now
    messaging.withdraw(about_kind="visit_request", about_id=request.id, now=now)
    record("withdraw_request", request, by=by, now=now, municipality_id=request.programme.municipality_id)


def reopen(request: VisitRequest, *, by: Actor, now: datetime) -> None:
    """Undo of a withdrawal."""
    if request.withdrawn_at is None:
        return
    request.withdrawn_at = None
    record("reopen_request", request, by=by, now=now, municipality_id=request.programme.municipality_id)


def put_first(request: VisitRequest, *, by: Actor, now: datetime) -> None:
    """First in line for the next plan: we let them down, not they us."""
    if request.priority == rules.HIGHEST_PRIORITY:
        return
    request.priority = rules.HIGHEST_PRIORITY
    record("put_request_first", request, by=by, now=now, municipality_id=request.programme.municipality_id)


def link_lesson(request: VisitRequest, lesson: Lesson, *, by: Actor, now: datetime) -> None:
    if queries.lesson_of(request) is not None:
        raise Refused("この申込には、もうレッスンが決まっています。")
    db.session.add(RequestLesson(request=request, lesson=lesson))
    db.session.flush()
    record("link_lesson", request, by=by, now=now, municipality_id=request.programme.municipality_id)


def ask_again(lesson: Lesson, *, by: Actor, now: datetime) -> VisitRequest | None:
    """After a lesson: the same people, place and half-days once more. Pressed twice is one request."""
    known = queries.follow_up_of(lesson.id)
    if known is not None:
        return known
    first = queries.request_of(lesson.id)
    if first is None:
        return None
    return take(
        Asked(
            form_key=f"again-{lesson.code}",
            programme=first.programme,
            people=[row.person for row in first.people],
            phone_kind=first.phone_kind,
            goal=first.goal,
            wishes=_same_half_days(first),
            household=first.household,
            venue=first.venue,
            asked_by=first.asked_by,
            why_home=first.why_home,
            note=first.note,
            wants_woman=first.wants_woman,
            minutes=first.minutes,
            origin=Origin.LESSON,
            origin_id=lesson.id,
        ),
        by=by,
        now=now,
    )


def _same_half_days(request: VisitRequest) -> list[HalfDay]:
    """Dates have passed, so they become weekdays."""
    halves = {
        HalfDay(
            begins=wish.begins,
            ends=wish.ends,
            weekday=wish.weekday if wish.day is None else wish.day.weekday(),
        )
        for wish in request.wishes
    }
    return sorted(halves, key=lambda half: (half.weekday or 0, half.begins))
