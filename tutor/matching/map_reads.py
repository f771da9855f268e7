"""Where the visits of a day and the tutors' homes lie, for the sketch of the day."""

from collections.abc import Collection

from sqlalchemy import func, select

from tutor.database import db
from tutor.lessons.models import Lesson
from tutor.people.models import Household, Tutor
from tutor.places.models import Venue
from tutor.places.travel import Point
from tutor.visit_requests.models import VisitRequest

LAT, LNG = func.coalesce(Venue.lat, Household.lat), func.coalesce(Venue.lng, Household.lng)


def points(codes: Collection[str]) -> dict[str, Point]:
    """Of requests and lessons, by code; who has no place (a video call) is not there."""
    found: dict[str, Point] = {}
    for table in (VisitRequest, Lesson):
        rows = (
            select(table.code, LAT, LNG)
            .outerjoin(Venue, Venue.id == table.venue_id)
            .outerjoin(Household, Household.id == table.household_id)
            .where(table.code.in_(codes), LAT.is_not(None))
        )
        found |= {code: Point(lat, lng) for code, lat, lng in db.session.execute(rows)}
    return found


def homes(tutor_ids: Collection[int]) -> dict[int, Point]:
    rows = (
        select(Tutor.person_id, Household.lat, Household.lng)
        .join(Household, Household.id == Tutor.household_id)
        .where(Tutor.person_id.in_(tutor_ids))
    )
    return {id_: Point(lat, lng) for id_, lat, lng in db.session.execute(rows)}
