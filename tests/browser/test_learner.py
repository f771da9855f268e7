"""A learner walks through a homework, on a telephone."""

import re

import pytest
from playwright.sync_api import expect

from tests import make
from tests.browser.conftest import PHONE
from tests.web.learners import scene
from tutor.access.actions import issue_card
from tutor.actor import WORKER
from tutor.database import begin_reading, db
from tutor.people.models import PhoneKind

pytestmark = pytest.mark.browser


@pytest.fixture
def me(served, page):
    """The card is scanned: its address opens the learner's own page."""
    with served.app_context():
        begin_reading(False)
        learner = scene.with_homework(PhoneKind.IPHONE)
        card = issue_card(learner.person, by=WORKER, now=make.NOW)
        db.session.commit()
    page.goto(f"/c/{card}")


def test_homework_is_walked_to_its_end(page, me):
    page.get_by_role("link", name="読みはじめる").click()
    expect(page.locator("#sheet").get_by_text("iphoneの手順")).to_be_visible()
    for _ in range(3):
        page.get_by_role("button", name="つぎへ").click()
    page.get_by_role("button", name="切る").click()
    expect(page.locator("#why").get_by_text("向きが反対です。")).to_be_in_viewport()
    page.get_by_role("button", name="つぎへ").click()
    page.get_by_role("button", name="できた", exact=True).click()

    expect(page.get_by_text("よくがんばりましたね。")).to_be_visible()
    expect(page.get_by_role("link", name="読みはじめる")).to_have_count(0)


def test_reading_goes_on_where_it_was_left(page, me):
    page.goto(scene.UNIT)
    page.get_by_role("button", name="つぎへ").click()

    page.get_by_role("link", name="はじめのページ").click()
    page.get_by_role("link", name="つづきを読む").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("とる")


@pytest.mark.parametrize("size", ["標準", "特大"])
def test_pages_fit_and_targets_are_large(page, me, size):
    page.get_by_role("button", name=size).click()
    for url in ("/me", "/me/stairs", scene.UNIT, f"{scene.UNIT}?page=3", "/me/paper"):
        page.goto(url)
        buttons = page.locator("main .button:visible").all()
        small = [one for one in buttons if one.bounding_box()["height"] < 64]
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], url
        assert small == [], url


def test_leaving_a_borrowed_telephone_closes_the_page(page, me):
    page.get_by_role("button", name="おわる").click()
    page.goto("/me")

    expect(page).to_have_url(re.compile(r"/card$"))
