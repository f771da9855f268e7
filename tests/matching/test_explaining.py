"""What a coordinator is told about one visit: sentences that are true of the board before her."""

from datetime import time

import pytest

from tests import make
from tests.make import NOW
from tests.matching.planned import Draft, draft, draft_of
from tests.matching.week import TUESDAY, City, wish
from tutor.database import db
from tutor.matching import by_hand
from tutor.matching.explaining import Explaining
from tutor.matching.models import PlanVisit
from tutor.matching.preview import Desk
from tutor.office.models import ClosingDay

pytestmark = pytest.mark.usefixtures("database")

AFTERNOON = "11月24日(火)の午後"


def explaining(visit: PlanVisit) -> Explaining:
    return Explaining(Desk(visit, now=NOW))


def waiting(made: Draft) -> PlanVisit:
    return next(one for one in made.plan.visits if one.starts_at is None)


def texts(said) -> list[str]:
    return [str(one) for one in said]


def answers(visit: PlanVisit) -> list[str]:
    return ["".join(texts(one.said)) for one in explaining(visit).answers()]


@pytest.fixture
def full(database):
    """Two tutors who can take two visits a day, and three requests for the afternoon."""
    return draft(3)


def family(visit: PlanVisit) -> str:
    return visit.request.people[0].person.family_name


def test_half_day_says_why_not_and_for_the_desk_who_is_taken(full):
    (half,) = explaining(waiting(full)).half_days()

    assert (str(half.half), str(half.why)) == (
        AFTERNOON,
        "来られる学生講師は、みなほかの訪問に入っています。",
    )
    (sentence,) = texts(half.who)
    assert sentence.startswith("その日の回数がいっぱいです：")
    assert all(one.person.name in sentence for one in full.tutors)


def test_what_would_help_is_said_with_names_and_hours(full):
    found = answers(waiting(full))

    assert found
    assert all("行けます。" in one for one in found)
    assert any("訪問が入らなくなります。" in one for one in found)


def test_pinned_visits_are_not_displaced(full):
    for one in full.plan.visits:
        one.pinned = one.starts_at is not None
    db.session.commit()

    assert not any("入らなくなります" in one for one in answers(waiting(full)))


def test_half_day_that_was_not_wished_is_found():
    city = City()
    for tags in ((), ("iphone",)):
        city.tutor(*tags, hours=((1, time(12), time(17)), (3, time(8), time(13))))
    asked = city.request(wish(4))
    plan = draft_of(city)

    (one,) = plan.visits
    (said, *_) = answers(one)

    assert one.request is asked
    assert said.startswith(("11月24日(火)の午後でもよければ、", "11月26日(木)の午前でもよければ、"))


def test_closing_day_is_not_offered():
    city = City()
    for tags in ((), ("iphone",)):
        city.tutor(*tags, hours=((1, time(12), time(17)),))
    city.request(wish(4))
    make.add(ClosingDay(municipality_id=city.row.id, day=TUESDAY, name="休業日"))

    (one,) = draft_of(city).visits

    assert not any("でもよければ" in said for said in answers(one))


def test_tutor_whose_coming_would_help_is_named():
    city = City()
    city.tutor("iphone", hours=((1, time(12), time(17)),))
    away = city.tutor(hours=((2, time(12), time(17)),))
    city.request()

    (one,) = draft_of(city).visits
    found = answers(one)

    assert f"{AFTERNOON}に{away.person.name}さんが来られれば、" in found[0]
    assert f"{away.person.name}さんは、経験があります。" in found[0]
    assert f"{away.person.name}さんは、Androidを教えられます。" in found[0]


def test_family_name_is_enough_where_nobody_else_has_it():
    city = City()
    one_of_a_name, other = city.tutor(), city.tutor("iphone")
    one_of_a_name.person.family_name = "及川"
    city.request()

    said = texts(explaining(draft_of(city).visits[0]).these_two())

    assert any(one.startswith("及川さんの移動は、") for one in said)
    assert any(one.startswith(f"{other.person.family_name}さんの移動は、") for one in said)


def test_of_a_visit_with_a_place_it_is_said_what_speaks_for_the_two():
    made = draft()

    said = texts(explaining(made.plan.visits[0]).these_two())

    assert any("Androidを教えられます" in one for one in said)
    assert sum("この訪問で" in one for one in said) == 2
    assert "ほかに行ける組み合わせはありません。" in said
    assert any(one.startswith("同じ2人なら、次によい時間は11月24日(火) ") for one in said)


def test_next_best_two_are_said_with_the_difference():
    city = City()
    for tags in ((), ("iphone",)):
        city.tutor(*tags)
    city.tutor("line", household=make.household(city.town, lat=38.95))
    city.request()

    said = texts(explaining(draft_of(city).visits[0]).these_two())

    at = next(n for n, one in enumerate(said) if one.startswith("次によい組み合わせは、11月24日(火) "))
    assert said[at + 1].startswith("移動は全員で")


def test_of_a_visit_that_a_person_put_against_the_rules_nothing_is_claimed():
    made = draft()
    visit = made.plan.visits[0]
    morning = visit.starts_at.replace(hour=3, minute=30)
    by_hand.set_visit(
        visit,
        starts_at=morning,
        tutors=made.tutors,
        because="本人が言った",
        by=made.city.coordinator,
        now=NOW,
    )

    assert explaining(visit).these_two() == []
