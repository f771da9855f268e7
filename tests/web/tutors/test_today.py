"""What a tutor opens on the bus."""

from datetime import timedelta

from tests import make
from tests.web import enter
from tests.web.tutors import scene
from tutor.actor import Role
from tutor.database import db
from tutor.learning import actions as learning
from tutor.learning.rules import MarkSource
from tutor.lessons.models import Lesson, LessonState
from tutor.people.models import Person, Tutor
from tutor.visit_requests.models import VisitRequest


def today(client) -> str:
    return client.get("/tutor/").get_data(as_text=True)


def test_todays_visit_says_when_who_where_and_with_whom(client, visit):
    text = today(client)

    assert "09:50–10:50" in text
    assert "千葉 一さん" in text
    assert "iPhone" in text
    assert "川岸3-12" in text
    assert "赤いポストの角を左" in text
    assert "09:45 に、入口の前で 小野 美咲さんと会います。" in text


def test_day_begins_with_when_to_leave_home(app, client):
    """5 km by bicycle: 1.35 km of road a km, 12 km/h, 3 minutes for the lock, 5 minutes at the door."""
    visit = scene.going_on(app, client, starts_at=make.NOW + timedelta(hours=3))
    with app.app_context():
        tutor = db.session.get(Tutor, visit.tutors[0])
        tutor.household.lat += 0.045
        db.session.commit()

    text = " ".join(today(client).split())

    assert "12:18 に出ます" in text
    assert "家から自転車でおよそ37分" in text


def test_second_lesson_of_the_day_is_reached_from_the_first(app, client):
    visit = scene.going_on(app, client)
    with app.app_context():
        first = db.session.query(Lesson).filter_by(code=visit.lesson).one()
        home = make.household(make.town(first.household.town.municipality, name="山目"))
        tutors = tuple(row.tutor for row in first.staffings)
        start = make.NOW + timedelta(hours=2)
        make.lesson(tutors, (scene.learner_at(home, 1),), programme=first.programme, starts_at=start)
        db.session.commit()

    text = " ".join(today(client).split())

    assert "川岸から自転車で" in text
    assert text.index("09:50–10:50") < text.index("12:00–13:00")


def test_way_too_far_for_a_bicycle_says_whom_to_ask(app, client):
    visit = scene.going_on(app, client)
    with app.app_context():
        db.session.get(Tutor, visit.tutors[0]).household.lat += 1
        db.session.commit()

    assert "行き方を調整担当に聞いてください。" in today(client)


def test_numbers_of_the_colleague_and_on_the_day_of_the_house_are_one_tap_away(app, client):
    visit = scene.going_on(app, client)
    with app.app_context():
        make.contact(db.session.get(Person, visit.tutors[1]), "080-1234-0002")
        make.contact(scene.row_of(visit).learner.person, "0191-21-0003")
        db.session.commit()

    text = today(client)

    assert 'href="tel:+818012340002"' in text
    assert 'href="tel:+81191210003"' in text


def test_number_that_a_couple_shares_is_one_button(app, client):
    visit = scene.going_on(app, client, learners=2)
    with app.app_context():
        for code in visit.people:
            make.contact(db.session.query(Person).filter_by(code=code).one(), "0191-21-0003")
        db.session.commit()

    text = today(client)

    assert text.count("tel:+81191210003") == 1
    assert "千葉 一さん、千葉 二さんに電話" in text


def test_number_of_the_house_is_closed_with_the_address(app, client):
    """The day's page stays open until midnight."""
    visit = scene.going_on(app, client, starts_at=make.NOW - timedelta(hours=4))
    with app.app_context():
        make.contact(scene.row_of(visit).learner.person, "0191-21-0003")
        db.session.commit()

    assert "tel:+81191210003" not in today(client)


def test_goal_last_time_and_cautions_stand_on_the_card(visit):
    old = scene.held_before(visit)
    with visit.app.app_context():
        lesson = db.session.get(Lesson, old)
        learner = lesson.attendances[0].learner
        learner.goal = "孫の写真を見たい"
        for key, values in {"tap": (3, 2), "home": (2, 4)}.items():
            for tutor_id, value in zip(visit.tutors, values, strict=True):
                by = make.actor(Role.TUTOR, who=db.session.get(Person, tutor_id))
                how = {"source": MarkSource.TUTOR, "lesson": lesson, "by": by, "now": lesson.starts_at}
                learning.mark(learner, skill_key=key, value=value, client_key=f"{key}{tutor_id}", **how)
        db.session.query(VisitRequest).one().wants_woman = True
        db.session.commit()

    text = " ".join(today(visit.client).split())

    assert "孫の写真を見たい" in text
    assert "</b> 11月8日(日) ことばで 2" in text
    assert "耳が遠い" in text
    assert "女性の学生講師を希望" in text
    assert "はじめてのレッスン" not in text


def test_who_comes_for_the_first_time_is_named(client, visit):
    assert "はじめてのレッスン" in today(client)


def test_page_says_what_a_phone_may_keep_and_for_how_long(client, visit):
    text = " ".join(today(client).split())

    assert f'data-left="{14 * 3600}" data-keep-pages="/tutor/ {visit.url}"' in text
    assert "11月22日(日) 10:00 の予定です。電波がもどると、新しくなります。" in text


def test_whatever_a_phone_kept_is_forgotten_by_entering_and_by_leaving(app, client):
    with app.app_context():
        tutor = enter.as_person(client, make.tutor().person)
        number = tutor.code

    entered = app.test_client().post("/enter", data={"number": number, "password": enter.PASSWORD})

    assert entered.location == "/tutor/"
    assert entered.headers["Clear-Site-Data"] == '"storage"'
    assert client.post("/leave").headers["Clear-Site-Data"] == '"storage"'
    assert "Clear-Site-Data" not in app.test_client().get("/").headers


def test_worker_that_keeps_pages_reaches_the_tutors_pages_only_and_knows_nobody(client):
    answer = client.get("/tutor/kept.js")

    assert (answer.status_code, answer.mimetype) == (200, "text/javascript")
    assert "worker-src 'self'" in answer.headers["Content-Security-Policy"]
    assert "Service-Worker-Allowed" not in answer.headers


def test_day_of_a_full_tutor_asks_no_more_than_it_must(app, client, count_queries):
    scene.going_on(app, client, learners=2)

    assert count_queries(lambda: today(client)) < 60


def test_office_can_be_rung_from_the_foot_of_the_page(client, visit):
    assert 'href="tel:0191218633"' in today(client)


def test_visit_of_yesterday_stays_on_top_until_it_is_recorded(app, client):
    visit = scene.going_on(app, client, starts_at=scene.BEGAN - timedelta(days=1))
    before = today(client)

    visit.came()
    visit.post("finish", key="a")

    assert "まだ記録していません" in before
    assert "11月21日(土)" in before
    assert "まだ記録していません" not in today(client)


def test_address_of_a_coming_visit_is_not_shown_yet(app, client):
    scene.going_on(app, client, starts_at=make.NOW + timedelta(days=3))

    text = today(client)

    assert "11月25日(水)" in text
    assert "川岸" in text
    assert "3-12" not in text
    assert "赤いポスト" not in text


def test_empty_day_names_the_next_visit(app, client):
    scene.going_on(app, client, starts_at=make.NOW + timedelta(days=3))

    assert "つぎは 11月25日(水) 10:00 からです。" in today(client)


def test_empty_fortnight_says_what_comes(app, client):
    with app.app_context():
        enter.as_person(client, make.tutor().person)

    assert "決まると、ここに出て、お知らせも届きます。" in today(client)


def test_class_is_named_by_its_title_and_number(app, client):
    scene.going_on(app, client, learners=4, title="スマホ教室")

    assert "スマホ教室（4人）" in today(client)


def test_cancelled_visit_is_gone(app, client):
    scene.going_on(app, client, state=LessonState.CANCELLED, live=False)

    assert "千葉 一さん" not in today(client)


def test_finished_visit_says_so(client, visit):
    visit.came()
    visit.post("finish", key="a")

    assert "記録ずみ" in today(client)


def test_tutor_who_coordinates_too_sees_only_own_visits(app, client):
    with app.app_context():
        place = make.municipality()
        both = make.tutor(person=make.granted(Role.COORDINATOR, place))
        home = make.household(make.town(place))
        make.lesson((make.tutor(), make.tutor()), (scene.learner_at(home, 0),), starts_at=scene.BEGAN)
        enter.as_person(client, both.person)

    assert "千葉" not in today(client)


def test_learner_with_a_card_is_not_let_in(app, client):
    with app.app_context():
        enter.with_card(client, make.learner())

    assert client.get("/tutor/").status_code == 403


def test_nobody_is_led_to_the_entrance(client):
    assert client.get("/tutor/").location == "/enter"
