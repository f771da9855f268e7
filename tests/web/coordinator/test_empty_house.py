"""On the first morning nothing is there: every page says what it is for, and none falls over."""

import pytest

from tests.web import enter
from tutor.actor import Role

PAGES = (
    "",
    "requests",
    "requests/new",
    "week",
    "lessons",
    "classes",
    "classes/new",
    "calls",
    "messages",
    "messages/plan",
    "people",
    "imports",
    "places",
    "venues/new",
)


@pytest.fixture
def coordinator(app, client):
    """Of all cities, and there is none yet."""
    with app.app_context():
        enter.as_staff(client, Role.COORDINATOR)
    return client


@pytest.mark.parametrize("path", PAGES)
def test_page_of_an_empty_house_answers(coordinator, path):
    assert coordinator.get(f"/office/{path}").status_code == 200


def test_week_without_a_city_says_what_must_be_entered_first(coordinator):
    assert "市町村がまだ登録されていません" in coordinator.get("/office/week").get_data(as_text=True)


def test_request_without_a_contract_is_asked_for_one(coordinator):
    answer = coordinator.post("/office/requests/new", data={"form_key": "k", "family_1": "千葉"})

    assert answer.status_code == 422
    assert "どの事業" in answer.get_data(as_text=True)
