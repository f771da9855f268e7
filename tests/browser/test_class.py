"""Ten people in a hall, written down on a telephone: few taps, once, and also where the signal is lost."""

import pytest
from playwright.sync_api import expect

from tests import make
from tests.browser.conftest import PHONE
from tests.browser.conftest import enter as go_in
from tests.browser.test_doorway import SIX, Thumb
from tests.web import enter
from tests.web.tutors import scene
from tutor.access.actions import set_password
from tutor.actor import WORKER
from tutor.curriculum.actions import publish
from tutor.database import begin_reading, db
from tutor.learning.models import Homework, Mark
from tutor.lessons.models import Attendance, Came, Lesson, LessonKind, LessonState

pytestmark = pytest.mark.browser
MOST_TAPS = 25


@pytest.fixture
def room(served, page):
    """Ten learners and six skills; signed in as one of the two tutors, today's page is open."""
    with served.app_context():
        begin_reading(False)
        publish(SIX, by=WORKER, now=make.NOW)
        town = make.town(make.municipality(telephone="+81191218633"))
        home, hall = make.household(town), make.venue(town, name="市民センター")
        ten = tuple(scene.learner_at(home, n) for n in range(10))
        pair = scene.two_tutors(town)
        values = {"kind": LessonKind.CLASS, "venue": hall, "seats": 12, "title": "スマホ教室"}
        lesson = make.lesson(
            pair, ten, starts_at=scene.BEGAN, programme=make.programme(town.municipality), **values
        )
        set_password(pair[0].person, enter.PASSWORD, by=WORKER, now=make.NOW)
        code, number = lesson.code, pair[0].person.code
        db.session.commit()
    go_in(page, number)
    return f"/tutor/lessons/{code}"


def of_one(page, given):
    return page.locator("section.brief").filter(has_text=f"千葉 {given}さん")


def kept(served):
    with served.app_context():
        state = db.session.query(Lesson).one().state
        came = [row.came for row in db.session.query(Attendance)].count(Came.CAME)
        found = (state, came, db.session.query(Mark).count(), db.session.query(Homework).count())
        db.session.rollback()
        return found


def test_ten_learners_two_missing_six_skills_and_one_who_differs_take_few_taps(served, page, room):
    tap = Thumb()
    tap(page.get_by_role("link", name="記録を開く"))
    page.wait_for_url(f"**{room}")
    for given in ("三", "八"):
        tap(of_one(page, given).get_by_text("来なかった"))
    rows = page.locator("fieldset.marks")
    for n in range(6):
        tap(rows.nth(n).locator("label").nth(3))
    tap(of_one(page, "五").get_by_role("button"))
    page.wait_for_url(f"**{room}/*")
    tap(page.locator("fieldset.marks").first.locator("label").nth(1))
    tap(page.get_by_role("button", name="見立てと宿題を取っておく"))
    page.wait_for_url(lambda url: url.endswith(room))
    tap(page.locator("label").filter(has_text="ゆびの使いかた"))
    tap(page.get_by_role("button", name="記録を終える"))

    expect(page.get_by_text("記録を終えました。")).to_be_visible()
    state, came, marks, homework = kept(served)
    print(f"taps: {tap.taps}")
    assert tap.taps <= MOST_TAPS
    assert (state, came) == (LessonState.FINISHED, 8)
    assert marks == 8 * 6 + 1
    assert homework >= 8


def test_attendance_alone_is_one_tap_for_each_who_is_missing(page, room):
    tap = Thumb()
    tap(page.get_by_role("link", name="記録を開く"))
    tap(of_one(page, "三").get_by_text("来なかった"))
    tap(page.get_by_role("button", name="記録を終える"))

    expect(page.get_by_text("記録を終えました。")).to_be_visible()
    assert tap.taps == 3


def test_record_of_a_class_written_without_signal_goes_out_once(served, page, room):
    page.goto(room)
    page.context.set_offline(True)
    of_one(page, "三").get_by_text("来なかった").click()
    page.locator("fieldset.marks").first.locator("label").nth(2).click()
    page.get_by_role("button", name="記録を終える").click()
    expect(page.get_by_text("この画面を閉じないでください。")).to_be_visible()
    page.get_by_role("button", name="記録を終える").click()
    page.context.set_offline(False)
    page.wait_for_url("**/tutor/")

    expect(page.get_by_text("記録を終えました。")).to_be_visible()
    assert kept(served)[:3] == (LessonState.FINISHED, 9, 9)


def test_ten_lines_fit_one_screen_and_the_thumb(page, room):
    page.goto(room)
    first, last = (page.locator("section.brief").nth(n).bounding_box() for n in (0, 9))

    assert last["y"] + last["height"] - first["y"] < PHONE["height"]
    for one in page.locator("section.brief label:visible, section.brief button").all():
        assert one.bounding_box()["height"] >= 48
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
