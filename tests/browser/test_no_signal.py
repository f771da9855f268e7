"""A house in a valley: today's page is read, the record is written, and it goes out once on the way back."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests import make
from tests.web import enter
from tests.web.tutors import scene
from tutor.access.actions import set_password
from tutor.actor import WORKER
from tutor.database import begin_reading, db
from tutor.learning.models import Mark
from tutor.lessons.models import Lesson, LessonNote, LessonState

pytestmark = pytest.mark.browser
KEPT = """async () => {
  const all = [];
  for (const name of await caches.keys()) {
    for (const one of await (await caches.open(name)).keys()) { all.push(new URL(one.url).pathname); }
  }
  return all.filter(path => !path.startsWith("/static/")).sort();
}"""


def go_in(page, number):
    page.goto("/enter")
    page.get_by_label("あなたの番号").fill(number)
    page.get_by_label("合言葉").fill(enter.PASSWORD)
    page.get_by_role("button", name="入る").click()
    page.wait_for_url("**/tutor/")


WAIT = f"""async wanted => {{
  const kept = {KEPT};
  const missing = async () => (all => wanted.some(one => !all.includes(one)))(await kept());
  for (let tries = 0; await missing(); tries++) {{
    if (tries > 400) {{ throw new Error("not kept: " + wanted); }}
    await new Promise(again => setTimeout(again, 50));
  }}
}}"""


def wait_until_kept(page, paths):
    """(Not wait_for_function: it takes the promise of an answer for the answer.)"""
    page.evaluate(WAIT, paths)


LOOKED_AWAY = """() => {
  Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""


@pytest.fixture
def visit(served, page):
    """The codes of the lesson of today and of one in two days; today's page is kept."""
    with served.app_context():
        begin_reading(False)
        lesson, pair = scene.booked(learners=1)
        later = make.lesson(
            pair,
            (lesson.attendances[0].learner,),
            starts_at=make.NOW + timedelta(days=2),
            programme=lesson.programme,
        )
        numbers = [one.person.code for one in pair]
        for one in pair:
            set_password(one.person, enter.PASSWORD, by=WORKER, now=make.NOW)
        found = {
            "today": f"/tutor/lessons/{lesson.code}",
            "later": f"/tutor/lessons/{later.code}",
            "numbers": numbers,
        }
        db.session.commit()
    go_in(page, numbers[0])
    wait_until_kept(page, ["/tutor/", found["today"]])
    return found


@pytest.fixture
def lost(page):
    yield page.context
    page.context.set_offline(False)


def test_today_is_read_without_signal_and_says_how_old_it_is(page, visit, lost):
    page.goto(visit["later"])
    expect(page.locator(".strip.kept")).to_be_hidden()
    lost.set_offline(True)
    page.goto("/tutor/")

    expect(
        page.get_by_text("11月22日(日) 10:00 の予定です。電波がもどると、新しくなります。")
    ).to_be_visible()
    expect(page.get_by_text("千葉 一さん").first).to_be_visible()
    page.get_by_role("link", name="記録を開く").click()
    expect(page.get_by_role("button", name="記録を終える")).to_be_visible()


def test_only_today_and_its_record_are_kept(page, visit, lost):
    page.goto(visit["later"])
    page.goto("/tutor/calendar")
    lost.set_offline(True)

    assert page.evaluate(KEPT) == sorted(["/tutor/", "/tutor/kept", visit["today"]])
    page.goto(visit["later"])
    assert page.url.endswith("/tutor/"), "what is not kept leads to today"


def test_record_written_without_signal_goes_out_once(served, page, visit, lost):
    page.goto(visit["today"])
    lost.set_offline(True)
    page.locator("fieldset.marks").first.locator("label").nth(3).click()
    page.get_by_label("つぎの人への一言").fill("谷の家で書きました")
    page.get_by_role("button", name="記録を終える").click()
    expect(page.get_by_text("この画面を閉じないでください。")).to_be_visible()
    expect(page.get_by_label("つぎの人への一言")).to_have_value("谷の家で書きました")
    lost.set_offline(False)
    page.wait_for_url("**/tutor/")

    expect(page.get_by_text("記録を終えました。")).to_be_visible()
    with served.app_context():
        assert db.session.query(Mark).count() == 1
        assert [note.text for note in db.session.query(LessonNote)] == ["谷の家で書きました"]
        assert db.session.query(Lesson).filter_by(state=LessonState.FINISHED).count() == 1
        db.session.rollback()


def test_who_looks_away_half_way_finds_everything_again(served, page, visit):
    page.goto(visit["today"])
    page.locator("fieldset.marks").first.locator("label").nth(2).click()
    page.evaluate(LOOKED_AWAY)
    expect(page.get_by_text("ここまで届きました。")).to_be_visible()
    page.goto(visit["today"])

    assert page.locator("fieldset.marks").first.locator("input").nth(2).is_checked()
    with served.app_context():
        assert {one.state for one in db.session.query(Lesson)} == {LessonState.PLANNED}
        db.session.rollback()


def test_nothing_is_kept_after_leaving(page, visit):
    page.get_by_role("button", name="終わる").click()
    page.wait_for_url(lambda url: urlsplit(url).path == "/")

    assert page.evaluate("caches.keys()") == []


def test_nothing_of_one_tutor_is_kept_for_the_next(page, visit):
    """Without leaving: the telephone was handed on. (Without cookies what is still being fetched would
    be sent to the entrance, and would change the form's token under the second tutor's hands.)"""
    page.goto("/enter")
    page.get_by_label("あなたの番号").fill(visit["numbers"][1])
    page.get_by_label("合言葉").fill(enter.PASSWORD)
    names = page.evaluate("caches.keys()")
    page.get_by_role("button", name="入る").click()
    page.wait_for_url("**/tutor/")
    wait_until_kept(page, ["/tutor/"])

    assert names == [f"today-{visit['numbers'][0]}"]
    assert page.evaluate("caches.keys()") == [f"today-{visit['numbers'][1]}"]
