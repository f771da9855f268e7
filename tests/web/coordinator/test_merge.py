"""Two records of one person: found, compared, made one; the old address leads on."""

import pytest

from tests import make
from tests.web import enter
from tutor.actor import Role
from tutor.database import db
from tutor.office.models import Municipality
from tutor.people.models import Person


@pytest.fixture
def pair(app, client):
    """Codes of the one that stays and of the one entered a second time, with another spelling."""
    with app.app_context():
        place = make.municipality()
        enter.as_staff(client, Role.COORDINATOR, place)
        kept = make.learner(place, phone="0191-21-8633").person
        gone = make.learner(place, phone="090-1234-5678").person
        gone.family_name, gone.born_year = "知葉", 1944
        db.session.commit()
        return kept.code, gone.code


def page(client, address):
    return client.get(address).get_data(as_text=True)


def versions(app, *codes):
    with app.app_context():
        found = [db.session.query(Person).filter_by(code=code).one().version for code in codes]
        return {"kept_version": found[0], "gone_version": found[1]}


def test_same_reading_is_proposed_and_another_can_be_searched(app, client, pair):
    kept, gone = pair
    assert f"/office/people/{kept}/merge/{gone}" in page(client, f"/office/people/{kept}/merge")

    found = client.post(f"/office/people/{kept}/merge", data={"other": "5678"}).get_data(as_text=True)
    assert f"/office/people/{kept}/merge/{gone}" in found
    nobody = client.post(f"/office/people/{kept}/merge", data={"other": "ぬぬ"}).get_data(as_text=True)
    assert "見つかりませんでした" in nobody


def test_preview_shows_both_sides_what_moves_and_takes_what_is_missing(client, pair):
    kept, gone = pair
    text = page(client, f"/office/people/{kept}/merge/{gone}")

    for says in ("千葉", "知葉", "1944", "電話番号 1件", "もとの二つにはもどせません"):
        assert says in text
    assert 'name="born_year" value="gone" checked' in text
    assert 'name="name" value="kept" checked' in text


def test_merged_record_leads_on_and_a_second_press_changes_nothing(app, client, pair):
    kept, gone = pair
    form = versions(app, kept, gone) | {"name": "gone", "born_year": "gone"}

    answers = [client.post(f"/office/people/{kept}/merge/{gone}", data=form) for _ in range(2)]

    assert [one.location for one in answers] == [f"/office/people/{kept}"] * 2
    assert client.get(f"/office/people/{gone}").location == f"/office/people/{kept}"
    text = page(client, f"/office/people/{kept}")
    for says in ("知葉", "1944年", "0191-21-8633", "090-1234-5678"):
        assert says in text


def test_old_preview_is_answered_with_a_sentence(app, client, pair):
    kept, gone = pair
    for wrong in ({}, {"kept_version": "9" * 30, "gone_version": "あ"}):
        answer = client.post(f"/office/people/{kept}/merge/{gone}", data=wrong)
        assert answer.status_code == 409
        assert "何も変わっていません" in answer.get_data(as_text=True)


def test_what_stands_in_the_way_is_named_and_there_is_no_button(app, client, pair):
    kept, gone = pair
    with app.app_context():
        both = [db.session.query(Person).filter_by(code=code).one().learner for code in pair]
        code = make.lesson(learners=tuple(both)).code
        db.session.commit()

    text = page(client, f"/office/people/{kept}/merge/{gone}")

    assert "まとめられません" in text
    assert f"/office/lessons/{code}" in text
    assert "この内容で一つにまとめる" not in text
    form = versions(app, kept, gone)
    assert client.post(f"/office/people/{kept}/merge/{gone}", data=form).status_code == 409


def test_person_of_another_city_cannot_be_taken_in(app, client, pair):
    with app.app_context():
        other = make.learner(make.municipality()).person.code
        db.session.commit()

    assert client.get(f"/office/people/{pair[0]}/merge/{other}").status_code == 404
    assert client.post(f"/office/people/{pair[0]}/merge/{other}").status_code == 404
    with app.app_context():
        assert db.session.query(Municipality).count() == 2
