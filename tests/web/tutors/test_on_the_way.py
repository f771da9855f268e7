"""One press on the first page when setting out."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests import make
from tests.web import enter
from tutor.database import db
from tutor.messaging.models import Message
from tutor.messaging.wording import load_wordings

BUTTON = "「これから行きます」と伝える"


@pytest.fixture
def visit(app, client):
    """In an hour; the first of its tutors is signed in. Its code, and that of somebody else's visit."""
    with app.app_context():
        load_wordings(make.NOW)
        mine, other = make.tutor(), make.tutor()
        learner = make.learner(phone="090-1234-5678")
        starts_at = make.NOW + timedelta(hours=1)
        codes = [
            make.lesson((who,), (learner if who is mine else make.learner(),), starts_at=starts_at).code
            for who in (mine, other)
        ]
        enter.as_person(client, mine.person)
        return codes


def page(client):
    return client.get("/tutor/").get_data(as_text=True)


def said(app):
    with app.app_context():
        return db.session.scalars(select(Message.purpose)).all()


def test_pressed_it_is_said_and_the_button_is_gone(app, client, visit):
    assert BUTTON in page(client)

    answer = client.post(f"/tutor/lessons/{visit[0]}/on-the-way")

    assert (answer.status_code, answer.location) == (303, "/tutor/")
    assert said(app) == ["on_the_way"]
    after = page(client)
    assert BUTTON not in after
    assert "「これから行きます」と伝えました" in after


def test_somebody_elses_visit_is_not_there(app, client, visit):
    assert client.post(f"/tutor/lessons/{visit[1]}/on-the-way").status_code == 404
    assert said(app) == []
