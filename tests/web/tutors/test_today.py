"""What a tutor opens on the bus."""

from datetime import timedelta

from tests import make
from tests.web import enter
from tests.web.tutors import scene
from tutor.actor import Role
from tutor.lessons.models import LessonState


def today(client) -> str:
    return client.get("/tutor/").get_data(as_text=True)


def test_todays_visit_says_when_who_where_and_with_whom(client, visit):
    text = today(client)

    assert "09:50–10:50" in text
    assert "千葉 一さん" in text
    assert "iPhone" in text
    assert "川岸3-12" in text
    assert "赤いポストの角を左" in text
    assert "いっしょに行く人: 小野 美咲" in text


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
