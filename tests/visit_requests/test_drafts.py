"""A half-filled request: kept for some hours under a secret that only the browser has."""

from datetime import timedelta

import pytest

from tests.make import NOW
from tutor.database import db
from tutor.errors import Refused
from tutor.visit_requests import drafts
from tutor.visit_requests.models import OwnRequestDraft

NAMES = {"family_1": ["千葉"]}


@pytest.fixture
def token(database) -> str:
    return drafts.begin(now=NOW)


def kept(token, *, now=NOW):
    found = drafts.find(token, now=now)
    assert found is not None
    return found


def test_token_itself_is_not_in_the_database(token):
    row = db.session.query(OwnRequestDraft).one()

    assert token not in (row.token_hash, row.form_key, row.answers)
    assert drafts.find(row.token_hash, now=NOW) is None


def test_answers_of_each_question_are_kept_and_can_be_taken_back(token):
    drafts.keep(kept(token), {"who": {"who": ["self"]}}, now=NOW)
    drafts.keep(kept(token), {"names": NAMES}, now=NOW)
    assert drafts.answers(kept(token)) == {"who": {"who": ["self"]}, "names": NAMES}

    drafts.keep(kept(token), {"who": None}, now=NOW)

    assert drafts.answers(kept(token)) == {"names": NAMES}


def test_every_answer_gives_twenty_hours_more(token):
    later = NOW + timedelta(hours=19)
    drafts.keep(kept(token, now=later), {"names": NAMES}, now=later)

    assert drafts.find(token, now=later + timedelta(hours=19)) is not None
    assert drafts.find(token, now=later + timedelta(hours=20)) is None


def test_more_than_the_column_holds_is_said_and_not_cut(token):
    with pytest.raises(Refused, match="長すぎて"):
        drafts.keep(kept(token), {"names": {"family_1": ["千" * 9000]}}, now=NOW)

    assert drafts.answers(kept(token)) == {}


def test_worker_deletes_what_has_expired_and_nothing_else(token):
    young = drafts.begin(now=NOW + timedelta(hours=5))

    drafts.delete_expired(NOW + timedelta(hours=21))

    assert db.session.query(OwnRequestDraft).count() == 1
    assert drafts.find(young, now=NOW) is not None
