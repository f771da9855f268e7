"""Letters to post: who gets one, printed in one go, and that they are in the post."""

from datetime import timedelta

import pytest

from tests import make
from tests.messaging.telling import tell_by_post
from tests.web import enter
from tutor.actor import Role
from tutor.database import begin_reading, db
from tutor.messaging.models import Message, MessageState
from tutor.messaging.wording import load_wordings


@pytest.fixture
def city(app, client):
    with app.app_context():
        load_wordings(make.NOW)
        place = make.municipality()
        enter.as_staff(client, Role.COORDINATOR, place)
        return place.id


def owe(app, city, given, **values):
    with app.app_context():
        begin_reading(False)  # the page that was read before must not bind us
        made = tell_by_post(given, municipality_id=city, **values)
        return made.uid


def page(client, path="/office/letters"):
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def states(app):
    with app.app_context():
        return [one.state for one in db.session.query(Message).order_by(Message.id)]


def test_all_are_marked_in_one_press_and_the_press_is_taken_back(app, client, city):
    uids = [owe(app, city, "ツネ"), owe(app, city, "ハル")]
    assert "手紙2通を印刷する" in page(client)
    for path in ("/office/", "/office/calls", "/office/messages"):
        assert "/office/letters" in page(client, path)

    for _ in range(2):
        posted = client.post("/office/letters/posted", data={"letter": uids})
        assert (posted.status_code, posted.location) == (303, "/office/letters")
    assert states(app) == [MessageState.DONE] * 2
    shown = page(client)
    assert "さきほど2通を" in shown
    assert "手紙2通を印刷する" not in shown

    client.post("/office/letters/not-posted", data={"letter": uids})
    assert "手紙2通を印刷する" in page(client)
    assert "手紙を出しました" in page(client, f"/office/messages/{uids[0]}")


def test_one_that_is_left_out_stays_to_be_posted(app, client, city):
    uids = [owe(app, city, "ツネ"), owe(app, city, "ハル")]
    client.post("/office/letters/posted", data={"letter": uids[:1]})
    shown = page(client)
    assert ("ツネ" in shown, "ハル" in shown) == (False, True)


def test_none_chosen_changes_nothing(app, client, city):
    owe(app, city, "ツネ")
    assert client.post("/office/letters/posted").status_code == 303
    assert states(app) == [MessageState.DUE]


def test_letters_of_another_city_are_not_there(app, client, city):
    with app.app_context():
        elsewhere = make.municipality().id
    uid = owe(app, elsewhere, "ツネ")
    assert "ツネ" not in page(client)
    assert client.post("/office/letters/posted", data={"letter": uid}).status_code == 404
    assert states(app) == [MessageState.DUE]


def test_too_late_for_the_post_it_is_among_those_to_be_told_in_another_way(app, client, city):
    with app.app_context():
        begin_reading(False)
        uid = owe(app, city, "ツネ", not_after=make.NOW + timedelta(days=4))
        db.session.query(Message).update({"not_after": make.NOW + timedelta(days=2)})
        db.session.commit()
    shown = page(client, "/office/calls")
    assert "手紙では間に合いません" in shown
    client.post(f"/office/calls/{uid}/done")
    assert states(app) == [MessageState.DONE]
    assert "さきほど" not in page(client)


def test_page_costs_the_same_for_one_and_for_three(app, client, city, count_queries):
    owe(app, city, "一")
    one = count_queries(lambda: page(client))
    owe(app, city, "二")
    owe(app, city, "三")
    assert count_queries(lambda: page(client)) == one
