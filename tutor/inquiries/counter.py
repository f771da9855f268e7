"""The city's counter: an entry with a wished call, corrected until the company has acted on it."""

from datetime import datetime

from sqlalchemy import select

from tutor import phone
from tutor.actor import Actor
from tutor.changes.queries import touched_by_others
from tutor.database import db
from tutor.errors import Refused
from tutor.inquiries import actions, queries
from tutor.inquiries.actions import Heard
from tutor.inquiries.models import Purpose
from tutor.messaging.actions import withdraw
from tutor.messaging.models import Message, MessageState
from tutor.people import actions as people
from tutor.visit_requests import intake
from tutor.visit_requests.amending import Told, amend
from tutor.visit_requests.intake import Call
from tutor.visit_requests.models import RequestedPerson, VisitRequest

ABOUT = "inquiry"
NOTE = "市の窓口で受けた申込です。"


def enter(call: Call, *, ring_back: datetime | None, by: Actor, now: datetime) -> VisitRequest:
    """The same form pressed twice is one request, and one promise."""
    known = queries.known_form(call.form_key)
    taken = intake.take_call(call, by=by, now=now)
    if known is None and ring_back is not None:
        _promise(taken, call.telephone, ring_back, by, now)
    return taken


def wished_call(request: VisitRequest) -> Message | None:
    """The call that was wished for at the counter, made or not."""
    inquiry = queries.known_form(request.form_key)
    found = queries.promises([inquiry]).get(inquiry.id) if inquiry else None
    return None if found is None or found.state is MessageState.WITHDRAWN else found


def has_acted(request: VisitRequest, wished: Message | None) -> bool:
    """A lesson was made of it, somebody rang, or anybody else changed it, its people or their home."""
    if request.withdrawn_at is not None or request.lessons:
        return True
    if wished is not None and wished.state is MessageState.DONE:
        return True
    subjects = [("visit_request", request.id), ("household", request.household_id)]
    subjects += [("person", row.person_id) for row in request.people]
    return touched_by_others(subjects, but_for=request.taken_by_id, since=request.created_at)


def correct(
    request: VisitRequest, call: Call, *, ring_back: datetime | None, version: int, by: Actor, now: datetime
) -> None:
    """`version` is what the page showed. Names may be put right and added; who was named stays."""
    db.session.execute(select(VisitRequest.id).where(VisitRequest.id == request.id).with_for_update())
    db.session.refresh(request)
    if has_acted(request, wished_call(request)):
        raise Refused(
            "この申込は、調整担当がもう進めています。ここからは直せません。何も変わっていません。"
            "直したいことは、調整担当にお電話ください。電話番号は %(telephone)s です。",
            telephone=phone.shown(request.programme.municipality.telephone),
        )
    goal_before = request.goal
    amend(request, _told(request, call), version=version, by=by, now=now)
    request.programme = call.programme
    _correct_people(request, call, goal_before, by, now)
    _settle_call(request, call.telephone, ring_back, by, now)


def _told(request: VisitRequest, call: Call) -> Told:
    """What the counter's form does not ask stays as it is."""
    return Told(
        phone_kind=call.phone_kind,
        goal=call.goal,
        wishes=call.wishes,
        town=call.town,
        address=call.address,
        postcode=call.postcode,
        way_note=request.household.way_note if request.household else "",
        why_home=call.why_home,
        wishes_text=request.wishes_text,
        note=call.note,
        wants_woman=request.wants_woman,
        minutes=request.minutes,
    )


def _correct_people(request: VisitRequest, call: Call, goal_before: str, by: Actor, now: datetime) -> None:
    known = len(request.people)
    for row, name in zip(request.people, call.people, strict=False):
        person = row.person
        born = call.born_year if row.n == 1 else person.born_year
        if isinstance(name, people.Name) and (people.name_of(person), person.born_year) != (name, born):
            people.correct(person, name=name, born_year=born, version=person.version, by=by, now=now)
        people.replace_number(person, call.telephone, by=by, now=now)
        if person.learner is not None:
            person.learner.phone_kind = call.phone_kind
            if person.learner.goal == goal_before:
                person.learner.goal = request.goal
    for n, name in enumerate(call.people[known:], start=known + 1):
        added = intake.enter_learner(name, call, request.household, by, now)
        request.people.append(RequestedPerson(n=n, person=added))
    db.session.flush()


def _settle_call(
    request: VisitRequest, number: str, until: datetime | None, by: Actor, now: datetime
) -> None:
    """What is wished as before stays as it is; anything else is taken back, and promised anew."""
    wished = wished_call(request)
    if wished is not None and until == wished.not_after and _rings(wished, number):
        return
    inquiry = queries.known_form(request.form_key)
    if inquiry is not None:
        withdraw(about_kind=ABOUT, about_id=inquiry.id, now=now)
    if until is not None:
        _promise(request, number, until, by, now)


def _rings(wished: Message, number: str) -> bool:
    return wished.contact_point is not None and wished.contact_point.e164 == phone.read(number).e164


def _promise(request: VisitRequest, number: str, until: datetime, by: Actor, now: datetime) -> None:
    """It stands in the call log too, so that a coordinator meets it where all promises are."""
    inquiry = queries.known_form(request.form_key) or actions.write_down(_heard(request), by=by, now=now)
    inquiry.number = number.strip()
    actions.became(inquiry, request, by=by, now=now)
    actions.promise(inquiry, until=until, by=by, now=now, occasion=f"-{request.version}")


def _heard(request: VisitRequest) -> Heard:
    return Heard(
        form_key=request.form_key,
        municipality_id=request.programme.municipality_id,
        purpose=Purpose.CITY,
        person=request.people[0].person,
        note=NOTE,
    )
