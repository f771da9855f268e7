"""The list of a curriculum's files: begun, given up, brought back, and only on one's own desk."""

import pytest

from tests import make
from tests.authoring.desk import WRITTEN
from tests.curriculum.small_curriculum import UNIT
from tests.web import enter
from tests.web.coordinator.drafting import (
    LIST,
    at_the_desk,
    begin,
    page,
    save,
)
from tutor.actor import Role


@pytest.fixture
def city(app, client):
    return at_the_desk(app, client)


def test_list_leads_to_a_draft_with_the_text_as_published(client, city):
    assert "さわる" in page(client, LIST)

    at = begin(client)

    text = page(client, at)
    assert WRITTEN in text
    assert "このまま公開できる形です。" in text
    assert begin(client) == at
    assert "下書きを開く" in page(client, LIST)


def test_given_up_draft_is_brought_back_with_its_text(client, city):
    at = begin(client)
    save(client, at)

    client.post(f"{at}/end")
    assert "下書きを開く" not in page(client, LIST)
    client.post(f"{at}/again")

    assert "絵を、ポンとたたきます。" in page(client, at)


def test_new_unit_begins_with_the_small_template(client, city):
    at = begin(client, name="", number="2", key="bus", stage="1")

    assert "新しい単元" in page(client, at)
    assert client.post(LIST, data={"number": "1", "key": "bus", "stage": "0"}).status_code == 409


def test_draft_of_another_city_is_not_found(app, client, city):
    at = begin(client)
    with app.app_context():
        other = app.test_client()
        enter.as_staff(other, Role.COORDINATOR, make.municipality())

    for path in (at, f"{at}/phone", f"{at}/sheet"):
        assert other.get(path).status_code == 404
    assert save(other, at).status_code == 404
    assert "下書きを開く" not in page(other, LIST)
    assert other.get(f"{LIST}?city={city}").status_code == 404


def test_before_anything_is_published_the_page_says_whom_to_ask(app, client):
    with app.app_context():
        enter.as_staff(client, Role.COORDINATOR, make.municipality())

    assert "公開した教材が、まだありません。" in page(client, LIST)
    assert client.post(LIST, data={"name": UNIT}).status_code == 404
