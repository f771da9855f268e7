"""Who may act for a learner."""

import pytest

from tests import make
from tests.web import enter
from tutor.actor import Role
from tutor.database import db
from tutor.people.models import Consent, Person, Support

TYPED = {
    "family": "千葉",
    "given": "洋子",
    "family_reading": "ちば",
    "given_reading": "ようこ",
    "telephone": "080-1111-2222",
    "relation": "長女",
    "scope": ["see_dates", "copy_messages"],
    "how": "telephone",
}


@pytest.fixture
def father(app, client):
    """The code of a learner of the coordinator's city."""
    with app.app_context():
        place = make.municipality()
        code = make.learner(place, "0191-21-8633").person.code
        enter.as_staff(client, Role.COORDINATOR, place)
        return code


def the_daughter(app):
    with app.app_context():
        return db.session.query(Person).filter_by(given_name="洋子").one().code


def test_supporter_is_kept_with_what_the_learner_agreed_to(app, client, father):
    assert "ご本人の気持ち" in client.get(f"/office/people/{father}/supporter").get_data(as_text=True)

    answer = client.post(f"/office/people/{father}/supporter", data=TYPED)

    text = client.get(answer.location).get_data(as_text=True)
    for says in (
        "千葉 洋子",
        "長女",
        "レッスンの日時を知る",
        "お知らせを同じように",
        "電話で本人から",
        "から",
    ):
        assert says in text
    assert "習ったことを見る" not in text
    page = client.get(f"/office/people/{the_daughter(app)}").get_data(as_text=True)
    assert "この方が代わりにできる相手" in page
    assert father in page


def test_supporter_is_tagged_in_the_search(app, client, father):
    client.post(f"/office/people/{father}/supporter", data=TYPED)

    found = client.post("/office/people", data={"text": "2222"}).get_data(as_text=True)

    assert "家族・代理人" in found


def test_pressed_twice_asks_instead_of_entering_her_again(app, client, father):
    client.post(f"/office/people/{father}/supporter", data=TYPED)

    again = client.post(f"/office/people/{father}/supporter", data=TYPED)

    assert again.status_code == 200
    assert "もう登録のある方かもしれません" in again.get_data(as_text=True)
    code = the_daughter(app)
    refused = client.post(f"/office/people/{father}/supporter", data=TYPED | {"same": code})
    assert refused.status_code == 409
    assert "もう代理人として登録されています" in refused.get_data(as_text=True)


def test_daughter_of_two_is_one_person(app, client, father):
    client.post(f"/office/people/{father}/supporter", data=TYPED)
    with app.app_context():
        place = db.session.query(Support).one().learner.household.town.municipality
        mother = make.learner(place).person.code
        db.session.commit()

    known = TYPED | {"same": the_daughter(app)}
    assert client.post(f"/office/people/{mother}/supporter", data=known).status_code == 303

    with app.app_context():
        assert db.session.query(Support).count() == 2
        assert len({one.supporter_id for one in db.session.query(Support)}) == 1


def test_somebody_else_of_the_same_name_is_entered(app, client, father):
    client.post(f"/office/people/{father}/supporter", data=TYPED)

    new = TYPED | {"same": "new", "telephone": "080-3333-4444"}
    assert client.post(f"/office/people/{father}/supporter", data=new).status_code == 303

    with app.app_context():
        assert db.session.query(Support).count() == 2


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"family": "", "family_reading": ""}, "お名前かふりがな"),
        ({"telephone": "12"}, "市外局番から"),
        ({"telephone": ""}, "連絡のつく電話番号"),
        ({"relation": " "}, "間がら"),
        ({"scope": []}, "一つ以上えらんで"),
        ({"scope": ["everything"]}, "一つ以上えらんで"),
        ({"how": "dream"}, "どう確かめたか"),
    ],
)
def test_wrong_field_is_named_and_the_rest_is_kept(app, client, father, wrong, says):
    answer = client.post(f"/office/people/{father}/supporter", data=TYPED | wrong)

    text = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert says in text
    assert "洋子" in text
    with app.app_context():
        assert db.session.query(Support).count() == 0


def test_code_of_another_city_is_nobody(app, client, father):
    with app.app_context():
        far = make.learner(make.municipality()).person.code
        db.session.commit()

    assert client.post(f"/office/people/{father}/supporter", data=TYPED | {"same": far}).status_code == 404


def test_learner_cannot_act_for_himself(app, client, father):
    answer = client.post(f"/office/people/{father}/supporter", data=TYPED | {"same": father})

    assert answer.status_code == 409
    assert "ご本人の代理人にはできません" in answer.get_data(as_text=True)


def test_one_button_ends_it_and_a_second_press_changes_nothing(app, client, father):
    client.post(f"/office/people/{father}/supporter", data=TYPED)
    end = f"/office/people/{father}/supporter/{the_daughter(app)}/end"

    assert [client.post(end).status_code for _ in range(2)] == [303, 303]

    assert "に終わりました" in client.get(f"/office/people/{father}").get_data(as_text=True)
    with app.app_context():
        assert db.session.query(Support).one().ended_at == make.NOW
        assert all(one.withdrawn_at == make.NOW for one in db.session.query(Consent))
    assert client.post(f"/office/people/{father}/supporter/ABCDEFGH/end").status_code == 404
