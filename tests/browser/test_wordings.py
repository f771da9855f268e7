"""A text is counted while one types it, and a place is put where the cursor stands."""

import pytest
from playwright.sync_api import expect

from tests import make
from tests.browser.conftest import enter
from tests.web.enter import PASSWORD
from tutor.access.actions import set_password
from tutor.actor import WORKER, Role
from tutor.database import begin_reading, db
from tutor.messaging.wording import load_wordings

pytestmark = pytest.mark.browser


def test_counter_follows_what_is_typed_and_a_place_is_pressed_in(served, page):
    with served.app_context():
        begin_reading(False)
        load_wordings(make.NOW)
        staff = make.granted(Role.COORDINATOR, make.municipality())
        set_password(staff, PASSWORD, by=WORKER, now=make.NOW)
        number = staff.code
        db.session.commit()
    enter(page, number)
    page.goto("/office/messages/wordings/text?key=lesson_reminder_1&language=ja&channel=sms")
    box, look = page.locator("#field-text"), page.locator("#look")

    box.fill("です。")
    expect(look).to_contain_text("3文字")
    expect(look).to_contain_text("{日にち}がありません")
    box.evaluate("box => box.setSelectionRange(0, 0)")
    page.locator("button[data-place='{日にち}']").click()

    expect(box).to_have_value("{日にち}です。")
    expect(look).to_contain_text("12月23日(水)です。")
    expect(look).not_to_contain_text("{日にち}がありません")
    assert page.locator(".without-script").is_hidden()
