"""The ring list worked through with keys alone."""

import pytest
from playwright.sync_api import Page, expect

from tests import make
from tests.browser.conftest import enter
from tests.messaging.telling import all_messages
from tests.web.enter import PASSWORD
from tutor.access.actions import set_password
from tutor.actor import WORKER, Role
from tutor.database import begin_reading, db
from tutor.messaging.models import MessageState

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(served, page: Page) -> Page:
    """Three people to ring, and a coordinator who is in."""
    with served.app_context():
        begin_reading(False)
        place = make.municipality()
        for n, given in enumerate(("一", "二", "三")):
            make.staff_call(place, make.person(f"0191-21-863{n}", family_name="番", given_name=given))
        office = make.granted(Role.COORDINATOR, place)
        set_password(office, PASSWORD, by=WORKER, now=make.NOW)
        number = office.code
        db.session.commit()
    page.set_viewport_size({"width": 1280, "height": 900})
    enter(page, number)
    page.goto("/office/calls")
    return page


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def states(served) -> list[MessageState]:
    with served.app_context():
        begin_reading(False)
        return [one.state for one in all_messages()]


def card(page: Page, n: int):
    return page.locator("[data-call]").nth(n)


def test_down_and_up_go_from_person_to_person_and_stay_within_the_list(desk: Page) -> None:
    press(desk, "ArrowUp")
    expect(card(desk, 0)).to_be_focused()
    press(desk, *["ArrowDown"] * 5)
    expect(card(desk, 2)).to_be_focused()
    press(desk, "3")
    expect(card(desk, 2).locator("a[href^='tel:']")).to_be_focused()


def test_a_slip_of_a_key_marks_nobody(desk: Page, served) -> None:
    press(desk, "1", "2", "ArrowDown", "1")
    expect(card(desk, 0).get_by_role("button", name="伝えました")).to_be_focused()
    assert states(served) == [MessageState.DUE] * 3


def test_told_and_not_reached_lead_on_to_the_next_person(desk: Page, served) -> None:
    press(desk, "ArrowDown", "2", "Enter")
    expect(card(desk, 0)).to_contain_text("番 二")
    expect(card(desk, 0)).to_be_focused()
    expect(card(desk, 2)).to_contain_text("もう一度おかけください")
    press(desk, "1", "Enter")
    expect(card(desk, 0)).to_contain_text("番 三")
    expect(card(desk, 0)).to_be_focused()
    assert states(served) == [MessageState.DUE, MessageState.DONE, MessageState.DUE]
