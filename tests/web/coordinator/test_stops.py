"""Staff write down what somebody wants to hear no more of; and they see what was answered."""

import pytest

from tests import make
from tests.messaging.telling import all_messages, tell
from tests.web import enter
from tutor.actor import Role
from tutor.database import db
from tutor.messaging.models import MessageState, Stop
from tutor.people.models import Learner
from tutor.replies.actions import take_text


@pytest.fixture
def page(app, client) -> str:
    """The address of a learner of the coordinator's city."""
    with app.app_context():
        place = make.municipality()
        code = make.learner(place, "090-1234-5678").person.code
        enter.as_staff(client, Role.COORDINATOR, place)
        return f"/office/people/{code}"


def person():
    return db.session.query(Learner).one().person


def text_of(client, page: str) -> str:
    return client.get(page).get_data(as_text=True)


def test_a_stop_on_somebody_s_behalf_holds_and_is_shown(app, client, page) -> None:
    with app.app_context():
        tell(person(), purpose="lesson_reminder_1")
        db.session.commit()
    answer = client.post(f"{page}/stop", data={"kind": "lesson_reminder"})
    assert (answer.status_code, answer.location) == (303, page)
    assert "11月22日(日)から止めています" in text_of(client, page)
    with app.app_context():
        assert [one.state for one in all_messages()] == [MessageState.WITHDRAWN]
        assert tell(person(), purpose="lesson_reminder_3", about_id=9) == []


def test_it_is_taken_back_likewise(app, client, page) -> None:
    client.post(f"{page}/stop", data={"kind": "homework"})
    client.post(f"{page}/send-again", data={"kind": "homework"})
    assert "止めています" not in text_of(client, page)
    with app.app_context():
        assert tell(person(), purpose="lesson_reminder_3", about_id=9) != []


def test_pressed_twice_is_done_once(app, client, page) -> None:
    for _ in range(2):
        assert client.post(f"{page}/stop", data={"kind": "homework"}).status_code == 303
    for _ in range(2):
        assert client.post(f"{page}/send-again", data={"kind": "homework"}).status_code == 303
    with app.app_context():
        assert db.session.query(Stop).count() == 0


@pytest.mark.parametrize("kind", ["", "lesson", "lesson_cancelled", "staffing"])
def test_what_nobody_can_do_without_is_not_stopped(app, client, page, kind: str) -> None:
    assert client.post(f"{page}/stop", data={"kind": kind}).status_code == 409
    with app.app_context():
        assert db.session.query(Stop).count() == 0


def test_what_came_from_her_number_is_shown_with_what_it_was_taken_for(app, client, page) -> None:
    with app.app_context():
        take_text("SM1", "+819012345678", "母が入院しました", wants_texts=None, now=make.NOW)
        db.session.commit()
    text = text_of(client, page)
    assert "「母が入院しました」" in text
    assert "職員が読みます" in text
