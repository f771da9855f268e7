"""At the city's counter in a browser: entered, put right, seen by the coordinator; sound as every page is."""

import pytest
from playwright.sync_api import expect

from tests import make
from tests.browser.conftest import enter
from tests.browser.test_every_page import faults_of, judged
from tests.matching.week import City
from tests.web.enter import PASSWORD
from tutor.access.actions import set_password
from tutor.actor import WORKER, Role
from tutor.database import begin_reading, db
from tutor.messaging.wording import load_wordings

pytestmark = pytest.mark.browser


@pytest.fixture
def numbers(served) -> dict[Role, str]:
    """With which the clerk and the coordinator of one city enter."""
    with served.app_context():
        begin_reading(False)
        load_wordings(make.NOW)
        city = City()
        staff = {role: make.granted(role, city.row) for role in (Role.RECEPTION, Role.COORDINATOR)}
        for person in staff.values():
            set_password(person, PASSWORD, by=WORKER, now=make.NOW)
        found = {role: person.code for role, person in staff.items()}
        db.session.commit()
    return found


def test_entry_is_put_right_and_the_coordinator_finds_it_with_the_call(served, browser, page, numbers):
    enter(page, numbers[Role.RECEPTION])
    page.goto("/reception/new")
    words = {
        "family_reading_1": "おのでら",
        "family_1": "小野寺",
        "telephone": "0191-21-8633",
        "address": "12-3",
    }
    for name, typed in (words | {"goal": "孫に写真を送りたい", "ring_time": "3時"}).items():
        page.fill(f"#field-{name}", typed)
    page.select_option("#field-town", index=1)
    page.check("input[value='1-am']")
    page.get_by_role("button", name="この内容で受け付ける").click()
    page.get_by_role("link", name="内容を直す").click()
    form = page.url
    page.fill("#field-goal", "地図を見たい")
    page.get_by_role("button", name="この内容に直す").click()
    expect(page.get_by_text("地図を見たい")).to_be_visible()
    receipt = page.url
    judged(page)
    looked_at = {path: faults_of(page, path) for path in (receipt, form, "/reception/")}

    office = browser.new_context(viewport=page.viewport_size, base_url=served.config["ADDRESS"]).new_page()
    enter(office, numbers[Role.COORDINATOR])
    office.goto("/office/")
    expect(office.locator(".news li")).to_have_count(1)
    expect(office.locator(".news li")).to_contain_text("地図を見たい")
    expect(office.get_by_text("11月22日(日) 15:00まで")).to_be_visible()
    looked_at["/office/"] = faults_of(judged(office), "/office/")
    office.context.close()

    assert not any(looked_at.values()), looked_at
