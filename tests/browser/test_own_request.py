"""A request of one's own on a phone: by keyboard alone, without scripts, and judged by axe."""

from collections.abc import Iterator
from pathlib import Path

import axe_playwright_python
import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PHONE
from tests.web.families.walk import DAUGHTER, SELF, TUESDAY, city_with_a_pair
from tutor.database import begin_reading, db
from tutor.visit_requests.models import VisitRequest

pytestmark = pytest.mark.browser

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
RULES = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FAULTS = """async rules => (await axe.run({runOnly: rules})).violations.map(
  one => one.id + ' ' + one.nodes.map(node => node.target).join(' '))"""
SMALL = """() => [...document.querySelectorAll('main a, main button, main .box, main .choice, main summary')]
  .filter(one => one.getClientRects().length && one.getBoundingClientRect().height < 47.5)
  .map(one => one.outerHTML.slice(0, 60))"""


@pytest.fixture
def city(served: Flask) -> None:
    with served.app_context():
        begin_reading(False)
        city_with_a_pair()


@pytest.fixture
def plain(browser: Browser, served: Flask, page: Page) -> Iterator[Page]:
    """A browser without scripts; `page` empties the tables afterwards."""
    context = browser.new_context(
        viewport=PHONE, base_url=served.config["ADDRESS"], java_script_enabled=False
    )
    yield context.new_page()
    context.close()


def tab_to(page: Page, selector: str) -> None:
    """By the Tab key alone, as somebody without a mouse."""
    for _ in range(60):
        if page.locator(f"{selector}:focus").count():
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} is not reached by the keyboard")


def type_into(page: Page, field: str, text: str) -> None:
    tab_to(page, f"[name={field}]")
    page.keyboard.type(text)


def choose(page: Page, field: str, value: str) -> None:
    """A radio of a group is reached by the arrows, a tick by Tab."""
    kind = page.locator(f"[name={field}]").first.get_attribute("type")
    if kind == "checkbox":
        tab_to(page, f"[name={field}][value='{value}']")
        page.keyboard.press("Space")
        return
    tab_to(page, f"[name={field}]")
    page.keyboard.press("Space")
    while not page.locator(f"[name={field}][value='{value}']:checked").count():
        page.keyboard.press("ArrowDown")


def go_on(page: Page) -> None:
    before = page.url
    tab_to(page, "main button.primary")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url != before)


def test_whole_way_by_keyboard_alone_and_without_scripts(served, city, plain):
    plain.goto("/")
    tab_to(plain, "a[href='/ask/']")
    plain.keyboard.press("Enter")
    plain.wait_for_url("**/ask/")
    tab_to(plain, "main button.big")
    plain.keyboard.press("Enter")
    plain.wait_for_url("**/ask/who")
    choose(plain, "who", "self")
    go_on(plain)
    for field, text in SELF["names"].items():
        type_into(plain, field, text)
    go_on(plain)
    type_into(plain, "telephone", "0191-21-8633")
    go_on(plain)
    tab_to(plain, "[name=town]")
    plain.keyboard.type("川岸")
    plain.locator("[name=town]").select_option("川岸")  # an input method types kanji, a test cannot
    type_into(plain, "address", "12-3")
    go_on(plain)
    choose(plain, "phone_kind", "rakuraku")
    go_on(plain)
    choose(plain, "goal", "camera")
    go_on(plain)
    go_on(plain)
    go_on(plain)
    choose(plain, "wish", TUESDAY)
    go_on(plain)
    go_on(plain)

    assert plain.url.endswith("/ask/done")
    with served.app_context():
        kept = db.session.query(VisitRequest).one()
        assert plain.locator(".number-big").inner_text() == f"{kept.code[:4]}-{kept.code[4:]}"
        assert kept.missing == ()


def judged(page: Page) -> list[str]:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(FAULTS, RULES) + page.evaluate(SMALL)
    page.set_viewport_size({"width": 320, "height": 640})
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.set_viewport_size(PHONE)
    return [f"{page.url}: {one}" for one in found + ([f"{wide} px wide"] if wide > 320 else [])]


def test_every_page_of_the_way_is_clean(served, city, page):
    page.goto("/ask/")
    found = judged(page)
    page.locator("main button.big").click()
    page.goto("/ask/short")
    found += judged(page)
    page.goto("/ask/who")
    answers = SELF | {"who": {"who": "parent"}, "asker": DAUGHTER}
    while not page.url.endswith("/ask/check"):
        name = page.url.rsplit("/", 1)[1]
        found += judged(page)
        page.evaluate(FILL, answers[name])
        before = page.url
        page.locator("main button.primary").click()
        page.wait_for_url(lambda url, before=before: url != before)
    found += judged(page)
    page.locator("main button.primary").click()
    page.wait_for_url("**/ask/done")

    assert found + judged(page) == []


FILL = """answers => { for (const [field, values] of Object.entries(answers)) {
  for (const value of [values].flat()) {
    const box = document.querySelector(`[name=${field}][value='${value}']`);
    if (box) { box.checked = true; } else { document.querySelector(`[name=${field}]`).value = value; }
  } } }"""


def test_wrong_answer_is_read_first_and_leads_to_its_field(city, page, browser, served):
    # A browser of its own: `page` takes the 422 that Chromium notes in its console for a fault.
    page = browser.new_context(viewport=PHONE, base_url=served.config["ADDRESS"]).new_page()
    page.goto("/ask/")
    page.locator("main button.big").click()
    page.locator("main button.primary").click()

    expect(page.locator("#errors:focus")).to_be_visible()
    assert page.title().startswith("直すところがあります")
    assert judged(page) == []
    page.context.close()
