"""A unit lent by a short code: nobody needs an account, and nothing is known of who reads."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select

from tutor.actor import VISITOR, Actor, Role
from tutor.changes.actions import record
from tutor.curriculum import queries as curricula
from tutor.curriculum.content import TUTORS
from tutor.curriculum.models import UnitRow
from tutor.database import db
from tutor.errors import NotFound, Refused, nothing_here
from tutor.office.models import Municipality
from tutor.study.actions import add
from tutor.study.models import Share, Study


def share(unit: UnitRow, place: Municipality, *, by: Actor, now: datetime) -> Share:
    """One open code for each unit and city: what was printed last month goes on opening it."""
    keys = (unit.version.curriculum.key, unit.key)
    known = [one for one in open_shares(keys[0], place) if one.unit_key == unit.key]
    if known:
        return known[0]
    own = unit.version.curriculum.municipality_id
    if unit.version.curriculum.audience == TUTORS:
        raise Refused("これは学生講師の研修です。配る教材ではありません。")
    if own not in {None, place.id}:
        raise Refused("この教材は、ほかの市町村のものです。")
    made = Share(
        curriculum_key=keys[0], unit_key=keys[1], municipality=place, by_id=by.person_id, made_at=now
    )
    db.session.add(made)
    db.session.flush()
    record("share_unit", made, by=by, now=now, municipality_id=place.id)
    return made


def open_shares(curriculum_key: str, place: Municipality) -> Sequence[Share]:
    """What a city lends of one curriculum."""
    return db.session.scalars(
        select(Share).where(
            Share.curriculum_key == curriculum_key,
            Share.municipality_id == place.id,
            Share.closed_at.is_(None),
        )
    ).all()


def close(made: Share, *, by: Actor, now: datetime) -> None:
    if made.closed_at is None:
        made.closed_at = now
        record("close_share", made, by=by, now=now, municipality_id=made.municipality_id)


def shares(actor: Actor) -> Sequence[tuple[Share, int]]:
    """Those of the actor's cities that are open, the newest first, and how many have read each."""
    reach = actor.reach(Role.COORDINATOR)
    readers = select(func.count()).where(Study.share_id == Share.id).scalar_subquery()
    found = select(Share, readers).where(Share.closed_at.is_(None)).order_by(Share.id.desc())
    if reach is not None:
        found = found.where(Share.municipality_id.in_(reach))
    return [(row, count) for row, count in db.session.execute(found)]


def share_of(code: str, *, actor: Actor) -> Share:
    """For staff."""
    found = share_by_code(code)
    if found is None or not actor.reaches(found.municipality_id, Role.COORDINATOR):
        raise nothing_here()
    return found


def share_by_code(code: str) -> Share | None:
    """For whoever has the code, closed ones too."""
    return db.session.scalar(select(Share).where(Share.code == code))


def unit_of(lent: Share) -> UnitRow:
    return curricula.unit(lent.curriculum_key, lent.unit_key)


def is_open(lent: Share) -> bool:
    """Not closed, and its unit has not left the curriculum."""
    return lent.closed_at is None and _is_there(lent)


def _is_there(lent: Share) -> bool:
    try:
        unit_of(lent)
    except NotFound:
        return False
    return True


def reader_hash(token: str) -> str:
    return hashlib.sha256(f"reader:{token}".encode()).hexdigest()


def study_of(lent: Share, token: str) -> Study | None:
    if not token:
        return None
    return db.session.scalar(
        select(Study).where(Study.share_id == lent.id, Study.reader_hash == reader_hash(token))
    )


def begin(lent: Share, token: str, *, now: datetime) -> Study:
    """Who comes back goes on in the version that he or she began."""
    known = study_of(lent, token)
    if known is not None:
        return known
    if not is_open(lent):
        raise Refused("この教材の配布は、おわりました。")
    begun = Study(share_id=lent.id, reader_hash=reader_hash(token), unit=unit_of(lent))
    return add(begun, place=lent.municipality_id, by=VISITOR, now=now)
