"""A whole lesson written down by tapping, on a telephone, with cookies and CSRF as when served."""

from dataclasses import replace

import pytest
from playwright.sync_api import expect

from tests import make
from tests.browser.conftest import PHONE
from tests.curriculum.plain_content import curriculum, skill, stage, unit
from tests.web import enter
from tests.web.tutors import scene
from tutor.access.actions import set_password
from tutor.actor import WORKER
from tutor.curriculum.actions import publish
from tutor.database import begin_reading, db
from tutor.learning.models import Homework, Mark
from tutor.lessons.models import Lesson, LessonState

pytestmark = pytest.mark.browser
SKILLS = ("tap", "home", "call", "photo", "light", "sound")
SIX = curriculum(
    tuple(skill(key) for key in SKILLS),
    stages=(stage(0), stage(1, 0)),
    units=(replace(unit("first", 1, *SKILLS[:3]), title="ゆびの使いかた"), unit("second", 2, *SKILLS[3:])),
    key="sumaho",
)
MOST_TAPS = 25


@pytest.fixture
def door(served, page):
    """Signed in by typing; two learners wait behind the door, with six skills each."""
    with served.app_context():
        begin_reading(False)
        lesson, pair = scene.booked(learners=2)
        publish(SIX, by=WORKER, now=make.NOW)
        set_password(pair[0].person, enter.PASSWORD, by=WORKER, now=make.NOW)
        code, number = lesson.code, pair[0].person.code
        db.session.commit()
    page.goto("/enter")
    page.get_by_label("あなたの番号").fill(number)
    page.get_by_label("合言葉").fill(enter.PASSWORD)
    page.get_by_role("button", name="入る").click()
    page.wait_for_url("**/tutor/")
    return code


class Thumb:
    """Taps as a finger does, and counts them."""

    def __init__(self) -> None:
        self.taps = 0

    def __call__(self, what) -> None:
        what.click()
        self.taps += 1


def kept(served, code):
    with served.app_context():
        lesson = db.session.query(Lesson).filter_by(code=code).one()
        found = (lesson.state, db.session.query(Mark).count(), [note.text for note in lesson.notes])
        given = [row.unit.key for row in db.session.query(Homework)]
        db.session.rollback()
        return (*found, given)


def test_two_learners_with_six_skills_each_are_logged_with_few_taps(served, page, door):
    tap = Thumb()
    tap(page.get_by_role("link", name="記録を開く"))
    rows = page.locator("fieldset.marks")
    rows.first.wait_for()
    assert rows.count() == 12
    for n in range(12):
        tap(rows.nth(n).locator("label").nth(2 + n % 2))
    page.get_by_label("つぎの人への一言").fill("音の大きさをもう一度")
    tap(page.get_by_role("button", name="記録を終える"))

    expect(page.get_by_text("記録を終えました。")).to_be_visible()
    state, marks, notes, given = kept(served, door)
    assert tap.taps <= MOST_TAPS
    assert (state, marks, notes) == (LessonState.FINISHED, 12, ["音の大きさをもう一度"])
    assert len(given) >= 2


def test_same_marks_for_both_and_homework_that_follows_them(page, door):
    page.goto(f"/tutor/lessons/{door}")
    rows = page.locator("fieldset.marks")
    for n in range(6):
        rows.nth(n).locator("label").nth(1 if n > 2 else 3).click()
    page.get_by_role("button", name="と同じにする").click()

    checked = page.locator("fieldset.marks input:checked").evaluate_all("all => all.map(one => one.value)")
    units = page.locator("input[name^=unit-]:checked").evaluate_all("all => all.map(one => one.value)")

    assert checked == ["3", "3", "3", "1", "1", "1"] * 2
    assert units == ["second", "second"]


def test_form_fits_the_telephone_and_its_button_is_under_the_thumb(page, door):
    page.goto(f"/tutor/lessons/{door}")
    page.locator("fieldset.marks").first.scroll_into_view_if_needed()
    button = page.get_by_role("button", name="記録を終える").bounding_box()

    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert button["y"] > PHONE["height"] / 2
    assert button["height"] >= 64
    for circle in page.locator(".mark").all():
        assert circle.bounding_box()["height"] >= 48
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_who_missed_takes_two_taps_and_hides_the_circles(page, door):
    page.goto(f"/tutor/lessons/{door}")
    page.get_by_text("来なかった").first.click()
    page.get_by_text("体の調子").first.click()

    expect(page.locator("fieldset.marks").first).to_be_hidden()
    expect(page.locator("fieldset.marks").last).to_be_visible()
