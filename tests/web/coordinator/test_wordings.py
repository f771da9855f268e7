"""What messages say, seen and put into other words by a coordinator."""

import re
from html import unescape

import pytest

from tests import make
from tests.messaging.telling import tell
from tests.web import enter
from tutor.actor import Role
from tutor.database import db
from tutor.messaging import rewording
from tutor.messaging.models import Wording
from tutor.messaging.wording import load_wordings
from tutor.web.coordinator import wording_words

LIST = "/office/messages/wordings"
TEXT = f"{LIST}/text"
BOOKED = {"key": "lesson_booked", "language": "ja", "channel": "sms"}
OURS = "レッスンは{日にち}{時刻}です。担当は{担当}。電話{事務所の電話}"


@pytest.fixture
def city(app, client):
    with app.app_context():
        load_wordings(make.NOW)
        place = make.municipality()
        make.learner(
            place, person=make.person(family_name="小比類巻", household=make.household(make.town(place)))
        )
        make.tutor()
        make.tutor(person=make.person(family_name="高橋"))
        enter.as_staff(client, Role.COORDINATOR, place)
        return place.id


def page(client, path=TEXT, **query):
    query = BOOKED | query if path == TEXT else query
    return unescape(client.get(path, query_string=query).get_data(as_text=True))


def send(client, text=OURS, *, headers=None, look=None, **values):
    data = {"seen": "1", "text": text} | ({"look": look} if look else {})
    return client.post(TEXT, query_string=BOOKED | values, data=data, headers=headers)


def look(client, text, **values):
    answer = send(client, text, headers={"HX-Request": "true"}, **values)
    return unescape(answer.get_data(as_text=True))


def kept(app):
    with app.app_context():
        return {row.n: row.body for row in db.session.query(Wording).filter_by(**BOOKED)}


def test_list_shows_every_text_of_a_language_with_its_places_by_name(client, city):
    text = page(client, LIST)

    assert "日時が決まったとき" in text
    assert '<span class="place">日にち</span>' in text
    assert "{date}" not in text
    assert text.count("直す<span") == len(rewording.slots())


def test_list_in_another_language_says_where_japanese_is_used(client, city):
    text = page(client, LIST, language="en")

    assert "Your smartphone lesson" in text
    assert "日本語の文面を使います" in text
    assert "作る<span" in text
    assert "職員が見る文" not in text


@pytest.mark.parametrize("language", ["", "fr", "あ"])
def test_unknown_language_shows_japanese(client, city, language):
    assert "レッスンが決まりました" in page(client, LIST, language=language)


def test_every_text_has_a_name(client, city):
    purposes = {rewording.purpose_of(one.key) for one in rewording.slots()}

    assert sorted(purposes - set(wording_words.PURPOSES)) == [], "web/coordinator/wording_words.py"


def test_text_is_edited_with_names_in_japanese_and_seen_with_the_longest_names(client, city):
    text = page(client)

    assert "レッスンが決まりました。{日にち}{時刻}、{場所}です。" in text
    assert "レッスンが決まりました。12月23日(水)10:00、" in text
    assert "担当は佐藤・高橋" in text
    assert re.search(r'data-place="{日にち}".*必ず入れる', text)
    assert 'data-place="{会場の住所}"' not in text


def test_new_words_are_kept_and_shown_with_who_wrote_them(app, client, city):
    answer = send(client)

    assert (answer.status_code, answer.location.split("?")[0]) == (303, TEXT)
    assert kept(app)[2] == "レッスンは{date}{time}です。担当は{tutors}。電話{office_phone}"
    text = page(client)
    assert "第2版" in text
    assert "いま使っている" in text
    assert "千葉 花子" in text
    assert "直した文面" in page(client, LIST)


def test_pressed_twice_is_done_once(app, client, city):
    assert [send(client).status_code, send(client).status_code] == [303, 303]
    assert len(kept(app)) == 2


def test_what_is_refused_is_said_and_what_was_typed_stays(app, client, city):
    answer = send(client, "レッスンにログイン。{あいう} http://x.example")
    text = unescape(answer.get_data(as_text=True))

    assert answer.status_code == 422
    assert "レッスンにログイン。{あいう} http://x.example</textarea>" in text
    assert "赤い字のところを直して" in text
    for says in ("{あいう}は、この文面では使えません", "{日にち}がありません", "むずかしい言葉です", "URL"):
        assert says in text
    assert len(kept(app)) == 1


def test_a_colleague_who_was_quicker_is_not_overwritten(app, client, city):
    send(client)

    answer = send(client, OURS + "。")

    assert answer.status_code == 422
    assert "ほかの人がさきに直しました" in answer.get_data(as_text=True)
    assert len(kept(app)) == 2


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (OURS, ("45文字", "SMS 1通", "あと25文字まで1通です")),
        (OURS + "あ" * 26, ("71文字", "SMS 2通", "1通は70文字までです", "料金がかかります")),
        (OURS + "😀" * 13, ("71文字", "SMS 2通")),
        (OURS + "𠮷" * 77, ("199文字", "SMS 3通")),
        (OURS + "𠮷" * 78, ("201文字", "SMS 4通", "3通までに短くしてください")),
    ],
)
def test_length_is_counted_while_one_types_as_the_network_counts(client, city, text, says):
    found = look(client, text)

    assert [one for one in says if one not in found] == []
    assert "<html" not in found


def test_english_without_kanji_has_room_for_160(client, city):
    found = look(client, "Hello {日にち} " + "a" * 100, language="en")

    assert "117文字" in found
    assert "SMS 1通" in found
    assert "Hello Wed 23 Dec" in found


def test_looking_keeps_nothing_and_without_script_is_a_page(app, client, city):
    answer = send(client, OURS + "あ", look="1")

    assert answer.status_code == 200
    assert "46文字" in answer.get_data(as_text=True)
    assert len(kept(app)) == 1
    assert 'name="seen" value="1"' in answer.get_data(as_text=True)


def test_an_old_text_or_ours_is_where_one_begins_again(client, city):
    send(client)

    assert (
        "レッスンが決まりました"
        in re.search(r"<textarea.*?</textarea>", page(client, **{"from": "1"}), re.DOTALL)[0]
    )
    assert (
        "レッスンが決まりました"
        in re.search(r"<textarea.*?</textarea>", page(client, **{"from": "ours"}), re.DOTALL)[0]
    )


def test_newer_words_of_ours_stand_beside_those_of_staff(app, client, city):
    with app.app_context():
        db.session.query(Wording).filter_by(**BOOKED).update({"body": "むかしの文面"})
        db.session.commit()

    text = page(client)

    assert "はじめから入っている文面：" in text
    assert "from=ours" in text


def test_messages_of_a_version_are_counted_and_each_leads_back_to_it(app, client, city):
    with app.app_context():
        uid = tell(make.person("090-1111-2222"), municipality_id=city)[0].uid
        db.session.commit()

    text = page(client)
    assert "この文面のお知らせ 1件" in text
    message = page(client, f"/office/messages/{uid}")
    assert "/office/messages/wordings/text?key=lesson_booked&language=ja&channel=sms#n-1" in message
    assert "レッスンが決まりました。11月25日(水)10:00、ご自宅です。担当は佐藤・高橋です。" in text


@pytest.mark.parametrize("values", [{"key": "x"}, {"language": "fr"}, {"channel": "letter"}])
def test_text_that_does_not_exist_is_not_there(client, city, values):
    assert client.get(TEXT, query_string=BOOKED | values).status_code == 404
    assert send(client, **values).status_code == 404


def test_list_costs_the_same_for_more_versions(app, client, city, count_queries):
    one = count_queries(lambda: page(client, LIST))
    send(client)

    assert count_queries(lambda: page(client, LIST)) == one


def test_who_changes_the_language_of_the_page_comes_back_to_the_text(client, city):
    answer = send(client, "ログイン")

    assert (
        'name="next" value="/office/messages/wordings/text?key=lesson_booked&amp;language=ja'
        in answer.get_data(as_text=True)
    )
