"""One telephone call becomes people, numbers, a home and a request."""

import pytest

from tests import make
from tutor.actor import Role
from tutor.database import db
from tutor.errors import Refused
from tutor.people.actions import Name
from tutor.people.models import Person, PhoneKind, Support
from tutor.visit_requests.intake import Call, Supporter, take_call
from tutor.visit_requests.models import VisitRequest
from tutor.visit_requests.rules import MORNING, HalfDay

HANAKO = Name("千葉", "花子", "ちば", "はなこ")
TARO = Name("千葉", "太郎", "ちば", "たろう")


@pytest.fixture
def programme(database):
    return make.programme()


@pytest.fixture
def by(programme):
    return make.actor(Role.COORDINATOR, place=programme.municipality, who=make.person())


def a_call(programme, **changed) -> Call:
    given = {
        "form_key": "form-1",
        "programme": programme,
        "people": [HANAKO],
        "telephone": "0191-21-8633",
        "phone_kind": PhoneKind.RAKURAKU,
        "goal": "孫に写真を送りたい",
        "wishes": [HalfDay(*MORNING, weekday=1)],
        "town": make.town(programme.municipality),
        "address": "1-2",
    }
    return Call(**given | changed)


def test_call_enters_a_couple_with_one_home_and_one_number(programme, by):
    taken = take_call(a_call(programme, people=[HANAKO, TARO]), by=by, now=make.NOW)

    first, second = (row.person for row in taken.people)
    assert first.household is second.household is taken.household
    assert first.contacts[0].contact_point is second.contacts[0].contact_point
    assert first.learner.phone_kind is PhoneKind.RAKURAKU


def test_same_form_pressed_twice_enters_nobody_twice(programme, by):
    call = a_call(programme)

    first = take_call(call, by=by, now=make.NOW)

    assert take_call(call, by=by, now=make.NOW) is first
    assert db.session.query(VisitRequest).count() == 1
    assert db.session.query(Person).filter_by(family_name="千葉", given_name="花子").count() == 1


def test_known_person_needs_no_address_again(programme, by):
    known = make.learner(programme.municipality).person

    taken = take_call(a_call(programme, people=[known], town=None, address=""), by=by, now=make.NOW)

    assert taken.household is known.household


def test_call_without_any_place_is_refused(programme, by):
    with pytest.raises(Refused, match="うかがう場所"):
        take_call(a_call(programme, town=None, address=""), by=by, now=make.NOW)


def test_venue_takes_the_place_of_a_home(programme, by):
    hall = make.venue(make.town(programme.municipality))

    taken = take_call(a_call(programme, town=None, address="", venue=hall), by=by, now=make.NOW)

    assert (taken.venue, taken.household) == (hall, None)


def test_daughter_far_away_is_kept_with_the_consent_that_was_told(programme, by):
    daughter = Supporter(Name("佐々木", "恵"), "090-1234-5678", "娘", learner_agrees=True)

    taken = take_call(a_call(programme, supporter=daughter), by=by, now=make.NOW)

    support = db.session.query(Support).one()
    assert support.supporter is taken.asked_by
    assert len(support.consents) == 3


def test_caller_without_the_learners_word_gets_no_rights(programme, by):
    daughter = Supporter(Name("佐々木", "恵"), "090-1234-5678", "娘", learner_agrees=False)

    taken = take_call(a_call(programme, supporter=daughter), by=by, now=make.NOW)

    assert taken.asked_by.family_name == "佐々木"
    assert db.session.query(Support).count() == 0


def test_wrong_number_is_refused_and_nothing_is_kept(programme, by):
    db.session.commit()

    with pytest.raises(Refused, match="電話番号"):
        take_call(a_call(programme, telephone="123"), by=by, now=make.NOW)
    db.session.rollback()

    assert db.session.query(VisitRequest).count() == 0
