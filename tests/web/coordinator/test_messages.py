"""What we told people: how many in which state, and the last hundred."""

import pytest

from tests import make
from tests.web import enter
from tutor.actor import Role
from tutor.database import begin_reading, db
from tutor.messaging.models import Channel, Message, MessageState


@pytest.fixture
def city(app, client):
    with app.app_context():
        place = make.municipality()
        enter.as_staff(client, Role.COORDINATOR, place)
        return place.id


def say(app, city, body, state=MessageState.DELIVERED, **values):
    with app.app_context():
        begin_reading(False)  # the page that was read before must not bind us
        who = make.person("090-1234-5678", family_name="小野寺", given_name="ツネ")
        given = common(city) | {
            "channel": Channel.SMS,
            "contact_point": who.contacts[0].contact_point,
            "dedupe_key": body,
            "body": body,
            "state": state,
            "people": [who],
        }
        made = make.add(Message(**given | values)).id
        db.session.commit()
        return made


def page(client, query=""):
    answer = client.get(f"/office/messages{query}")
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_empty_list_says_what_it_is_for(client, city):
    assert "まだありません" in page(client)


def test_row_says_when_whom_how_and_what_became_of_it(app, client, city):
    say(app, city, "レッスンが決まりました。")

    text = page(client)

    for says in (
        "11月22日(日)<br>10:00",
        "小野寺 ツネ",
        "090-1234-5678",
        "レッスンが決まりました。",
        "届きました",
    ):
        assert says in text


@pytest.mark.parametrize("state", list(MessageState))
def test_every_state_has_plain_words(app, client, city, state):
    say(app, city, "本文", state)

    text = page(client, f"?state={state.value}")

    assert "本文" in text
    assert f">{state.value}<" not in text


def test_states_are_counted_and_can_be_chosen(app, client, city):
    say(app, city, "一つめ", MessageState.FAILED)
    say(app, city, "二つめ", MessageState.FAILED)
    say(app, city, "三つめ", MessageState.SENT)

    assert 'href="/office/messages?state=failed">2</a>' in page(client)
    chosen = page(client, "?state=failed")
    assert "一つめ" in chosen
    assert "三つめ" not in chosen
    assert "「届きませんでした」だけ" in chosen


@pytest.mark.parametrize("state", ["nonsense", "", "%00", "9" * 2000, "FAILED"])
def test_unknown_state_shows_all(app, client, city, state):
    say(app, city, "本文")

    assert "本文" in page(client, f"?state={state}")


def test_other_cities_messages_are_not_there(app, client, city):
    with app.app_context():
        elsewhere = make.municipality().id
        db.session.commit()
    say(app, elsewhere, "よそのお知らせ")

    text = page(client)

    assert "よそのお知らせ" not in text
    assert "state=delivered" not in text


def test_message_leads_to_its_lesson(app, client, city):
    with app.app_context():
        lesson = make.lesson()
        code, id_ = lesson.code, lesson.id
        db.session.commit()
    say(app, city, "本文", about_id=id_)

    assert f"/office/lessons/{code}" in page(client)


def test_a_hundred_at_most_the_newest_first(app, client, city):
    with app.app_context():
        for n in range(101):
            row = {"dedupe_key": f"n{n}", "body": f"お知らせ{n}。", "state": MessageState.DONE, "people": []}
            make.add(Message(**common(city) | row))
        db.session.commit()

    text = page(client)

    assert "お知らせ100。" in text
    assert "お知らせ0。" not in text
    assert text.index("お知らせ100。") < text.index("お知らせ99。")


def common(city):
    return {
        "created_at": make.NOW,
        "municipality_id": city,
        "purpose": "x",
        "wording_key": "x",
        "wording_n": 1,
        "language": "ja",
        "channel": Channel.STAFF_CALL,
        "about_kind": "lesson",
        "about_id": 0,
        "not_before": make.NOW,
        "not_after": make.NOW,
    }


def test_list_costs_the_same_for_one_and_for_three(app, client, city, count_queries):
    say(app, city, "一")
    one = count_queries(lambda: page(client))
    say(app, city, "二")
    say(app, city, "三")

    assert count_queries(lambda: page(client)) == one
