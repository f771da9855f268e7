"""The first page after the card."""

from datetime import timedelta

import pytest

from tests import make
from tests.web import enter
from tests.web.learners import scene
from tests.web.tutors.scene import two_tutors
from tutor.actor import Role
from tutor.database import db, writing
from tutor.lessons.models import LessonKind, LessonState
from tutor.people.models import Learner, PhoneKind


def test_next_lesson_stands_on_the_ticket(me):
    me.book(starts_at=make.NOW + timedelta(days=3))

    text = me.text()

    assert "千葉さん、こんにちは" in text
    assert '<p class="ticket-day" aria-hidden="true">水</p>' in text
    assert "令和8年11月25日(水)" in text
    assert "午前10時から 午前11時まで" in text
    assert "ご自宅" in text
    assert "佐藤 美咲" in text
    assert "小野 美咲" in text
    assert "充電したスマホ" in text


@pytest.mark.parametrize(
    ("later", "words"),
    [
        (timedelta(minutes=-5), "いま、レッスンの時間です。"),
        (timedelta(hours=2), "きょうです。"),
        (timedelta(days=1), "あしたです。"),
    ],
)
def test_near_lesson_says_how_near(me, later, words):
    me.book(starts_at=make.NOW + later)

    assert words in me.text()


@pytest.mark.parametrize("values", [{"state": LessonState.CANCELLED, "live": False}, {}])
def test_without_a_lesson_to_come_the_page_says_what_to_do(me, values):
    past = {} if values else {"starts_at": make.NOW - timedelta(days=2)}
    me.book(**values, **past)

    text = me.text()

    assert "つぎのレッスンは、まだ決まっていません。" in text
    assert "下の番号へお電話ください。" in text


def test_who_has_no_phone_yet_is_not_asked_to_charge_it(me):
    with me.app.app_context(), writing():
        db.session.get(Learner, me.learner).phone_kind = PhoneKind.NONE
        db.session.commit()
    me.book(starts_at=make.NOW + timedelta(days=3))

    text = me.text()

    assert "充電したスマホ" not in text
    assert "この会員カード" in text


def test_class_shows_its_hall_the_way_and_who_teaches(me):
    in_class(me, PhoneKind.ANDROID)

    for text in (me.text(), me.text("/me/paper")):
        for part in ("山目公民館", "山目字桜町10-1", "段差はありません。", "教える人", "お持ちになるもの"):
            assert part in text
        assert "うかがう人" not in text
        assert "充電したスマホ" in text


def test_who_has_no_phone_is_told_that_the_class_lends_one(me):
    in_class(me, PhoneKind.NONE)

    assert "スマホは、会場でお貸しします" in me.text()


def in_class(me, kind):
    with me.app.app_context(), writing():
        learner = db.session.get(Learner, me.learner)
        learner.phone_kind = kind
        hall = make.venue(
            make.town(name="山目"), name="山目公民館", address="字桜町10-1", step_free=True, loan_phones=2
        )
        starts = make.NOW + timedelta(days=3)
        make.lesson(
            two_tutors(make.town()), (learner,), kind=LessonKind.CLASS, venue=hall, seats=10, starts_at=starts
        )
        db.session.commit()


def test_open_homework_is_the_step_of_today(me):
    text = me.text()

    assert "「写真をとる」を読んでみましょう。" in text
    assert f'href="{me.url}"' in text


def test_review_that_is_due_is_named(me):
    before = me.text()
    me.mark(tap=2)

    assert "きょうのおさらい" not in before
    assert "tapができる" in me.text()


def test_nothing_to_do_is_said_kindly(me):
    me.finish()

    assert "きょうは、することはありません。" in me.text()


@pytest.mark.parametrize("url", ["/me", "/me/stairs", "/me/paper", scene.UNIT])
def test_telephone_hours_and_the_way_out_stand_on_every_page(me, url):
    text = me.text(url)

    assert 'href="tel:0191218633"' in text
    assert "平日 9時から17時" in text
    assert 'action="/leave"' in text
    assert "htmx" not in text
    assert "once.js" not in text


def test_leaving_closes_the_pages(me):
    me.client.post("/leave")

    assert me.client.get("/me").location == "/card"


def test_card_taken_back_closes_at_the_next_page(me):
    with me.app.app_context(), writing():
        other = me.app.test_client()
        enter.with_card(other, db.session.get(Learner, me.learner))

    assert me.client.get("/me").location == "/card"


def test_paper_has_ticket_and_homework_without_today(me):
    me.book(starts_at=make.NOW + timedelta(hours=2))

    text = me.text("/me/paper")

    assert "午後0時から" in text
    assert "きょうです。" not in text
    assert "iphoneの手順" in text
    assert "とるには、" in text
    assert "自分の顔がうつりました" not in text


def test_reading_a_page_leaves_nothing_behind(me):
    for url in ("/me", "/me/stairs", "/me/paper", me.url, f"{me.url}?page=1"):
        me.text(url)

    assert me.kept() == (0, False)


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.OFFICER])
def test_staff_cannot_open_a_learners_pages(app, client, role):
    with app.app_context():
        enter.as_staff(client, role, make.municipality())

    assert [client.get(url).status_code for url in ("/me", "/me/stairs", "/me/paper", scene.UNIT)] == [
        403
    ] * 4
