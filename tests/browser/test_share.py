"""Somebody types a short code on a telephone and reads, with and without scripts."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.conftest import empty_tables
from tests.web.study import scene
from tutor.database import begin_reading

pytestmark = pytest.mark.browser


@pytest.fixture
def code(served):
    with served.app_context():
        begin_reading(False)
        code = scene.lent(served, served.test_client()).code
    yield code
    with served.app_context():
        begin_reading(False)
        empty_tables()


def read(page, code):
    page.goto("/")
    page.get_by_role("textbox", name="教材の番号").fill(code.lower())
    page.get_by_role("button", name="教材を読む").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("カメラを開く")
    for _ in range(3):
        page.get_by_role("button", name="つぎへ").click()
    expect(page.get_by_role("button", name="つぎへ")).to_have_count(0)
    page.get_by_role("button", name="切る").click()
    expect(page.locator("#why").get_by_text("向きが反対です。")).to_be_in_viewport()
    page.go_back()
    page.go_forward()
    page.get_by_role("button", name="つぎへ").click()
    page.get_by_role("button", name="できた", exact=True).click()
    expect(page.get_by_text("よくがんばりましたね。")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_shared_unit_is_read_to_its_end(page, code):
    read(page, code)


def test_shared_unit_needs_no_script(browser, served, code):
    context = browser.new_context(
        viewport=PHONE, locale="ja-JP", base_url=served.config["ADDRESS"], java_script_enabled=False
    )
    page = context.new_page()
    read(page, code)
    context.close()
