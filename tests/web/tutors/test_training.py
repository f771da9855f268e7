"""The training on a tutor's own telephone: a list, a unit one thing at a time, and the day it was passed."""

import re

import pytest

from tests import make
from tests.study import training_scene
from tests.web import enter
from tutor.curriculum.content import CurriculumText
from tutor.database import db
from tutor.learning.models import Mark
from tutor.study.models import Study

LIST, ONE = "/tutor/training", "/tutor/training/kenshu/manners"
NUMBER = {"manners": 3, "secrets": 1}
FIRST_QUESTION = 4
"""After three pages and the exercise."""


@pytest.fixture
def me(app, client):
    with app.app_context():
        training_scene.published()
        enter.as_person(client, make.tutor().person)
    return client


def text(client, url=LIST) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def read(client, key: str, *, wrong: int = 0):
    url = f"/tutor/training/kenshu/{key}"
    for n in range(NUMBER[key]):
        for choice in (1, 0) if n < wrong else (0,):
            sent = {"page": FIRST_QUESTION + n, "answer": choice}
            assert client.post(f"{url}/answer", data=sent).status_code == 303
    client.post(f"{url}/turn", data={"page": 99})
    return client.post(f"{url}/end", data={"how": "done"})


def test_without_a_training_the_page_says_so(app, client):
    with app.app_context():
        enter.as_person(client, make.tutor().person)

    assert "研修は、まだありません" in text(client)


def test_list_says_what_comes_first_and_what_passes(me):
    page = text(me)

    assert "2単元のうち0" in page
    assert "つぎは「単元manners」です。" in page
    assert "75％以上" in page
    assert "2単元のうち0" in page
    assert f'href="{ONE}"' in page


def test_unit_is_read_sheet_by_sheet_and_kept(app, me):
    assert "ページ0" in text(me, ONE)
    assert "先生に聞きたい" not in text(me, ONE)

    answer = me.post(f"{ONE}/turn", data={"page": 1})
    assert (answer.status_code, answer.location) == (303, f"{ONE}?page=1")

    assert "ページ1" in text(me, ONE)
    assert "つづきは「単元manners」です。" in text(me)
    assert "とちゅう 2／8" in text(me)


def test_question_holds_until_it_is_answered_and_says_why(me):
    me.post(f"{ONE}/turn", data={"page": 99})
    assert "つぎへ" not in text(me, ONE)
    answer = me.post(f"{ONE}/answer", data={"page": FIRST_QUESTION, "answer": 1})

    assert answer.location.endswith("#why")
    assert "聞きません。" in text(me, answer.location)


def test_read_unit_says_how_much_was_right_at_first(me):
    answer = read(me, "manners", wrong=1)

    assert answer.location == LIST
    page = text(me)
    assert "読みました" in page
    assert "はじめの答え 2／3" in page
    assert "つぎは「単元secrets」です。" in page


def test_passed_is_said_at_once_and_stays_with_its_day(app, me):
    read(me, "manners")
    read(me, "secrets")

    page = text(me)
    assert "研修に合格しました" in page
    assert "合格　11月22日" in text(me)
    assert "つぎは" not in page
    with app.app_context():
        assert db.session.query(Mark).count() == 0
        assert {row.learner_id for row in db.session.query(Study)} == {None}


def test_too_much_wrong_names_the_unit_to_read_once_more(me):
    read(me, "manners", wrong=3)
    read(me, "secrets")

    page = text(me)
    assert "あと2問" in page
    assert re.search(r"もう一度[^<]*「単元manners」|「単元manners」[^<]*もう一度", page)
    read(me, "manners")
    assert "研修に合格しました" in text(me)


def test_once_more_begins_again(me):
    read(me, "manners")
    me.post(f"{ONE}/turn", data={"page": 2})

    assert me.post(f"{ONE}/end", data={"how": "again"}).location == ONE
    assert "ページ0" in text(me, ONE)


def test_older_pass_says_for_which_version(app, me):
    read(me, "manners")
    read(me, "secrets")
    with app.app_context():
        training_scene.published(training_scene.content(percent=80))
        db.session.commit()

    assert "第1版" in text(me)


def test_who_lacked_only_what_a_newer_version_leaves_out_passes_by_one_press(app, me):
    read(me, "manners")
    assert "合格にする" not in text(me)
    whole = training_scene.content()
    with app.app_context():
        training_scene.published(training_scene.replace(whole, units=whole.units[:1]))
        db.session.commit()

    assert "合格にする" in text(me)
    assert me.post(f"{ONE}/end", data={"how": "settle"}).location == LIST
    page = text(me)
    assert "研修に合格しました" in page
    assert "合格にする" not in page


def test_what_is_not_there_is_404(me):
    for url in ("/tutor/training/kenshu/nothing", "/tutor/training/nothing/manners"):
        assert me.get(url).status_code == 404
        assert me.post(f"{url}/turn").status_code == 404


def test_strange_forms_are_answered(me):
    for verb in ("turn", "answer", "end"):
        sent = {"page": "x", "answer": "\x00" * 9, "how": "9" * 99}
        assert me.post(f"{ONE}/{verb}", data=sent).status_code in {303, 409}


def test_titles_are_in_the_readers_language(app, client, english):
    read_ = training_scene.content()
    said = CurriculumText("en", "Training of tutors", read_.stages, read_.skills)
    with app.app_context():
        training_scene.published(training_scene.replace(read_, texts=(said,)))
        enter.as_person(client, make.tutor().person)
    client.post("/language", data={"language": "en", "next": LIST})

    assert "Training of tutors" in text(client)
