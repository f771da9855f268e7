"""The page on which a city's words get their readings."""

import pytest

from tests import make
from tests.web import enter
from tutor.actor import Role
from tutor.database import db


@pytest.fixture
def url(app, client):
    with app.app_context():
        place = make.municipality()
        enter.as_staff(client, Role.COORDINATOR, place)
        db.session.commit()
        return f"/office/readings/{place.code5}"


def test_word_is_taught_and_forgotten(client, url):
    assert client.post(url, data={"written": "狐禅寺", "spoken": "こぜんじ"}).status_code == 303
    assert "コゼンジ" in client.get(url).get_data(as_text=True)

    assert client.post(f"{url}/forget", data={"written": "狐禅寺"}).status_code == 303
    assert "コゼンジ" not in client.get(url).get_data(as_text=True)


def test_what_is_no_kana_is_said_beside_its_field(client, url):
    answer = client.post(url, data={"written": "狐禅寺", "spoken": "狐"})

    assert answer.status_code == 422
    assert "ひらがなかカタカナで" in answer.get_data(as_text=True)
