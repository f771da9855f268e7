"""Homework, the sentence for the next tutors, and the end."""

import re
from datetime import timedelta

import pytest

from tests import make
from tests.web.tutors import scene
from tutor.database import db
from tutor.learning.models import Homework, Mark, StageReached
from tutor.lessons.models import Came, Lesson, LessonNote, LessonState
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


def test_homework_is_proposed_before_there_is_a_mark_and_given_by_nothing_but_the_end(visit):
    text = visit.page()
    visit.post("keep", key="a", **{f"unit-{visit.person}": "touch"})

    assert re.search(rf'name="unit-{visit.person}" value="touch"\s+data-skills="tap home" checked', text)
    assert given(visit) == []


def test_homework_is_given_once_and_until_the_next_lesson(here):
    with here.app.app_context():
        now_ = lesson(here)
        learners = (now_.attendances[0].learner,)
        tutors = tuple(row.tutor for row in now_.staffings)
        make.lesson(tutors, learners, starts_at=make.NOW + timedelta(days=14), programme=now_.programme)
        db.session.commit()

    for _ in range(2):
        here.post("finish", **{f"unit-{here.person}": ["touch", "camera"]})

    assert given(here) == ["touch", "camera"]
    with here.app.app_context():
        assert str(db.session.query(Homework).first().due_on) == "2026-12-06"


def test_no_homework_is_an_answer_too(here):
    here.post("finish", key="a")

    assert given(here) == []


def test_unknown_unit_or_person_is_left_out(here):
    here.post("finish", **{f"unit-{here.person}": ["nothing", "9" * 40], "unit-NOBODY00": "touch"})

    assert given(here) == []


def test_homework_on_the_page_of_one_learner_leads_back_to_the_class(app, client):
    visit = scene.going_on(app, client, learners=4)
    visit.came()

    answer = visit.post("keep", page=visit.people[0], give="1", **{f"unit-{visit.people[0]}": "touch"})

    assert answer.location == visit.url
    assert given(visit) == ["touch"]


def test_sentence_is_kept_once_and_shown(here):
    for _ in range(2):
        here.post("keep", key="a", note=" つぎはカメラから ")
    here.post("keep", key="a", note="")

    assert notes(here) == ["つぎはカメラから"]
    assert ">\nつぎはカメラから</textarea>" in here.page()
    assert "「つぎはカメラから」 佐藤" in here.as_colleague().get(here.url).get_data(as_text=True)


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
    for _ in range(2):
        answer = here.post("finish", key="a", note="一度", again="1", **{f"mark-{here.person}-tap": 1})

    assert "この記録は、もう終わっています。" in here.client.get(answer.location).get_data(as_text=True)
    assert notes(here) == ["一度"]
    with here.app.app_context():
        assert db.session.query(VisitRequest).count() == 2
        assert db.session.query(Mark).count() == 1


def test_all_in_one_press_from_the_unopened_record(visit):
    fields = {f"came-{visit.person}": "came", f"mark-{visit.person}-tap": 3, f"unit-{visit.person}": "touch"}

    visit.post("finish", key="a", note="できました", **fields)

    assert (given(visit), notes(visit)) == (["touch"], ["できました"])
    assert "わたし: ひとりで" in visit.page()


def test_script_is_told_where_to_go_and_the_notice_waits_for_the_page(here):
    answer = here.client.post(f"{here.url}/finish", data={"key": "a"}, headers={"X-From-Script": "1"})

    assert (answer.status_code, answer.headers["Location"]) == (204, "/tutor/")
    assert "記録を終えました。" in here.client.get("/tutor/").get_data(as_text=True)


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


def test_visit_where_nobody_came_can_be_finished(visit):
    visit.missed(visit.person, "absent")
    visit.post("finish", key="a")

    assert "留守だった" in visit.page()
    with visit.app.app_context():
        assert lesson(visit).state is LessonState.FINISHED


def test_colleague_has_two_days_after_the_end_for_marks_and_a_sentence(here):
    here.mark(tap=3, home=3)
    here.post("finish", key="a")
    other = here.as_colleague()

    text = other.get(here.url).get_data(as_text=True)
    here.mark(other, tap=3, home=1, note="手をそえました")

    assert "見立てと一言を送る" in text
    assert f'name="came-{here.person}"' not in text
    assert "手をそえて" in here.page()
    with here.app.app_context():
        assert {row.stage for row in lesson(here).attendances} == {None}, (
            "the figures follow the second marks"
        )


def test_own_marks_are_corrected_after_the_end_on_request(here):
    here.mark(tap=3)
    here.post("finish", key="a")

    assert "自分の見立てと一言を直す" in here.page()
    assert f'name="mark-{here.person}-tap"' in here.client.get(f"{here.url}?write=1").get_data(as_text=True)


def test_what_the_slower_tutor_wrote_without_signal_is_kept_though_the_record_is_finished(here):
    other = here.as_colleague()
    here.post("finish", key="a")

    answer = here.post("finish", other, key="b", note="バスで書きました", **{f"mark-{here.person}-tap": 2})

    assert "見立てと一言を受け取りました。" in other.get(answer.location).get_data(as_text=True)
    assert notes(here) == ["バスで書きました"]


def test_after_two_days_nothing_is_added(app, client):
    visit = scene.going_on(app, client, starts_at=make.NOW - timedelta(days=3))
    visit.came()
    visit.post("finish", key="a")

    assert visit.mark(tap=3).status_code == 409
    assert visit.post("finish", key="b", note="おそい").status_code == 409
    assert "直す</a>" not in visit.page()
    assert given(visit) == notes(visit) == []


def test_attendance_is_closed_with_the_record(here):
    here.post("finish", key="a")
    here.missed(here.person, "ill")

    assert scene.attendances(here) == {here.person: (Came.CAME, "")}


def test_colleague_sees_both_judgements_when_it_is_over(here):
    here.mark(tap=2)
    here.post("finish", key="a")
    other = here.as_colleague()

    before = other.get(here.url).get_data(as_text=True)
    here.mark(other, tap=2)

    assert "ことばで</small>" not in before
    assert "佐藤さん: ことばで" in other.get(here.url).get_data(as_text=True)


def test_class_of_ten_is_finished_on_one_page(app, client):
    visit = scene.going_on(app, client, learners=10, with_request=False)
    visit.came()
    for person in visit.people:
        visit.post("keep", key=person, page=person, **{f"mark-{person}-tap": 3})

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


@pytest.mark.parametrize("what", ["keep", "finish"])
def test_strange_texts_never_break_a_page(here, what):
    strange = {"key": "\x00" * 50, "note": "\x00<script>" + "あ" * 5000, "again": "9" * 50, "page": "%2e%2e"}

    assert here.post(what, **strange).status_code in (303, 400)
