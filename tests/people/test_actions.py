"""People are entered and reached."""

import pytest

from tests import make
from tutor.actor import Role
from tutor.changes.models import Change
from tutor.database import db
from tutor.errors import Refused
from tutor.people import actions
from tutor.people.actions import Name
from tutor.people.models import Consent, ConsentPurpose, ContactPoint, PhoneKind

HANAKO = Name("千葉", "花子", "ちば", "はなこ")


@pytest.fixture
def by(database):
    return make.actor(Role.COORDINATOR, who=make.person())


def test_person_without_any_name_is_refused(by):
    with pytest.raises(Refused, match="ふりがな"):
        actions.enter_person(Name("  "), household=None, by=by, now=make.NOW)


def test_person_known_only_by_reading_is_entered(by):
    entered = actions.enter_person(Name("", "", "ちば", "はなこ"), household=None, by=by, now=make.NOW)

    assert entered.family_name == "ちば"
    assert entered.reading_folded == "チバハナコ"


def test_entering_leaves_a_change_row_without_values(by):
    entered = actions.enter_person(HANAKO, household=None, by=by, now=make.NOW)

    row = db.session.query(Change).filter_by(subject_kind="person", subject_id=entered.id).one()
    assert (row.verb, row.actor_id, row.at) == ("enter_person", by.person_id, make.NOW)


def test_couple_shares_one_number_as_one_row(by):
    wife, husband = make.person(), make.person()

    actions.add_number(wife, "0191-21-8633", by=by, now=make.NOW)
    actions.add_number(husband, "０１９１−２１−８６３３", by=by, now=make.NOW)

    assert db.session.query(ContactPoint).count() == 1
    assert wife.contacts[0].contact_point is husband.contacts[0].contact_point


def test_number_added_twice_is_there_once(by):
    someone = make.person()

    first = actions.add_number(someone, "090-1234-5678", by=by, now=make.NOW)

    assert actions.add_number(someone, "09012345678", by=by, now=make.NOW) is first


def test_learner_asked_for_again_keeps_what_is_known(by):
    known = make.learner()

    again = actions.become_learner(
        known.person,
        municipality_id=known.municipality_id,
        phone_kind=PhoneKind.UNKNOWN,
        by=by,
        now=make.NOW,
    )

    assert again is known
    assert again.phone_kind is PhoneKind.ANDROID


def agreed(by):
    learner, daughter = make.learner(), make.person("090-1234-5678")
    scope = [ConsentPurpose.SEE_DATES, ConsentPurpose.COPY_MESSAGES]
    return learner, actions.agree_support(
        learner, daughter, relation="娘", scope=scope, how="telephone", by=by, now=make.NOW
    )


def test_support_records_who_agreed_to_what_and_who_wrote_it_down(by):
    learner, support = agreed(by)

    rows = db.session.query(Consent).filter_by(support_id=support.id).all()
    assert {row.purpose for row in rows} == {ConsentPurpose.SEE_DATES, ConsentPurpose.COPY_MESSAGES}
    assert {(row.person_id, row.recorded_by_id) for row in rows} == {(learner.person_id, by.person_id)}


def test_support_agreed_twice_is_refused(by):
    learner, support = agreed(by)

    with pytest.raises(Refused, match="もう代理人"):
        actions.agree_support(
            learner, support.supporter, relation="娘", scope=[], how="telephone", by=by, now=make.NOW
        )


def test_nobody_supports_himself(by):
    learner = make.learner()

    with pytest.raises(Refused, match="ご本人"):
        actions.agree_support(
            learner, learner.person, relation="", scope=[], how="telephone", by=by, now=make.NOW
        )


def test_ending_support_withdraws_its_consents_and_allows_a_new_one(by):
    learner, support = agreed(by)

    actions.end_support(support, by=by, now=make.NOW)
    actions.end_support(support, by=by, now=make.NOW)

    assert all(row.withdrawn_at == make.NOW for row in support.consents)
    actions.agree_support(
        learner, support.supporter, relation="娘", scope=[], how="telephone", by=by, now=make.NOW
    )
