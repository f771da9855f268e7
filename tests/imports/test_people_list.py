"""A list of people is compared with whom we know, and entered whole or not at all."""

import pytest

from tests import make
from tests.imports.files import checked, city_with, csv, said, stored
from tutor.actor import Role
from tutor.changes.models import Change
from tutor.database import db
from tutor.errors import Refused
from tutor.imports import samples
from tutor.imports.checked import Kind
from tutor.people.models import ContactPoint, Household, Learner, Person, PhoneKind, Tutor
from tutor.people.searching import search
from tutor.places.models import Koaza, Precision

pytestmark = pytest.mark.usefixtures("database")

HEAD = "氏名,ふりがな,電話番号,住所,生年月日,機種"
TSUNE = "小野寺 ツネ,ｵﾉﾃﾞﾗ ﾂﾈ,0191-21-8633,岩手県みどり野市本町1丁目2番3号,S19.3.3,らくらく"
TARO = "小野寺 太郎,おのでら たろう,0191-21-8633,本町１－２－３,昭和15年,"
LIST = csv(HEAD, TSUNE, TARO)


@pytest.fixture
def city():
    place = city_with("本町", "川端")
    db.session.commit()
    return place


def people() -> list[Person]:
    return db.session.query(Person).order_by(Person.id).all()


def test_list_is_entered_with_homes_numbers_and_traces(city):
    result = stored(LIST, Kind.PEOPLE, city)

    tsune, taro = people()
    assert (result.new, result.unchanged) == (2, 0)
    assert (tsune.name, tsune.reading, tsune.born_year) == ("小野寺 ツネ", "おのでら つね", 1944)
    assert tsune.learner.phone_kind is PhoneKind.RAKURAKU
    assert tsune.learner.municipality_id == city.id
    assert tsune.household is taro.household
    assert (tsune.household.town.name, tsune.household.precision) == ("本町", Precision.TOWN)
    assert tsune.contacts[0].contact_point is taro.contacts[0].contact_point
    assert verbs("person", tsune.id) == {"add_number", "become_learner", "enter_person"}
    assert verbs("household", tsune.household.id) == {"enter_household"}


def verbs(kind: str, id_: int) -> set[str]:
    return {one.verb for one in db.session.query(Change).filter_by(subject_kind=kind, subject_id=id_)}


def test_same_file_twice_changes_nothing(city):
    stored(LIST, Kind.PEOPLE, city)
    changes = db.session.query(Change).count()

    again = stored(LIST, Kind.PEOPLE, city)

    assert (again.new, again.unchanged, again.notes) == (0, 2, [])
    assert len(people()) == 2
    assert db.session.query(Change).count() == changes


def test_looking_changes_nothing_and_shows_what_would_be_stored(city):
    found = checked(LIST, Kind.PEOPLE, city)

    assert people() == []
    assert [str(one) for one in found.rows[0]] == [
        "小野寺 ツネ",
        "おのでら つね",
        "受講者",
        "0191-21-8633",
        "本町1丁目2番3号",
        "1944",
        "らくらくスマートフォン",
    ]


def test_one_wrong_cell_and_nobody_is_entered(city):
    data = csv(HEAD, TSUNE, "千葉 花子,ちば はなこ,090-12,本町9,,")

    assert said(checked(data, Kind.PEOPLE, city))[0].startswith("C3 電話番号「090-12」")
    with pytest.raises(Refused, match="1か所あるので、何も取り込んでいません"):
        stored(data, Kind.PEOPLE, city)
    assert people() == []


def test_town_that_is_not_there_names_the_nearest(city):
    data = csv("氏名,ふりがな,町", "千葉 花子,ちば はなこ,川畑", "佐藤 一,さとう はじめ,みなみ")

    near, far = said(checked(data, Kind.PEOPLE, city))
    assert near == "C2 「川畑」の町が、みどり野市の町の一覧にありません。もしかして：川端"
    assert "町の名前から入れてください" in far


def test_town_of_its_column_counts_before_the_address(city):
    stored(csv("氏名,ふりがな,町,住所", "千葉 花子,ちば はなこ,本町,川端荘3"), Kind.PEOPLE, city)

    assert people()[0].household.town.name == "本町"


def test_small_place_of_an_address_is_found_and_a_district_is_no_town(city):
    valley = make.town(city, name="厳美町")
    make.add(Koaza(town=valley, name="沖野々", lat=38.94, lng=141.05, source="test"))
    db.session.commit()
    rows = (
        "千葉 花子,ちば はなこ,厳美町,字沖野々116",
        "佐藤 一,さとう はじめ,西部地区,厳美町字沖野々117",
        "佐藤 二,さとう つぐ,,厳美町字入道200",
    )
    stored(csv("氏名,ふりがな,町,住所", *rows), Kind.PEOPLE, city)

    assert [(one.household.town.name, one.household.precision) for one in people()] == [
        ("厳美町", Precision.KOAZA),
        ("厳美町", Precision.KOAZA),
        ("厳美町", Precision.TOWN),
    ]


def test_same_person_twice_in_the_file_is_a_fault(city):
    assert said(checked(csv(HEAD, TSUNE, TARO, TSUNE), Kind.PEOPLE, city)) == [
        "A4 2行目の方と同じ方です。1人を1行にしてください。"
    ]


def test_known_person_becomes_a_learner_and_is_not_overwritten(city):
    home = make.household(make.town(city, name="駅前"), address="駅前5")
    known = make.person(
        "0191-21-8633", family_reading="おのでら", given_reading="つね", born_year=1943, household=home
    )
    db.session.commit()

    result = stored(LIST, Kind.PEOPLE, city)

    assert (result.new, len(people())) == (2, 2)
    assert (known.born_year, known.household.address) == (1943, "駅前5")
    assert known.learner is not None
    assert [str(note.why) for note in result.notes][1:] == [
        "登録では「1943」です。取り込みでは変えません。",
        "登録では「駅前5」です。取り込みでは変えません。",
    ]


def test_person_of_another_city_is_not_seen(city):
    other = make.learner(make.municipality(), "0191-21-8633").person
    other.reading_folded = "オノデラツネ"
    db.session.commit()

    assert stored(LIST, Kind.PEOPLE, city).new == 2
    assert db.session.query(ContactPoint).count() == 1


def test_neighbours_in_one_building_are_two_households(city):
    stored(
        csv(
            "氏名,ふりがな,電話番号,住所",
            "千葉 花子,ちば はなこ,0191-21-8631,本町1-2",
            "佐藤 一,さとう はじめ,0191-21-8632,本町1-2",
            "千葉 正,ちば ただし,,本町1番地2",
        ),
        Kind.PEOPLE,
        city,
    )

    hanako, hajime, tadashi = people()
    assert hanako.household is tadashi.household
    assert hanako.household is not hajime.household


def test_household_known_before_is_used(city):
    stored(csv(HEAD, TSUNE), Kind.PEOPLE, city)
    stored(csv(HEAD, TARO), Kind.PEOPLE, city)

    assert db.session.query(Household).count() == 1


def test_sample_is_taken_in_as_it_is_with_its_tutor(city):
    result = stored(samples.sample(Kind.PEOPLE, town="本町"), Kind.PEOPLE, city)

    (tutor,) = db.session.query(Tutor)
    assert (result.new, db.session.query(Learner).count()) == (3, 2)
    assert {one.tag for one in tutor.qualifications} == {"iphone", "android", "experienced"}
    assert tutor.household is tutor.person.household
    assert stored(samples.sample(Kind.PEOPLE, town="本町"), Kind.PEOPLE, city).new == 0


def test_learner_of_the_list_may_become_a_tutor(city):
    stored(csv(HEAD, TSUNE), Kind.PEOPLE, city)
    row = "学生講師,小野寺 ツネ,おのでら つね,0191-21-8633,2028-03,自転車"

    stored(csv("種別,氏名,ふりがな,電話番号,卒業予定,交通手段,住所", row + ",本町1"), Kind.PEOPLE, city)

    assert people()[0].tutor.household is people()[0].household


def test_empty_list_says_so(city):
    with pytest.raises(Refused, match="1人も入っていません"):
        checked(csv(HEAD), Kind.PEOPLE, city)


def test_city_without_towns_says_so():
    place = make.municipality(name="しお風市")
    db.session.commit()

    assert "しお風市の町が、まだ一つも" in said(checked(LIST, Kind.PEOPLE, place))[0]


def test_entered_learner_is_found_by_the_coordinator_of_the_city(city):
    stored(LIST, Kind.PEOPLE, city)

    assert [one.name for one in search("おのでら", actor=make.actor(Role.COORDINATOR, place=city))] == [
        "小野寺 太郎",
        "小野寺 ツネ",
    ]


def test_no_more_than_two_statements_a_row(city, count_queries):
    rows = [f"見本 花{n},みほん はな{'あいうえお'[n % 5]},0191-21-{n:04},本町{n},," for n in range(60)]
    few = count_queries(lambda: stored(csv(HEAD, *rows[:20]), Kind.PEOPLE, city))
    many = count_queries(lambda: stored(csv(HEAD, *rows), Kind.PEOPLE, city))

    assert many - few <= 2 * 40 + 20
