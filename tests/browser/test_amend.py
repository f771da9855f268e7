"""The keys that the form of a request shows work where it is filled in later, too."""

import pytest
from playwright.sync_api import expect

from tests import make
from tests.browser.conftest import enter
from tests.matching.week import City
from tests.web.enter import PASSWORD
from tutor.access.actions import set_password
from tutor.actor import WORKER, Role
from tutor.database import begin_reading, db

pytestmark = pytest.mark.browser


def test_half_days_are_chosen_by_their_keys_and_enter_sends_no_half_form(served, page):
    with served.app_context():
        begin_reading(False)
        city = City()
        code, staff = city.request().code, make.granted(Role.COORDINATOR, city.row)
        set_password(staff, PASSWORD, by=WORKER, now=make.NOW)
        number = staff.code
        db.session.commit()
    enter(page, number)
    page.goto(f"/office/requests/{code}/amend")

    page.locator("[name=wish][value='0-am']").focus()
    page.keyboard.press("3")
    page.keyboard.press("r")
    page.locator("#field-goal").press("Enter")

    expect(page.locator("[name=wish][value='2-am']")).to_be_checked()
    expect(page.locator("[name=wish][value='3-pm']")).to_be_checked()
    assert page.url.endswith("/amend")
