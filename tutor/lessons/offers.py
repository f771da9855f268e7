"""A lesson lacks a tutor: some are asked at once, and the first yes wins."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, exists, select, true
from sqlalchemy.orm import joinedload, selectinload

from tutor.actor import Actor, Role
from tutor.changes.actions import record
from tutor.database import db
from tutor.errors import Refused, nothing_here
from tutor.lessons import offer_rules, queries, staffing
from tutor.lessons.actions import refuse_clash
from tutor.lessons.models import Lesson, OfferAnswer, StaffingOffer
from tutor.lessons.offer_closing import (
    ABOUT,
    TAKEN_BACK,
    close,
    forget_nobody_came,
    nobody_came,
    open_offers,
    tell,
)
from tutor.lessons.rules import check_staffable
from tutor.messaging.actions import withdraw
from tutor.office.models import Programme
from tutor.people.models import Person, PersonContact, Tutor

NUMBERS = selectinload(Person.contacts).joinedload(PersonContact.contact_point)


def offer(
    lesson: Lesson, tutors: Sequence[Tutor], *, until: datetime, by: Actor, now: datetime
) -> list[StaffingOffer]:
    """Those already asked are not asked again. Whoever is taken then is named, and nobody is asked."""
    staffing.hold(lesson, tutors)
    check_staffable(lesson.state, lesson.ends_at, now=now)
    offer_rules.check_deadline(until, lesson.starts_at, now=now)
    if not lesson.lacking:
        raise Refused("このレッスンの学生講師は、もうそろっています。画面を開き直してください。")
    known = {one.tutor_id for one in open_offers(lesson)} | {row.tutor_id for row in lesson.assigned}
    asked = [one for one in dict.fromkeys(tutors) if one.person_id not in known]
    refuse_clash(asked, [], start=lesson.starts_at, end=lesson.ends_at)
    if asked:
        forget_nobody_came(lesson, now=now)
    return [_offer(lesson, one, until, by, now) for one in asked]


def _offer(lesson: Lesson, tutor: Tutor, until: datetime, by: Actor, now: datetime) -> StaffingOffer:
    made = StaffingOffer(
        lesson=lesson,
        tutor=tutor,
        asked_at=now,
        asked_by_id=by.person_id,
        starts_at=lesson.starts_at,
        until=until,
    )
    db.session.add(made)
    db.session.flush()
    record("offer_staffing", made, by=by, now=now, municipality_id=lesson.programme.municipality_id)
    tell(made, "staffing_offer", until=until, now=now)
    return made


def say_yes(made: StaffingOffer, *, by: Actor, now: datetime) -> None:
    """The lesson is theirs, unless somebody was quicker. Pressed twice is once."""
    _held(made)
    if made.answer is OfferAnswer.YES:
        return
    offer_rules.check_answer(made.answer, made.until, now=now)
    _answer(made, OfferAnswer.YES, by=by, now=now)
    staffing.assign(made.lesson, [made.tutor], by=by, now=now)
    nobody_came(made.lesson, now=now)


def say_no(made: StaffingOffer, *, by: Actor, now: datetime) -> None:
    _held(made)
    if made.answer is OfferAnswer.NO:
        return
    if made.answer is OfferAnswer.YES:
        raise Refused("「行ける」とお返事いただいています。行けなくなったときは、調整担当にお電話ください。")
    offer_rules.check_answer(made.answer, made.until, now=now)
    _answer(made, OfferAnswer.NO, by=by, now=now)
    nobody_came(made.lesson, now=now)


def take_back(made: StaffingOffer, *, by: Actor, now: datetime) -> None:
    """The coordinator asks no more. Who has read the question hears so; pressed twice is once."""
    _held(made)
    if made.answer is OfferAnswer.YES:
        raise Refused(
            "%(name)sさんから、もう「行ける」とお返事がありました。ほかの人にするときは、担当から外してください。",
            name=made.tutor.person.name,
        )
    if made.answer is None:
        close(made, TAKEN_BACK, now=now)
        municipality_id = made.lesson.programme.municipality_id
        record("take_back_offer", made, by=by, now=now, municipality_id=municipality_id)


def expire(now: datetime) -> int:
    """Whose time is over. Nobody is told that they were late; staff ring when nobody said yes.

    The lesson is held, as when somebody answers, so that one of the two sees that nobody is left to wait for.
    """
    late = and_(StaffingOffer.answer.is_(None), StaffingOffer.until <= now)
    waiting = exists().where(StaffingOffer.lesson_id == Lesson.id, late)
    lessons = db.session.scalars(select(Lesson).where(waiting).order_by(Lesson.starts_at, Lesson.id)).all()
    return sum(_expire(lesson, late, now) for lesson in lessons)


def _expire(lesson: Lesson, late: ColumnElement[bool], now: datetime) -> int:
    staffing.hold(lesson, [])
    found = db.session.scalars(
        select(StaffingOffer)
        .where(StaffingOffer.lesson_id == lesson.id, late)
        .execution_options(populate_existing=True)
    ).all()
    for made in found:
        made.answer, made.answered_at = OfferAnswer.LATE, now
    if found:
        nobody_came(lesson, now=now)
    return len(found)


def _held(made: StaffingOffer) -> None:
    staffing.hold(made.lesson, [made.tutor])
    db.session.refresh(made)


def _answer(made: StaffingOffer, answer: OfferAnswer, *, by: Actor, now: datetime) -> None:
    made.answer, made.answered_at = answer, now
    withdraw(about_kind=ABOUT, about_id=made.id, now=now)
    municipality_id = made.lesson.programme.municipality_id
    record(f"offer_{answer.value}", made, by=by, now=now, municipality_id=municipality_id)


def _loaded() -> Select[StaffingOffer]:
    loaded = (
        joinedload(StaffingOffer.lesson).options(*queries.LOADED),
        joinedload(StaffingOffer.tutor).joinedload(Tutor.person),
    )
    return select(StaffingOffer).options(*loaded)


def offer_of(lesson: Lesson, code: str) -> StaffingOffer:
    """As somebody who may see the lesson sees it."""
    rows = _loaded().where(StaffingOffer.code == code, StaffingOffer.lesson_id == lesson.id)
    found = db.session.scalar(rows)
    if found is None:
        raise nothing_here()
    return found


def own(code: str, *, actor: Actor) -> StaffingOffer:
    """As the tutor who was asked may see it."""
    found = db.session.scalar(
        _loaded().where(StaffingOffer.code == code, StaffingOffer.tutor_id == actor.person_id)
    )
    if found is None:
        raise nothing_here()
    return found


def own_open(actor: Actor, *, now: datetime) -> Sequence[StaffingOffer]:
    rows = _loaded().where(
        StaffingOffer.tutor_id == actor.person_id, StaffingOffer.answer.is_(None), StaffingOffer.until > now
    )
    return db.session.scalars(rows.order_by(StaffingOffer.until)).unique().all()


def ended_since(since: datetime, *, actor: Actor, most: int) -> Sequence[StaffingOffer]:
    """Answered, or over without an answer; the newest first, with tutors and lessons."""
    told, reach = (OfferAnswer.YES, OfferAnswer.NO, OfferAnswer.LATE), actor.reach(Role.COORDINATOR)
    there = true() if reach is None else Programme.municipality_id.in_(reach)
    rows = (
        _loaded()
        .join(StaffingOffer.lesson)
        .join(Lesson.programme)
        .where(there, StaffingOffer.answered_at > since, StaffingOffer.answer.in_(told))
        .order_by(StaffingOffer.answered_at.desc(), StaffingOffer.id.desc())
        .limit(most)
    )
    return db.session.scalars(rows).unique().all()


def of_lessons(lessons: Collection[Lesson]) -> dict[int, list[StaffingOffer]]:
    """By lesson id, the newest last; with the tutors and their numbers."""
    rows = (
        select(StaffingOffer)
        .where(StaffingOffer.lesson_id.in_([one.id for one in lessons]))
        .options(joinedload(StaffingOffer.tutor).joinedload(Tutor.person).options(NUMBERS))
        .order_by(StaffingOffer.id)
    )
    found: dict[int, list[StaffingOffer]] = {}
    for made in db.session.scalars(rows):
        found.setdefault(made.lesson_id, []).append(made)
    return found
