"""Calls are written down, ring-backs are owed until they are made, and what became of a call is kept."""

from datetime import timedelta

import pytest

from tests import make
from tutor.actor import Role
from tutor.changes.queries import history
from tutor.database import db
from tutor.errors import NotFound, Refused
from tutor.inquiries import actions, queries
from tutor.inquiries.actions import Heard
from tutor.inquiries.models import Inquiry, Purpose, Unmet
from tutor.messaging.actions import could_not_reach, finish_call
from tutor.messaging.models import Channel, Message, MessageState
from tutor.messaging.queries import ring_list
from tutor.messaging.reclaiming import expire_overdue
from tutor.people.models import ContactPoint, PhoneKind
from tutor.visit_requests.actions import Asked, take
from tutor.visit_requests.rules import MORNING, HalfDay

SOON = make.NOW + timedelta(hours=3)


@pytest.fixture
def city(database):
    return make.municipality()


@pytest.fixture
def by(city):
    return make.actor(Role.COORDINATOR, place=city, who=make.person())


def heard(city, **values):
    given = {"form_key": "call-1", "municipality_id": city.id, "purpose": Purpose.QUESTION}
    return Heard(**given | values)


def written(city, by, ring_back=None, now=make.NOW, **values):
    return actions.write_down(heard(city, **values), by=by, now=now, ring_back=ring_back)


def test_call_of_nobody_is_a_call(city, by):
    call = written(city, by, purpose=Purpose.WRONG_NUMBER)

    assert call.who == ""
    assert [one.verb for one in history("inquiry", call.id)] == ["write_down_call"]
    assert queries.newest(by) == [call]


def test_same_form_twice_is_one_call_and_one_promise(city, by):
    first, second = (written(city, by, SOON, number="0191-21-8633") for _ in range(2))

    assert first is second
    assert db.session.query(Inquiry).count() == db.session.query(Message).count() == 1


def test_promise_to_a_bare_number_stands_on_the_ring_list(city, by):
    call = written(city, by, SOON, name="小野寺", number="０１９１−２１−８６３３", note="日にちの変更")

    owed = ring_list(by=by, now=make.NOW)[0]
    assert (owed.channel, owed.not_after) == (Channel.STAFF_CALL, SOON)
    assert owed.contact_point.e164 == "+81191218633"
    assert owed.people == []
    assert "小野寺" in owed.body
    assert "日にちの変更" in owed.body
    assert queries.promises([call]) == {call.id: owed}


def test_promise_to_somebody_we_know_uses_the_known_number(city, by):
    learner = make.learner(city, phone="0191-21-8633").person
    written(city, by, SOON, person=learner)

    owed = ring_list(by=by, now=make.NOW)[0]
    assert owed.people == [learner]
    assert owed.contact_point.e164 == "+81191218633"


def test_number_given_now_goes_before_the_known_one(city, by):
    learner = make.learner(city, phone="0191-21-8633").person
    written(city, by, SOON, person=learner, number="090-1234-5678")

    assert ring_list(by=by, now=make.NOW)[0].contact_point.e164 == "+819012345678"


@pytest.mark.parametrize(
    ("until", "number"),
    [(SOON, ""), (make.NOW, "0191-21-8633"), (make.NOW + timedelta(days=40), "0191-21-8633")],
)
def test_promise_that_nobody_can_keep_is_refused(city, by, until, number):
    with pytest.raises(Refused):
        written(city, by, until, number=number)


def test_missed_promise_does_not_lapse_and_stands_first(city, by):
    written(city, by, SOON + timedelta(hours=2), number="0191-21-8634", form_key="later")
    written(city, by, SOON, number="0191-21-8633")
    tomorrow = make.NOW + timedelta(days=1)

    assert expire_overdue(tomorrow) == 0
    first = ring_list(by=by, now=tomorrow)[0]
    assert (first.not_after, first.state) == (SOON, MessageState.DUE)


def test_promise_is_kept_by_ringing_and_not_by_trying(city, by):
    call = written(city, by, SOON, number="0191-21-8633")
    owed = queries.promises([call])[call.id]

    could_not_reach(owed, by=by, now=make.NOW)
    assert ring_list(by=by, now=make.NOW) == [owed]
    finish_call(owed, by=by, now=make.NOW)
    assert ring_list(by=by, now=make.NOW) == []


def test_number_that_somebody_has_is_not_made_twice(city, by):
    make.learner(city, phone="0191-21-8633")
    written(city, by, SOON, number="0191-21-8633")

    assert db.session.query(ContactPoint).filter_by(e164="+81191218633").count() == 1


def a_request(city, by, key="form-1"):
    learner = make.learner(city)
    asked = Asked(
        form_key=key,
        programme=make.programme(city),
        people=[learner.person],
        phone_kind=PhoneKind.ANDROID,
        goal="写真",
        wishes=[HalfDay(*MORNING, weekday=1)],
        household=learner.person.household,
    )
    return take(asked, by=by, now=make.NOW)


def test_call_that_became_a_request_is_no_unmet_demand(city, by):
    call, request = written(city, by, unmet=Unmet.NO_TIME_FITS), a_request(city, by)

    for _ in range(2):
        actions.became(call, request, by=by, now=make.NOW)

    assert (call.request, call.unmet) == (request, None)
    assert [one.verb for one in history("inquiry", call.id)].count("call_became_request") == 1
    with pytest.raises(Refused):
        actions.became(call, a_request(city, by, "form-2"), by=by, now=make.NOW)
    with pytest.raises(Refused):
        actions.became_nothing(call, because=Unmet.TOO_FAR, by=by, now=make.NOW)


def test_demand_that_became_nothing_is_counted_by_reason(city, by):
    for n, reason in enumerate((Unmet.TOO_FAR, Unmet.NO_PHONE, Unmet.TOO_FAR)):
        call = written(city, by, form_key=f"call-{n}", purpose=Purpose.REQUEST)
        actions.became_nothing(call, because=reason, by=by, now=make.NOW)
    written(city, by, form_key="old", unmet=Unmet.OTHER, now=make.NOW - timedelta(days=40))
    written(make.municipality(), by, form_key="elsewhere", unmet=Unmet.TOO_FAR)

    found = queries.unmet(actor=by, start=make.NOW - timedelta(days=30), end=make.NOW + timedelta(days=1))

    assert list(found.items()) == [(Unmet.TOO_FAR, 2), (Unmet.NO_PHONE, 1)]


def test_calls_of_another_city_are_not_there(city, by):
    elsewhere = written(make.municipality(), by)

    assert queries.newest(by) == []
    with pytest.raises(NotFound):
        queries.inquiry(elsewhere.code, actor=by)


def test_log_can_be_read_by_purpose(city, by):
    written(city, by)
    complaint = written(city, by, form_key="call-2", purpose=Purpose.COMPLAINT)

    assert queries.newest(by, purpose=Purpose.COMPLAINT) == [complaint]
    assert queries.last_city(by) == city.id
