"""The lesson at the door, to read."""

from datetime import timedelta

from tests import make
from tests.web.tutors import scene
from tutor.actor import Actor, ActorKind
from tutor.database import db
from tutor.learning import actions as learning
from tutor.learning.rules import MarkSource
from tutor.lessons.models import Lesson, LessonNote


def test_page_names_wish_caution_and_way(visit):
    text = visit.page()

    assert "孫に写真を送りたい" in text
    assert "耳が遠い" in text
    assert "川岸3-12" in text
    assert "赤いポストの角を左" in text
    assert "きょうが、はじめてのレッスンです。" in text


def test_how_to_teach_the_skills_of_today_is_at_hand(visit):
    visit.came()

    assert "<li>手は画面のふちに</li>" in visit.page()


def test_last_time_is_told_in_the_words_of_its_tutors(visit):
    old = scene.held_before(visit)
    with visit.app.app_context():
        make.add(
            LessonNote(
                created_at=make.NOW,
                lesson_id=old,
                tutor_id=visit.tutors[1],
                client_key="k",
                text="つぎはカメラから",
            )
        )
        db.session.commit()

    text = visit.page()

    assert "11月8日(日)" in text
    assert "「つぎはカメラから」" in text


def test_level_stands_in_words(visit):
    old = scene.held_before(visit)
    with visit.app.app_context():
        lesson = db.session.get(Lesson, old)
        learner = lesson.attendances[0].learner
        for key in ("tap", "home"):
            learning.mark(
                learner,
                skill_key=key,
                value=3,
                source=MarkSource.TUTOR,
                lesson=lesson,
                by=Actor(ActorKind.PERSON, visit.tutors[0]),
                now=lesson.starts_at,
                client_key=key,
            )
        db.session.commit()

    assert "段階0「段階0」までできました" in visit.page()


def test_homework_is_said_done_or_not(visit):
    old = scene.held_before(visit)
    with visit.app.app_context():
        lesson = db.session.get(Lesson, old)
        learner = lesson.attendances[0].learner
        version = learning.enrol(learner, curriculum_key="sumaho", by=make.actor(), now=make.NOW).version
        units = scene.units_of(version)
        given = [
            learning.give_homework(
                learner, unit=units[key], lesson=lesson, due_on=None, by=make.actor(), now=make.NOW
            )
            for key in ("touch", "camera")
        ]
        learning.finish_homework(given[0], by=make.actor(), now=make.NOW)
        db.session.commit()

    text = visit.page()

    assert '単元touch\n    <span class="tag good">できました</span>' in text
    assert '単元camera\n    <span class="tag waiting">まだ</span>' in text


def test_form_of_today_is_there_early_for_where_there_is_no_signal_but_takes_nothing_yet(app, client):
    visit = scene.going_on(app, client, starts_at=make.NOW + timedelta(hours=2))

    text = visit.page()

    assert "記録を書く（11:30 から送れます）" in text
    assert "record.js" in text
    assert 'id="strip"' in text
    assert "記録を終える" in text
    assert visit.missed(visit.person).status_code == 409
    assert visit.mark(tap=3).status_code == 409


def test_before_its_day_there_is_only_something_to_read(app, client):
    visit = scene.going_on(app, client, starts_at=make.NOW + timedelta(days=1))

    text = visit.page()

    assert "記録は、始まる30分前から書けます。" in text
    assert "記録を終える" not in text
    assert visit.missed(visit.person).status_code == 409
    assert visit.mark(tap=3).status_code == 409


def test_address_is_closed_two_hours_after(app, client):
    visit = scene.going_on(app, client, starts_at=make.NOW - timedelta(hours=4))

    text = visit.page()

    assert "3-12" not in text
    assert "くわしい住所は、前の日から訪問の2時間後まで見られます。" in text


def test_without_a_curriculum_the_page_still_closes_a_lesson(app, client):
    with app.app_context():
        pair = scene.two_tutors(make.town())
        learner = scene.learner_at(make.household(), 0)
        lesson = make.lesson(pair, (learner,), starts_at=scene.BEGAN)
        code = lesson.code
        scene.enter.as_person(client, pair[0].person)

        person = learner.person.code

    text = client.get(f"/tutor/lessons/{code}").get_data(as_text=True)
    answer = client.post(f"/tutor/lessons/{code}/finish", data={"key": "a", f"came-{person}": "came"})

    assert "教材がまだ入っていません。" in text
    assert answer.location == "/tutor/"


def test_lesson_of_other_tutors_is_not_found(app, client, visit):
    with app.app_context():
        other = make.lesson((make.tutor(), make.tutor()), (make.learner(),), starts_at=scene.BEGAN)
        code, person = other.code, other.attendances[0].learner.person.code
        db.session.commit()

    urls = (f"/tutor/lessons/{code}", f"/tutor/lessons/{code}/{person}")
    posts = ("keep", "finish")

    assert [client.get(url).status_code for url in urls] == [404, 404]
    assert {client.post(f"/tutor/lessons/{code}/{what}").status_code for what in posts} == {404}


def test_learner_of_another_lesson_is_not_found(app, client, visit):
    with app.app_context():
        stranger = make.learner().person.code
        db.session.commit()

    assert client.get(f"{visit.url}/{stranger}").status_code == 404


def test_class_lists_its_learners_each_with_a_page(app, client):
    visit = scene.going_on(app, client, learners=10, with_request=False, title="スマホ教室")
    visit.came()

    text = visit.page()
    of_one = client.get(f"{visit.url}/{visit.people[3]}").get_data(as_text=True)

    assert all(f'name="open" value="{code}"' in text for code in visit.people)
    assert "10人の見立てがまだです。" in text
    assert "mark-all-tap" in text
    assert f"mark-{visit.people[3]}" not in text
    assert f"mark-{visit.people[3]}-tap" in of_one


def test_couple_with_the_same_skills_is_offered_the_same_marks_once(app, client):
    visit = scene.going_on(app, client, learners=2)
    one, two = visit.people

    text = visit.page()

    assert f'data-from="{one}" data-to="{two}"' in " ".join(text.split())
    assert text.count("data-from") == 1


def test_page_of_a_class_asks_the_database_no_more_for_ten_than_it_must(app, client, count_queries):
    visit = scene.going_on(app, client, learners=10, with_request=False)
    visit.came()

    assert count_queries(visit.page) < 80
