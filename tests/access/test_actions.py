"""Cards and passwords."""

from datetime import timedelta

import pytest

from tests import make
from tutor.access import actions, queries
from tutor.access.models import Attempt, Credential
from tutor.access.rules import TRIES, read_card_code
from tutor.actor import ActorKind, Grant, Role
from tutor.database import db
from tutor.errors import Refused


@pytest.fixture
def by(database):
    return make.actor(Role.COORDINATOR, who=make.person())


def test_card_opens_its_learners_pages(by):
    learner = make.learner()

    code = actions.issue_card(learner.person, by=by, now=make.NOW)

    found = queries.card(code, now=make.NOW)
    actor = queries.actor_of(found, now=make.NOW)
    assert (actor.kind, actor.person_id) == (ActorKind.CARD, learner.person_id)
    assert actor.grants == {Grant(Role.LEARNER, learner.municipality_id)}


def test_code_is_not_kept_in_the_database(by):
    code = actions.issue_card(make.learner().person, by=by, now=make.NOW)

    assert code not in {row.hash for row in db.session.query(Credential)}


def test_new_card_ends_the_old_one(by):
    learner = make.learner()
    old = actions.issue_card(learner.person, by=by, now=make.NOW)

    new = actions.issue_card(learner.person, by=by, now=make.NOW)

    assert queries.card(old, now=make.NOW) is None
    assert queries.card(new, now=make.NOW) is not None


def test_card_never_gives_a_staff_role(by):
    learner = make.learner()
    make.add(make.RoleGrant(created_at=make.NOW, person_id=learner.person_id, role=Role.COORDINATOR))
    code = actions.issue_card(learner.person, by=by, now=make.NOW)

    actor = queries.actor_of(queries.card(code, now=make.NOW), now=make.NOW)

    assert not actor.has(Role.COORDINATOR)


def test_card_is_for_learners_only(by):
    with pytest.raises(Refused, match="受講者"):
        actions.issue_card(make.person(), by=by, now=make.NOW)


def test_card_of_an_erased_person_opens_nothing(by):
    learner = make.learner()
    code = actions.issue_card(learner.person, by=by, now=make.NOW)
    learner.person.erased_at = make.NOW

    assert queries.card(code, now=make.NOW) is None


@pytest.mark.parametrize("typed", ["ABCDE-12345", "ａｂｃｄｅ 12345", "abcde12345\n", "ABCDEI2345"])
def test_card_code_is_read_as_people_write_it(typed):
    assert read_card_code(typed) == "ABCDE12345"


def test_right_password_enters_and_a_wrong_one_does_not(by):
    someone = make.person()
    actions.set_password(someone, "うめのはなさく十分長い", by=by, now=make.NOW)

    assert actions.enter_with_password(someone.code, "うめのはなさく十分長い", now=make.NOW)
    assert actions.enter_with_password(someone.code, "さくら", now=make.NOW) is None
    assert actions.enter_with_password("NOBODY00", "さくら", now=make.NOW) is None


def test_short_password_is_refused(by):
    with pytest.raises(Refused, match="10文字"):
        actions.set_password(make.person(), "みじかい", by=by, now=make.NOW)


def test_ten_wrong_tries_close_the_door_for_a_quarter_of_an_hour(by):
    someone = make.person()
    actions.set_password(someone, "うめのはなさく十分長い", by=by, now=make.NOW)
    for _ in range(TRIES):
        actions.enter_with_password(someone.code, "ちがう合言葉です", now=make.NOW)

    assert actions.enter_with_password(someone.code, "うめのはなさく十分長い", now=make.NOW) is None
    later = make.NOW + timedelta(minutes=16)
    assert actions.enter_with_password(someone.code, "うめのはなさく十分長い", now=later)
    assert db.session.query(Attempt).count() == TRIES


def test_graduated_tutor_is_a_tutor_no_more(by):
    tutor = make.tutor()
    actions.set_password(tutor.person, "うめのはなさく十分長い", by=by, now=make.NOW)
    found = queries.current_password(tutor.person, now=make.NOW)

    assert queries.actor_of(found, now=make.NOW).has(Role.TUTOR)
    tutor.until = make.MONDAY - timedelta(days=10)
    assert not queries.actor_of(found, now=make.NOW).has(Role.TUTOR)
