"""Offers that are no question any more: the lesson is staffed, off, at another time, or nobody said yes."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from tutor.database import db
from tutor.lessons import notices
from tutor.lessons.models import Lesson, OfferAnswer, StaffingOffer
from tutor.local_time import clock_time, local_date
from tutor.messaging.actions import leave_to_staff, notify, withdraw
from tutor.messaging.fields import Field

ABOUT = "staffing_offer"
UNANSWERED = "staffing_unanswered"
TAKEN_BACK = "staffing_offer_taken_back"


def open_offers(lesson: Lesson) -> Sequence[StaffingOffer]:
    rows = select(StaffingOffer).where(StaffingOffer.lesson_id == lesson.id, StaffingOffer.answer.is_(None))
    return db.session.scalars(rows.order_by(StaffingOffer.id)).all()


def close_settled(lesson: Lesson, *, now: datetime) -> None:
    """Whoever has read the question hears that it is settled; whoever has not is spared it."""
    for offer in open_offers(lesson):
        if not lesson.live or lesson.starts_at != offer.starts_at:
            close(offer, TAKEN_BACK, now=now)
        elif lesson.lacking == 0:
            close(offer, "staffing_offer_closed", now=now)
    if lesson.lacking == 0:
        forget_nobody_came(lesson, now=now)


def close_overtaken(lesson: Lesson, *, now: datetime) -> None:
    """Who teaches this one cannot come to another at that time: nobody waits for that answer any more."""
    rows = (
        select(StaffingOffer)
        .join(StaffingOffer.lesson)
        .where(
            StaffingOffer.answer.is_(None),
            StaffingOffer.tutor_id.in_([row.tutor_id for row in lesson.assigned]),
            Lesson.id != lesson.id,
            Lesson.starts_at < lesson.ends_at,
            Lesson.ends_at > lesson.starts_at,
        )
        .order_by(StaffingOffer.id)
    )
    for offer in db.session.scalars(rows).all():
        close(offer, TAKEN_BACK, now=now)
        nobody_came(offer.lesson, now=now)


def close(offer: StaffingOffer, purpose: str, *, now: datetime) -> None:
    offer.answer, offer.answered_at = OfferAnswer.WITHDRAWN, now
    if not withdraw(about_kind=ABOUT, about_id=offer.id, now=now):
        tell(offer, purpose, until=max(offer.until, offer.starts_at), now=now)


def nobody_came(lesson: Lesson, *, now: datetime) -> None:
    """The last who was asked said no, or nothing: staff find it among their calls, once for each round."""
    if not lesson.live or not lesson.lacking or lesson.starts_at <= now or open_offers(lesson):
        return
    offers = _answered(lesson)
    silent = [one.tutor.person.family_name for one in offers if one.answer is OfferAnswer.LATE]
    leave_to_staff(
        purpose=UNANSWERED,
        about_kind="lesson",
        about_id=lesson.id,
        occasion=str(offers[-1].id),
        fields=notices.fields(lesson) | {"who": "・".join(dict.fromkeys(silent)) or "なし"},
        municipality_id=lesson.programme.municipality_id,
        until=lesson.starts_at,
        now=now,
    )


def forget_nobody_came(lesson: Lesson, *, now: datetime) -> None:
    """Somebody was found, or others are being asked."""
    withdraw(about_kind="lesson", about_id=lesson.id, purposes=[UNANSWERED], now=now)


def _answered(lesson: Lesson) -> Sequence[StaffingOffer]:
    """About the time at which it begins now; the newest last."""
    rows = select(StaffingOffer).where(
        StaffingOffer.lesson_id == lesson.id, StaffingOffer.starts_at == lesson.starts_at
    )
    return db.session.scalars(rows.order_by(StaffingOffer.id)).all()


def tell(offer: StaffingOffer, purpose: str, *, until: datetime, now: datetime) -> None:
    lesson = offer.lesson
    asked: dict[str, Field] = {
        "date": local_date(offer.starts_at),
        "time": clock_time(offer.starts_at),
        "until": offer.until,
    }
    notify(
        [offer.tutor.person],
        purpose=purpose,
        about_kind=ABOUT,
        about_id=offer.id,
        occasion="",
        fields=notices.fields(lesson) | asked,
        municipality_id=lesson.programme.municipality_id,
        not_before=now,
        not_after=until,
        now=now,
    )
