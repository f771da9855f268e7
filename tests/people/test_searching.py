"""The search box finds whoever may be seen, by what stands in the tables now."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from tests import make
from tutor.actor import Role
from tutor.database import db
from tutor.people import actions
from tutor.people.actions import Name
from tutor.people.models import ContactPoint, PersonContact, Support
from tutor.people.search_keys import PersonKey, rebuild
from tutor.people.searching import search


@pytest.fixture
def city(database):
    return make.municipality()


@pytest.fixture
def coordinator(city):
    return make.actor(Role.COORDINATOR, place=city)


@pytest.fixture
def tsune(city):
    home = make.household(make.town(city, name="山目", reading="やまのめ"), address="字寺前12-3")
    who = make.person(
        "090-1234-5678",
        household=home,
        family_name="小野寺",
        given_name="ツネ",
        family_reading="おのでら",
        given_reading="つね",
    )
    return make.learner(city, person=who, household=home).person


@pytest.mark.parametrize(
    "typed",
    [
        "おの", "オノデラ", "ｵﾉﾃﾞﾗ ﾂﾈ", "つね", "小野寺", "野寺", "ツネ", "小野寺　ツ", "つね おの",
        "5678", "０９０－１２３４", "234", "やまのめ", "山目", "寺前", "山目字寺前１２", "12-3",
        "おのでら 5678", "小野寺 山目",
    ],
)  # fmt: skip
def test_learner_is_found_by(typed, tsune, coordinator):
    assert search(typed, actor=coordinator) == [tsune]


@pytest.mark.parametrize("typed", ["おのでら 9999", "でら", "小野寺 川岸", "78", "9999", "%", " ", "小野山"])
def test_learner_is_not_found_by(typed, tsune, coordinator):
    assert search(typed, actor=coordinator) == []


def test_names_come_before_addresses_in_the_order_of_the_reading(city, coordinator, tsune):
    yama = {"family_name": "山", "family_reading": "やま", "given_name": "健", "given_reading": "けん"}
    two = [
        make.learner(city, person=make.person(**yama | {"given_reading": one})).person
        for one in ("けん", "あき")
    ]

    assert search("やま", actor=coordinator) == [two[1], two[0], tsune]


def test_person_of_another_city_is_not_found(coordinator):
    make.learner(make.municipality())

    assert search("ちば", actor=coordinator) == []


def test_learner_who_moved_to_our_city_is_found(city, coordinator):
    learner = make.learner(make.municipality())
    assert search("ちば", actor=coordinator) == []

    learner.municipality_id = city.id
    db.session.flush()

    assert search("ちば", actor=coordinator) == [learner.person]


def test_coordinator_of_all_cities_finds_everybody(tsune):
    assert search("おの", actor=make.actor(Role.COORDINATOR)) == [tsune]


def test_reception_finds_nobody(city, tsune):
    assert search("おの", actor=make.actor(Role.RECEPTION, place=city)) == []


def test_supporter_from_far_away_is_found_by_her_number(coordinator, tsune):
    daughter = make.person("080-9876-5432")
    add = Support(created_at=make.NOW, supporter_id=daughter.id, learner_id=tsune.id, relation="長女")
    make.add(add)

    assert search("98765", actor=coordinator) == [daughter]


def test_no_more_than_asked_for(city, coordinator):
    for _ in range(4):
        make.learner(city)

    assert len(search("ちば", actor=coordinator, most=3)) == 3


def test_corrected_name_is_found_and_the_old_one_no_more(coordinator, tsune):
    actions.correct(
        tsune,
        name=Name("菊地", "ツネ", "きくち", "つね"),
        born_year=None,
        version=tsune.version,
        by=coordinator,
        now=make.NOW,
    )

    assert search("きくち", actor=coordinator) == [tsune]
    assert search("おのでら", actor=coordinator) == []


def test_new_number_and_new_home_are_found(city, coordinator, tsune):
    actions.add_number(tsune, "0191-21-8633", by=coordinator, now=make.NOW)
    tsune.household = make.household(make.town(city, name="川岸"))
    db.session.flush()

    assert search("8633", actor=coordinator) == [tsune]
    assert search("川岸", actor=coordinator) == [tsune]
    assert search("山目", actor=coordinator) == []


def test_corrected_home_and_town_are_found(coordinator, tsune):
    tsune.household.address = "字門前9"
    tsune.household.town.reading = "やまめ"
    db.session.flush()

    assert search("門前", actor=coordinator) == search("やまめ", actor=coordinator) == [tsune]
    assert search("寺前", actor=coordinator) == []


def test_number_taken_away_finds_nobody(coordinator, tsune):
    db.session.delete(db.session.query(PersonContact).one())
    db.session.flush()

    assert search("5678", actor=coordinator) == []
    assert db.session.query(ContactPoint).count() == 1


def test_erased_and_merged_people_keep_no_keys(coordinator, tsune):
    other = make.person()
    tsune.erased_at, other.merged_into_id = make.NOW + timedelta(days=1), tsune.id
    db.session.flush()

    assert db.session.query(PersonKey).count() == 0


def test_keys_can_be_made_again_for_people_entered_before(coordinator, tsune):
    db.session.query(PersonKey).delete()

    rebuild([tsune.id])

    assert search("おの", actor=coordinator) == [tsune]


def test_beginning_is_one_range_of_the_index(database):
    """Without the byte order of the column PostgreSQL would read the whole table."""
    asks = "SELECT person_id FROM person_key WHERE municipality_id = 1 AND kind = 'name'"
    asks += " AND key >= 'オノ' AND key < 'オノ\U0010ffff'"
    if db.engine.dialect.name == "sqlite":
        plan = db.session.execute(text(f"EXPLAIN QUERY PLAN {asks}")).all()
        assert "USING PRIMARY KEY (municipality_id=? AND kind=? AND key>? AND key<?)" in str(plan)
    else:
        db.session.execute(text("SET LOCAL enable_seqscan = off"))
        plan = "\n".join(db.session.scalars(text(f"EXPLAIN {asks}")))
        condition = next(line for line in plan.splitlines() if "Index Cond" in line)
        assert "municipality_id" in condition
        assert condition.count("key >=") + condition.count("key)::text >=") == 1
