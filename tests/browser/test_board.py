"""The week's board in a real browser: keys, dragging, two screens, and the judge of pages."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests import make
from tests.matching.planned import draft
from tests.web.enter import PASSWORD
from tutor.access.actions import set_password
from tutor.actor import WORKER, Role
from tutor.database import begin_reading, db
from tutor.matching.models import PlanVisit
from tutor.messaging.wording import load_wordings

pytestmark = pytest.mark.browser
WEEK = "/office/week?week=2026-11-23"


@pytest.fixture
def desk(served, page):
    """A draft with two visits on Tuesday afternoon, three tutors, and a coordinator who is in."""
    with served.app_context():
        begin_reading(False)
        load_wordings(make.NOW)
        made = draft(2)
        made.city.tutor("experienced")
        office = make.granted(Role.COORDINATOR, made.city.row)
        set_password(office, PASSWORD, by=WORKER, now=make.NOW)
        number = office.code
        db.session.commit()
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto("/enter")
    page.get_by_label("あなたの番号").fill(number)
    page.get_by_label("合言葉").fill(PASSWORD)
    page.get_by_role("button", name="入る").click()
    page.goto(WEEK)
    return page


def first_block(page):
    return page.locator("a.visit.proposed").first


def said(page):
    return page.locator("#panel .said strong")


def pinned(served) -> int:
    with served.app_context():
        return db.session.query(PlanVisit).filter_by(pinned=True).count()


def test_keys_walk_open_pin_and_undo(desk, served):
    first_block(desk).focus()
    desk.keyboard.press("ArrowDown")
    expect(desk.locator("a.visit:focus")).to_be_visible()
    desk.keyboard.press("p")
    expect(said(desk)).to_have_text("固定しました。")
    expect(desk.locator("a.visit .flag", has_text="固定")).to_have_count(2)
    assert pinned(served) == 1

    desk.keyboard.press("u")

    expect(said(desk)).to_have_text("もとにもどしました。")
    expect(desk.locator("a.visit .flag", has_text="固定")).to_have_count(0)
    desk.keyboard.press("Escape")
    expect(desk.locator("#panel")).to_be_hidden()
    expect(desk.locator("a.visit:focus")).to_have_count(1)


def test_move_is_tried_and_taken_without_leaving_the_board(desk):
    first_block(desk).focus()
    desk.keyboard.press("m")
    expect(desk.locator("#field-on:focus")).to_be_visible()
    desk.locator("#field-at").select_option("12:30")
    desk.get_by_role("button", name="動かしたらどうなるか見る").click()
    expect(desk.get_by_text("希望の半日ではありません。")).to_be_visible()
    desk.get_by_label("それでも動かすわけ", exact=False).fill("電話で決めた")
    desk.get_by_role("button", name="この内容で動かす").click()

    expect(said(desk)).to_have_text("動かしました。")
    expect(desk.locator("a.visit b", has_text="12:30")).to_have_count(2)
    assert desk.url.endswith(WEEK)


def test_dragged_to_another_tutors_half_day_it_asks_first(desk):
    row = desk.locator("tr[data-tutor]", has_not=desk.locator("a.visit"))
    first_block(desk).drag_to(row.locator("td[data-on='1'][data-half='pm']"))

    expect(desk.locator(".preview")).to_be_visible()
    expect(desk.locator(".preview strong").first).to_contain_text("11月24日(火)")


def test_second_screen_sees_it_and_a_late_press_says_who(desk, served):
    other = desk.context.new_page()
    other.goto(WEEK)
    first_block(other).click()
    expect(other.locator("#move-form")).to_be_visible()
    first_block(desk).focus()
    desk.keyboard.press("p")
    expect(said(desk)).to_have_text("固定しました。")

    other.get_by_role("button", name=re.compile("計画から外す")).click()

    expect(other.locator("#panel-said")).to_contain_text("この画面は古くなっています")
    expect(other.locator("a.visit .flag", has_text="固定")).to_have_count(2, timeout=10_000)
    other.close()


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_board_and_panel_are_clean_for_axe_and_do_not_scroll_sideways(desk, width):
    desk.set_viewport_size({"width": width, "height": 800})
    first_block(desk).click()
    expect(desk.locator("#panel h2")).to_be_in_viewport()

    found = Axe().run(desk)

    assert found.violations_count == 0, found.generate_report()
    assert desk.evaluate("document.documentElement.scrollWidth") <= width
