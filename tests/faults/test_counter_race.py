"""The counter and the office press at the same moment: one of them is taken, the other is told."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest
from flask import Flask

from tests import make
from tests.inquiries.test_counter import Scene
from tutor.database import db
from tutor.errors import Refused
from tutor.inquiries import counter
from tutor.messaging.models import Message
from tutor.messaging.wording import load_wordings
from tutor.people.models import PhoneKind
from tutor.places.models import Town
from tutor.visit_requests import queries
from tutor.visit_requests.amending import Told, amend
from tutor.visit_requests.models import VisitRequest

SOON = make.NOW + timedelta(hours=3)


@pytest.fixture
def scene(database):
    load_wordings(make.NOW)
    return Scene()


def at_once(app: Flask, *presses: Callable[[], None]) -> list[str]:
    """What each was told; nothing to whoever was taken."""
    db.session.commit()
    db.session.remove()
    together = Barrier(len(presses))

    def press(act: Callable[[], None]) -> str:
        with app.app_context():
            together.wait(30)
            try:
                act()
                db.session.commit()
            except Refused as why:
                db.session.rollback()
                return str(why)
            return ""

    with ThreadPoolExecutor(len(presses)) as pool:
        return list(pool.map(press, presses))


def test_office_and_counter(app, scene):
    code, town, version, call = scene.request.code, scene.town.id, scene.request.version, scene.call

    def office() -> None:
        found = queries.request(code, actor=scene.office)
        told = Told(PhoneKind.IPHONE, "乗り換えを見たい", [], town=db.session.get(Town, town), address="9")
        amend(found, told, version=version, by=scene.office, now=make.NOW)

    def clerk() -> None:
        found = queries.entry(code, actor=scene.by)
        typed = replace(
            call, goal="地図を見たい", town=db.session.get(Town, town), programme=found.programme, address="7"
        )
        counter.correct(found, typed, ring_back=SOON, version=version, by=scene.by, now=make.NOW)

    of_office, of_clerk = at_once(app, office, clerk)

    kept = db.session.query(VisitRequest).one()
    calls = db.session.query(Message).count()
    said = (kept.goal, kept.household.address, calls)
    if of_clerk:
        assert "調整担当にお電話ください" in of_clerk
        assert (of_office, said) == ("", ("乗り換えを見たい", "9", 0))
    else:
        assert "さきに直しました" in of_office
        assert said == ("地図を見たい", "7", 1)


def test_two_pages_of_one_clerk(app, scene):
    code, town, version, call = scene.request.code, scene.town.id, scene.request.version, scene.call

    def press() -> None:
        found = queries.entry(code, actor=scene.by)
        typed = replace(call, town=db.session.get(Town, town), programme=found.programme, goal="地図を見たい")
        counter.correct(found, typed, ring_back=SOON, version=version, by=scene.by, now=make.NOW)

    said = sorted(at_once(app, press, press))

    assert said[0] == ""
    assert "さきに直しました" in said[1]
    assert db.session.query(Message).count() == 1
