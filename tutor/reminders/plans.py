"""Every city's plan of reminders, and how staff change one."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import select

from tutor.actor import Actor
from tutor.changes.actions import record
from tutor.database import db
from tutor.local_time import local_date
from tutor.office import queries as office
from tutor.office.models import Municipality
from tutor.reminders.models import ReminderRule
from tutor.reminders.rules import SHIPPED, Plan, Reminder

CLOSED_FROM, CLOSED_UNTIL = timedelta(days=-45), timedelta(days=30)


@dataclass(frozen=True)
class Plans:
    changed: dict[int, Plan]
    elsewhere: Plan
    """Of a city that changed nothing and is closed on no day of its own."""

    def of(self, municipality_id: int) -> Plan:
        return self.changed.get(municipality_id, self.elsewhere)

    def days_due(self, name: str, now: datetime) -> set[date]:
        """Of which days' lessons that reminder may be said somewhere now, when it comes afterwards."""
        return {
            day
            for plan in (self.elsewhere, *self.changed.values())
            for reminder in plan.reminders
            if reminder.name == name
            for day in plan.days_due(reminder, now)
        }

    @property
    def ahead(self) -> timedelta:
        return max(one.ahead for one in (self.elsewhere, *self.changed.values()))


def plans(now: datetime) -> Plans:
    """Of all cities, by two reads."""
    rules: dict[int, list[ReminderRule]] = {}
    for row in db.session.scalars(select(ReminderRule)):
        rules.setdefault(row.municipality_id, []).append(row)
    today = local_date(now)
    closed = office.closed_by_city(first=today + CLOSED_FROM, last=today + CLOSED_UNTIL)
    everywhere = closed.pop(None, frozenset())
    changed = {
        city: Plan.of(_changed(rules.get(city, ())), everywhere | closed.get(city, frozenset()))
        for city in {*rules, *(one for one in closed if one is not None)}
    }
    return Plans(changed, Plan(closed=everywhere))


def all_of(municipality_id: int) -> list[Reminder]:
    """Also those that are not in use."""
    rows = db.session.scalars(select(ReminderRule).where(ReminderRule.municipality_id == municipality_id))
    changed = _changed(rows)
    return [changed.get(one.name, one) for one in SHIPPED]


def change(wanted: Iterable[Reminder], city: Municipality, *, by: Actor, now: datetime) -> int:
    """How many are now otherwise. What is queued already stays as it was queued."""
    present = {one.name: one for one in all_of(city.id)}
    other = [one for one in wanted if one != present[one.name]]
    for one in other:
        row = _row(one.name, city)
        row.days, row.wall, row.active, row.changed_at = one.days, one.wall, one.active, now
        db.session.add(row)
        db.session.flush()
        record("change_reminder", row, by=by, now=now, municipality_id=city.id)
    return len(other)


def _row(name: str, city: Municipality) -> ReminderRule:
    same = (ReminderRule.municipality_id == city.id, ReminderRule.name == name)
    found = db.session.scalar(select(ReminderRule).where(*same))
    return found or ReminderRule(municipality_id=city.id, name=name)


def _changed(rows: Iterable[ReminderRule]) -> dict[str, Reminder]:
    shipped = {one.name: one for one in SHIPPED}
    return {
        row.name: replace(shipped[row.name], days=row.days, wall=row.wall, active=row.active)
        for row in rows
        if row.name in shipped
    }
