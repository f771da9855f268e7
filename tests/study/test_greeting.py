import pytest

from tests import make
from tutor.actor import WORKER
from tutor.database import db
from tutor.errors import NotFound, Refused
from tutor.study.greeting import Greeted, end_greeting, greeting_of, greetings, keep_greeting, picture
from tutor.study.models import Greeting

NOW = make.NOW


@pytest.fixture
def city(database):
    return make.municipality()


def keep(city, *, words="ようこそ", data=b"one"):
    keep_greeting(city, Greeted("千葉 正", "情報課長", words, data), by=WORKER, now=NOW)
    db.session.flush()


def test_greeting_is_kept_once_for_each_city(city):
    keep(city)
    keep(city, words="お元気ですか", data=None)

    row = db.session.query(Greeting).one()
    assert (row.words, row.picture) == ("お元気ですか", b"one")
    assert greetings([city.id, make.municipality().id]) == {city.id: row}


def test_first_greeting_needs_a_face(city):
    with pytest.raises(Refused, match="写真"):
        keep(city, data=None)


def test_new_picture_has_a_new_address(city):
    keep(city)
    before = greeting_of(city.id).picture_hash
    keep(city, data=b"two")

    assert picture(greeting_of(city.id).picture_hash) == b"two"
    with pytest.raises(NotFound):
        picture(before)


def test_ended_greeting_takes_name_and_face_with_it(city):
    keep(city)
    end_greeting(city, by=WORKER, now=NOW)
    db.session.flush()

    assert db.session.query(Greeting).count() == 0
    end_greeting(city, by=WORKER, now=NOW)
