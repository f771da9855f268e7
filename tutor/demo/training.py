"""What the town's students have read of their own training."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial

from tutor.demo.dates import moment
from tutor.demo.staff import Staff, tutor_actor
from tutor.demo.timeline import Timeline
from tutor.people.models import Tutor
from tutor.study import actions, rules, training, training_actions
from tutor.study.models import Study
from tutor.study.training import UnitRecord

TRAINING = "kenshu"
PASSED_AT = moment(date(2026, 6, 3), 19)
READING_AT = moment(date(2026, 11, 5), 20)
HALF_WAY, NEW = "sasaki", "murakami"
"""Whom visitors enter as; and who came in October."""


def to_read(staff: Staff, timeline: Timeline) -> None:
    passed = [tutor for key, tutor in staff.tutors.items() if key not in {HALF_WAY, NEW}]
    for tutor in passed:
        timeline.add(PASSED_AT, partial(_all, tutor))
    timeline.add(READING_AT, lambda now: _half(staff.tutors[HALF_WAY], now))
    timeline.add(READING_AT, lambda now: _read(staff.tutors[NEW], _units(staff.tutors[NEW])[:1], now))


def _all(tutor: Tutor, now: datetime) -> None:
    _read(tutor, _units(tutor), now)


def _half(tutor: Tutor, now: datetime) -> None:
    """And the next one is begun."""
    units = _units(tutor)
    half = len(units) // 2
    _read(tutor, units[:half], now, slips=1)
    actions.turn(_begin(tutor, units[half], now), page=1, now=now)


def _units(tutor: Tutor) -> list[UnitRecord]:
    (record,) = training.own_records(tutor)
    return list(record.units)


def _read(tutor: Tutor, units: list[UnitRecord], now: datetime, *, slips: int = 0) -> None:
    """To the end; so many units with a wrong first try."""
    by = tutor_actor(tutor)
    for n, one in enumerate(units):
        study, row = _begin(tutor, one, now), rules.sheets(one.unit)
        for sheet in row:
            for choice in _choices(rules.rights(one.unit, sheet), slip=n < slips and sheet.n == 0):
                pressed = actions.Pressed(sheet, choice, f"{study.code}-{sheet.kind}-{sheet.n}-{choice}")
                actions.answer(study, pressed, by=by, now=now)
        actions.turn(study, page=len(row), now=now)
        actions.finish(study, by=by, now=now)
    training_actions.settle(tutor, TRAINING, by=by, now=now)


def _choices(rights: Sequence[bool | None], *, slip: bool) -> list[int]:
    """What is pressed, one after the other; where nothing is right the first."""
    if not rights:
        return []
    right = rights.index(True) if True in rights else 0
    wrong = [n for n, one in enumerate(rights) if one is False]
    return [*wrong[:slip], right]


def _begin(tutor: Tutor, one: UnitRecord, now: datetime) -> Study:
    return training_actions.begin(tutor, TRAINING, one.unit.key, by=tutor_actor(tutor), now=now)
