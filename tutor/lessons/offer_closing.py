"""Offers that are no question any more: the lesson is staffed, off, or at another time."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from tutor.database import db
from tutor.lessons import notices
from tutor.lessons.models import Lesson, OfferAnswer, StaffingOffer
from tutor.local_time import clock_time, local_date, short_date
from tutor.messaging.actions import notify, withdraw

ABOUT = "staffing_offer"


def open_offers(lesson: Lesson) -> Sequence[StaffingOffer]:
    rows = select(StaffingOffer).where(StaffingOffer.lesson_id == lesson.id, StaffingOffer.answer.is_(None))
    return db.session.scalars(rows.order_by(StaffingOffer.id)).all()


def close_settled(lesson: Lesson, *, now: datetime) -> None:
    """Whoever has read the question hears that it is settled; whoever has not is spared it."""
    for offer in open_offers(lesson):
        if not lesson.live or lesson.lacking == 0 or lesson.starts_at != offer.starts_at:
            offer.answer, offer.answered_at = OfferAnswer.WITHDRAWN, now
            if not withdraw(about_kind=ABOUT, about_id=offer.id, now=now):
                tell(offer, "staffing_offer_closed", until=max(offer.until, lesson.starts_at), now=now)


def tell(offer: StaffingOffer, purpose: str, *, until: datetime, now: datetime) -> None:
    lesson = offer.lesson
    asked = {
        "date": short_date(local_date(offer.starts_at)),
        "time": clock_time(offer.starts_at),
        "until": f"{short_date(local_date(offer.until))}{clock_time(offer.until)}",
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
