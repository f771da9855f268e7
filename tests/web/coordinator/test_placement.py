"""Where somebody begins, asked on the telephone: one question a page, three large answers."""

import re
from dataclasses import replace

import pytest

from tests import make
from tests.curriculum.plain_content import two_stages
from tests.web import enter
from tutor.actor import WORKER, Role
from tutor.curriculum.actions import publish
from tutor.database import db
from tutor.learning.models import Mark


@pytest.fixture
def address(app, client):
    """Of somebody who has no seat yet."""
    with app.app_context():
        place = make.municipality()
        publish(replace(two_stages(), key="sumaho"), by=WORKER, now=make.NOW)
        code = make.learner(place).person.code
        enter.as_staff(client, Role.COORDINATOR, place)
        return f"/office/people/{code}/placement"


def page(client, address):
    return client.get(address).get_data(as_text=True)


def press(client, address, act, **fields):
    answer = client.post(address, data={"act": act, **fields})
    assert (answer.status_code, answer.location) == (303, address)


def asked(text):
    found = re.search(r'name="skill" value="([^"]+)"', text)
    return found.group(1) if found else None


def say(client, address, answer):
    press(client, address, "answer", skill=asked(page(client, address)), answer=answer)


def test_call_from_the_first_word_to_where_one_begins(client, address):
    assert "まったくかまいません" in page(client, address)
    press(client, address, "begin")
    text = page(client, address)
    assert "1問めです。" in text
    assert re.search(r"<h1[^>]*>\w+ができますか。</h1>", text)
    for word in ("ひとりで", "ことばがあれば", "まだ・わからない"):
        assert f">{word}</button>" in text
    while asked(page(client, address)):
        say(client, address, "alone")

    assert "教材にある段階は、どれもできるようです。" in page(client, address)


def test_hole_in_a_stage_that_is_held_is_to_be_looked_at_first(client, address):
    press(client, address, "begin")
    while asked(text := page(client, address)):
        say(client, address, "words" if asked(text) == "tap" else "alone")

    assert "先に見てほしいことがあります。" in page(client, address)
    assert "「tapができる」" in page(client, address)


def test_who_answers_not_yet_begins_at_the_beginning(app, client, address):
    press(client, address, "begin")
    while asked(page(client, address)):
        say(client, address, "not_yet")
    text = page(client, address)

    assert "段階0「段階0」から始めるとよさそうです。" in text
    assert 'tag plain">まだ・わからない' in text
    with app.app_context():
        assert {one.value for one in db.session.query(Mark)} == {0}


def test_step_back_shows_the_question_before(client, address):
    press(client, address, "begin")
    first = asked(page(client, address))
    assert "ひとつ前" not in page(client, address)
    say(client, address, "alone")
    press(client, address, "back")

    assert asked(page(client, address)) == first


def test_stopped_early_says_that_it_is_not_clear(client, address):
    press(client, address, "begin")
    say(client, address, "words")
    press(client, address, "end")

    assert "まだはっきりしません" in page(client, address)


def test_undone_can_be_asked_again(client, address):
    press(client, address, "begin")
    say(client, address, "alone")
    press(client, address, "end")
    press(client, address, "undo")
    text = page(client, address)

    assert "取り消しました。" in text
    assert "たずねはじめる" in text
    press(client, address, "begin")
    assert "1問めです。" in page(client, address)


def test_nonsense_changes_nothing(client, address):
    press(client, address, "undo")
    press(client, address, "begin")
    before = asked(page(client, address))
    press(client, address, "answer", skill=before, answer="perhaps")
    press(client, address, "answer", skill="tap tap", answer="alone")
    press(client, address, "dance")

    assert asked(page(client, address)) == before


def test_before_a_seat_is_given_the_way_to_it_stands_beside_the_classes(client, address):
    text = page(client, address.replace("placement", "classes"))

    assert address in text
    assert "まだ始めていません" in text


def test_who_is_no_learner_is_not_asked(app, client, address):
    with app.app_context():
        who = make.person(household=db.session.query(make.Household).first()).code
        db.session.commit()
    elsewhere = f"/office/people/{who}/placement"

    assert client.post(elsewhere, data={"act": "begin"}).status_code == 404
    assert client.get(elsewhere).status_code in {200, 404}
