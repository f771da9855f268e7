"""How names are read."""

import pytest

from tests import make
from tutor.actor import WORKER
from tutor.database import db
from tutor.errors import NotFound, Refused
from tutor.places.models import Koaza
from tutor.speech import queries, rules
from tutor.speech.actions import forget_reading, keep_reading
from tutor.speech.models import Reading

TEXT = "厳美町の市民センターは、中央町の先です。中央の原因は泥田屋敷です。"


def keep(place, written: str, spoken: str) -> None:
    keep_reading(place, written, spoken, by=WORKER, now=make.NOW)


def readings(place) -> dict[str, str]:
    return queries.known(place.id, TEXT).readings


def test_names_of_places_are_read_as_the_list_of_places_says(database):
    place = make.municipality()
    make.town(place, name="厳美町", reading="げんびちょう")
    make.town(make.municipality(), name="中央町", reading="ほかのまち")

    assert rules.read_out([TEXT[:10]], readings(place)) == ["ゲンビチョウの市民センター"]


def test_offices_own_word_goes_before_the_list(database):
    place = make.municipality()
    make.town(place, name="厳美町", reading="げんびまち")
    keep(place, "厳美町", "げんびちょう")

    assert readings(place) == {"厳美町": "ゲンビチョウ"}


def test_longest_name_is_taken():
    known = {"中央": "ナカオ", "中央町": "チュウオウチョウ"}

    assert rules.read_out(["中央町と中央"], known) == ["チュウオウチョウとナカオ"]


def test_place_of_one_sign_is_not_read_into_a_word_but_an_own_word_is(database):
    place = make.municipality()
    home = make.town(place, name="原", reading="はら")
    for name, reading in (("泥田", "どろた"), ("泥田屋敷", "どろたやしき")):
        make.add(Koaza(town=home, name=name, reading=reading, lat=0, lng=0, source="test"))
    keep(place, "泥", "でい")

    assert readings(place) == {"泥田屋敷": "ドロタヤシキ", "泥": "デイ"}


def test_later_reading_of_a_word_holds(database):
    place = make.municipality()
    keep(place, "中央", "なかお")
    keep(place, "中央", "ちゅうおう")

    assert [(one.written, one.spoken) for one in queries.own_readings(place.id)] == [("中央", "チュウオウ")]


@pytest.mark.parametrize("spoken", ["", "chuo", "中央", "ちゅう王"])
def test_reading_that_is_not_kana_is_refused(database, spoken):
    with pytest.raises(Refused, match="ひらがなかカタカナ"):
        keep(make.municipality(), "中央", spoken)


def test_another_citys_word_is_neither_read_nor_forgotten(database):
    ours, theirs = make.municipality(), make.municipality()
    keep(theirs, "中央", "なかお")

    assert readings(ours) == {}
    with pytest.raises(NotFound):
        forget_reading(ours, "中央", by=WORKER, now=make.NOW)
    assert db.session.query(Reading).count() == 1
