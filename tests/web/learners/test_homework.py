"""Homework, one thing a page."""

import pytest

from tests import make
from tests.web import enter
from tests.web.learners import scene
from tutor.curriculum.queries import newest
from tutor.database import db, writing
from tutor.people.models import PhoneKind


def turn(me, page: object) -> str:
    answer = me.client.post(f"{me.url}/turn", data={"page": page})
    assert answer.status_code == 303
    return me.text(answer.location)


def test_first_page_is_for_ones_own_telephone(me):
    text = me.text(me.url)

    assert "カメラを開く" in text
    assert "iphoneの手順" in text
    assert "androidの手順" not in text
    assert "あわてないで" in text
    assert f"1／{scene.SHEETS}" in text
    assert "まえへ" not in text
    assert 'class="speak button plain" data-for="sheet" hidden' in text


def test_who_does_not_know_the_telephone_sees_all_three(app, client):
    me = scene.at_home(app, client, phone=PhoneKind.UNKNOWN)

    text = me.text(me.url)

    assert all(f"{phone}の手順" in text for phone in ("iphone", "android", "rakuraku"))
    assert "らくらくスマートフォン</h2>" in text


def test_next_goes_on_and_is_resumed_tomorrow(me):
    assert "つぎの文" in turn(me, 1)

    assert "つぎの文" in me.text(me.url)
    assert me.kept() == (1, False)
    assert "つづきを読む" in me.text()


def test_pressed_twice_turns_one_page(me):
    turn(me, 1)
    turn(me, 1)

    assert me.kept() == (1, False)


def test_back_goes_back(me):
    turn(me, 1)

    assert "カメラを開く" in turn(me, 0)
    assert me.kept() == (0, False)


def test_after_the_pages_come_exercise_question_and_own_line(me):
    assert "れんしゅう" in turn(me, 2)
    assert "自分の顔がうつりました" in turn(me, 3)
    last = turn(me, 4)
    assert "とるには、" in last
    assert "できた</button>" in last
    assert "つぎへ" not in last


@pytest.mark.parametrize(
    ("answer", "word", "because"),
    [("0", "もう少しです", "向きが反対です。"), ("1", "そのとおりです", "そうです。")],
)
def test_answer_opens_a_kind_word_and_is_not_kept(me, answer, word, because):
    got = me.client.post(f"{me.url}/answer", data={"page": 3, "answer": answer})
    text = me.text(got.location)

    assert word in text
    assert because in text
    assert word not in me.text(f"{me.url}?page=3")
    assert me.kept() == (0, False)


def test_done_ends_it_and_is_praised(me):
    answer = me.client.post(f"{me.url}/end", data={"how": "done"})

    assert me.kept() == (0, True)
    text = me.text(answer.location)
    assert "おつかれさまでした。" in text
    assert "読んでみましょう" not in text


def test_again_opens_the_first_page(me):
    turn(me, 2)
    answer = me.client.post(f"{me.url}/end", data={"how": "again"})

    assert "カメラを開く" in me.text(answer.location)
    assert me.kept() == (0, False)


def test_asking_the_teacher_leaves_it_open_and_says_when(me):
    answer = me.client.post(f"{me.url}/end", data={"how": "ask"})

    assert "つぎのレッスンで、先生に聞きましょう。" in me.text(answer.location)
    assert me.kept() == (0, False)


def test_homework_of_somebody_else_is_not_found(me):
    with me.app.app_context(), writing():
        other = make.learner()
        code = scene.give(other, newest("sumaho")).code
        db.session.commit()
    url = f"/me/homework/{code}"

    page = me.client.get(url)

    assert page.status_code == 404
    assert "0191-21-8633" in page.get_data(as_text=True)
    assert {me.client.post(f"{url}/{what}").status_code for what in ("turn", "answer", "end")} == {404}


@pytest.mark.parametrize("page", ["9", "-1", "abc", "", str(10**30), "１", "\x00", "1e3"])
def test_strange_page_shows_a_page_that_exists(me, page):
    assert me.client.get(me.url, query_string={"page": page, "answer": page}).status_code == 200
    assert turn(me, page)
    assert me.kept()[0] <= 2


@pytest.mark.parametrize("what", ["turn", "answer", "end"])
@pytest.mark.parametrize("typed", [{}, {"page": "x", "answer": "\x00" * 9, "how": "9" * 99}])
def test_strange_form_never_breaks(me, what, typed):
    answer = me.client.post(f"{me.url}/{what}", data=typed)

    assert answer.status_code == 303
    assert me.text(answer.location)


@pytest.mark.parametrize("code", ["X", "0" * 300, str(2**70), "%00"])
def test_unknown_code_is_not_found(me, code):
    assert me.client.get(f"/me/homework/{code}").status_code in (400, 404)


def test_card_opens_no_page_of_a_tutor(app, client):
    with app.app_context():
        enter.with_card(client, make.learner())

    assert client.get("/tutor/lessons/ABC").status_code == 403
