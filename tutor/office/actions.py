"""Cities and contracts are entered."""

from datetime import date, datetime

from sqlalchemy import select

from tutor import phone
from tutor.actor import Actor
from tutor.changes.actions import record
from tutor.database import db
from tutor.errors import Refused
from tutor.office.models import Municipality, Programme


def found_municipality(
    code5: str, *, name: str, reading: str, telephone: str, hours: str, by: Actor, now: datetime
) -> Municipality:
    if not (len(code5) == 5 and code5.isascii() and code5.isdigit()):
        raise Refused("市町村コードは、5けたの数字で入れてください。")
    if db.session.scalar(select(Municipality.id).where(Municipality.code5 == code5)):
        raise Refused("市町村コード %(code)s は、もう登録されています。", code=code5)
    made = Municipality(
        created_at=now,
        code5=code5,
        name=name,
        reading=reading,
        telephone=phone.read(telephone).e164,
        hours=hours,
    )
    db.session.add(made)
    db.session.flush()
    record("found_municipality", made, by=by, now=now, municipality_id=made.id)
    return made


def agree_programme(
    municipality: Municipality,
    *,
    fiscal_year: int,
    name: str,
    funder: str,
    visits_agreed: int,
    by: Actor,
    now: datetime,
) -> Programme:
    """From 1 April to 31 March: a Japanese contract year."""
    same = select(Programme.id).where(
        Programme.municipality_id == municipality.id,
        Programme.fiscal_year == fiscal_year,
        Programme.name == name,
    )
    if db.session.scalar(same):
        raise Refused("%(year)s年度の「%(name)s」は、もう登録されています。", year=fiscal_year, name=name)
    if visits_agreed < 0:
        raise Refused("約束した訪問の回数は、0より大きくしてください。")
    made = Programme(
        created_at=now,
        municipality=municipality,
        fiscal_year=fiscal_year,
        name=name,
        funder=funder,
        visits_agreed=visits_agreed,
        starts_on=date(fiscal_year, 4, 1),
        ends_on=date(fiscal_year + 1, 3, 31),
    )
    db.session.add(made)
    db.session.flush()
    record("agree_programme", made, by=by, now=now, municipality_id=municipality.id)
    return made
