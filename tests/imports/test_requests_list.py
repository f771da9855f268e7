"""A list of requests: people found or entered, each request taken once, or nothing at all."""

import pytest

from tests import make
from tests.imports.files import checked, city_with, csv, said, stored
from tutor.changes.models import Change
from tutor.database import db
from tutor.errors import Refused
from tutor.imports import samples
from tutor.imports.checked import Kind
from tutor.people.models import Household, Person
from tutor.visit_requests.models import Origin, VisitRequest

pytestmark = pytest.mark.usefixtures("database")

HEAD = "組,氏名,ふりがな,電話番号,住所,機種,できるようになりたいこと,来てほしい日"
TSUNE = ",小野寺 ツネ,おのでら つね,0191-21-8633,本町1-2,iPhone,写真,月の午前、12/1午後"


@pytest.fixture
def city():
    place = city_with("本町", "川端")
    make.programme(place, name="スマホ訪問")
    db.session.commit()
    return place


def requests() -> list[VisitRequest]:
    return db.session.query(VisitRequest).order_by(VisitRequest.id).all()


def people() -> list[Person]:
    return db.session.query(Person).order_by(Person.id).all()


def test_request_is_taken_with_its_person_home_and_wishes(city):
    result = stored(csv(HEAD, TSUNE), Kind.REQUESTS, city)

    (request,) = requests()
    assert (result.new, request.goal, request.origin_kind) == (1, "写真", Origin.FILE)
    assert [row.person.name for row in request.people] == ["小野寺 ツネ"]
    assert request.household is people()[0].household
    assert [(wish.weekday, wish.day and wish.day.isoformat()) for wish in request.wishes] == [
        (0, None),
        (None, "2026-12-01"),
    ]
    assert db.session.query(Change).filter_by(verb="take_request", subject_id=request.id).count() == 1
    assert people()[0].learner is not None


def test_same_file_twice_changes_nothing(city):
    stored(csv(HEAD, TSUNE), Kind.REQUESTS, city)
    changes = db.session.query(Change).count()

    again = stored(csv(HEAD, TSUNE), Kind.REQUESTS, city)

    assert (again.new, again.unchanged, len(requests()), len(people())) == (0, 1, 1, 1)
    assert db.session.query(Change).count() == changes


def test_rows_of_one_group_are_one_request_of_several_people(city):
    rows = (
        "1,小野寺 ツネ,おのでら つね,0191-21-8633,本町1-2,,写真,月午前",
        "1,小野寺 太郎,おのでら たろう,0191-21-8633,本町1-2,,,",
        "2,千葉 花子,ちば はなこ,0191-21-8634,川端3,,LINE,火",
    )
    stored(csv(HEAD, *rows), Kind.REQUESTS, city)

    first, second = requests()
    assert [row.person.given_name for row in first.people] == ["ツネ", "太郎"]
    assert [row.person.given_name for row in second.people] == ["花子"]


def test_person_with_two_requests_is_entered_once(city):
    stored(csv(HEAD, TSUNE, TSUNE.replace("写真", "LINE")), Kind.REQUESTS, city)

    assert (len(requests()), len(people())) == (2, 1)


def test_known_person_keeps_the_home_and_is_visited_where_the_list_says(city):
    stored(csv(HEAD, TSUNE), Kind.REQUESTS, city)
    home = people()[0].household

    result = stored(csv(HEAD, TSUNE.replace("本町1-2", "川端9").replace("写真", "地図")), Kind.REQUESTS, city)

    assert people()[0].household is home
    assert requests()[1].household.address == "川端9"
    assert "登録では「本町1-2」です" in str(result.notes[0].why)
    assert db.session.query(Household).count() == 2


def test_known_home_is_enough(city):
    stored(csv(HEAD, TSUNE), Kind.REQUESTS, city)
    stored(csv(HEAD, TSUNE.replace("本町1-2", "").replace("写真", "地図")), Kind.REQUESTS, city)

    assert requests()[1].household is people()[0].household


def test_venue_is_a_place(city):
    hall = make.venue(make.town(city, name="駅前"), name="市民センター")
    db.session.commit()
    stored(csv(f"{HEAD},会場", TSUNE.replace("本町1-2", "") + ",市民センター"), Kind.REQUESTS, city)

    assert (requests()[0].venue, requests()[0].household) == (hall, None)


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (TSUNE.replace("本町1-2", ""), "E2 うかがう場所がありません。住所か会場を入れてください。"),
        (TSUNE.replace("写真", ""), "G2 「できるようになりたいこと」を"),
        (TSUNE.replace("月の午前、12/1午後", ""), "H2 来てほしい曜日か日にち"),
        (TSUNE.replace("12/1午後", "そのうち"), "H2 希望「そのうち」"),
        (TSUNE.replace("12/1", "2026/11/20"), "H2 来てほしい日は、明日から"),
        (TSUNE.replace("本町", "月面"), "E2 「月面1-2」の町が"),
    ],
)
def test_wrong_cell_is_named_and_nothing_is_taken(city, row, says):
    data = csv(HEAD, row, ",千葉 花子,ちば はなこ,,川端3,,LINE,火")

    assert said(checked(data, Kind.REQUESTS, city))[0].startswith(says)
    with pytest.raises(Refused, match="何も取り込んでいません"):
        stored(data, Kind.REQUESTS, city)
    assert (requests(), people()) == ([], [])


def test_unknown_venue_and_length_are_named(city):
    data = csv(f"{HEAD},会場,長さ", TSUNE + ",公民館,45")

    assert [line[:2] for line in said(checked(data, Kind.REQUESTS, city))] == ["I2", "J2"]


def test_six_people_are_too_many(city):
    rows = [f"1,千葉 花{n},ちば はな{'あいうえおか'[n]},,本町1,,写真,月" for n in range(6)]

    assert said(checked(csv(HEAD, *rows), Kind.REQUESTS, city)) == [
        "A2 一つの申込は、5人までにしてください。"
    ]


def test_same_request_twice_in_the_file_is_a_fault(city):
    assert "2行目の申込と同じ" in said(checked(csv(HEAD, TSUNE, TSUNE), Kind.REQUESTS, city))[0]


def test_programme_must_be_said_when_there_are_two(city):
    make.programme(city, name="教室")
    db.session.commit()

    assert "今日使えるのは、スマホ訪問、教室 です" in said(checked(csv(HEAD, TSUNE), Kind.REQUESTS, city))[0]
    stored(csv(f"{HEAD},事業", TSUNE + ",教室"), Kind.REQUESTS, city)
    assert requests()[0].programme.name == "教室"


def test_without_a_programme_nothing_can_be_taken():
    place = city_with("本町")
    db.session.commit()

    assert "今日使える事業がありません" in said(checked(csv(HEAD, TSUNE), Kind.REQUESTS, place))[0]


def test_sample_is_taken_in_as_it_is(city):
    data = samples.sample(Kind.REQUESTS, town="本町")

    assert stored(data, Kind.REQUESTS, city).new == 2
    assert [len(request.people) for request in requests()] == [2, 1]
    assert requests()[1].wants_woman
    assert stored(data, Kind.REQUESTS, city).new == 0
