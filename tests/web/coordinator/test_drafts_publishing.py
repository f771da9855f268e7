"""What drafts change is seen before it is published, and what was can be published again."""

import pytest

from tests import make
from tests.web import enter
from tests.web.coordinator.drafting import (
    BROKEN,
    LIST,
    PUBLISHING,
    at_the_desk,
    begin,
    page,
    publish,
    save,
    version,
)
from tutor.actor import Role
from tutor.database import db


@pytest.fixture
def city(app, client):
    return at_the_desk(app, client)


def test_what_changes_is_shown_line_by_line_before_it_is_published(app, client, city):
    at = begin(client)
    save(client, at)

    text = page(client, PUBLISHING)
    assert "<del>絵をたたきます。</del>" in text
    assert "<ins>絵を、ポンとたたきます。</ins>" in text
    assert "ページ「たたく」の文が変わりました。" in text
    answer = publish(client, at)

    assert answer.status_code == 303
    assert "言葉をやさしくしました。" in page(client, LIST)
    assert version(app) == 2
    assert publish(client, at).status_code == 422


def test_draft_with_a_mistake_cannot_be_published(app, client, city):
    at = begin(client)
    save(client, at, BROKEN)

    assert "直すところがなくなると、公開できます。" in page(client, PUBLISHING)
    assert publish(client, at).status_code == 422
    assert publish(client, at, why="").status_code == 422
    assert version(app) == 1


def test_what_all_cities_share_is_not_published_by_one_of_them(app, client, city):
    with app.app_context():
        make.municipality()
        db.session.commit()
    at = begin(client)
    save(client, at)

    assert "全部の市を受け持つ人" in page(client, PUBLISHING)
    assert publish(client, at).status_code == 422
    assert version(app) == 1


def test_former_version_is_published_again_with_a_reason(app, client, city):
    at = begin(client)
    save(client, at)
    publish(client, at)

    again = {"number": "1", "newest": "2", "why": "前のほうがよかったです。"}
    assert client.post(f"{LIST}/former", data=again).status_code == 303
    assert client.post(f"{LIST}/former", data=again).status_code == 409
    assert version(app) == 3


def test_company_sees_the_desks_of_all_cities_and_has_its_own(app, client, city):
    begin(client)
    with app.app_context():
        company = app.test_client()
        enter.as_staff(company, Role.COORDINATOR)

    assert "下書きを開く" not in page(company, LIST)
    assert "下書きを開く" in page(company, f"{LIST}?city={city}")
