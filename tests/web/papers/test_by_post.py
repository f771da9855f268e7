"""Letters and postcards of the folder: the message's own words, each in its reader's language."""

import re

import pytest

from tests import make, pdf
from tests.messaging.telling import tell_by_post
from tests.web import enter
from tutor.actor import Role
from tutor.cli import working
from tutor.database import begin_reading, db
from tutor.jobs.models import Job, JobState
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
        return made.uid, made.body


def text(client, name, **asked):
    answer = client.get(f"/office/papers/{name}", query_string=asked)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


@pytest.mark.parametrize("name", ["letters", "postcards"])
def test_each_says_what_its_message_says_beside_the_number_as_a_picture(app, client, city, name):
    _, body = owe(app, city, "ツネ")
    owe(app, city, "ハル")
    shown = text(client, name)
    read = re.sub(r"</?(b|span)\b[^>]*>", "", shown)
    for sentence in body.split("。")[:-1]:
        assert f"{sentence}。" in read
    assert shown.count('<article class="') == 2
    assert shown.count("<figure") == shown.count("<b>0191-21-8633</b>") == 2


@pytest.mark.parametrize("name", ["letters", "postcards"])
def test_who_reads_english_gets_english_among_the_others(app, client, city, name):
    owe(app, city, "ツネ")
    owe(app, city, "アン", language="en")
    shown = text(client, name)
    assert ('lang="en"' in shown, "お電話ください。" in shown) == (True, True)
    assert "Your smartphone lesson" in shown


def test_one_alone_is_printed_and_what_is_posted_or_elsewhere_is_not_there(app, client, city):
    uid, _ = owe(app, city, "ツネ")
    owe(app, city, "ハル")
    with app.app_context():
        begin_reading(False)
        other = make.municipality().id
    theirs, _ = owe(app, other, "アキ")
    assert text(client, "letters", message=uid).count('<article class="') == 1
    assert client.get("/office/papers/letters", query_string={"message": theirs}).status_code == 404
    client.post("/office/letters/posted", data={"letter": uid})
    assert client.get("/office/papers/letters", query_string={"message": uid}).status_code == 404


def test_without_letters_it_says_so(client, city):
    assert "今、出す手紙はありません。" in text(client, "postcards")


@pdf.needed
@pytest.mark.parametrize("name", ["letters", "postcards"])
def test_all_are_one_file(app, client, city, name):
    owe(app, city, "ツネ")
    client.post(f"/office/papers/{name}", data={"message": ""})
    with app.app_context():
        begin_reading(False)
        code = db.session.query(Job).one().code
        assert working.do(code)
        assert db.session.query(Job).one().state is JobState.DONE
    answer = client.get(f"/office/papers/files/{code}.pdf")
    assert answer.get_data().startswith(b"%PDF-")
    answer.close()
