"""The public form, walked over HTTP as a browser without scripts does."""

from datetime import date, time

from flask import Flask
from flask.testing import FlaskClient

from tests import make
from tests.matching.week import City
from tutor.database import db
from tutor.local_time import at
from tutor.people.models import Tutor
from tutor.visit_requests import drafts
from tutor.visit_requests.models import OwnRequestDraft

TUESDAY = "2026-12-01-am"
"""The first Tuesday that the form offers; NOW is Sunday 22 November."""
SELF = {
    "who": {"who": "self"},
    "names": {
        "family_1": "小野寺",
        "given_1": "ツネ",
        "family_reading_1": "おのでら",
        "given_reading_1": "つね",
    },
    "telephone": {"telephone": "０１９１−２１−８６３３"},
    "place": {"town": "川岸", "address": "12-3"},
    "phone": {"phone_kind": "rakuraku"},
    "goal": {"goal": ["camera", "chat"], "goal_words": "孫の顔を見たい"},
    "why": {"why_home": "バスがない"},
    "more": {"note": "犬がいます"},
    "when": {"wish": [TUESDAY, "1-am"]},
}
DAUGHTER = {"family": "佐々木", "given": "恵", "relation": "娘", "telephone": "090-1234-5678"}


def city_with_a_pair(visits: int = 120) -> City:
    """Two tutors who can both come on Tuesday mornings; one of them knows every telephone."""
    city = City()
    city.programme.visits_agreed = visits
    city.town.name, city.town.reading = "川岸", "かわぎし"
    for tags in (("android", "experienced"), ("iphone", "rakuraku", "experienced")):
        city.tutor(*tags, hours=((1, time(8), time(13)),))
    db.session.commit()
    return city


def fill_tuesday(app: Flask, day: date) -> None:
    """Somebody else gets the pair's morning."""
    with app.app_context():
        one = db.session.query(Tutor).order_by(Tutor.person_id).first()
        make.lesson((one,), household=one.household, starts_at=at(day, time(10)))
        db.session.commit()


def begin(client: FlaskClient) -> str:
    """Where the first page leads."""
    return client.get(client.post("/ask/").location).location


def answer(client: FlaskClient, name: str, **fields) -> str:
    """Where an accepted answer leads."""
    sent = client.post(f"/ask/{name}", data=fields)
    assert sent.status_code == 303, sent.get_data(as_text=True)
    return sent.location


def walk(client: FlaskClient, answers=SELF, **changed) -> str:
    """From the first page to the page where all is checked, opening each page before it is answered."""
    page = begin(client)
    for name, fields in (answers | changed).items():
        assert page == f"/ask/{name}"
        assert client.get(page).status_code == 200
        page = answer(client, name, **fields)
    return page


def filled(app: Flask, client: FlaskClient, answers=SELF, **changed) -> None:
    """As after a walk, without its eighteen pages: the answers are laid into the half-filled request."""
    begin(client)
    given = {
        name: {field: value if isinstance(value, list) else [value] for field, value in fields.items()}
        for name, fields in (answers | changed).items()
    }
    with app.app_context():
        row = db.session.query(OwnRequestDraft).order_by(OwnRequestDraft.id.desc()).first()
        drafts.keep(row, given, now=make.NOW)
        db.session.commit()


def text_of(client: FlaskClient, path: str) -> str:
    return client.get(path).get_data(as_text=True)
