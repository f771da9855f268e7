"""Homework, the sentence for the next tutors, and the end."""

from datetime import timedelta

import pytest

from tests import make
from tests.web.tutors import scene
from tutor.database import db
from tutor.learning.models import Homework, StageReached
from tutor.lessons.models import Lesson, LessonNote, LessonState
from tutor.visit_requests.models import VisitRequest
from tutor.web.tutors import closing


@pytest.fixture
def here(visit):
    visit.came()
    return visit


def given(visit: scene.Scene) -> list[str]:
    with visit.app.app_context():
        return [row.unit.key for row in db.session.query(Homework).order_by(Homework.id)]


def notes(visit: scene.Scene) -> list[str]:
    with visit.app.app_context():
        return [row.text for row in db.session.query(LessonNote).order_by(LessonNote.id)]


def lesson(visit: scene.Scene) -> Lesson:
    return db.session.query(Lesson).filter_by(code=visit.lesson).one()


def test_rule_proposes_homework_and_it_is_ticked(here):
    before = here.page()
    here.mark(tap=1)

    assert "見立てを送ると、ここに案が出ます。" in before
    assert f'name="unit-{here.person}" value="touch" checked' in here.page()


def test_homework_is_given_once_and_until_the_next_lesson(here):
    with here.app.app_context():
        now_ = lesson(here)
        learners = (now_.attendances[0].learner,)
        tutors = tuple(row.tutor for row in now_.staffings)
        make.lesson(tutors, learners, starts_at=make.NOW + timedelta(days=14), programme=now_.programme)
        db.session.commit()

    for _ in range(2):
        answer = here.post("homework", **{f"unit-{here.person}": ["touch", "camera"]})

    assert answer.location == f"{here.url}?at=finish#finish"
    assert given(here) == ["touch", "camera"]
    with here.app.app_context():
        assert str(db.session.query(Homework).first().due_on) == "2026-12-06"


def test_no_homework_is_an_answer_too(here):
    answer = here.post("homework")

    assert "つぎまでにすることは、なしにしました。" in here.client.get(answer.location).get_data(as_text=True)


def test_unknown_unit_or_person_is_left_out(here):
    here.post("homework", **{f"unit-{here.person}": ["nothing", "9" * 40], "unit-NOBODY00": "touch"})

    assert given(here) == []


def test_homework_on_the_page_of_one_learner_leads_back_to_the_class(app, client):
    visit = scene.going_on(app, client, learners=4)
    visit.came()

    answer = visit.post("homework", page=visit.people[0], **{f"unit-{visit.people[0]}": "touch"})

    assert answer.location == f"{visit.url}?at=marks#marks"
    assert given(visit) == ["touch"]


def test_circles_and_sentence_go_with_the_press_on_homework(here):
    here.post("homework", key="a", note="よくできました", **{f"mark-{here.person}-tap": 2})

    assert "小野さんの見立てがまだです。" in here.page()
    assert notes(here) == ["よくできました"]


def test_sentence_is_kept_once_and_shown(here):
    for _ in range(2):
        here.post("note", key="a", note=" つぎはカメラから ")
    here.post("note", key="a", note="")

    assert notes(here) == ["つぎはカメラから"]
    assert "「つぎはカメラから」 佐藤" in here.page()


def test_finish_keeps_stage_and_age_band_and_closes_the_record(here):
    here.mark(tap=3, home=3)

    answer = here.post("finish", key="a", note="じょうずでした")

    assert answer.location == "/tutor/"
    with here.app.app_context():
        now_ = lesson(here)
        assert now_.state is LessonState.FINISHED
        assert now_.attendances[0].stage == 0
        assert now_.attendances[0].town == "川岸"
        assert [row.stage for row in db.session.query(StageReached)] == [0]
    assert notes(here) == ["じょうずでした"]
    assert "この記録は終わっています。" in here.page()


def test_what_still_stands_in_the_form_goes_with_the_last_press(here):
    fields = {f"mark-{here.person}-tap": 1, f"unit-{here.person}": "touch"}

    here.post("finish", key="a", **fields)

    assert given(here) == ["touch"]
    assert "わたし: 手をそえて" in here.page()


def test_finishing_twice_is_once(here):
    here.post("finish", key="a", note="一度", again="1")
    answer = here.post("finish", key="b", note="二度", again="1")

    assert "この記録は、もう終わっています。" in here.client.get(answer.location).get_data(as_text=True)
    assert notes(here) == ["一度"]
    with here.app.app_context():
        assert db.session.query(VisitRequest).count() == 2


def test_another_visit_is_asked_for_only_when_ticked(here):
    here.post("finish", key="a")

    with here.app.app_context():
        assert db.session.query(VisitRequest).count() == 1


def test_lesson_without_a_request_does_not_ask_for_another(app, client):
    visit = scene.going_on(app, client, with_request=False)
    visit.came()

    assert "つぎの訪問もお願いされた" not in visit.page()
    assert visit.post("finish", key="a", again="1").location == "/tutor/"


def test_nobody_ticked_nothing_finished(visit):
    answer = visit.post("finish", key="a")

    assert answer.status_code == 409
    assert "まだ出欠を付けていない方がいます。" in answer.get_data(as_text=True)
    assert "記録を終える</button>" not in visit.page()


def test_visit_where_nobody_came_can_be_finished(visit):
    visit.post("attendance", person=visit.person, came="missed", cause="absent")
    visit.post("finish", key="a")

    assert "留守だった" in visit.page()
    with visit.app.app_context():
        assert lesson(visit).state is LessonState.FINISHED


def test_after_the_end_nothing_is_added(here):
    here.post("finish", key="a")

    assert here.mark(tap=3).status_code == 409
    assert here.post("homework", **{f"unit-{here.person}": "touch"}).status_code == 409
    assert here.post("note", key="z", note="おそい").status_code == 409
    assert here.post("attendance", person="all", came="came").status_code in (303, 409)
    assert given(here) == notes(here) == []


def test_colleague_sees_both_judgements_when_it_is_over(here):
    here.mark(tap=2)
    here.post("finish", key="a")

    assert "佐藤さん: ことばで" in here.as_colleague().get(here.url).get_data(as_text=True)


def test_class_of_ten_is_finished_on_one_page(app, client):
    visit = scene.going_on(app, client, learners=10, with_request=False)
    visit.came()
    for person in visit.people:
        visit.post("marks", key=person, page=person, **{f"mark-{person}-tap": 3})

    answer = visit.post("finish", key="a")

    assert answer.location == "/tutor/"
    with app.app_context():
        assert lesson(visit).state is LessonState.FINISHED


def test_clash_in_the_database_is_a_page_with_the_telephone(here, monkeypatch):
    def ask_at_the_same_moment(_lesson, **_rest):
        first = db.session.query(LessonNote).one()
        key = {"client_key": first.client_key, "created_at": make.NOW, "text": "x"}
        make.add(LessonNote(lesson_id=first.lesson_id, tutor_id=first.tutor_id, **key))

    monkeypatch.setattr(closing, "ask_again", ask_at_the_same_moment)

    answer = here.post("finish", key="a", note="一度", again="1")

    assert answer.status_code == 409
    assert "0191-21-8633" in answer.get_data(as_text=True)
    assert notes(here) == []


@pytest.mark.parametrize("what", ["marks", "homework", "note", "finish"])
def test_strange_texts_never_break_a_page(here, what):
    strange = {"key": "\x00" * 50, "note": "\x00<script>" + "あ" * 5000, "again": "9" * 50, "page": "%2e%2e"}

    assert here.post(what, **strange).status_code in (303, 400)
