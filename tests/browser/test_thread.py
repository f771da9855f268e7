"""The thread walked in a real browser on a phone-sized screen, with CSRF, CSP and cookies as served."""

import json
import re
from datetime import date, time, timedelta
from itertools import count

import pytest
from playwright.sync_api import expect

from tests import make
from tests.curriculum.real import publish_sumaho
from tutor import clock, local_time
from tutor.access.actions import issue_card, set_password
from tutor.actor import WORKER, Role
from tutor.availability.actions import set_weekly_hours
from tutor.availability.models import Term
from tutor.cli.working import do
from tutor.database import begin_reading, db
from tutor.jobs.models import Job
from tutor.lessons.models import Lesson
from tutor.messaging.wording import load_wordings
from tutor.people.models import Person

pytestmark = pytest.mark.browser
PASSWORD = "うめのはなさく十分長い"
WEDNESDAY = date(2026, 12, 2)
_people = count(1)


@pytest.fixture
def town(served):
    """A city, three tutors with time, one coordinator. Gives the numbers with which people enter."""
    with served.app_context():
        begin_reading(False)
        publish_sumaho()
        load_wordings(make.NOW)
        city = make.municipality(name="みどり野市")
        make.programme(city)
        make.town(city, name="川岸", reading="かわぎし")
        term = make.add(Term(name="後期", starts_on=date(2026, 10, 1), ends_on=date(2027, 2, 15)))
        for family in ("佐藤", "高橋"):
            who = make.person(f"080-2222-000{next(_people)}", family_name=family, family_reading="こうし")
            tutor = make.tutor(("android", "experienced"), person=who)
            hours = [(day, time(8), time(18)) for day in range(5)]
            set_weekly_hours(tutor, term=term, hours=hours, by=WORKER, now=make.NOW)
            set_password(who, PASSWORD, by=WORKER, now=make.NOW)
        office = make.granted(Role.COORDINATOR, city)
        set_password(office, PASSWORD, by=WORKER, now=make.NOW)
        number = office.code
        db.session.commit()
    yield number
    clock.use(lambda: make.NOW)


def enter(page, number):
    page.goto("/enter")
    page.get_by_label("あなたの番号").fill(number)
    page.get_by_label("合言葉").fill(PASSWORD)
    page.get_by_role("button", name="入る").click()


def no_sideways_scrolling(page):
    """Waits: a press returns before the next page has its style sheet."""
    page.wait_for_load_state("load")
    page.wait_for_function("document.documentElement.scrollWidth <= 390", timeout=5_000)


def test_thread_on_a_phone(page, served, town):
    enter(page, town)
    coordinator_types_the_call(page)
    coordinator_plans_and_publishes(page, served)
    tutor_records_the_lesson(page, served)
    learner_finds_homework(page, served)


def coordinator_types_the_call(page):
    page.get_by_role("link", name="電話の申込を入れる").click()
    no_sideways_scrolling(page)
    for label, value in (("みょうじのふりがな", "おのでら"), ("名前のふりがな", "つね")):
        page.get_by_label(label, exact=False).first.fill(value)
    page.locator("#field-family_1").fill("小野寺")
    page.locator("#field-given_1").fill("ツネ")
    page.get_by_label("電話番号").first.fill("090-1234-5678")
    page.get_by_text("Android", exact=True).click()
    page.get_by_label("町", exact=True).select_option("川岸")
    page.locator("#field-address").fill("12-3")
    page.locator("#field-goal").fill("孫に写真を送りたい")
    page.get_by_label("水午前").check()
    page.get_by_role("button", name="この内容で受け付ける").click()
    expect(page.get_by_text("申込を受け付けました")).to_be_visible()
    no_sideways_scrolling(page)


def coordinator_plans_and_publishes(page, served):
    page.goto("/office/week?week=2026-11-30")
    no_sideways_scrolling(page)
    page.get_by_role("button", name="計画を作る").click()
    expect(page.get_by_text("順番を待っています")).to_be_visible()
    with served.app_context():
        begin_reading(False)
        job = db.session.query(Job).one()
        job.arguments = json.dumps({**json.loads(job.arguments), "seconds": 1})
        db.session.commit()
        do(job.code)
    # The page asks by itself; nobody presses anything.
    page.get_by_role("link", name="計画を見る").click(timeout=10_000)
    page.get_by_role("button", name="この計画で決めて").click()
    expect(page.get_by_text("1件のレッスンを決めました")).to_be_visible()
    no_sideways_scrolling(page)
    leave(page)


def leave(page):
    """Until the front door is there: /tutor/ ends like it, and the next address would cross this one."""
    page.get_by_role("button", name="終わる").click()
    expect(page.get_by_role("link", name="訪問レッスンを申しこむ")).to_be_visible()


def tutor_records_the_lesson(page, served):
    with served.app_context():
        begin_reading(False)
        lesson = db.session.query(Lesson).one()
        assert local_time.local_date(lesson.starts_at) == WEDNESDAY
        starts_at, number = lesson.starts_at, lesson.staffings[0].tutor.person.code
    clock.use(lambda: starts_at + timedelta(minutes=40))
    enter(page, number)
    no_sideways_scrolling(page)
    page.get_by_role("link", name=re.compile("記録を開く")).click()
    page.locator("fieldset.marks").first.get_by_role("radio").nth(3).check()
    no_sideways_scrolling(page)
    page.locator("#field-note").fill("音の大きさをもう一度")
    page.get_by_role("button", name="記録を終える").click()
    expect(page.get_by_text("記録を終えました")).to_be_visible()
    leave(page)


def learner_finds_homework(page, served):
    with served.app_context():
        begin_reading(False)
        tsune = db.session.query(Person).filter_by(given_name="ツネ").one()
        code = issue_card(tsune, by=WORKER, now=make.NOW)
        db.session.commit()
    page.goto(f"/c/{code}")
    assert page.url.endswith("/me"), "the code must leave the address bar"
    expect(page.get_by_role("heading", level=1)).to_contain_text("小野寺")
    no_sideways_scrolling(page)
    page.locator("a[href*='/me/units/']").first.click()
    page.get_by_role("button", name="つぎへ").click()
    no_sideways_scrolling(page)
    assert page.evaluate("document.querySelector('script[src*=htmx]')") is None
    kept = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    assert not re.search("小野寺|1234|川岸", kept), kept
