"""The officer's page: figures first, no names."""

import csv
import io
from datetime import timedelta

import pytest

from tests import make
from tests.web import enter
from tutor.actor import Role
from tutor.database import begin_reading, db
from tutor.lessons.models import Came, LessonState
from tutor.office.models import Municipality


@pytest.fixture
def city(app, client):
    with app.app_context():
        place = make.municipality(name="みどり市")
        make.programme(place, name="スマホ訪問", visits_agreed=120)
        make.town(place, name="=川岸", reading="かわぎし")
        enter.as_staff(client, Role.OFFICER, place)
        return place.id


def hold(app, city, learners=1, **kept):
    """One lesson a month ago with so many learners."""
    with app.app_context():
        begin_reading(False)  # the page that was read before must not bind us
        place = db.session.get(Municipality, city)
        home = make.household(make.town(place, name="上町"))
        programme = make.programme(place)
        who = [make.learner(household=home) for _ in range(learners)]
        starts_at = make.NOW - timedelta(days=30)
        lesson = make.lesson((), tuple(who), programme=programme, starts_at=starts_at)
        lesson.state = LessonState.FINISHED
        for row in lesson.attendances:
            row.came, row.town, row.age_band = Came.CAME, "上町", "75から84歳"
        db.session.commit()


def page(client, query=""):
    answer = client.get(f"/city/{query}")
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def table(client, query=""):
    answer = client.get(f"/city/figures.csv{query}")
    assert answer.mimetype == "text/csv"
    rows = csv.reader(io.StringIO(answer.get_data(as_text=True).removeprefix("\ufeff")))
    return {(row[0], row[1]): row[2] for row in rows}


def test_figures_of_the_own_city(client, city):
    text = page(client)

    assert "みどり市 2026年度の数字" in text
    assert "スマホ訪問" in text
    assert "120 <small>回</small>" in text


def test_each_picture_has_its_table(client, city):
    text = page(client)

    assert text.count("<svg viewBox") == 5
    assert text.count("<caption>") == 5
    assert "4月" in text
    assert "=川岸" in text


def test_fewer_than_three_are_not_numbered_and_nobody_is_named(app, client, city):
    hold(app, city, learners=2)

    text = page(client)

    assert "3未満" in text
    assert "千葉" not in text


def test_file_holds_the_same_numbers(app, client, city):
    hold(app, city, learners=3)

    found = table(client)

    assert found["スマホ訪問", "約束した訪問"] == "120"
    assert found["行ったレッスン", "2026-10"] == "1"
    assert found["年代", "75から84歳"] == "3"
    assert found["町", "上町"] == "3"
    assert found["町", "'=川岸"] == "0"
    assert found["申込", "受けた申込"] == "0"
    assert found["レッスンのあとのお返事", "よかった"] == "0"


def test_file_hides_what_the_page_hides(app, client, city):
    hold(app, city, learners=2)

    assert table(client)["町", "上町"] == "3未満"


def test_another_year_is_chosen(app, client, city):
    with app.app_context():
        begin_reading(False)
        make.programme(db.session.get(Municipality, city), name="去年の事業", fiscal_year=2025)
        db.session.commit()

    assert "去年の事業" not in page(client)
    assert "?year=2025" in page(client)
    assert "去年の事業" in page(client, "?year=2025")
    assert ("去年の事業", "のこり") in table(client, "?year=2025")


@pytest.mark.parametrize("year", ["nonsense", "", "0000", "9" * 30, "-1", "2999", "٢٠٢٦", "%00"])
def test_year_that_cannot_be_is_this_year(client, city, year):
    assert "2026年度" in page(client, f"?year={year}")


def test_year_without_a_programme_says_so(client, city):
    assert "この年度の事業は、まだありません" in page(client, "?year=2020")


def test_other_citys_figures_are_not_there(app, client, city):
    with app.app_context():
        elsewhere = make.municipality(name="よその市")
        make.programme(elsewhere, name="よその事業")
        make.town(elsewhere, name="よその町")
        db.session.commit()

    text = page(client)

    for name in ("よその市", "よその事業", "よその町"):
        assert name not in text


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.RECEPTION])
def test_other_roles_do_not_read_here(app, client, role):
    with app.app_context():
        enter.as_staff(client, role, make.municipality())

    assert client.get("/city/").status_code == 403
    assert client.get("/city/figures.csv").status_code == 403


def test_page_costs_the_same_for_one_and_for_three(app, client, city, count_queries):
    with app.app_context():
        for n in (1, 2):
            make.town(db.session.get(Municipality, city), name=f"町{n}")
        db.session.commit()
    one = count_queries(lambda: page(client))
    hold(app, city, learners=3)

    assert count_queries(lambda: page(client)) == one
