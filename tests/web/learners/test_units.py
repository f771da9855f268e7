"""A unit to read alone, one thing a page."""

import re
from dataclasses import replace

import pytest

from tests import make
from tests.web import enter
from tests.web.learners import scene
from tutor.curriculum.content import Page, Survey
from tutor.database import db, writing
from tutor.people.models import PhoneKind
from tutor.study.models import StudyAnswer, TeacherQuestion

QUESTION = 3
STRANGE = {"page": "x", "answer": "\x00" * 9, "how": "9" * 99, "text": "あ" * 400}


def turn(me, page: object) -> str:
    answer = me.client.post(f"{me.url}/turn", data={"page": page})
    assert answer.status_code == 303
    return me.text(answer.location)


def press(me, choice: object, key: str = "") -> str:
    """The choice on the sheet of the question, with the key of its form."""
    key = key or re.search(r'name="form_key" value="(\w+)"', me.text(f"{me.url}?page=3"))[1]
    form = {"page": QUESTION, "answer": choice, "form_key": key}
    answer = me.client.post(f"{me.url}/answer", data=form)
    assert answer.status_code == 303
    return me.text(answer.location)


def end(me, how: str):
    return me.client.post(f"{me.url}/end", data={"how": how})


def read_to_the_end(me) -> None:
    for page in range(1, scene.SHEETS):
        turn(me, page)
        if page == QUESTION:
            press(me, 1)


def test_first_page_is_for_ones_own_telephone(me):
    text = me.text(me.url)

    assert "カメラを開く" in text
    assert "iphoneの手順" in text
    assert "androidの手順" not in text
    assert "あわてないで" in text
    assert f"1／{scene.SHEETS}" in text
    assert "まえへ" not in text
    assert 'class="speak button plain" data-for="said" hidden' in text


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


def test_back_goes_back(me):
    turn(me, 1)

    assert "カメラを開く" in turn(me, 0)
    assert me.kept() == (0, False)


def test_browsers_own_way_back_shows_the_page_before_and_keeps_the_place(me):
    turn(me, 2)

    assert "つぎの文" in me.text(f"{me.url}?page=1")
    assert me.kept() == (2, False)


def test_question_stops_the_unit_until_it_is_answered(me):
    text = turn(me, 4)

    assert "自分の顔がうつりました" in text
    assert "つぎへ" not in text
    assert "まちがえても、だいじょうぶです。" in text
    assert me.kept() == (QUESTION, False)
    assert "つぎへ" in press(me, 0)
    assert "とるには、" in turn(me, 4)


@pytest.mark.parametrize(
    ("answer", "word", "because"),
    [("0", "もう少しです", "向きが反対です。"), ("1", "そのとおりです", "そうです。")],
)
def test_answer_opens_a_kind_word_that_is_still_there_tomorrow(me, answer, word, because):
    for text in (press(me, answer), me.text(f"{me.url}?page=3")):
        assert word in text
        assert because in text
        assert ("ほかのこたえも" in text) is (word == "もう少しです")


def test_answer_is_marked_as_chosen_and_not_as_right(me):
    pressed = re.search(r'name="answer"[^>]*aria-pressed="true">(.*?)</button>', press(me, 0), re.DOTALL)

    assert re.sub(r"<[^>]*>|\s", "", pressed[1]) == "切るえらんだこたえ"
    assert "<svg" not in pressed[1], "a tick says that it is right"


def test_first_try_is_a_mark_and_a_second_try_is_none(me):
    press(me, 0)
    press(me, 1)

    assert me.marks() == [("photo", 1, "quiz")]


def test_right_at_the_first_try_is_worth_more(me):
    press(me, 1)

    assert me.marks() == [("photo", 2, "quiz")]


def test_form_sent_twice_is_one_answer(me):
    press(me, 0, key="same")
    press(me, 1, key="same")

    with me.app.app_context():
        assert [row.choice for row in db.session.query(StudyAnswer)] == [0]


def test_done_ends_homework_and_is_praised(me):
    read_to_the_end(me)

    answer = end(me, "done")

    assert me.kept() == (0, True)
    text = me.text(answer.location)
    assert "おつかれさまでした。" in text
    assert "読んでみましょう" not in text


def test_done_before_a_question_is_answered_says_what_is_missing(me):
    answer = end(me, "done")

    assert answer.status_code == 409
    assert "まだ、こたえていない質問があります。" in answer.get_data(as_text=True)
    assert me.kept() == (0, False)


def test_again_opens_the_first_page_and_asks_anew(me):
    read_to_the_end(me)

    answer = end(me, "again")

    assert "カメラを開く" in me.text(answer.location)
    assert me.kept() == (0, False)
    assert "つぎへ" not in turn(me, QUESTION)


def test_question_to_the_teacher_is_kept_with_its_page(me):
    form = {"page": 1, "text": " どこですか ", "form_key": "k"}
    for _ in range(2):
        answer = me.client.post(f"{me.url}/ask", data=form)

    assert "先生に伝えました。" in me.text(answer.location)
    with me.app.app_context():
        asked = db.session.query(TeacherQuestion).one()
        assert (asked.learner_id, asked.page, asked.text) == (me.learner, 1, "どこですか")


def test_page_to_ask_leads_back_to_where_one_was(me):
    text = me.text(f"{me.url}/ask?page=1")

    assert f'href="{me.url}?page=1"' in text
    assert "2まいめ" in text


def test_unit_of_no_own_enrolment_is_not_found(me):
    with me.app.app_context(), writing():
        other = me.app.test_client()
        enter.with_card(other, make.learner())

    for url in (me.url, f"{me.url}/ask", "/me/units/sumaho/nothing", "/me/units/other/camera"):
        assert other.get(url).status_code == 404
    page = me.client.get("/me/units/sumaho/nothing").get_data(as_text=True)
    assert "0191-21-8633" in page
    assert {other.post(f"{me.url}/{what}").status_code for what in ("turn", "answer", "end", "ask")} == {404}


@pytest.mark.parametrize("page", ["9", "-1", "abc", "", str(10**30), "１", "\x00", "1e3"])
def test_strange_page_shows_a_page_that_exists(me, page):
    assert me.client.get(me.url, query_string={"page": page}).status_code == 200
    assert turn(me, page)
    assert me.kept()[0] <= QUESTION


@pytest.mark.parametrize("what", ["turn", "answer", "end", "ask"])
@pytest.mark.parametrize(
    "typed", [{}, {"page": "x", "answer": "\x00" * 9, "how": "9" * 99, "text": "あ" * 400}]
)
def test_strange_form_never_breaks(me, what, typed):
    answer = me.client.post(f"{me.url}/{what}", data=typed)

    assert answer.status_code in {303, 409}
    assert me.text(me.url)


def test_card_opens_no_page_of_a_tutor(app, client):
    with app.app_context():
        enter.with_card(client, make.learner())

    assert client.get("/tutor/lessons/ABC").status_code == 403


def test_survey_thanks_and_paper_form_lies_beside(app, client):
    asking = (Survey("どうでしたか", ("よい", "ふつう")),)
    pages = (replace(scene.CAMERA.pages[0], paper="上から三つめの行です。"),)
    unit = replace(scene.CAMERA, pages=pages, questions=(), surveys=asking)
    me = scene.at_home(app, client, content=replace(scene.CONTENT, units=(unit,)))

    first, asked = me.text(me.url), turn(me, 2)

    assert "お手元の紙" in first
    assert "上から三つめの行です。" in first
    assert "正しいこたえは、ありません。" in asked
    assert "つぎへ" not in asked
    answer = me.client.post(f"{me.url}/answer", data={"page": 2, "answer": 1})
    assert "ありがとうございます" in me.text(answer.location)
    assert me.marks() == []


@pytest.mark.parametrize(("words", "told"), [("〔市で書く：係の番号〕", True), ("0191-21-0000", False)])
def test_who_finds_a_box_empty_is_told_whom_to_ask(app, client, words, told):
    first = replace(scene.CAMERA.pages[0], text=words)
    unit = replace(scene.CAMERA, pages=(first, *scene.CAMERA.pages[1:]))
    one = scene.at_home(app, client, content=replace(scene.CONTENT, units=(unit,)))

    assert ("わくの中は、まだ空いています。" in one.text(one.url)) is told


@pytest.mark.parametrize(("phone", "told"), [(PhoneKind.RAKURAKU, True), (PhoneKind.ANDROID, False)])
def test_reader_whose_telephone_wants_pressing_is_told_above_a_page_that_says_tap(app, client, phone, told):
    unit = replace(scene.CAMERA, pages=(Page("とる", "丸をたたきます。", (), ""),))
    one = scene.at_home(app, client, phone=phone, content=replace(scene.CONTENT, units=(unit,)))

    assert ("「たたく」は、押しこむことです。" in one.text(one.url)) is told
