"""A page speaks Japanese until this browser is told otherwise."""

from datetime import UTC, datetime

import pytest
from flask_babel import force_locale

from tutor.web import dates

pytestmark = pytest.mark.usefixtures("english")
WHEN = datetime(2026, 11, 25, 1, 30, tzinfo=UTC)


def choose(client, language, back="/card"):
    return client.post("/language", data={"language": language, "next": back})


def test_japanese_comes_first_whatever_the_browser_prefers(client):
    page = client.get("/card", headers={"Accept-Language": "en-GB"}).get_data(as_text=True)

    assert '<html lang="ja"' in page


def test_language_is_kept_in_this_browser_and_can_be_taken_back(client):
    assert choose(client, "en").location == "/card"
    assert '<html lang="en"' in client.get("/card").get_data(as_text=True)

    choose(client, "ja")
    assert '<html lang="ja"' in client.get("/card").get_data(as_text=True)


@pytest.mark.parametrize("language", ["", "fr", "x" * 5000])
def test_unknown_language_changes_nothing(client, language):
    answer = choose(client, language)

    assert (answer.status_code, answer.headers.get("Set-Cookie")) == (303, None)


def test_one_comes_back_to_the_same_part_of_a_page(client):
    assert 'name="next" value="/card?week=2026-11-23"' in client.get("/card?week=2026-11-23").get_data(
        as_text=True
    )
    assert 'name="next" value="/card"' in client.get("/card").get_data(as_text=True)


def test_another_sites_address_is_no_way_back(client):
    assert choose(client, "en", back="//elsewhere.example").location == "/"


def test_dates_are_said_in_the_language_of_the_page(app):
    with app.test_request_context():
        said = [dates.long_date(WHEN), dates.short_date(WHEN), dates.spoken_time(WHEN), dates.weekday_name(6)]
        months = [dates.month_name(WHEN)]
        with force_locale("en"):
            english = [
                dates.long_date(WHEN),
                dates.short_date(WHEN),
                dates.spoken_time(WHEN),
                dates.weekday_name(6),
            ]
            months.append(dates.month_name(WHEN))

    assert said == ["令和8年11月25日(水)", "11月25日(水)", "午前10時30分", "日"]
    assert english == ["Wednesday 25 November 2026", "Wed 25 Nov", "10:30 am", "Sun"]
    assert months == ["11月", "November"]
